"""A small home of made-up documents, and a way to run commands against it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qa.cli import cli

Run = Callable[..., Result]

REPORT = """云溪区知识产权工作报告

一、登记情况

2031年，云溪区登记商标318件，同比增长12.5%。全区专利授权量为4.2万件。

二、服务情况

云溪区设立服务站7个，一是登记服务站，二是维权服务站，三是培训服务站。
"""
NOTICE = """金华市人民政府办公室通知

2032年3月5日

金华市2031年登记商标905件。=1+1是附注。
"""
WORDS = ("--set", "index.model.name=none")  # tests of commands need no vectors


def invoke(*arguments: object, stdin: str | bytes | None = None) -> Result:
    """Run a command as a user would."""
    return CliRunner().invoke(cli, [str(one) for one in arguments], input=stdin)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of two documents."""
    place = tmp_path_factory.mktemp("documents")
    (place / "yunxi.txt").write_text(REPORT, encoding="utf-8")
    (place / "jinhua.txt").write_text(NOTICE, encoding="utf-8")
    return place


@pytest.fixture(scope="session")
def ingested(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home that holds them; tests do not change it."""
    home = tmp_path_factory.mktemp("homes") / "home"
    result = invoke("ingest", folder, "--home", home, *WORDS)
    assert result.exit_code == 0, result.output
    return home


@pytest.fixture
def home(ingested: Path, tmp_path: Path) -> Path:
    """Return a copy of that home, to be changed."""
    return Path(shutil.copytree(ingested, tmp_path / "home"))


@pytest.fixture(scope="session")
def policyqa() -> Run:
    """Return what runs a command."""
    return invoke
