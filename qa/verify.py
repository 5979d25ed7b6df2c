"""The last gate: every quote is its slice and every number of an answer stands in what is cited.

A draft that does not pass never leaves; it is a defect of an answerer, logged as such.
"""

import logging
import re

from corpus.clean import clean
from corpus.document import Document, Span
from corpus.script import fold
from qa.contract import AskResponse, Kind
from qa.draft import Draft

log = logging.getLogger(__name__)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def supported(draft: Draft) -> bool:
    """True when each number of the answer, its items and figures stands in the cited text.

    What a calculation states is held against its own result, its operands against the text.
    """
    quotes = [e.quote for s in draft.statements for e in s.evidence]
    cited = set(_NUMBER.findall(fold(clean("\n".join(quotes))[0]).text))
    for use in draft.figures:
        own = fold(clean(use.evidence.document.quote(use.figure.span))[0]).text
        inside = use.evidence.span.contains(use.figure.span)
        if not inside or not set(_NUMBER.findall(own)) <= cited:
            log.error("figure outside its citation: document %s", use.evidence.document.id)
            return False
    if draft.computed is not None or draft.kind is Kind.COMPARISON:
        return True  # what it says beside its figures are the question's names for them
    stated = set(_NUMBER.findall(draft.answer)) | {
        n for item in draft.items for n in _NUMBER.findall(fold(clean(item)[0]).text)
    }
    if not stated <= cited:
        log.error("number outside the cited text in an answer of kind %s", draft.kind)
        return False
    return True


def quotes_hold(response: AskResponse, document: "dict[str, Document]") -> bool:
    """True when each citation's quote equals the slice at its offsets."""
    return all(
        document[c.document_id].quote(Span(c.start, c.end)) == c.quote for c in response.citations
    )
