"""The command `policyqa`: everything of qa, and `eval`.

Heavy modules are imported inside the commands, so that `policyqa --help` stays fast.
"""

import click

from eval import commands_machine, commands_quality
from eval.places import FILE, FOLDER, PARTS, VAR
from qa.cli import cli
from qa.commands.options import reader_option, set_option

__all__ = ["evaluate", "main"]


@click.group("eval", invoke_without_command=True)
@click.option("--part", type=PARTS, default="tune", show_default=True, help="Which questions.")
@click.option(
    "--corpus", type=FOLDER, envvar="CORPUS", help="Real documents; default: the samples."
)
@click.option("--samples", is_flag=True, help="The samples, even when CORPUS is set.")
@click.option("--show-failures", is_flag=True, help="List what is wrong (tuning part only).")
@click.option("--kind", help="Only questions of this kind (tuning part only).")
@click.option("--check-gold", is_flag=True, help="Check the questions and their anchors, no more.")
@click.option("--gate", is_flag=True, help="Fail when a floor of the tuning part is not held.")
@click.option("--raise-floors", is_flag=True, help="Raise the floors to what is measured now.")
@click.option("--report", type=FILE, help="Write an HTML report here.")
@click.option("--out", type=FILE, help="Keep the run here; default: var/eval.")
@reader_option
@set_option
@click.pass_context
def evaluate(context: click.Context, /, **options: object) -> None:
    """Ask the gold questions and print how good the answers are.

    Of the report part only aggregates are printed, and each run is logged. The gate and the floors
    are about the tuning part: over the samples, and over real documents where CORPUS names them.
    """
    if context.invoked_subcommand is None:
        from eval.session import Wish, evaluate_once  # heavy: the whole stack

        evaluate_once(VAR, Wish(**options))  # type: ignore[arg-type]


for _command in (*commands_quality.COMMANDS, *commands_machine.COMMANDS):
    evaluate.add_command(_command)


def main() -> None:
    """Run the command line."""
    cli.add_command(evaluate)
    cli()
