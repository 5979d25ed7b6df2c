"""Metadata: what stands in the text is read, what does not is None."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.document import Metadata
from corpus.metadata import metadata
from corpus.outline import outline
from corpus.parse import parse
from corpus.read import read_file
from tests.corpus.outlining import document_of, view_of

BODY = "本市各部门应当按照职责分工，认真抓好落实，定期报告进展情况，及时解决出现的问题。"


def metadata_of(text: str, declared: Metadata | None = None) -> Metadata:
    document = document_of(text)
    if declared:
        document = replace(document, metadata=declared)
    return metadata(document, outline(document, view_of(text)))


def test_a_notice_with_its_opinion() -> None:
    found = metadata_of(
        f"各县人民政府：\n{BODY}\n苏州市人民政府办公室\n二〇一八年十二月三十一日\n"
        f"关于促进质量提升的若干措施\n依据《质量规划》(国发〔2017〕24号)，{BODY}\n一、总则\n{BODY}\n市质量局\n"
    )
    assert found == Metadata(
        title="关于促进质量提升的若干措施",
        issuer="苏州市人民政府办公室",
        document_number=None,  # the one in brackets is another document's
        published=date(2018, 12, 31),
        region="苏州市",
        source=None,
    )


def test_own_number_on_its_line() -> None:
    found = metadata_of(
        f"苏政办〔2018〕12号\n关于加强服务的通知\n各市：\n{BODY}\n一、目标\n{BODY}\n"
    )
    assert found.document_number == "苏政办〔2018〕12号"
    assert found.title == "关于加强服务的通知"


def test_fields_of_a_portal() -> None:
    found = metadata_of(
        "园区服务经验\n- 作者:\n- 某某咨询有限公司\n- 最后修订:\n- 2021-03-09 11:36:48\n"
        f"来源：某某日报\n{BODY}\n"
    )
    assert (found.issuer, found.published) == ("某某咨询有限公司", date(2021, 3, 9))
    assert (found.source, found.region) == ("某某日报", None)


def test_fields_side_by_side_on_one_line() -> None:
    found = metadata_of(
        f"来源：市科技局　　发布时间：2022-05-06 09:30　　浏览次数：123\n成都市发展状况\n{BODY}\n"
    )
    assert (found.source, found.published) == ("市科技局", date(2022, 5, 6))
    assert (found.title, found.region) == ("成都市发展状况", "成都市")


def test_subtitle_gives_region_and_day() -> None:
    found = metadata_of(f"2019年政府工作报告\n——2019年1月27日在广东省第十三届大会上\n{BODY}\n")
    assert (found.region, found.published) == ("广东省", date(2019, 1, 27))


def test_byline_of_a_paper() -> None:
    found = metadata_of(f"经验交流材料\n{BODY}作出了贡献。 (科技日報 張三/文 李四/圖)")
    assert (found.issuer, found.source) == ("科技日報", "科技日報 張三/文 李四/圖")


def test_footer_of_another_language() -> None:
    found = metadata_of(
        f"解读：《行动方案（2019-2021）》\n{BODY}\n出所：2019年4月2日付け某ウェブサイト\n<http://example.org/a>"
    )
    assert found.published == date(2019, 4, 2)
    assert found.source == "出所：2019年4月2日付け某ウェブサイト http://example.org/a"


def test_joint_signature() -> None:
    found = metadata_of(f"关于印发办法的通知\n{BODY}\n杭州市财政局\n杭州市科技局\n2017年5月4日\n")
    assert found.issuer == "杭州市财政局、杭州市科技局"
    assert (found.published, found.region) == (date(2017, 5, 4), "杭州市")


def test_region_spoken_of_in_the_body() -> None:
    lines = [
        "我市深入实施战略。",
        "无锡市新增企业9家。",
        "无锡获批试点。",
        "无锡市出台办法。",
        "我市成效好。",
    ]
    assert metadata_of("\n".join(lines)).region == "无锡市"
    several = "\n".join(
        f"{city} 质量提升 服务升级\n{BODY}\n我市{city}好。" for city in ("青岛", "厦门")
    )
    assert metadata_of(several).region is None


@pytest.mark.parametrize(
    "text", ["", "\n\n", BODY, f"{BODY}\n{BODY}", "2019年13月45日\n" + BODY, "来源：\n" + BODY]
)
def test_nothing_is_invented(text: str) -> None:
    assert metadata_of(text) == Metadata()


def test_the_reader_fills_what_the_text_leaves_open() -> None:
    declared = Metadata(title="甲", published=date(2020, 1, 2), source="某网")
    assert metadata_of(BODY, declared) == declared


@pytest.mark.parametrize(
    ("start", "published", "region", "titled"),
    [
        ("000", None, "石景山区", True),
        ("001", None, None, False),
        ("002", date(2019, 4, 23), "中关村", True),
        ("003", date(2021, 1, 9), None, True),
        ("004", date(2012, 12, 14), "北京市", True),
    ],
)
def test_real_documents(
    real_corpus: Path, start: str, published: date | None, region: str | None, titled: bool
) -> None:
    document = read_file(next(real_corpus.glob(f"{start}*.txt")), root=real_corpus)
    found = metadata(document, outline(document, view_of(document.text)))
    assert (found.published, found.region) == (published, region)
    assert (found.title is not None) is titled
    assert found.document_number is None


@pytest.mark.parametrize(
    ("field", "headed", "title"),
    [
        ("工作报告", "江西省2009年工作报告", "江西省2009年工作报告"),
        ("2009年", "2009年发展统计公报[1]", "2009年发展统计公报"),
        ("关于减轻负担的意见", "工作要点", "关于减轻负担的意见"),
    ],
)
def test_the_fuller_of_two_titles(field: str, headed: str, title: str) -> None:
    found = metadata_of(
        f"---\ntitle: {field}\n---\n\n**{headed}**\n\n{BODY}\n\n一、总则\n\n{BODY}\n"
    )
    assert found.title == title


def test_the_place_of_a_field_where_the_title_names_none() -> None:
    found = metadata_of(
        "---\ntitle: 2009年江西省《工作报告》\n---\n\n**年度工作报告**\n\n"
        f"{BODY}\n\n一、总则\n\n{BODY}\n"
    )
    assert found.region == "江西省"


@pytest.mark.parametrize(
    ("opening", "region", "day"),
    [
        ("2015年1月20日在贵州省第十二届人民代表大会第三次会议上", "贵州省", date(2015, 1, 20)),
        ("现在，我代表贵州省人民政府向大会报告工作，请予审议。", "贵州省", None),
        (
            "现在，我代表国务院向大会报告工作。本省、我省，甲省。贵州省、贵州省、贵州省。",
            None,
            None,
        ),
    ],
)
def test_who_speaks_to_whom(opening: str, region: str | None, day: date | None) -> None:
    found = metadata_of(
        f"政府工作报告\n\n{opening}\n\n各位代表：\n\n{BODY}\n\n一、回顾\n\n我省工作。{BODY}\n"
    )
    assert (found.region, found.published) == (region, day)


@pytest.mark.parametrize(
    ("preamble", "expected"),
    [
        ("为提升苏州市产业竞争力，现提出如下意见。", "苏州市"),
        ("借鉴苏州市经验，现提出如下意见。", None),
        ("为提升苏州市与无锡市产业竞争力，现提出如下意见。", None),
        ("为提升江苏省产业竞争力，现提出如下意见。", None),
    ],
)
def test_the_place_whose_offices_are_addressed(preamble: str, expected: str | None) -> None:
    text = f"各区人民政府，市政府各委、办、局：\n{preamble}\n一、总则\n各部门抓好落实。\n"
    assert metadata_of(text).region == expected


def test_a_line_that_says_whose_paper_it_is_is_no_title() -> None:
    text = (
        "某市人民政府新闻办公室\n某市2021年信访工作情况新闻发布会(文字实录节选)\n"
        "各位记者，大家好，欢迎参加今天的发布会。\n"
    )
    title = parse(document_of(text)).document.metadata.title
    assert title is not None
    assert title.startswith("某市2021年信访工作")


@pytest.mark.parametrize(
    "text",
    [
        "政府工作报告\n在青海省第十三届人民代表大会第二次会议上(2031年1月18日)\n各位代表：\n"
        + BODY,
        "政府工作报告\n(2031年1月18日在青海省第十三届人民代表大会第二次会议上)省长乙某\n"
        "各位代表：\n" + BODY,
        "---\nsource: https://a.cn/2034/0501/1.html\n"
        "title: 青海省政府工作报告（2031年1月18日 乙某某）\n---\n各位代表：\n" + BODY,
    ],
)
def test_the_day_on_which_a_report_was_read(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    found = parse(read_file(path, root=tmp_path)).document.metadata
    assert (found.published, found.region) == (date(2031, 1, 18), "青海省")


def test_a_day_on_which_something_was_passed_is_none() -> None:
    passed = "2031年1月18日在青海省第十三届人民代表大会第二次会议上通过"
    text = f"某某条例\n{passed}，{BODY}\n一、总则\n{BODY}\n"
    assert metadata_of(text).published is None


def test_whose_government_is_spoken_for() -> None:
    named = "推动青海高质量发展。" * 3
    opening = "政府工作报告\n各位代表：\n我代表省人民政府，向大会报告工作。\n"
    text = f"{opening}一、回顾\n{named}西宁迈上新台阶。\n"
    assert metadata_of(text).region == "青海省"
    assert metadata_of(text.replace("我代表省人民政府，", "")).region is None
