"""What a question says of one thing and the text of another: 乙公司是首批示范企业吗."""

import re

from corpus.attribution.clauses import clauses
from corpus.document import Span
from qa.matching.align import match

# 乙公司是首批示范企业: who, and what is said to be so
_SAID = re.compile(
    r"^(?P<who>[㐀-鿿A-Za-z0-9]{2,12}?)(?:算不算|算得上|算是|算|属于|是|成为|当上|入选|获评|被评为)"
    r"(?P<what>[㐀-鿿A-Za-z0-9]{4,24})[，？。]*$"
)
# 甲公司认定成为首批示范企业: whose clause it is
_BECAME = re.compile(
    r"^(?P<who>[㐀-鿿A-Za-z0-9、和]{2,24}?)(?:被|获)?(?:认定|评定|批准|确定)?"
    r"(?:成为|入选|获评|被评为|被列为|当选|是|为)"
)
_INHERITS = re.compile(r"^(?:其|并|也|还|又|同时|成功|目前|已|将)|我[市区省县]|全[市区省县]|该")
WHAT = 0.75  # match from which a clause says what the question says


def of_another(asserted: str, text: str) -> Span | None:
    """Return the clause that says of another what a question asserts of one, if a sentence has it.

    The sentence speaks of both, each in a clause of its own.
    """
    said = _SAID.match(asserted.strip("，"))
    if said is None or said["who"] not in text:
        return None
    for part in clauses(text):
        clause = text[part.start : part.end].strip("，。；")
        own = _BECAME.match(clause)
        if own is None or _INHERITS.search(own["who"]) or said["who"] in clause:
            continue
        if match(said["what"], clause[own.end() :]) >= WHAT:
            return part
    return None
