from corpus.document import Span
from eval.evidence import Evidence
from eval.retrieval import Ranked, characters_read, rank

RANKING = (
    Ranked("001", Span(0, 100)),
    Ranked("000", Span(0, 200)),
    Ranked("000", Span(200, 300)),
)


def at(start: int, end: int, *, alternative: bool = False, document: str = "000") -> Evidence:
    return Evidence(document, Span(start, end), alternative)


def test_a_hit_holds_the_evidence_whole() -> None:
    assert rank(RANKING, [at(10, 20)]) == 2
    assert rank(RANKING, [at(250, 300)]) == 3
    assert rank(RANKING, [at(190, 210)]) is None
    assert rank(RANKING, [at(10, 20, document="002")]) is None


def test_only_the_first_evidence_and_alternatives_count() -> None:
    first, second = at(250, 260), at(10, 20)
    assert rank(RANKING, [first, second]) == 3
    assert rank(RANKING, [first, at(10, 20, alternative=True)]) == 2


def test_characters_are_counted_in_the_order_they_are_read() -> None:
    assert characters_read(RANKING, [at(10, 20)]) == 100 + 20
    assert characters_read(RANKING, [at(190, 210)]) == 100 + 200 + 10
    assert characters_read(RANKING, [at(290, 310)]) is None
    assert characters_read(RANKING, [at(250, 260), at(0, 1, alternative=True)]) == 100 + 1
