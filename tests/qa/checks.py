"""What holds for every answer, whatever was asked of whatever documents."""

import json
import re
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator

from qa.ask import Assistant
from qa.contract import AskResponse, Kind, Status

MAX_ANSWER = 60  # code points of a short answer, by the contract
SCHEMA = Path(__file__).parents[2] / "docs" / "answer.schema.json"


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def check(assistant: Assistant, response: AskResponse) -> None:
    """Assert every invariant of an answer."""
    _check_quotes(assistant, response)
    _check_references(response)
    if response.status is Status.NOT_FOUND:
        _check_refusal(response)
    else:
        _check_answer(response)
    _validator().validate(json.loads(response.model_dump_json(by_alias=True)))


def _check_quotes(assistant: Assistant, response: AskResponse) -> None:
    assert [c.n for c in response.citations] == list(range(1, len(response.citations) + 1))
    by_number = {c.n: c for c in response.citations}
    for citation in response.citations:
        text = assistant.document(citation.document_id).text
        assert text[citation.start : citation.end] == citation.quote
        assert citation.quote.strip()
        assert text.find(citation.before, max(0, citation.start - len(citation.before))) >= 0
        assert text[citation.end : citation.end + len(citation.after)] == citation.after
    for quantity in response.quantities:
        cited = by_number[quantity.citation]
        text = assistant.document(cited.document_id).text
        assert text[quantity.start : quantity.end] == quantity.raw
        assert re.search(r"\S", quantity.raw)
        assert cited.start <= quantity.start < quantity.end <= cited.end


def _check_references(response: AskResponse) -> None:
    numbers = {c.n for c in response.citations}
    for statement in response.statements:
        assert statement.text
        assert set(statement.citations) <= numbers
    if response.refusal is not None:
        assert set(response.refusal.nearest) <= numbers
        assert {o.citation for o in response.refusal.options} <= numbers
    if response.calculation is not None:
        assert set(response.calculation.citations) <= numbers
    for conflict in response.conflicts:
        assert set(conflict.citations) <= numbers
        assert all(0 <= n < len(response.quantities) for n in conflict.quantities)
    # nothing is cited that nothing rests on
    used = {n for s in response.statements for n in s.citations}
    used |= {q.citation for q in response.quantities}
    if response.refusal is not None:
        used |= set(response.refusal.nearest) | {o.citation for o in response.refusal.options}
    assert used == numbers


def _check_refusal(response: AskResponse) -> None:
    assert response.refusal is not None
    assert response.refusal.message
    assert "{" not in response.refusal.message
    assert response.answer == response.text == response.citation_text == ""
    assert not response.items
    assert not response.statements
    assert not response.quantities
    assert response.confidence is None
    assert response.calculation is None
    assert len(response.refusal.options) <= 5


def _check_answer(response: AskResponse) -> None:
    assert response.refusal is None
    assert response.answer
    assert response.answer == response.answer.strip()
    assert response.statements
    assert response.confidence is not None
    assert 0 <= response.confidence <= 1
    if response.kind is Kind.LIST:
        assert response.items
    else:
        assert len(response.answer) <= MAX_ANSWER, response.answer
