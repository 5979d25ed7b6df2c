"""The command `policyqa`: everything of qa, and `eval`.

Heavy modules are imported inside the commands, so that `policyqa --help` stays fast.
"""

from pathlib import Path

import click

from qa.cli import cli

__all__ = ["evaluate", "main"]

VAR = Path("var") / "eval"  # runs, cached vectors and the log of report runs: git-ignored
_PARTS = click.Choice(["tune", "report", "all"])
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group("eval", invoke_without_command=True)
@click.option("--part", type=_PARTS, default="tune", show_default=True, help="Which questions.")
@click.option(
    "--corpus", type=_FOLDER, envvar="CORPUS", help="Real documents; default: the samples."
)
@click.option("--samples", is_flag=True, help="The samples, even when CORPUS is set.")
@click.option("--show-failures", is_flag=True, help="List what is wrong (tuning part only).")
@click.option("--kind", help="Only questions of this kind (tuning part only).")
@click.option("--check-gold", is_flag=True, help="Check the questions and their anchors, no more.")
@click.option("--out", type=_FILE, help="Keep the run here; default: var/eval.")
@click.option("--set", "overrides", multiple=True, metavar="KEY=VALUE", help="Change a setting.")
@click.pass_context
def evaluate(context: click.Context, /, **options: object) -> None:
    """Ask the gold questions and print how good the answers are.

    Of the report part only aggregates are printed, and each run is logged.
    """
    if context.invoked_subcommand is None:
        from eval.session import evaluate_once  # heavy: the whole stack

        evaluate_once(VAR, **options)  # type: ignore[arg-type]


def main() -> None:
    """Run the command line."""
    cli.add_command(evaluate)
    cli()
