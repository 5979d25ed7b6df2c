"""As of a day: which version of a rule answers, and what is said of one that has ended."""

from collections.abc import Callable
from datetime import date

import pytest

from qa.as_of import asked_as_of
from qa.ask import Assistant
from qa.contract import AskRequest, AskResponse, Status, Warning
from qa.settings import read_settings
from tests.qa.asking import assistant_over

OLD = """云溪区创新券管理办法

2014年3月1日

第一条 为支持小微企业购买外部科研服务，制定本办法。

第二条 每家企业每年申领创新券的最高额度为5万元。

第三条 本办法自2014年4月1日起施行，有效期五年。
"""
NEW = """云溪区创新券管理办法（2017年修订）

2017年6月20日

第一条 为支持小微企业购买外部科研服务，制定本办法。

第二条 每家企业每年申领创新券的最高额度为12万元。

第三条 本办法自2017年8月1日起施行。《云溪区创新券管理办法》同时废止。
"""
PARKING = """云溪区孵化器租金补贴措施

2015年1月10日

一、对入驻孵化器的企业，每年给予租金补贴最高80万元。

二、本措施自2015年2月1日起施行，有效期至2016年12月31日。
"""
REPORT = """云溪区2016年知识产权工作总结

2017年1月15日

截至2015年底，全区累计授权专利812件。截至2016年底，全区累计授权专利951件。
"""
QUOTA = "云溪区企业每年申领创新券的最高额度是多少？"

Ask = Callable[..., AskResponse]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder = tmp_path_factory.mktemp("as-of")
    texts = {"old.txt": OLD, "new.txt": NEW, "rent.txt": PARKING, "report.txt": REPORT}
    assistant_over(folder, texts).close()
    settings = read_settings(folder / "home", ("index.model.name=none",))
    plain = Assistant.open(folder / "home", settings)

    def ask_on(
        question: str, as_of: date | None = None, today: date = date(2018, 5, 1)
    ) -> AskResponse:
        on_day = Assistant(plain._version.searcher, settings, lambda: today)
        return on_day.ask(AskRequest(question=question, as_of=as_of))

    return ask_on


@pytest.mark.parametrize(
    ("as_of", "answer", "document"),
    [
        (None, "12万元", "new.txt"),
        (date(2018, 1, 1), "12万元", "new.txt"),
        (date(2016, 1, 1), "5万元", "old.txt"),
        (date(2017, 7, 1), "5万元", "old.txt"),  # published, but not in force yet
        (date(2017, 8, 1), "12万元", "new.txt"),
    ],
)
def test_the_version_in_force_answers(
    ask: Ask, as_of: date | None, answer: str, document: str
) -> None:
    response = ask(QUOTA, as_of)
    assert (response.answer, response.citations[0].document) == (answer, document)
    assert Warning.EXPIRED_SOURCE not in response.warnings


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("按2016年的规定，云溪区企业每年申领创新券的最高额度是多少？", "5万元"),
        ("按照2018年的办法，云溪区企业每年申领创新券的最高额度是多少？", "12万元"),
        ("云溪区2015年有效的创新券管理办法规定，企业每年申领的最高额度是多少？", "5万元"),
        ("截至2016年，云溪区企业每年申领创新券的最高额度是多少？", "5万元"),
    ],
)
def test_a_question_names_the_day_itself(ask: Ask, question: str, answer: str) -> None:
    response = ask(question)
    assert response.answer == answer
    assert response.question == question


def test_a_figure_of_a_time_is_no_such_day(ask: Ask) -> None:
    assert ask("截至2015年底，云溪区累计授权专利多少件？").answer == "812件"
    assert ask("截至2016年底，云溪区累计授权专利多少件？").answer == "951件"
    missing = ask("截至2014年底，云溪区累计授权专利多少件？")
    assert missing.status is Status.NOT_FOUND


def test_nothing_of_after_the_day_answers(ask: Ask) -> None:
    assert ask(QUOTA, date(2013, 1, 1)).status is Status.NOT_FOUND
    later = ask("截至2015年底，云溪区累计授权专利多少件？", date(2016, 6, 1))
    assert later.status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("as_of", "today", "warned"),
    [
        (None, date(2016, 12, 31), False),
        (None, date(2017, 1, 1), True),
        (date(2016, 1, 1), date(2030, 1, 1), False),
        (date(2018, 1, 1), date(2016, 1, 1), True),
    ],
)
def test_what_has_ended_answers_with_a_warning(
    ask: Ask, as_of: date | None, today: date, warned: bool
) -> None:
    response = ask("云溪区入驻孵化器的企业每年租金补贴最高多少万元？", as_of, today)
    assert response.answer == "最高80万元"
    assert (Warning.EXPIRED_SOURCE in response.warnings) is warned
    cited = response.citations[0]
    assert (cited.effective, cited.expires) == (date(2015, 2, 1), date(2016, 12, 31))


def test_the_cited_version_names_its_successor(ask: Ask) -> None:
    old = ask(QUOTA, date(2016, 1, 1)).citations[0]
    new = ask(QUOTA).citations[0]
    assert old.superseded_by == new.document_id
    assert old.repealed == date(2017, 8, 1)
    assert new.superseded_by is None


@pytest.mark.parametrize(
    ("view", "day", "rest", "sure"),
    [
        ("按2016年的规定，补助最高多少？", date(2016, 12, 31), "补助最高多少？", True),
        ("依照2016年3月当时有效的政策补助多少", date(2016, 3, 31), "补助多少", True),
        ("2015年现行的标准是多少？", date(2015, 12, 31), "是多少？", True),
        ("按照2016年的资助办法补助多少", date(2016, 12, 31), "资助办法补助多少", True),
        ("截至2015年，补助最高多少？", date(2015, 12, 31), "补助最高多少？", False),
    ],
)
def test_the_day_that_a_question_names(view: str, day: date, rest: str, sure: bool) -> None:
    found = asked_as_of(view)
    assert found
    assert (found.day, found.question, found.sure) == (day, rest, sure)


@pytest.mark.parametrize(
    "view",
    [
        "2016年实施的项目有多少个？",
        "2016年出台的政策有哪些？",
        "按可比价格计算，2016年增长多少？",
        "2015年执行的预算是多少？",
    ],
)
def test_a_year_of_something_else(view: str) -> None:
    assert asked_as_of(view) is None
