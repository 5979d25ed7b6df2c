"""The documentation says what the program does."""

import json
from collections.abc import Iterator
from pathlib import Path

import click
import jsonschema
import pytest

from eval.cli import evaluate
from qa.cli import cli
from qa.schema import answer_schema
from tests.qa.answers import refusal, response

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")


def commands(group: click.Group, prefix: str = "policyqa") -> Iterator[str]:
    """Yield every command as it is typed."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}"


def test_the_committed_schema_is_the_generated_one() -> None:
    committed = (ROOT / "docs" / "answer.schema.json").read_text(encoding="utf-8")
    assert committed == answer_schema(), "run: policyqa schema > docs/answer.schema.json"


def test_answers_are_valid_by_the_schema_and_an_unknown_key_is_not() -> None:
    schema = json.loads(answer_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    for one in (response(), refusal()):
        stored = one.model_dump(mode="json", by_alias=True)
        jsonschema.validate(stored, schema)
        assert set(stored) == set(schema["required"])
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**stored, "unknown": 1}, schema)


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_names_every_command(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    named = {*commands(cli), *commands(evaluate, "policyqa eval")}
    assert sorted(name for name in named if name not in text) == []
