"""Commands on a home: ingest, forget, index, backup, restore, doctor."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpus.errors import BadRequest, PolicyqaError
from qa.commands.options import home_option, json_option, put_json, set_option
from qa.commands.progress import ProgressBar

if TYPE_CHECKING:
    from corpus.library import IngestReport
    from index.build import BuildReport
    from qa.ingest import Progress

__all__ = ["backup_command", "doctor", "forget", "index_group", "ingest", "restore_command"]

_LISTED = 20  # file names of one kind that a report prints
_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("folder", metavar="DIR", type=_FOLDER)
@click.option("--watch", is_flag=True, help="Go on and follow changes until interrupted.")
@click.option("--allow-empty", is_flag=True, help="Accept that a folder has lost all documents.")
@json_option
@home_option
@set_option
def ingest(
    folder: Path,
    watch: bool,
    allow_empty: bool,
    as_json: bool,
    home: Path,
    overrides: tuple[str, ...],
) -> None:
    """Mirror a folder of documents into the home and index it.

    New, changed and removed files follow; several folders may be mirrored into one home.
    """
    from qa.ingest import Ingest, follow

    run = Ingest(home, folder, overrides)
    with ProgressBar() as bar:
        done, built = run(allow_empty=allow_empty, progress=_told(bar))
    _report(done, built, as_json=as_json)
    if watch:
        click.echo(f"watching {folder} (Ctrl-C ends)", err=True)
        try:
            for outcome in follow(run, allow_empty=allow_empty):
                if isinstance(outcome, PolicyqaError):
                    click.echo(f"Error: {outcome}", err=True)
                else:
                    _report(*outcome, as_json=as_json)
        except KeyboardInterrupt:
            click.echo("no longer watching", err=True)
    elif done.failed and not (done.added or done.changed or done.unchanged):
        raise PolicyqaError(f"no file of {str(folder)!r} could be read; the reasons stand above")


def _told(bar: ProgressBar) -> "Progress":
    """Return what shows progress, and says when questions can first be asked."""

    def told(stage: str, done: int, total: int) -> None:
        bar(stage, done, total)
        if (stage, done) == ("words", 1):
            click.echo("answers by words can be had from now on; vectors follow", err=True)

    return told


def _report(done: "IngestReport", built: "BuildReport", *, as_json: bool) -> None:
    """Print what an ingest did; what could not be read goes to standard error."""
    failed = (*done.failed, *built.failed)
    for failure in failed:
        shown = failure.message
        at = "" if failure.path in shown else f"{failure.path}: "
        click.echo(f"not read: {at}{shown}", err=True)
    for warning in built.warnings:
        click.echo(f"warning: {warning}", err=True)
    if as_json:
        kinds = ("added", "changed", "removed", "unchanged", "ignored")
        put_json(
            {
                "root": asdict(done.root),
                **{kind: getattr(done, kind) for kind in kinds},
                "failed": [asdict(failure) for failure in failed],
                "index_version": built.version,
                "published": built.published,
                "warnings": built.warnings,
            },
            indent=None,
        )
        return
    for kind in ("added", "changed", "removed"):
        _names(kind, getattr(done, kind))
    if done.ignored:
        _names("passed over (no reader for its kind)", done.ignored)
    click.echo(
        f"{len(done.added)} added, {len(done.changed)} changed, {len(done.removed)} removed, "
        f"{len(done.unchanged)} unchanged, {len(failed)} not read"
    )
    state = "published" if built.published else "unchanged"
    click.echo(f"index {built.version} {state}")


def _names(kind: str, paths: Iterable[str]) -> None:
    names = list(paths)
    for name in names[:_LISTED]:
        click.echo(f"  {kind}: {name}")
    if len(names) > _LISTED:
        click.echo(f"  {kind}: … and {len(names) - _LISTED} more")


@click.command()
@click.argument("folder", metavar="DIR")
@home_option
@set_option
def forget(folder: str, home: Path, overrides: tuple[str, ...]) -> None:
    """Take an ingested DIR out of the home and the index; the folder itself stays as it is.

    DIR is the folder's path, or the name of its root as `policyqa doctor` shows it.
    """
    from qa.ingest import forget as forget_folder

    with ProgressBar() as bar:
        gone, built = forget_folder(home, folder, overrides, progress=bar)
    for warning in built.warnings:
        click.echo(f"warning: {warning}", err=True)
    _names("removed", gone)
    click.echo(f"{len(gone)} removed\nindex {built.version} published")


@click.group("index")
def index_group() -> None:
    """Look after the index: status, verify, rollback, publish."""


@index_group.command()
@json_option
@home_option
@set_option
def status(as_json: bool, home: Path, overrides: tuple[str, ...]) -> None:
    """Say which version serves and what it holds."""
    from index import engine, versions
    from qa.settings import read_settings

    remote = read_settings(home, overrides).remote
    found = asdict(versions.status(home / "index"))
    if remote is not None:
        found["remote"] = engine.status(remote)[0]
    if as_json:
        put_json(found)
        return
    for name, value in found.items():
        click.echo(f"{name:<10} {'none' if value is None else value}")


@index_group.command()
@json_option
@home_option
@set_option
def verify(as_json: bool, home: Path, overrides: tuple[str, ...]) -> None:
    """Check every file of the serving version, and the documents, by checksum.

    Where Milvus searches, also that it serves this version, with every passage and document of it.
    """
    from corpus.library import Library
    from index import engine, versions
    from qa.settings import read_settings

    remote = read_settings(home, overrides).remote
    wrong = list(versions.verify(home / "index"))
    wrong += [f"{damage.path}: {damage.message}" for damage in Library(home).verify()]
    todo = "policyqa index rollback, or ingest again, or restore a backup"
    if remote is not None and not wrong:
        wrong += engine.verify(home, remote)
        todo = "policyqa index publish --anew"
    if as_json:
        put_json({"ok": not wrong, "wrong": wrong})
    else:
        for line in wrong:
            click.echo(line, err=True)
    if wrong:
        raise PolicyqaError(f"{len(wrong)} things are wrong; run: {todo}")
    if not as_json:
        click.echo("every checksum is right")
        if remote is not None:
            click.echo("the remote index holds what the home holds")


@index_group.command()
@home_option
@set_option
def rollback(home: Path, overrides: tuple[str, ...]) -> None:
    """Let the previous version serve again; a second call undoes the first."""
    from index import engine, versions
    from qa.settings import read_settings

    settings = read_settings(home, overrides)
    version = versions.rollback(home / "index")
    if settings.remote is not None:
        engine.publish(home, settings.index, settings.remote)
    click.echo(f"index {version} serves now")


@index_group.command()
@click.option("--anew", is_flag=True, help="Send everything again, even what seems to be there.")
@home_option
@set_option
def publish(anew: bool, home: Path, overrides: tuple[str, ...]) -> None:
    """Let Milvus (and PostgreSQL) serve the version that serves in the home.

    Ingest does so by itself; this is for after a restore, or a server that was away or lost data.
    """
    from index import engine
    from qa.settings import read_settings

    settings = read_settings(home, overrides)
    if settings.remote is None:
        raise BadRequest('`search` names no Milvus; set search = "milvus://HOST:19530"')
    with ProgressBar() as bar:
        changed = engine.publish(home, settings.index, settings.remote, bar, anew=anew)
    click.echo("published" if changed or anew else "nothing to do: it serves this version")


@click.command("backup")
@click.argument("file", type=_FILE)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@home_option
def backup_command(file: Path, force: bool, home: Path) -> None:
    """Write the home into one tar FILE.

    What Milvus and PostgreSQL hold is no part of it: after a restore, `policyqa index publish`
    sends the index there again. The service's tables in PostgreSQL are for its own backup.
    """
    from qa.backup import backup

    with ProgressBar() as bar:
        contents = backup(home, file, force=force, progress=bar.stage("backup"))
    click.echo(f"{contents.files} files, {contents.bytes} bytes in {file}")


@click.command("restore")
@click.argument("file", type=_FILE)
@click.option("--force", is_flag=True, help="Replace the home if it is not empty.")
@home_option
def restore_command(file: Path, force: bool, home: Path) -> None:
    """Put the home of a backup FILE in place, every checksum verified."""
    from qa.backup import restore

    with ProgressBar() as bar:
        contents = restore(file, home, force=force, progress=bar.stage("restore"))
    click.echo(f"{contents.files} files, {contents.bytes} bytes in {home}")


@click.command()
@json_option
@home_option
@set_option
def doctor(as_json: bool, home: Path, overrides: tuple[str, ...]) -> None:
    """Check versions, model, settings, disk and index, and say what to do."""
    from qa.doctor import State, examine

    with ProgressBar() as bar:
        bar("doctor", 0, 1)
        findings = examine(home, overrides)
    if as_json:
        rows: list[dict[str, Any]] = [asdict(one) for one in findings]
        put_json(rows)
    else:
        for one in findings:
            click.echo(f"{one.state.value:<7} {one.name:<9} {one.message}")
            if one.todo:
                click.echo(f"{'':<7} {'':<9} → {one.todo}")
    broken = [one.name for one in findings if one.state is State.BROKEN]
    if broken:
        raise PolicyqaError(f"broken: {', '.join(broken)}; what to do stands beside each")
