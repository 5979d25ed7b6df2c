"""Whose figures they are: bodies by name, and what a text points back to."""

from corpus.document import Figure
from tests.corpus.test_measure_labels import figures


def subjects(*paragraphs: str) -> list[tuple[str, str | None]]:
    made: tuple[Figure, ...] = figures(*paragraphs)
    return [(f.subject.text, f.subject.place) if f.subject else ("", None) for f in made]


def test_a_body_opens_its_clause() -> None:
    assert subjects("东溪产业运营基金累计投资项目9个，投资金额2.7亿元。") == [
        ("东溪产业运营基金", "云溪区"),
        ("东溪产业运营基金", "云溪区"),
    ]
    assert subjects("东溪服务业集聚发展试验区拥有人才240余人。") == [
        ("东溪服务业集聚发展试验区", "云溪区")
    ]


def test_a_body_is_told_when_it_did() -> None:
    assert subjects("东溪生物公司2031年获得奖项3项。") == [("东溪生物公司", "云溪区")]
    assert subjects("维权援助中心全年接听电话230个。") == [("维权援助中心", "云溪区")]
    assert subjects("东溪国家产业集聚试验区拥有人才240人。")[0][0] == "东溪国家产业集聚试验区"
    assert figures("东溪生物公司申请专利9件。")[0].label.text == "申请专利"  # type: ignore[union-attr]


def test_a_park_is_the_zone_named_last() -> None:
    made = figures("中关村海淀园提质增效。2031年园区收入突破千亿元，税收66亿元。全区专利5件。")
    assert [f.subject.text if f.subject else "" for f in made] == ["海淀园", "海淀园", "云溪区"]
    assert subjects("2031年园区收入9亿元。") == [("云溪区", "云溪区")]


def test_a_body_is_pointed_back_to() -> None:
    text = "一是推进东溪试点平台建设，目前，该平台汇集了36家律所。"
    assert subjects(text) == [("东溪试点平台", "云溪区")]
    assert subjects("打造东溪特色小镇。目前已有200家企业入驻该镇。") == [("东溪特色小镇", "云溪区")]


def test_what_is_no_body_by_name_is_none() -> None:
    for text in (
        "全区建设公共服务平台9个。",
        "各类银行发放贷款9亿元。",
        "该平台吸引了60家机构。",
        "14家上市公司获得奖励。",
    ):
        assert subjects(text) == [("云溪区", "云溪区")]


def test_what_a_paragraph_first_speaks_of_has_what_follows() -> None:
    told = subjects(
        "云溪生产建设兵团经济保持平稳较快发展。实现生产总值61亿元。", "全区出口额达到29亿元。"
    )
    assert [name for name, _ in told] == ["云溪生产建设兵团", "云溪区"]
