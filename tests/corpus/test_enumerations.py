"""Enumerations: whole, in order, with their lead, and never two as one."""

import pytest

from corpus.document import Enumeration
from tests.corpus.outlining import cut, outline_of

BODY = "本市各部门应当按照职责分工，认真抓好落实，定期报告进展情况，及时解决出现的问题。"


def lists_of(text: str) -> list[Enumeration]:
    return list(outline_of(text).enumerations)


def heads(text: str, enumeration: Enumeration) -> list[str]:
    return [cut(text, item.head) for item in enumeration.items]


def test_inline_list_with_its_lead() -> None:
    text = (
        "工作仍有三点不足：一是人手偏少，经费也紧。二是制度不全，缺少细则。三是宣传不够。"
        "为此，市里出台了新办法。"
    )
    (found,) = lists_of(text)
    assert cut(text, found.lead) == "工作仍有三点不足："
    assert heads(text, found) == ["人手偏少", "制度不全", "宣传不够"]
    assert [item.marker for item in found.items] == ["一是", "二是", "三是"]
    assert cut(text, found.items[2].span) == "三是宣传不够。"


def test_list_within_one_sentence() -> None:
    text = f"要求如下：一要摸清底数；二要分类施策；三要按期办结。{BODY}"
    found = lists_of(text)[0]
    assert heads(text, found) == ["摸清底数", "分类施策", "按期办结"]
    assert cut(text, found.items[0].span) == "一要摸清底数"
    assert cut(text, found.items[2].span) == "三要按期办结。"


def test_items_of_several_sentences() -> None:
    text = "特点有二：一是目标清楚。明确了年度指标。二是责任到人。每项任务都有牵头单位。"
    (found,) = lists_of(text)
    assert cut(text, found.items[0].span) == "一是目标清楚。明确了年度指标。"
    assert cut(text, found.items[1].span) == "二是责任到人。每项任务都有牵头单位。"


def test_each_item_in_its_own_paragraph() -> None:
    text = (
        f"二、三项任务\n\n一是抓创造。{BODY}\n\n二是抓保护。{BODY}\n\n三是抓运用。{BODY}\n\n"
        f"三、保障\n\n{BODY}"
    )
    found = next(e for e in lists_of(text) if e.items[0].marker == "一是")
    assert cut(text, found.lead) == "二、三项任务"
    assert heads(text, found) == ["抓创造", "抓保护", "抓运用"]
    assert cut(text, found.items[2].span).endswith("问题。")


def test_a_page_break_inside_an_item() -> None:
    text = (
        "主要问题：一是企业规模普遍偏小，抵御风险的能力不够强，拥有核心技术和自主品牌的企业为数不多，缺\n\n"
        "少领军企业带动。二是服务机构不多。三是人才不足。"
    )
    (found,) = lists_of(text)
    assert len(found.items) == 3
    assert cut(text, found.items[0].span).endswith("带动。")


def test_two_lists_in_a_row_stay_two() -> None:
    text = "局长张三：一是要抓紧；二是要抓实。\n处长李四：一是要细致；二是要稳妥；三是要按时。"
    first, second = lists_of(text)
    assert (cut(text, first.lead), cut(text, second.lead)) == ("局长张三：", "处长李四：")
    assert (len(first.items), len(second.items)) == (2, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("原因是：第一，成本高；第二，周期长；第三，见效慢。", ["成本高", "周期长", "见效慢"]),
        ("首先，摸清家底。其次，补齐短板。最后，做强优势。", ["摸清家底", "补齐短板", "做强优势"]),
        ("其一，数量增加。其二，质量提升。", ["数量增加", "质量提升"]),
        ("包括：(1)专利；(2)商标；(3)版权。", ["专利", "商标", "版权"]),
        ("包括：①专利；②商标；③版权。", ["专利", "商标", "版权"]),
        ("职责：拟订规划；组织实施；监督检查。", ["拟订规划", "组织实施", "监督检查"]),
    ],
)
def test_forms_of_markers(text: str, expected: list[str]) -> None:
    (found,) = lists_of(text)
    assert heads(text, found) == expected


@pytest.mark.parametrize(
    "text",
    [
        "这是全市之一是没有疑问的，另有二是。",
        "第一，要看到成绩。同时不能自满。",
        "一是抓紧。三是抓实。",
        "增长5%；下降3%。",
        "时间是12:30；地点不变；人员不变。",
    ],
)
def test_what_is_no_list(text: str) -> None:
    assert lists_of(text) == []


def test_heads_keep_quotes_and_brackets_whole() -> None:
    text = (
        "任务有二：一是推进“强链、补链，延链”行动，形成合力；"
        "二是完善制度(含细则，共三项)，抓好落实。"
    )
    (found,) = lists_of(text)
    assert heads(text, found) == ["推进“强链、补链，延链”行动", "完善制度(含细则，共三项)"]


def test_headings_side_by_side_are_a_list() -> None:
    text = (
        f"关于加强服务的意见\n{BODY}\n一、目标\n{BODY}\n二、任务\n"
        f"(一)搭建平台。{BODY}\n(二)培育机构。{BODY}\n三、保障\n{BODY}"
    )
    whole, tasks = lists_of(text)
    assert cut(text, whole.lead) == "关于加强服务的意见"
    assert heads(text, whole) == ["目标", "任务", "保障"]
    assert cut(text, tasks.lead) == "二、任务"
    assert heads(text, tasks) == ["搭建平台", "培育机构"]
    assert cut(text, tasks.items[0].span).endswith("问题。")


def test_cities_side_by_side_are_a_list() -> None:
    text = "\n".join(
        f"{city} 服务升级 质量提升\n{BODY}\n点评：{BODY}" for city in ("青岛", "厦门", "大连")
    )
    (found,) = lists_of(text)
    assert heads(text, found) == [f"{city} 服务升级 质量提升" for city in ("青岛", "厦门", "大连")]


def test_points_of_a_list() -> None:
    text = "# 报告\n\n重点如下：\n\n- 办好实事\n- 减轻负担\n- 优化流程\n"
    (found,) = lists_of(text)
    assert cut(text, found.lead) == "重点如下："
    assert heads(text, found) == ["办好实事", "减轻负担", "优化流程"]


def test_traditional_text() -> None:
    text = "存在兩個問題：一是運營機構偏少，二是人才儲備不足。"
    (found,) = lists_of(text)
    assert heads(text, found) == ["運營機構偏少", "人才儲備不足"]


def test_the_speaker_introduces_nothing() -> None:
    text = "答：对象分为三类：甲类是高校；乙类是院所；丙类是企业。"
    (found,) = lists_of(text)
    assert cut(text, found.lead) == "对象分为三类："
    assert heads(text, found) == ["甲类是高校", "乙类是院所", "丙类是企业"]


def test_sentences_that_say_first_what_they_are_about() -> None:
    text = (
        "在研发上，共建实验室。每年安排经费。在人才方面，引进工程师；市场开拓方面，组织企业参展。"
    )
    found = next(e for e in lists_of(text) if heads(text, e) == ["研发", "人才", "市场开拓"])
    assert cut(text, found.items[0].span) == "在研发上，共建实验室。每年安排经费。"
    assert cut(text, found.items[2].span) == "市场开拓方面，组织企业参展。"


def test_two_topics_or_one_said_twice_are_no_list() -> None:
    assert lists_of("在研发上，共建实验室。在人才方面，引进工程师。") == []
    assert lists_of("在研发上，共建实验室。在人才上，引进。在研发上，再投入。") == []
