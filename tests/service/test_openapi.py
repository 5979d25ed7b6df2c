"""The description of the endpoint holds: what requests made from it get is what it says."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from qa.service.app import create_app
from qa.service.database import open_database
from qa.service.describe import openapi_text
from qa.service.examples import examples
from qa.service.keys import create_key
from qa.settings import Settings
from tests.service.conftest import Running, running
from tests.service.examples import ask_all, lasting

ROOT = Path(__file__).parents[2]
EXAMPLES = 12  # of each route
UNLIMITED = tuple(f"service.{kind}_per_minute=1000000" for kind in ("asks", "reads", "writes"))


@pytest.fixture(scope="module")
def described(
    samples_ingested: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """Return a server that requests made up by chance may change."""
    home = Path(shutil.copytree(samples_ingested, tmp_path_factory.mktemp("described") / "home"))
    database = open_database(home, "")
    _, secret = create_key(database, "chance", ("read", "write"))
    database.dispose()
    with running(home, *UNLIMITED, keys_needed=True) as one:
        one.client.headers["Authorization"] = f"Bearer {secret}"
        yield one


def operations() -> list:
    """Return every route as the application describes it."""
    app = create_app(Path("nowhere"), Settings())
    found = schemathesis.openapi.from_dict(app.openapi()).get_all_operations()
    return [one.ok() for one in found]


@pytest.mark.parametrize("operation", operations(), ids=lambda one: one.label)
def test_every_route_answers_as_described(described: Running, operation) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(
            base_url=described.url,
            headers={"Authorization": described.client.headers["Authorization"]},
            excluded_checks=[positive_data_acceptance],  # 400: a value of the right form, no use
        )

    ask()


def test_every_error_is_described_as_a_problem(described: Running) -> None:
    paths = described.client.get("/openapi.json").json()["paths"]
    for path, methods in paths.items():
        for method, route in methods.items():
            for status, answer in route["responses"].items():
                if int(status) >= 400:
                    kinds = answer["content"]
                    assert list(kinds) == ["application/problem+json"], (path, method, status)
            assert route.get("description"), (path, method)


def test_the_page_of_the_description_loads_only_from_here(described: Running) -> None:
    page = described.client.get("/docs")
    assert page.status_code == 200
    assert "http" not in page.text.replace("the HTTP endpoint", "")
    for name in ("swagger-ui-bundle.js", "swagger-ui.css", "start.js"):
        assert described.client.get(f"/docs/{name}").status_code == 200
    assert described.client.get("/docs/other.js").status_code == 422
    assert httpx.get(f"{described.url}/docs", trust_env=False).headers["Content-Security-Policy"]


def test_the_examples_are_what_the_samples_answer(server: Running) -> None:
    asked = {operation: one for operation, one in examples().items() if "feedback" not in operation}
    answered = lasting(ask_all(server.client))
    assert {name: answered[name] for name in asked} == lasting(asked), (
        "run: python -m tests.service.examples"
    )


def test_every_field_of_the_description_says_what_it_is() -> None:
    schemas = create_app(Path("nowhere"), Settings()).openapi()["components"]["schemas"]
    silent = [
        f"{name}.{field}"
        for name, schema in schemas.items()
        for field, what in schema.get("properties", {}).items()
        if not what.get("description") and not what.get("const")
    ]
    assert silent == []


def test_the_committed_description_is_the_generated_one() -> None:
    committed = (ROOT / "docs" / "openapi.json").read_text(encoding="utf-8")
    assert committed == openapi_text(), "run: policyqa schema --openapi > docs/openapi.json"
