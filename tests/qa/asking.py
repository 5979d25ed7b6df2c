"""Made-up documents, really ingested, and questions asked over them."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

from corpus.library import Library
from index.build import build
from qa.ask import Assistant
from qa.contract import AskRequest, AskResponse, Status
from qa.settings import read_settings

Ask = Callable[[str], AskResponse]


def assistant_over(folder: Path, documents: Mapping[str, str]) -> Assistant:
    """Ingest documents (file name to text) into a home in `folder`; words and rules alone."""
    source = folder / "documents"
    source.mkdir()
    for name, text in documents.items():
        (source / name).write_bytes(text.encode("utf-8"))
    alone = ("index.model.name=none", "answer.reader=false")
    chosen = read_settings(folder / "home", alone)
    library = Library(folder / "home")
    library.ingest(source)
    build(library, chosen.index)
    return Assistant.open(folder / "home", chosen)


def asking(folder: Path, documents: Mapping[str, str]) -> Ask:
    """Ingest documents (file name to text) into a home in `folder`; return what asks over them."""
    assistant = assistant_over(folder, documents)

    def ask(question: str) -> AskResponse:
        response = assistant.ask(AskRequest(question=question))
        for one in response.citations:
            assert assistant.document(one.document_id).text[one.start : one.end] == one.quote
        return response

    return ask


def calculated(response: AskResponse) -> tuple[Decimal, str]:
    """Return what an answer calculates, to two decimals, and its unit."""
    assert response.status is Status.ANSWERED, response.refusal
    assert response.calculation is not None, response.answer
    return round(response.calculation.result, 2), response.calculation.unit
