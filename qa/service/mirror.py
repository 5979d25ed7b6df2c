"""What a job does to library and index. Done a second time, each step finds its work done."""

import shutil
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa

from corpus.errors import BadRequest, Busy
from corpus.keeping.lock import writing
from corpus.library import Failure, IngestReport, Library, Root
from corpus.workers import Workers
from index.build import BuildReport
from index.engine import bring_up
from index.models import LoadedModel, load_model
from qa.ingest import Progress
from qa.service.jobs import Job, JobKind, JobResult, Made, Unread, Upload
from qa.service.names import forget_name, keep_names
from qa.service.uploads import incoming, uploads_folder
from qa.settings import Settings

__all__ = ["Mirror"]

T = TypeVar("T")
Keep = Callable[[JobResult], None]
_AGAIN_S = 0.5  # between tries while another process writes


class Mirror:
    """Does jobs, one at a time; the model is loaded once."""

    def __init__(self, home: Path, settings: Settings, database: sa.Engine) -> None:
        self._home = home
        self._settings = settings
        self._database = database
        self._library = Library(home)
        self._uploads = uploads_folder(home)
        self._model: LoadedModel | None = None
        self._workers = Workers(settings.index.read_workers)
        self._checked: set[tuple[int, ...]] = set()

    def do(self, job: Job, progress: Progress, keep: Keep) -> JobResult:
        """Do a job. `keep` gets what it changes, before it is done."""
        kinds = {
            JobKind.UPLOAD: self._upload,
            JobKind.DELETE: self._delete,
            JobKind.INGEST: self._ingest,
        }
        return kinds[job.kind](job, progress, keep)

    def give_up(self, job: Job) -> None:
        """Take a job's files away: reading them may be what ended its process."""
        shutil.rmtree(incoming(self._home, job.id), ignore_errors=True)
        if job.kind is JobKind.UPLOAD:
            known = {entry.path for entry in self._library.entries()}
            left = [file.path for file in job.files if file.path not in known]
            self._patiently(lambda: self._unlink(left), lambda *_: None)

    def _upload(self, job: Job, progress: Progress, keep: Keep) -> JobResult:
        before = job.result or JobResult()
        refused = self._elsewhere(job.files)
        files = {file.path: file for file in job.files if file.path not in refused}
        known = {entry.path for entry in self._library.entries()}
        added = {*before.added, *(file.name for path, file in files.items() if path not in known)}
        keep(replace(before, added=tuple(sorted(added))))  # whoever takes it up knows them all
        self._patiently(lambda: self._place(job, files), progress)
        keep_names(self._database, files.values())
        report = self._mirror(self._uploads, progress)
        refused |= _refused(report.failed, files)
        built = self._build(progress)
        refused |= _refused(built.failed, files)
        if refused.keys() & files.keys():  # what cannot be read is not kept
            self._patiently(lambda: self._unlink(refused.keys() & files.keys()), progress)
            self._mirror(self._uploads, progress)
        read = [file for path, file in files.items() if path not in refused]
        names = {file.name for file in read}
        return JobResult(
            added=tuple(sorted(names & added)),
            unchanged=tuple(sorted(names - added)),
            failed=(*before.failed, *refused.values()),
            documents=self._made(read),
            index_version=built.version,
        )

    def _delete(self, job: Job, progress: Progress, _: Keep) -> JobResult:
        self._patiently(lambda: self._unlink([file.path for file in job.files]), progress)
        self._mirror(self._uploads, progress)
        for file in job.files:
            forget_name(self._database, file.path)
        built = self._build(progress)
        names = tuple(sorted(file.name for file in job.files))
        return JobResult(removed=names, index_version=built.version)

    def _ingest(self, job: Job, progress: Progress, keep: Keep) -> JobResult:
        roots = [root for root in self._library.roots if job.root in (None, root.name)]
        if not roots:
            raise BadRequest(f"no folder {job.root!r} is mirrored any more")
        result = job.result or JobResult()
        unreachable: list[Unread] = []
        for root in roots:
            try:
                report = self._mirror(Path(root.path), progress)
            except BadRequest as error:
                unreachable.append(Unread(root.name, str(error)))
            else:
                result = _with(result, report)
        if len(unreachable) == len(roots):
            raise BadRequest("; ".join(one.message for one in unreachable))
        keep(result)
        built = self._build(progress)
        failed = (*result.failed, *(Unread(f.path, f.message) for f in built.failed), *unreachable)
        return replace(result, failed=failed, index_version=built.version)

    def _mirror(self, folder: Path, progress: Progress) -> IngestReport:
        return self._patiently(
            lambda: self._library.ingest(
                folder,
                allow_empty=folder == self._uploads,  # which is no disk that may be gone
                progress=lambda done, total: progress("read", done, total),
                workers=self._workers,
            ),
            progress,
        )

    def _build(self, progress: Progress) -> BuildReport:
        settings = self._settings
        model = self._model = self._model or load_model(settings.index.model)
        return self._patiently(
            lambda: bring_up(
                self._library,
                settings.index,
                settings.remote,
                model=model,
                progress=progress,
                workers=self._workers,
                checked=self._checked,
            ),
            progress,
        )

    def _patiently(self, step: Callable[[], T], progress: Progress) -> T:
        """Do a step once no other process writes, however long that takes."""
        while True:
            try:
                return step()
            except Busy:
                progress("wait", 0, 0)
                time.sleep(_AGAIN_S)

    def _place(self, job: Job, files: Iterable[str]) -> None:
        """Move the files of a job from where they wait to where they are mirrored from."""
        waiting = incoming(self._home, job.id)
        with writing(self._home / "library.lock"):  # a backup sees them here or there
            self._uploads.mkdir(exist_ok=True)
            for path in files:
                if (waiting / path).is_file():
                    (waiting / path).replace(self._uploads / path)
            shutil.rmtree(waiting, ignore_errors=True)

    def _unlink(self, paths: Iterable[str]) -> None:
        with writing(self._home / "library.lock"):
            for path in paths:
                (self._uploads / path).unlink(missing_ok=True)

    def _elsewhere(self, files: Iterable[Upload]) -> dict[str, Unread]:
        """Return the files that a mirrored folder holds too: they would count twice."""
        own = self._root()
        others = {e.sha256: e for e in self._library.entries() if own is None or e.root != own.name}
        found = {file: others.get(file.path.partition(".")[0]) for file in files}
        return {
            file.path: Unread(
                file.name, f"{file.name} is here already, as {other.path} of {other.root}"
            )
            for file, other in found.items()
            if other is not None
        }

    def _made(self, files: Iterable[Upload]) -> tuple[Made, ...]:
        root = self._root()
        entries = [e for e in self._library.entries() if root is not None and e.root == root.name]
        ids = {entry.path: entry.document_id for entry in entries}
        return tuple(Made(ids[file.path], file.name) for file in files if file.path in ids)

    def _root(self) -> Root | None:
        place = str(self._uploads)
        return next((root for root in self._library.roots if root.path == place), None)


def _refused(failures: Iterable[Failure], files: dict[str, Upload]) -> dict[str, Unread]:
    """Return what could not be read of a job's files, by the names that people know."""
    return {
        one.path: Unread(files[one.path].name, one.message.replace(one.path, files[one.path].name))
        for one in failures
        if one.path in files
    }


def _with(result: JobResult, report: IngestReport) -> JobResult:
    """Return a result with what mirroring another folder changed, or the same one again."""
    added = {*result.added, *report.added}
    changed = {*result.changed, *report.changed} - added
    return JobResult(
        added=tuple(sorted(added)),
        changed=tuple(sorted(changed)),
        removed=tuple(sorted({*result.removed, *report.removed})),
        unchanged=tuple(sorted({*result.unchanged, *report.unchanged} - added - changed)),
        failed=(*result.failed, *(Unread(f.path, f.message) for f in report.failed)),
    )
