"""The last gate: every number of an answer stands in what is cited, or follows from what does.

That every quote is its slice needs no check: a citation is made by slicing. A draft that does not
pass never leaves; it is a defect of an answerer, logged as such.
"""

import logging
import re
from decimal import Decimal

from corpus.clean import clean
from corpus.document import Quantity
from corpus.script import fold
from qa.contract import Kind
from qa.decimals import plain, rounded
from qa.draft import Computed, Draft

log = logging.getLogger(__name__)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_PERCENT = " * 100"  # how an expression makes a share a percentage


def supported(draft: Draft) -> bool:
    """True when each number of the answer, its items and figures stands in the cited text.

    What a calculation states is held against its own result, and its operands against its figures.
    """
    cited = _numbers("\n".join(e.quote for s in draft.statements for e in s.evidence))
    for use in draft.figures:
        own = _numbers(use.evidence.document.quote(use.figure.span))
        if not use.evidence.span.contains(use.figure.span) or not own <= cited:
            log.error("figure outside its citation: document %s", use.evidence.document.id)
            return False
    allowed = set(cited)
    for computed in (draft.computed, *draft.further):
        if computed is None:
            continue
        told = f"{rounded(computed.result)} {plain(computed.result)}"
        allowed |= _numbers(told + computed.unit)
        if not _follows(computed, [use.figure.quantity for use in draft.figures]):
            log.error("calculation over numbers that are not cited: %s", computed.expression)
            return False
    if draft.kind is Kind.COMPARISON:
        return True  # what it says beside its figures are the question's names for them
    if not _numbers(draft.answer).union(*map(_numbers, draft.items)) <= allowed:
        log.error("number outside the cited text in an answer of kind %s", draft.kind)
        return False
    return True


def _numbers(text: str) -> set[str]:
    """Return the Arabic numbers of a text, noise and width aside."""
    return set(_NUMBER.findall(fold(clean(text)[0]).text))


def _follows(computed: Computed, quantities: list[Quantity]) -> bool:
    """True when each operand has the digits of one of the figures, in whatever unit."""
    operands = _NUMBER.findall(computed.expression.removesuffix(_PERCENT))
    stated = {_digits(v) for q in quantities for v in (q.value, q.normalized_value) if v}
    stated.add(_digits(Decimal(len(quantities))))  # an average is over so many
    stated |= {_digits(constant) for constant in computed.constants}
    stated.add(_digits(Decimal(100)))  # 1 and 100 make a percentage a factor
    return all(_digits(Decimal(o)) in stated for o in operands if Decimal(o))


def _digits(value: Decimal) -> tuple[int, ...]:
    """Return the significant digits: 1.02, 10200 and 0.00102 have the same."""
    digits = "".join(map(str, value.as_tuple().digits)).strip("0")
    return tuple(map(int, digits))
