"""Questions over a report that looks back on five years, on the last one, and ahead."""

from pathlib import Path

import pytest

from qa.ask import Assistant
from qa.contract import AskRequest, Status
from tests.qa.asking import assistant_over

_REPORT = (
    "云南省2013年政府工作报告\n\n——2013年1月20日在云南省第十二届人民代表大会第一次会议上\n\n"
    "一、过去五年和2012年工作\n\n"
    "过去的五年，是爬坡过坎的五年。新增城镇就业累计211万人。橡胶产量由31万吨增加到58万吨，比2007年增加27万吨。"
    "非煤矿业增加值占矿业的比重达到61%。民航旅客吞吐量首次突破900万、达到980万人次。\n\n"
    "2012年是收官之年。城镇新增就业44万人。茶园面积增长3.1%。\n\n"
    "二、今后五年的目标\n\n今后五年，森林覆盖率达到59%。\n\n"
    "三、2013年工作\n\n城镇新增就业46万人，茶园面积增长5%。\n"
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("looked_back")
    return assistant_over(folder, {"report.txt": _REPORT})


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("过去五年云南新增城镇就业累计多少人？", "211万人"),
        ("云南2012年城镇新增就业多少人？", "44万人"),
        ("云南2013年城镇新增就业目标是多少人？", "46万人"),
        ("云南2012年橡胶产量是多少？", "58万吨"),
        ("云南2007年橡胶产量是多少？", "31万吨"),
        ("云南橡胶产量五年前是多少万吨？", "31万吨"),
        ("云南橡胶产量比2007年多了多少？", "27万吨"),
        ("云南2012年非煤矿业增加值占矿业的比重是多少？", "61%"),
        ("云南2012年民航旅客吞吐量多少？", "980万人次"),
        ("云南今后五年森林覆盖率的目标是多少？", "59%"),
        ("云南2013年茶园面积的增长目标是多少？", "5%"),
    ],
)
def test_each_time_has_its_figure(assistant: Assistant, question: str, answer: str) -> None:
    assert assistant.ask(AskRequest(question=question)).answer == answer


def test_a_year_without_the_figure_is_refused(assistant: Assistant) -> None:
    reply = assistant.ask(AskRequest(question="云南2010年橡胶产量是多少？"))
    assert reply.status is Status.NOT_FOUND
