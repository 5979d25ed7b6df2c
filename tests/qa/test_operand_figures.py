"""Operands that inherit what another one says, and figures that follow from what stands near by."""

from decimal import Decimal
from pathlib import Path

import pytest

from qa.contract import Status
from tests.qa.asking import Ask, asking, calculated

COUNTY = """云朔县商标工作总结

2034年,云朔县文旅产业收入30亿元,其中民宿产值占全省一半,2035年实现收入36亿元。2034年,物流产业实现收入18亿元,同比增长超过25%,2035年物流产业实现收入20亿元。
云朔县加强执法,三年来累计查处假冒商标案件54件。
2035年,云朔县共有90家企业申报质量奖,这些企业年度销售总额120亿元,自主品牌产品的销售总额80亿元;共对60家标杆企业进行复审,复审企业上年度销售总额200亿元,自主品牌产品的销售总额90亿元。
2035年,云朔县院校向企业转让成果400项,同比增长25%,转让成果服务收入8000万元,同比增长60%。
2035年全省工匠大赛中,云朔县获得3项金奖和9项银奖。
2035年云朔县商标质押贷款达60亿元,约为2032年的4倍。
2035年末云朔县农村低保户3200户,比上年末减少300户。全县农村居民恩格尔系数34.5%,城镇居民恩格尔系数30%。
在全省运动会上,云朔县代表团共获得30枚金牌、20枚银牌和10枚铜牌,奖牌总数居全省前列。
县里累计举办了5场商标培训和15场专利培训。五年来,云朔县累计新增绿化岗位450个。2035年云朔县登记版权800件,比上年增加60件。
云朔县登记周期由30天缩短到12天。2035年,云朔县商标申请过百件的企业40家,专利申请过百件的企业25家。
2035年云朔县建成无烟区300个,面积40平方公里;建成静音区200个,面积25平方公里。
2035年云朔县规模企业营业额80亿元,是2030年的1.6倍;规模企业利润20亿元。
2035年云朔县注册商标5万件,占全省的40%。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("operands"), {"county.txt": COUNTY})


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("文旅产业收入由2034年到2035年，云朔县增长了百分之几？", "20", "%"),
        ("云朔县的文旅收入，2035年跟2034年比增幅是多少？", "20", "%"),
        ("云朔县申报企业自主品牌产品销售额比复审企业的少几亿？", "10", "亿元"),
        ("云朔县申报企业自主品牌产品销售额比复审企业少几亿？", "10", "亿元"),
        ("云朔县复审企业自主品牌产品销售额占其销售总额的百分比", "45", "%"),
        ("三年查处假冒商标案件54件，云朔县年均查处几件？", "18", "件"),
        ("云朔县平均每年查处多少件假冒商标案件？", "18", "件"),
        ("云朔县院校平均每转让一项成果收入多少万元？", "20", "万元"),
        ("云朔县院校2034年向企业转让的成果约多少项？", "320", "项"),
        ("云朔县在工匠大赛里金奖占获奖总数的比重", "25", "%"),
        ("2035年云朔县工匠大赛共获多少项奖？", "12", "项"),
        ("云朔县2035年质押贷款比2032年多出大约多少亿元？", "45", "亿元"),
        ("云朔县2032年质押贷款大约是多少亿元？", "15", "亿元"),
        ("全省注册商标中，云朔县之外的地方合起来占百分之多少？", "60", "%"),
    ],
)
def test_calculations(ask: Ask, question: str, value: str, unit: str) -> None:
    assert calculated(ask(question)) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("云朔县金奖比银奖少几项？", "6", "项"),
        ("云朔县复审企业非自主品牌产品的销售额", "110", "亿元"),
        ("2035年云朔县无烟区面积比静音区多多少？", "15", "平方公里"),
        ("2035年云朔县规模企业营业额是规模企业利润的几倍？", "4", "倍"),
        ("云朔县举办的培训里，专利培训占几成？", "75", "%"),
        ("云朔县五年来平均每年新增多少绿化岗位？", "90", "个"),
        ("云朔县登记周期比原先快了几天？", "18", "天"),
        ("云朔县商标申请过百件的企业比专利申请过百件的企业多几家？", "15", "家"),
        ("云朔县农村居民恩格尔系数比城镇高多少个百分点？", "4.5", "个百分点"),
        ("云朔县运动会上的奖牌总数是多少枚？", "60", "枚"),
        ("云朔县查处假冒商标案件，平均下来一年多少件？", "18", "件"),
    ],
)
def test_more_calculations(ask: Ask, question: str, value: str, unit: str) -> None:
    assert calculated(ask(question)) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "question",
    ["云朔县金奖总数是多少项？", "云朔县自主品牌产品的销售总额占商标质押贷款的比重是多少？"],
)
def test_what_gives_no_total_and_no_part(ask: Ask, question: str) -> None:
    assert ask(question).calculation is None


def test_what_grew_more_slowly_is_told_of_a_number_too(ask: Ask) -> None:
    response = ask("云朔县转让成果的数量与服务收入，哪一项增长较慢？")
    assert response.status is Status.ANSWERED
    assert "数量" in (response.answer or "").partition("（")[0]


def test_a_growth_of_another_thing_is_no_growth_of_what_is_asked(ask: Ask) -> None:
    assert "25%" not in (ask("云朔县文旅产业收入2034年到2035年的增幅是多少？").answer or "")


def test_an_operand_is_called_without_what_only_tells_how_large_its_things_are(ask: Ask) -> None:
    answer = ask("云朔县商标申请过百件的企业和专利申请过百件的企业，哪类更多？").answer or ""
    assert "40家" in answer
    assert "百件" not in answer


def test_a_multiple_of_a_year_is_told_of_that_year(ask: Ask) -> None:
    assert ask("2035年云朔县规模企业营业额是2030年的几倍？").answer == "1.6倍"


def test_a_growth_of_one_year_is_none_of_five(ask: Ask) -> None:
    assert "25%" not in (ask("云朔县转让成果从2030年到2035年增长了多少？").answer or "")


def test_a_name_for_several_kinds_is_of_them_all(tmp_path: Path) -> None:
    told = (
        "云朔县企业贷款简报\n\n2035年,云朔县企业用80件发明专利、120件外观专利、30件商标办理质押。\n"
    )
    ask = asking(tmp_path, {"loans.txt": told})
    assert calculated(ask("云朔县用来质押的专利比商标多几件？")) == (Decimal(170), "件")
    assert calculated(ask("云朔县用来质押的发明专利比商标多几件？")) == (Decimal(50), "件")
