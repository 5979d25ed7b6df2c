"""Questions in everyday words, turned round, with short years and costs, over made-up documents."""

import pytest

from qa.contract import Kind, Status
from qa.lexicon import synonyms, wordings
from qa.matching.align import match
from qa.matching.denial import denied_apart
from qa.question import read_question
from tests.qa.asking import Ask, asking

DOCUMENTS = {
    "report.txt": (
        "青石市开发区2030年工作总结\n\n"
        "一、创新\n\n"
        "三年来累计专利申请812件,累计授权467件,每万人拥有发明专利18件。"
        "2029年园区收入210亿元,2030年实现收入265亿元。"
        "开发区从国外引进高端人才86名。"
        "明远电子成为首家主导标准制定的企业,华峰仪器认定成为首批省级优势企业。\n\n"
        "二、目标\n\n"
        "到2033年,园区发明专利拥有量比2028年翻一番。\n\n"
        "三、夜市\n\n"
        "餐饮商户须安装油烟监测设备,未安装的不得从事夜间经营。"
        "撤销原夜市管理办公室,其职责并入商贸科。"
        "区内推广电炉加热,取代燃煤锅炉。严禁在地下室安装充电设施。"
        "经营费由市财政承担六成,商户承担四成。\n\n"
        "四、简政\n\n"
        "行政审批事项减少32%。近两年关闭小煤窑14座。"
    ),
    "province.txt": (
        "2031年政府工作报告\n\n我代表广东省人民政府报告工作。\n\n"
        "全省财政收入9800亿元。韶关财政收入112亿元。\n"
    ),
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("everyday"), DOCUMENTS)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("青石市开发区拿到手的专利授权总数是多少", "467件"),
        ("平均每一万个人手里有几件发明专利", "18件"),
        ("广东省财政最弱的韶关财政进账多少", "112亿元"),
        ("开发区从境外挖来多少高端人才", "86名"),
        ("青石市这几年关了几座小煤窑", "14座"),
        ("行政审批事项砍掉了几成", "32%"),
    ],
)
def test_figures_asked_for_in_everyday_words(ask: Ask, question: str, answer: str) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert response.answer == answer


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("园区收入265亿元是哪一年的数字", "2030年"),
        ("园区收入做到210亿元是什么时候", "2029年"),
        ("园区打算到什么时候把发明专利拥有量翻一番", "2033年"),
    ],
)
def test_the_time_of_a_figure_that_is_stated(ask: Ask, question: str, year: str) -> None:
    response = ask(question)
    assert response.kind is Kind.DATE
    assert year in response.answer
    assert year in "".join(c.quote for c in response.citations)


def test_no_time_for_a_figure_that_nobody_states(ask: Ask) -> None:
    response = ask("园区收入做到999亿元是哪一年")
    assert "2030" not in (response.answer or "") or response.status is Status.NOT_FOUND


@pytest.mark.parametrize(
    "question",
    [
        "2030年园区收入没到200亿元吧",
        "餐馆没装监测设备可以晚上营业吗",
        "明远电子算首批省级优势企业吗",
        "夜市管理办公室还在吗",
        "开发区还推广燃煤锅炉吗",
        "充电设施能装在地下室吗",
        "经营费全是财政出吗",
    ],
)
def test_assertions_that_the_text_turns_down(ask: Ask, question: str) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert response.answer.startswith("否")


@pytest.mark.parametrize(
    "question", ["开发区给村民发过红包吗", "园区有没有办过马拉松", "夜市有给摊主送过锦旗吗"]
)
def test_deeds_that_no_document_has_are_not_borne_out(ask: Ask, question: str) -> None:
    assert not (ask(question).answer or "").startswith("是")


def test_an_end_may_be_told_in_another_word() -> None:
    assert not denied_apart("设备可以停用", "可以决定停止使用设备", "可以决定停止使用设备")
    assert denied_apart("设备可以使用", "可以决定停止使用设备", "可以决定停止使用设备")


def test_what_the_text_says_of_the_same_company_is_borne_out(ask: Ask) -> None:
    assert ask("华峰仪器是首批省级优势企业吗").answer.startswith("是")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("谁来查补贴有没有虚报", Kind.ENTITY),
        ("找哪家来评价搞得好不好", Kind.ENTITY),
        ("有没有哪家企业没交材料", Kind.YES_NO),
        ("航道要挖到几米深", Kind.FIGURE),
        ("低保户最多能拿几块钱", Kind.FIGURE),
        ("那份办法是几几年出的", Kind.DATE),
        ("欠的钱哪个时候还清", Kind.DATE),
        ("图书馆礼拜几闭馆", Kind.DATE),
    ],
)
def test_kinds_of_everyday_questions(question: str, kind: Kind) -> None:
    assert read_question(question).kind is kind


@pytest.mark.parametrize(
    ("question", "view"),
    [
        ("14年青石市申请了多少专利", "2014年"),
        ("从09年底到现在建了几家", "2009年底"),
        ("读本要花钱买吗", "收费"),
        ("城镇化率过半了吗", "超过50%"),
        ("这几年建了几座桥", "近年来建了几座桥"),
        ("园区找谁来评价", "由谁评价"),
    ],
)
def test_short_years_and_costs_are_spelled_out(question: str, view: str) -> None:
    assert view in read_question(question).view


@pytest.mark.parametrize("question", ["12年义务教育覆盖多少人", "10年来建了几家", "办了14年的展会"])
def test_lengths_of_time_are_no_years(question: str) -> None:
    assert "20" not in read_question(question).view


def test_an_everyday_word_is_borne_out_one_way_only() -> None:
    assert match("施工队", "欠施工单位工程款") > 0.5
    assert match("施工单位", "来了一支施工队") < match("施工队", "欠施工单位工程款")
    assert all(words <= wordings()[word] for word, words in synonyms().items())


def test_of_nested_places_the_inner_one_is_asked_about() -> None:
    inner = read_question("广东省最小的韶关市有多少企业").places
    assert [p.canonical for p in inner] == ["韶关市"]
    both = read_question("韶关市占广东省的比重是多少").places
    assert "韶关市" in [p.canonical for p in both]


def test_verbs_of_one_character_are_borne_out() -> None:
    assert match("借", "获得贷款3亿元") > 0.5
    assert match("借到", "获得贷款3亿元") > 0.5
    assert match("借到", "建成平台3个") == 0
    assert match("贷款", "借") == 0


def test_what_the_dictionary_cuts_apart_is_one_word_of_the_list() -> None:
    assert "设质" in [t.text for t in read_question("设质的专利有多少件").terms]
    assert match("设质", "质押发明专利106件") > 0.5
