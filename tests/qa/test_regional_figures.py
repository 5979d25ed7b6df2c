"""Figures of papers as Taiwan and Hong Kong write them, asked for in their words."""

import pytest

from qa.contract import Kind, Status
from tests.qa.asking import Ask, asking

REPORT = """岚海市智慧財產統計（113年版）

本市112年企業研發支出為51億元，較111年之47億元增加4億元。專利申請計2,860件，其中發明專利1,310件。

同年專利核准件數為1,775件，較前一年減少1.6%。首季拒絕註冊的商標有64宗，批准的商標註冊共903宗。

申請人中，製造業佔1,204宗，服務業佔655宗。實習計劃資助了320名學生，每名學生每月津貼為8,200元。
本市的目標是在四年內將研發投入比率由1.9%提升至2.6%。全年辦理講座35場次，參與人數計2,450人次。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("regional"), {"report.txt": REPORT})


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("111年企業研發支出若干？", "47億元"),
        ("112年專利核准件數為何？", "1,775件"),
        ("專利核准件數年減多少？", "1.6%"),
        ("申請人當中服務業佔幾多宗？", "655宗"),
        ("實習計劃每個學生每月有幾多津貼？", "8,200元"),
        ("本市想四年內將研發投入比率提升到幾多？", "2.6%"),
        ("講座參與人次多少？", "2,450人次"),
    ],
)
def test_figure_in_regional_words(ask: Ask, question: str, figure: str) -> None:
    found = ask(question)
    assert (found.kind, found.answer) == (Kind.FIGURE, figure)


def test_what_was_granted_is_not_what_was_refused(ask: Ask) -> None:
    assert not ask("首季拒絕咗幾多宗商標註冊？").answer.startswith("903")


def test_a_kind_of_patent_is_not_all_patents(ask: Ask) -> None:
    assert ask("112年設計專利核准件數為何？").status is Status.NOT_FOUND
