"""Sections: which lines are headings, how they nest, and where they end."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.mapped import Span
from corpus.parse import parse
from corpus.read import read_file
from corpus.structure.frame import Frame
from corpus.structure.passages import LONGEST
from tests.corpus.outlining import cut, document_of, outline_of, tree, view_of

BODY = "本市各部门应当按照职责分工，认真抓好落实，定期报告进展情况，及时解决出现的问题。"


def test_numbered_headings_nest() -> None:
    lines = ["一、总体要求", "(一)指导思想", "1.原则", "(二)目标", "二、任务"]
    text = "".join(f"{line}\n{BODY}\n" for line in lines)
    assert tree(outline_of(text)) == [
        (1, "一、总体要求"),
        (2, "(一)指导思想"),
        (3, "1.原则"),
        (2, "(二)目标"),
        (1, "二、任务"),
    ]


def test_chapters_and_articles() -> None:
    text = (
        f"第一章 总则\n第一条 {BODY}\n第二条【定义】{BODY}\n"
        f"第二章 奖励\n第三条 {BODY}\n(一)甲类；\n(二)乙类。\n"
    )
    found = outline_of(text)
    assert tree(found) == [
        (1, "第一章 总则"),
        (2, "第一条"),
        (2, "第二条【定义】"),
        (1, "第二章 奖励"),
        (2, "第三条"),
    ]
    assert found.path(2) == ("第一章 总则", "第一条")


def test_an_article_has_its_title_in_a_phrase_of_its_own() -> None:
    text = f"第一条 设备更新补贴。{BODY}\n第二条 本办法适用于全市。{BODY}\n"
    assert tree(outline_of(text)) == [(1, "第一条 设备更新补贴"), (1, "第二条")]


def test_heading_runs_into_its_text() -> None:
    text = f"一、任务\n(一)工作机制更顺畅。一是设立专班。{BODY}\n(二)经费有保障。{BODY}\n"
    found = outline_of(text)
    assert tree(found)[1:] == [(2, "(一)工作机制更顺畅"), (2, "(二)经费有保障")]
    heading, first = found.sentences[1:3]
    assert heading.heading
    assert heading.view.text == "(一)工作机制更顺畅。"
    assert first.view.text == "一是设立专班。"
    assert first.section == heading.section


def test_heading_with_full_stop_above_a_paragraph() -> None:
    text = f"一、任务\n(一)扩大对外合作。\n{BODY}\n(二)培养人才队伍。{BODY}\n"
    assert tree(outline_of(text))[1:] == [(2, "(一)扩大对外合作"), (2, "(二)培养人才队伍")]


def test_numbered_sentence_between_headings_is_a_section_of_its_own() -> None:
    long = (
        "由主管部门会同财政部门，按照年度预算安排专项资金，对符合条件的单位给予奖励，"
        "并向社会公布结果，接受各方面监督和质询，确保公平公正公开。"
    )
    text = f"一、任务\n(一)扩大合作。{BODY}\n(二){long}\n(三)培养人才。{BODY}\n"
    found = outline_of(text)
    assert [heading for _, heading in tree(found)][2] == "(二)由主管部门会同财政部门"
    whole = next(s for s in found.sentences if "(二)" in s.view.text)
    assert not whole.heading
    assert whole.view.text.endswith("确保公平公正公开。")


def test_a_line_with_figures_is_no_heading() -> None:
    text = f"一、情况\n1.专利授权120件。同比增长8%。\n2.商标注册300件。同比增长5%。\n{BODY}\n"
    assert tree(outline_of(text)) == [(1, "一、情况")]


def test_city_sections() -> None:
    text = "\n".join(
        f"{city} {first} {second}\n{BODY}\n点评：{BODY}"
        for city, first, second in [
            ("青岛", "夯实基础", "稳步前行"),
            ("厦门", "对接台海", "扩大交流"),
            ("大连", "扶持企业", "擦亮品牌"),
        ]
    )
    found = outline_of(text)
    assert found.title is None  # the first line is like the others
    assert tree(found) == [
        (1, "青岛 夯实基础 稳步前行"),
        (2, "点评"),
        (1, "厦门 对接台海 扩大交流"),
        (2, "点评"),
        (1, "大连 扶持企业 擦亮品牌"),
        (2, "点评"),
    ]


def test_city_with_a_line_of_its_own_below() -> None:
    text = (
        f"运营服务体系建设经验谈\n{BODY}\n苏州\n搭建三级平台\n{BODY}\n长沙\n引来金融支持\n{BODY}\n"
    )
    found = outline_of(text)
    assert found.title is not None
    assert tree(found) == [
        (1, "苏州"),
        (2, "搭建三级平台"),
        (1, "长沙"),
        (2, "引来金融支持"),
    ]


def test_plain_headings_hold_numbered_ones_that_begin_anew() -> None:
    part = f"一、做法\n{BODY}\n二、成效\n{BODY}\n"
    text = f"工作经验选编\n{BODY}\n苏州经验\n{part}长沙经验\n{part}"
    assert tree(outline_of(text)) == [
        (1, "苏州经验"),
        (2, "一、做法"),
        (2, "二、成效"),
        (1, "长沙经验"),
        (2, "一、做法"),
        (2, "二、成效"),
    ]


def test_markdown() -> None:
    text = (
        f"# 年度报告\n\n## ——某区工作纪实\n\n{BODY}\n\n"
        f"### 一、概况\n\n**（一）基础。**{BODY}\n\n### 二、展望\n\n{BODY}\n"
    )
    found = outline_of(text)
    assert found.title is not None
    assert cut(text, found.title) == "年度报告"
    assert tree(found) == [(1, "一、概况"), (2, "(一)基础"), (1, "二、展望")]
    assert all("*" not in s.view.text and "#" not in s.view.text for s in found.sentences)


def test_front_matter_is_no_body() -> None:
    text = (
        "---\ntitle: 某省工作报告\nsource: https://example.org/1\n---\n\n"
        f"——2019年1月5日在某省大会上\n\n{BODY}\n"
    )
    found = outline_of(text, "md/1")
    assert dict(found.front) == {"title": "某省工作报告", "source": "https://example.org/1"}
    assert "example" not in "".join(s.view.text for s in found.sentences)
    assert found.frame[0][0] is Frame.SUBTITLE


def test_table_of_contents_makes_no_sections() -> None:
    names = ["一、基础", "二、目标", "三、保障"]
    body = "".join(f"{name}\n{BODY}\n" for name in names)
    text = "规划纲要\n目录\n" + "\n".join(names) + "\n" + body
    found = outline_of(text)
    assert [heading for _, heading in tree(found)] == ["一、基础", "二、目标", "三、保障"]
    assert sum(kind is Frame.CONTENTS for kind, _ in found.frame) == 4


def test_contents_of_an_excerpt() -> None:
    text = (
        f"发展规划\n\n目录\n- 第一章 总则\n- 第二章 布局\n- 第三章 保障\n\n第一章 总则\n\n{BODY}\n"
    )
    assert [s.heading for s in outline_of(text).sections] == ["", "第一章 总则"]


def test_declared_unit_is_no_heading() -> None:
    text = f"一、外贸\n\n{BODY}\n\n单位：亿美元\n\n{BODY}\n"
    assert [s.heading for s in outline_of(text).sections] == ["", "一、外贸"]


def test_frame() -> None:
    text = (
        f"各县人民政府，市直各部门：\n{BODY}\n某市人民政府办公室\n2018年6月1日\n"
        f"关于促进质量提升的若干措施\n{BODY}\n一、总则\n{BODY}\n市质量局\n市财政局\n"
        "出所：2018年7月2日付け某市ウェブサイト\n<http://example.org/a>\n"
    )
    found = outline_of(text)
    kinds = [(kind.value, cut(text, span)) for kind, span in found.frame]
    assert kinds == [
        ("addressee", "各县人民政府，市直各部门："),
        ("issuer", "某市人民政府办公室"),
        ("date", "2018年6月1日"),
        ("signature", "市质量局"),
        ("signature", "市财政局"),
        ("footer", "出所：2018年7月2日付け某市ウェブサイト"),
        ("footer", "<http://example.org/a>"),
    ]
    assert found.title is not None
    assert cut(text, found.title) == "关于促进质量提升的若干措施"
    signed = next(s for s in found.sentences if "质量局" in s.view.text)
    assert signed.section == 0
    assert cut(text, found.sections[1].span).endswith(BODY)


def test_byline_behind_the_last_sentence() -> None:
    text = f"经验交流\n{BODY}为振兴作出了贡献。 (科技日報 張三/文 李四/圖)"
    found = outline_of(text)
    assert [(kind.value, cut(text, span)) for kind, span in found.frame] == [
        ("byline", "(科技日報 張三/文 李四/圖)")
    ]


def test_headings_are_shown_clean_in_their_own_script() -> None:
    text = f"一、完善創(chuàng)新 體系\n{BODY}\n二、強化服務(wù)\n{BODY}\n"
    assert [h for _, h in tree(outline_of(text))] == ["一、完善創新體系", "二、強化服務"]


def test_formal_numerals_of_taiwan() -> None:
    lines = ["壹、計畫緣起", "貳、計畫目標", "一、品質", "二、服務", "參、經費"]
    text = "".join(f"{line}\n{BODY}\n" for line in lines)
    assert tree(outline_of(text)) == [
        (1, "壹、計畫緣起"),
        (1, "貳、計畫目標"),
        (2, "一、品質"),
        (2, "二、服務"),
        (1, "參、經費"),
    ]


def test_questions_that_are_put_head_their_answers() -> None:
    text = f"政策问答\n问：资助什么？\n答：{BODY}\n问：怎样申请？\n答：{BODY}\n"
    assert tree(outline_of(text)) == [(1, "问：资助什么？"), (1, "问：怎样申请？")]


def test_list_of_attachments_is_no_heading() -> None:
    text = (
        f"一、方面\n1、专利授权5万件，增长12%。\n2、商标注册8万件。\n附件：1.目录\n2.表格\n{BODY}\n"
    )
    assert "附件" not in "".join(heading for _, heading in tree(outline_of(text)))


def test_rows_are_no_headings() -> None:
    text = f"一、数据\n指标 | 数量\n专利 | 12件\n商标 | 30件\n{BODY}\n"
    found = outline_of(text)
    assert tree(found) == [(1, "一、数据")]
    assert [s.view.text.replace(" ", "") for s in found.sentences[1:4]] == [
        "指标|数量",
        "专利|12件",
        "商标|30件",
    ]


@pytest.mark.parametrize(
    ("start", "title", "sections"),
    [("000", True, 14), ("001", False, 20), ("002", True, 4), ("003", True, 14), ("004", True, 39)],
)
def test_real_documents(real_corpus: Path, start: str, title: bool, sections: int) -> None:
    path = next(real_corpus.glob(f"{start}*.txt"))
    document = read_file(path, root=real_corpus)
    found = outline_of(document.text)
    assert (found.title is not None) is title
    assert len(found.sections) - 1 == sections


WORDS = (
    "一、|(一)|1.|第一条|一是|二是|第一，|其次，|①|#|**|-|\t|\n|\n\n| |\r\n|\ufeff|\u3000|。|；"
    "|，|：|“|”|(|)|《|》|甲乙丙丁"
    "|深圳|2019年|30亿元|点评：|来源：某报|??|服务升级更快更好|𠀀|---|<br>|http://a.b"
)
PIECES = st.sampled_from([*WORDS.split("|"), "|"])
TEXTS = st.one_of(
    st.lists(PIECES, max_size=60).map("".join),
    st.text(max_size=80),
    st.lists(PIECES, min_size=1, max_size=8).map(lambda p: "".join(p) * 60),
)


@given(TEXTS)
@settings(max_examples=250, deadline=None)
def test_any_text_is_covered_and_cut_within_bounds(text: str) -> None:
    document = document_of(text)
    view = view_of(text)
    found = outline_of(text)
    assert found == outline_of(text)
    end = 0
    for number, sentence in enumerate(found.sentences):
        assert sentence.number == number
        assert end <= sentence.span.start < sentence.span.end <= len(text)
        assert found.sections[sentence.section].span.contains(sentence.span)
        end = sentence.span.end
    if not found.front:
        shown = "".join(s.view.text for s in found.sentences)
        letters = {c for c in view.text if c.isalnum()}
        assert letters - set(shown) <= set("abr")  # of <br>, which is mark-up
    end = 0
    for passage in found.passages:
        assert end <= passage.span.start < passage.span.end <= len(text)
        assert len(passage.span) <= LONGEST
        end = passage.span.end
    listed = [s for s in found.sentences if not _in_contents(found.frame, s.span)]
    for sentence in listed:
        inside = sum(
            min(p.span.end, sentence.span.end) - max(p.span.start, sentence.span.start)
            for p in found.passages
            if p.span.overlaps(sentence.span)
        )
        assert inside == len(sentence.span)
    for section in found.sections:
        assert section.span.end <= len(text)
        if section.parent is not None:
            assert section.parent < section.number
            assert section.span.contains(section.heading_span)
    for enumeration in found.enumerations:
        document.quote(enumeration.lead)
        assert len(enumeration.items) > 1
        for item in enumeration.items:
            assert item.span.contains(item.head)
            assert len(document.quote(item.span))


def _in_contents(frame: Sequence[tuple[Frame, Span]], span: Span) -> bool:
    return any(kind is Frame.CONTENTS and own == span for kind, own in frame)


def test_circled_numbers_count_on_and_begin_anew() -> None:
    notes = "".join(f"{mark}{BODY}\n" for mark in "①②⑩⑪②③")
    assert all(heading.startswith(tuple("①②③⑩⑪")) for _, heading in tree(outline_of(notes)))
    text = f"①甲类\n{BODY}\n②乙类\n{BODY}\n⑩丙类\n{BODY}\n②{BODY}\n"
    assert [heading for _, heading in tree(outline_of(text))][:3] == ["①甲类", "②乙类", "⑩丙类"]


def test_a_bold_year_runs_into_its_text(tmp_path: Path) -> None:
    text = f"# 报告\n\n**2031年工作回顾** 2031年是关键一年。{BODY}\n\n一、农业\n\n{BODY}\n\n"
    text += f"二、工业\n\n{BODY}\n"
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    sections = parse(read_file(path, root=tmp_path)).sections
    found = [(s.level, s.heading) for s in sections if s.heading not in ("", "报告")]
    top = found[0][0]
    assert found == [(top, "2031年工作回顾"), (top + 1, "一、农业"), (top + 1, "二、工业")]


def test_a_line_right_above_the_first_number_holds_the_numbers() -> None:
    text = (
        f"某某工作报告\n上年工作回顾\n{BODY}\n2031年重点工作\n一、农业\n{BODY}\n二、工业\n{BODY}\n"
    )
    assert tree(outline_of(text)) == [
        (1, "上年工作回顾"),
        (1, "2031年重点工作"),
        (2, "一、农业"),
        (2, "二、工业"),
    ]
