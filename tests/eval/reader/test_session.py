from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from corpus.errors import BadRequest
from eval.commands_quality import reader_command
from eval.reader.session import SETS, Session, Wish
from tests.eval.reader.build import silent


def wish(**what: object) -> Wish:
    fields: dict[str, object] = {
        "datasets": None,
        "names": (),
        "limit": 1,
        "first": 3,
        "weights": None,
        "corpus": None,
        "part": "tune",
    }
    return Wish(**{**fields, **what})  # type: ignore[arg-type]


def test_the_command_offers_every_set() -> None:
    (option,) = [one for one in reader_command.params if one.name == "names"]
    assert isinstance(option.type, click.Choice)
    assert tuple(option.type.choices) == SETS


def test_other_weights_are_not_asked_of_the_whole_program(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="ablation ask the whole program"):
        Session.open(wish(names=("ablation",), weights=tmp_path), tmp_path, silent)


def test_data_sets_are_named_where_they_are_needed(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="--datasets DIR"):
        Session.open(wish(names=("cail", "evidence")), tmp_path, silent)


def test_an_unknown_set_is_named() -> None:
    done = CliRunner().invoke(reader_command, ["--set", "squad"])
    assert done.exit_code == 2
    assert "squad" in done.output
