"""An office of another body is not the one that is asked of."""

import pytest

from corpus.document import Span
from qa.matching.office_body import of_other_body

TEXT = "岚川市创新科技局局长陈海表示，将完成检讨。"


@pytest.mark.parametrize(
    ("view", "other"),
    [
        ("岚川市知识产权局局长是谁？", True),
        ("创新科技局局长是谁？", False),
        ("岚川市科技局局长叫什么？", False),
        ("岚川市市长是谁？", False),
    ],
)
def test_whose_office_it_is(view: str, other: bool) -> None:
    at = TEXT.index("陈海")
    assert of_other_body(view, TEXT, Span(at, at + 2)) is other
