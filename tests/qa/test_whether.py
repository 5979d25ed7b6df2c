"""Assertions that set two apart, of one alone, or worded as remarks, over made-up documents."""

import pytest

from corpus.document import Bound
from corpus.quantities import quantities
from qa.answerers.asserted_figure import holds
from qa.contract import Kind, Status
from qa.matching.alone import not_alone
from qa.matching.contrast import contrary
from qa.matching.denial import denies, opposed
from qa.question import read_question
from tests.qa.asking import Ask, asking

DOCUMENTS = {
    "cities.txt": (
        "三市创新工作回顾\n\n"
        "一、昆明市\n\n"
        "2030年,昆明市发明专利授权量排名全国第6位。昆明市贷款余额为80亿元,目前无一笔贷款发生风险。"
        "昆明高新区成为云南省首个开放示范园区。"
        "2030年,昆明市专利申请超过6.2万件,其中发明专利申请量达3.4万件。\n\n"
        "二、贵阳市\n\n"
        "2030年,贵阳市发明专利授权量排名全国第9位。贵阳市贷款余额为95亿元。"
        "贵阳市支持贵州大学、贵州师范大学、贵州民族大学等12所高校建设运营平台。\n\n"
        "三、南宁市\n\n"
        "南宁市科技局会同财政局研究制定了《南宁市创新券管理办法》。"
        "南宁青年设计大赛的参赛者已由大学生扩展到全社会。"
        "到2032年,南宁市新引入服务机构3-8家。南宁市科技局副局长李海涛介绍了有关情况。\n"
    ),
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("whether"), DOCUMENTS)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("贵阳市的贷款余额没有昆明市多，对吗？", "否"),
        ("昆明市的贷款余额没有贵阳市多，是吗？", "是"),
        ("昆明市的发明专利授权量比贵阳市多吗？", "是"),
        ("贵阳市的发明专利授权量没有昆明市多，对吗？", "是"),
        ("昆明市的发明专利授权量排名排在贵阳市后面吗？", "否"),
        ("南宁青年设计大赛只有大学生能参加吗？", "否"),
        ("贵阳市支持建设运营平台的高校只有贵州大学一家吗？", "否"),
        ("昆明市的贷款会不会已经出现风险？", "否"),
        ("难道昆明市没有贷款余额吗？", "是"),
        ("昆明高新区是云南省第一个开放示范园区吗？", "是"),
        ("昆明市2030年专利申请不到7万件，是吗？", "是"),
    ],
)
def test_whether_it_is_so(ask: Ask, question: str, word: str) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert response.kind is Kind.YES_NO
    assert response.answer.startswith(word)


def test_what_cannot_be_compared_is_refused(ask: Ask) -> None:
    assert ask("南宁市的贷款余额比贵阳市多吗？").status is Status.NOT_FOUND


def test_a_year_without_a_figure_is_not_compared(ask: Ask) -> None:
    assert ask("昆明市专利申请2030年比2029年少了吗？").status is Status.NOT_FOUND


def test_a_place_in_a_ranking_counts_no_people(ask: Ask) -> None:
    assert ask("昆明市发明专利授权量排名第几？").answer == "第6位"


@pytest.mark.parametrize(
    "question",
    ["昆明市设立专利法院了吗？", "贵阳市有没有开展专利拍卖？"],
)
def test_half_a_word_speaks_of_nothing(ask: Ask, question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


def test_a_whole_is_not_answered_with_its_part(ask: Ask) -> None:
    assert ask("昆明市2030年专利申请有多少件？").answer == "超过6.2万件"
    assert ask("昆明市2030年发明专利申请有多少件？").answer == "3.4万件"


def test_a_deputy_does_not_hold_the_office(ask: Ask) -> None:
    assert ask("南宁市科技局的局长是谁？").status is Status.NOT_FOUND
    assert ask("南宁市科技局的副局长是谁？").answer == "李海涛"


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("难道不是首批吗？", "是不是首批吗？"),
        ("难道没有通过验收吗？", "是否有通过验收吗？"),
        ("授权超过8万件，有这回事吗？", "授权超过8万件，对吗？"),
        ("收入达到200亿，这种说法对不对？", "收入达到200亿，对吗？"),
        ("允不允许外地人申报？", "是否允许外地人申报？"),
        ("企業已上市嗎？", "企业已上市吗？"),
    ],
)
def test_what_only_asks_whether_becomes_usual(text: str, view: str) -> None:
    question = read_question(text)
    assert question.view == view
    assert question.kind is Kind.YES_NO


def test_asking_whether_is_no_content() -> None:
    assert [t.text for t in read_question("贷款会不会发生风险").terms] == ["贷款", "发生", "风险"]


@pytest.mark.parametrize(
    ("said", "true"), [("不超过10家", True), ("不超过7家", False), ("至少3家", True)]
)
def test_a_range_is_within_a_bound_by_its_far_end(said: str, true: bool) -> None:
    (asserted,), (stated,) = quantities(said), quantities("5-10家")
    assert asserted.bound is not Bound.EXACT
    assert holds(asserted, stated) is true


@pytest.mark.parametrize(
    ("said", "stated", "true"),
    [
        ("不到9万件", "超过8.6万件", True),
        ("不到8.6万件", "超过8.6万件", False),
        ("不超过300家", "200多家", True),
        ("不到5家", "5家", False),
        ("不到220家", "200多家", False),
    ],
)
def test_what_is_more_lies_within_the_last_digit(said: str, stated: str, true: bool) -> None:
    assert holds(quantities(said)[0], quantities(stated)[0]) is true


def test_a_short_name_is_no_other_name() -> None:
    assert not contrary("与中科院合作", "联合中国科学院建设基地", "联合中国科学院建设基地")


def test_denying_words() -> None:
    assert denies("平台还没建成")
    assert not denies("没错")
    assert not denies("公开代理人不诚信代理行为的机制")
    assert not denies("农田被淹没了")
    assert opposed("此前就进入过前五", "首次进入前五")
    assert opposed("人才已经够用", "人才数量偏少")
    assert opposed("办法已经发布", "起草了办法(征求意见稿)")
    assert not opposed("办法已经发布", "起草并发布了办法")


def test_alone() -> None:
    assert not_alone("作品只在国内播出", "作品在海外多个国家播出")
    assert not not_alone("作品在国内播出", "作品在海外多个国家播出")
    assert not not_alone("只有高校可以申报", "只有高校可以申报，联合申报的除外")
