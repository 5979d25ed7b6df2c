"""A question that opens with an unknown name is answered by what is said of that name."""

import pytest

from qa.contract import Status
from tests.qa.asking import Ask, asking

FIRMS = """专访：做好专利管理

辰枢软件2015年成立，手里有发明专利830件，2031年营业收入9.6亿元。
"""
CITY = """云岫市2031年知识产权情况

禾曜药业、辰枢软件两家企业被评为示范企业。
全市著作权登记8650件，核准109户企业使用地理标志的申请。
辰枢精机股份公司取得发明专利3件，外销1200万元；云穗生技公司开发的改良剂获银奖。
旅游总收入672.1亿元，增长17.4%，成果显著。
对年代理发明专利授权量达到200件的代理机构，给予15万元奖励。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("opening"), {"firms.txt": FIRMS, "city.txt": CITY})


@pytest.mark.parametrize(
    "question",
    ["禾曜药业有多少件发明专利", "云穗生技外销金额", "云岫市2031年专利申请量是多少"],
)
def test_a_figure_of_another_is_refused(ask: Ask, question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("辰枢软件有多少件发明专利", "830件"),
        ("辰枢精机外销金额", "1200万元"),
        ("年代理发明专利授权量要做到多少件云岫市才给奖励", "200件"),
        ("云岫市2031年旅游总收入及增速", "672.1亿元；17.4%"),
    ],
)
def test_its_own_figure_is_found(ask: Ask, question: str, answer: str) -> None:
    assert ask(question).answer == answer
