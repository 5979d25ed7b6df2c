"""Where the tests find real documents and public data, and what happens when they are not there."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# The default deadline measures what else the machine does; what must be quick has a test of speed.
settings.register_profile("policyqa", deadline=None)
settings.load_profile("policyqa")


def folder_or_skip(variable: str, what: str) -> Path:
    """Return the folder that an environment variable names; skip, or fail under REQUIRE_ALL=1."""
    value = os.environ.get(variable, "")
    if value and Path(value).is_dir():
        return Path(value)
    message = f"{what}: set {variable} to the folder (now {value!r})"
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def real_corpus() -> Path:
    """Return the folder of the customer's documents."""
    return folder_or_skip("CORPUS", "the real documents are not here")


@pytest.fixture(scope="session")
def samples_ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home that holds the samples; tests do not change it."""
    from qa.demo import sample_folder
    from qa.ingest import Ingest  # heavy, and not every test needs it

    home = tmp_path_factory.mktemp("ingested") / "home"
    with sample_folder() as folder:
        Ingest(home, folder)()
    return home


@pytest.fixture(scope="session")
def datasets() -> Path:
    """Return the folder of the public data sets."""
    return folder_or_skip("DATASETS", "the public data sets are not here")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Return the URL of a PostgreSQL server that the tests share."""
    from tests.service.postgres import postgres, program

    if program("initdb") is None:
        message = "PostgreSQL is not installed (Debian: postgresql)"
        if os.environ.get("REQUIRE_ALL") == "1":
            pytest.fail(message)
        pytest.skip(message)
    with postgres() as url:
        yield url


@pytest.fixture(scope="session")
def milvus_url() -> Iterator[str]:
    """Return the URL of a Milvus server that the tests share; each takes a name of its own."""
    from eval.milvus_lite import milvus_lite

    with milvus_lite() as url:
        yield url
