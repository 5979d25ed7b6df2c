"""What questions assert: bounds, directions, order, all of some, a document's own day."""

import pytest

from qa.contract import Kind, Status, Warning
from tests.qa.asking import Ask, asking

HAIYAN = """海盐县人民政府办公室文件

盐政办发〔2032〕14号

海盐县人民政府办公室关于发展软件产业的若干措施

2031年，海盐县专利申请量为4820件，专利授权量为3160件，同比下降3.5%。商标注册量达到2.4万件，同比增长18.2%。专利质押融资金额达到6.4亿元，占融资总额的65%。组织66家企业开展贯标，已有41家通过认证。

海盐县人民政府办公室
2032年3月20日
"""
JIASHAN = """嘉善县知识产权工作报告

2031年，嘉善县专利申请量为9150件，专利授权量为6010件，同比增长12%。设立5亿元的产业基金，已投资项目8个，投资金额2亿元。办理专利质押融资40笔，金额6亿元，惠及企业33家。合作银行由9家增加到15家。2031年企业专利质押贷款36宗。
"""
COMPANY = """青岚科技股份有限公司简介

青岚科技股份有限公司总部位于丽水市，2025年6月在深圳证券交易所上市。公司拥有发明专利312件、实用新型专利560件。培训收入3.2亿元，覆盖学员28万人，培训收入比2028年翻了一番。
"""
NOTICE = """关于举办专利实务培训班的通知

第一期于9月6日开班，第二期于9月20日开班。培训免收学费，食宿自理。报名不收材料。分街镇看，报名人数最多的是火炬街道(86人)，其次是临江镇(34人)。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    documents = {"haiyan.txt": HAIYAN, "jiashan.txt": JIASHAN, "company.txt": COMPANY}
    documents["notice.txt"] = NOTICE
    return asking(tmp_path_factory.mktemp("assertions"), documents)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("海盐县2031年专利质押融资过6亿了吗", "是"),
        ("海盐县2031年专利质押融资破7亿没有", "否"),
        ("海盐县2031年商标注册量突破2万了吗？", "是"),
        ("海盐县2031年专利质押融资占融资总额超过七成了吗", "否"),
        ("海盐县2031年专利授权量有增长吗？", "否"),
        ("海盐县2031年专利授权量下降了没有", "是"),
        ("嘉善县2031年专利授权量是下降的吗", "否"),
        ("2031年嘉善县专利申请量比海盐县多吗？", "是"),
        ("2031年海盐县专利申请量超过嘉善县了吗", "否"),
        ("2031年海盐县专利申请量是不是比嘉善县少", "是"),
        ("海盐县开展贯标的企业都通过认证了吗", "否"),
        ("海盐县的措施是2031年印发的吗？", "否"),
        ("海盐县的措施是2032年印发的吗？", "是"),
        ("盐政办发〔2032〕14号文是3月20号发的吗", "是"),
        ("盐政办发〔2032〕14号文是4月20号发的吗", "否"),
        ("青岚科技是在上海证券交易所上市的吗", "否"),
        ("专利实务培训班要收学费吗", "否"),
        ("专利实务培训班第一期是9月20日开班吗", "否"),
        ("专利实务培训班第二期是9月20日开班吗", "是"),
    ],
)
def test_an_assertion_is_held_against_the_text(ask: Ask, question: str, word: str) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert response.kind is Kind.YES_NO
    assert response.answer is not None
    assert response.answer.startswith(word)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("嘉善县基金平均每个项目投多少", "2500万元"),
        ("嘉善县平均每笔专利质押融资是多少钱", "1500万元"),
        ("嘉善县合作银行增加了几家", "6家"),
        ("海盐县开展贯标的企业通过认证的占多少", "约62.12%"),
        ("2031年嘉善县专利申请量比海盐县高百分之几", "约89.83%"),
    ],
)
def test_what_two_figures_give(ask: Ask, question: str, answer: str) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert response.answer == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("为什么海盐县2031年专利申请量能达到5820件？", "4820件"),
        ("嘉善县专利质押融资为何能惠及企业36家", "33家"),
    ],
)
def test_a_false_figure_in_a_why_is_corrected(ask: Ask, question: str, answer: str) -> None:
    response = ask(question)
    assert response.answer == answer
    assert Warning.PREMISE_CORRECTED in response.warnings


def test_which_grew_faster(ask: Ask) -> None:
    response = ask("2031年嘉善县专利授权量和海盐县商标注册量，哪个增长得快？")
    assert response.answer is not None
    assert response.answer.startswith("海盐县商标注册量")


def test_a_multiple_is_of_what_its_clause_names(ask: Ask) -> None:
    assert ask("青岚科技2028年培训收入大概是多少？").answer == "1.6亿元"


def test_who_has_the_most_in_the_texts_own_words(ask: Ask) -> None:
    assert ask("专利实务培训班报名人数最多的街镇是哪个").answer == "火炬街道"


def test_an_owner_named_once_owns_both(ask: Ask) -> None:
    response = ask("青岚科技的实用新型专利和发明专利哪种数量多")
    assert response.answer is not None
    assert response.answer.startswith("青岚科技的实用新型专利")
