"""The documentation says what the program does."""

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest
from click.testing import CliRunner

from corpus.document import Aspect, Bound, QuantityType
from eval.cli import evaluate
from qa.cli import cli
from qa.contract import (
    AskRequest,
    AskResponse,
    CalculationOut,
    CitationOut,
    Kind,
    QuantityOut,
    RefusalCode,
    RefusalOut,
    Status,
    Warning,
)
from qa.demo import sample_folder
from qa.ingest import Ingest
from qa.rows.figure_rows import FigureRow
from qa.schema import answer_schema
from qa.service.problems import CODES
from qa.settings import Settings
from tests.qa.answers import refusal, response

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")
DOCUMENTS = sorted((*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")))


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


@pytest.mark.parametrize("readme", READMES)
def test_the_examples_of_the_readme_come_out_as_shown(readme: str, samples_home: Path) -> None:
    examples = list(shown_examples((ROOT / readme).read_text(encoding="utf-8")))
    assert examples
    for question, lines in examples:
        words = ("--home", str(samples_home), "--set", "index.model.name=none")
        out = CliRunner().invoke(cli, ["ask", question, *words]).stdout.splitlines()
        at = 0
        for line in lines:
            assert line in out[at:], f"{question}: {line!r} is not among {out[at:]}"
            at = out.index(line, at) + 1


def shown_examples(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each question that is asked in a block, and what is shown of its answer.

    The confidence is left out of the examples, and the warning that words alone were searched is
    not in them: with vectors or without, these questions have the same answers.
    """
    for block in re.findall(r"```console\n\$ policyqa (ask .*?)```", text, re.DOTALL):
        command, _, answer = block.partition("\n")
        if "|" in command:
            continue
        lines = [line for line in answer.splitlines() if line.strip()]
        yield shlex.split(command)[1], [one for one in lines if not re.match(r"─|\s*把握", one)]


@pytest.fixture(scope="module")
def samples_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home of the sample documents, without vectors."""
    home = tmp_path_factory.mktemp("samples") / "home"
    with sample_folder() as folder:
        Ingest(home, folder, ("index.model.name=none",))()
    return home


def test_every_setting_is_documented_with_its_default() -> None:
    text = (ROOT / "docs" / "operation.md").read_text(encoding="utf-8")
    for key, default in keys_of(Settings()):
        assert f"| `{key}` | `{json.dumps(default)}` |" in text, key


def keys_of(parameters: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every key of the settings, and its default."""
    for one in fields(parameters):
        value = getattr(parameters, one.name)
        if is_dataclass(value):
            yield from keys_of(value, f"{prefix}{one.name}.")
        else:
            yield prefix + one.name, value


def test_every_key_and_code_of_the_contract_is_documented() -> None:
    text = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
    for model in (AskRequest, AskResponse, QuantityOut, CitationOut, RefusalOut, CalculationOut):
        names = [one.alias or name for name, one in model.model_fields.items()]
        assert [name for name in names if not re.search(rf"`(?:\w+\.)?{name}\b", text)] == []
    assert [one.name for one in fields(FigureRow) if f"`{one.name}`" not in text] == []
    codes = [*RefusalCode, *Warning, *Kind, *Status, *QuantityType, *Bound, *Aspect]
    assert [code.value for code in codes if f"`{code.value}`" not in text] == []
    staff = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
    assert [code.value for code in RefusalCode if f"| `{code.value}` |" not in staff] == []


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: page.name)
def test_links_between_the_documents_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).is_file(), target


def test_every_code_of_a_problem_is_documented_with_its_status() -> None:
    text = (ROOT / "docs" / "service.md").read_text(encoding="utf-8")
    for code, (status, title) in CODES.items():
        assert f"| `{code}` | {status} | {title} |" in text


def test_every_address_of_the_endpoint_is_documented() -> None:
    text = (ROOT / "docs" / "service.md").read_text(encoding="utf-8")
    paths = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))["paths"]
    for path in paths:
        assert path.replace("{document_id}", "{id}").replace("{job_id}", "{id}") in text, path
