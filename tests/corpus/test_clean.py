"""Noise goes out of the view, and the view still knows where each of its characters stands."""

import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.clean import clean, tidy
from corpus.cleaning.widths import controls, spellings
from corpus.mapped import Mapped, Span


def text_of(source: str) -> str:
    return clean(source)[0].text


def kinds_of(source: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for noise in clean(source)[1]:
        found.setdefault(noise.kind, []).append(source[noise.span.start : noise.span.end])
    return found


@pytest.mark.parametrize(
    ("source", "view", "noise"),
    [
        ("\ufeff全市创新", "全市创新", {}),
        ("全市\u200b创\xad新\x00中心", "全市创新中心", {"control": ["\u200b", "\xad", "\x00"]}),
        ("第一行\r\n第二行\r第三行\x85第四行", "第一行\n第二行\n第三行\n第四行", {}),
        ("创\u2028新", "创\n新", {}),
        ("到\xa02015\xa0年", "到2015年", {"space": ["\xa0", "\xa0"]}),
        ("產業(yè)創(chuàng)新區(qū)", "產業創新區", {"pinyin": ["(yè)", "(chuàng)", "(qū)"]}),
        ("執(zhí)法，發(fā)展", "執法，發展", {"pinyin": ["(zhí)", "(fā)"]}),
        ("產業（yè）園", "產業園", {"pinyin": ["（yè）"], "width": ["（", "）"]}),
        ("我們(men)的(de)目標", "我們的目標", {"pinyin": ["(men)", "(de)"]}),
        ("實施‚領先‛工程", "實施‘領先’工程", {"quotation": ["‚", "‛"]}),
        ("「品牌」與『標準』", "“品牌”與‘標準’", {}),
        ("增长４４．４％（含）", "增长44.4%(含)", {"width": ["４４．４％（", "）"]}),
        ("ＰＣＴ申请１２件", "PCT申请12件", {"width": ["ＰＣＴ", "１２"]}),
        ("⼀批⼈才", "一批人才", {"width": ["⼀", "⼈"]}),
        ("收入[12]1250亿元", "收入1250亿元", {"footnote": ["[12]"]}),
        ("增加值[3]增长", "增加值增长", {"footnote": ["[3]"]}),
        ("总量²达到", "总量达到", {"footnote": ["²"]}),
        ("实\ufffd\ufffd力", "实\ufffd\ufffd力", {"destroyed": ["\ufffd\ufffd"]}),
        ("其中,??康⒊迹B、丙公司", "其中，??康⒊迹B、丙公司", {"destroyed": ["??康⒊迹B"]}),
        ("会同?市有关部门", "会同?市有关部门", {"destroyed": ["?"]}),
        ("锟斤拷部门", "锟斤拷部门", {"destroyed": ["锟斤拷"]}),
    ],
)
def test_a_noise_and_its_report(source: str, view: str, noise: dict[str, list[str]]) -> None:
    assert text_of(source) == view
    assert kinds_of(source) == noise


@pytest.mark.parametrize(
    ("source", "view"),
    [
        ("实施知识 产权战略，成效明显", "实施知识产权战略，成效明显"),
        ("国办 发“2014”31 号", "国办发“2014”31号"),
        ("收入 8.5 亿 多元", "收入8.5亿多元"),
        ("形成 2 至 3 个集群", "形成2至3个集群"),
        ("占 44.4 %，居首位", "占44.4%，居首位"),
        ("企业， 支持 、引导 。", "企业，支持、引导。"),
        ("企业, 支持创新; 完成:一批", "企业，支持创新；完成：一批"),
        ("增长43. 7 %，其中", "增长43.7%，其中"),
        ("年度 PCT 专利", "年度PCT专利"),
        ("( 一 )总体要求", "(一)总体要求"),
        ("实施(试点) 办法", "实施(试点)办法"),
        ("2014 年 3 月 5 日", "2014年3月5日"),
        ("通　　知", "通知"),
        ("某 市 人 民 政 府", "某市人民政府"),
        (
            "关于加快推进科技成果转化工作服务产业 发展的意见",
            "关于加快推进科技成果转化工作服务产业发展的意见",
        ),
        ("达30%,2015年", "达30%，2015年"),
        ("1，467万件", "1,467万件"),
        ('所谓"双轮"驱动', "所谓“双轮”驱动"),
        ("如何实现?用行动", "如何实现？用行动"),
        ("有多少?", "有多少？"),
    ],
)
def test_a_text_is_written_one_way(source: str, view: str) -> None:
    assert text_of(source) == view


@pytest.mark.parametrize(
    "source",
    [
        "总计 2015 12 两项",
        "2015 12",
        "10 20 30",
        "甲区 1250 880 44.4%",
        "World Intellectual Property",
        "Bank of China（中国银行）".replace("（", "(").replace("）", ")"),
        "甲市 提升能力 服务企业",
        "# 甲市 提升能力 服务企业",
        "推动产业向高端迈进 创新发展谱写新篇",
        "- 作者：某某公司",
        "1. 总则",
        "2.1 总则",
        "1 总则",
        "第三条 本办法适用于全市。",
        "第二章 监督管理",
        "| 甲区 | 1250 |",
        "王明\t1250\t880",
        "《条约》(PCT)途径",
        "亚太经合组织(APEC)会议",
        "商标(R)和版权(C)",
        "选项(a)与(b)",
        "长度(mm)",
        "第三款(bis)",
        "版本(v2)",
        "本市(含郊区)",
        "面积100米²",
        "①总则②分则",
        "1,234件",
        "3.5亿",
        "12:30开会",
        "http://a.example/b?c=1,2;d",
        "a, b; c: d? e!",
        "某政发[2012]28号",
        "第[12]号",
        "[2]生产总值按现价计算",
        "2013-2015年",
        "一百二十三",
        "全市〇九年",
        "产值(亿元)",
        "什么？？他说",
        "为什么？",
        "阿尔伯特·爱因斯坦",
        "“十二五”时期",
        'he said "yes"',
    ],
)
def test_what_is_no_noise_stays(source: str) -> None:
    view, noise = clean(source)
    assert view.text == source
    assert noise == ()


@pytest.mark.parametrize(
    "source",
    ["真的吗??他说", "怎么办??请问", "是否可行?尚待研究", "谁来负责?各区政府", "What??", "多少??"],
)
def test_a_question_is_not_destroyed(source: str) -> None:
    assert "destroyed" not in kinds_of(source)


def test_wide_gaps_stay_wide_and_cells_apart() -> None:
    assert text_of("甲厂　　2015年") == "甲厂  2015年"
    assert text_of("　　全市创新。\n　　全区创新。") == "全市创新。\n全区创新。"
    assert text_of("王明\t\t 1250") == "王明\t1250"


def test_a_short_text_is_tidied_without_its_lines() -> None:
    source = "甲市２０１５ 年,授权\n多少件?"
    assert tidy(Mapped.identity(source)).text == "甲市2015年，授权\n多少件？"


# Characters that the rules look at, so that chance meets them.
TRICKY = st.text(
    alphabet="知识产權业亿万元件年第页一二是吗的着米发号 \n\n\r\t\u3000\xa0\ufeff\u200b\f\x00"
    "0123456789，。、；：？！,.;:!?%％()（）[]‚‛‘’“”「」\"'#-—|<*/~ＡａÀāèyqū²①⒋\ufffd\U00020000Az",
    max_size=60,
)
BLOCKS = st.lists(
    st.sampled_from(
        [
            "园区管委会会同有关部门印发了促进成果转化的若干措施，企业可以按照规定提出申请，经过评审合",
            "格的予以公示。",
            "一、总体要求",
            "12",
            "— 3 —",
            "达到1600",
            "亿元，税收增加",
            "",
            "　　指标",
            "甲市 提升能力 服务企业",
            "某市科技局；",
            "其中,??康",
        ]
    ),
    max_size=12,
).map("\n".join)
ANY = st.one_of(TRICKY, BLOCKS, st.text(max_size=40))


@settings(max_examples=400, deadline=None)
@given(ANY)
@example("\r\n")
@example("中" * 30 + "\n" + "。")
def test_every_character_of_a_view_is_its_original_or_its_folded_form(text: str) -> None:
    view, noise = clean(text)
    assert len(view.text) == len(view.starts) == len(view.ends)
    for character, start, end in zip(view.text, view.starts, view.ends, strict=True):
        assert 0 <= start < end <= len(text)
        source = text[start:end]
        folded = spellings(controls(Mapped.identity(source))[0])[0].text
        if character in " \t":
            assert all(one.isspace() or one in INVISIBLE for one in source)
        elif character != source:
            assert character in folded or (character, source) in MARKS
    for one in noise:
        assert one.span.end <= len(text)


INVISIBLE = [
    chr(code)
    for code in range(0x110000)
    if not controls(Mapped.identity(chr(code) + "x"))[0].text.startswith(chr(code))
    and controls(Mapped.identity(chr(code) + "x"))[0].text == "x"
]
MARKS = {
    *zip("，；：？！,,", ",;:?!，，", strict=True),
    *[(folded, source) for source in '"＂' for folded in "“”"],
}


@settings(max_examples=300, deadline=None)
@given(ANY)
def test_the_map_never_runs_back(text: str) -> None:
    view, _ = clean(text)
    assert list(view.starts) == sorted(view.starts)
    assert list(view.ends) == sorted(view.ends)
    whole = view.original(Span(0, len(view.text)))
    assert 0 <= whole.start <= whole.end <= len(text)


@settings(max_examples=400, deadline=None)
@given(ANY)
def test_cleaning_what_is_clean_changes_nothing(text: str) -> None:
    once = text_of(text)
    assert text_of(once) == once


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_no_digit_is_ever_made_or_brought_together(text: str) -> None:
    view, _ = clean(text)
    for at in range(len(view.text) - 1):
        if view.text[at] in "0123456789" and view.text[at + 1] in "0123456789":
            between = text[view.ends[at] : view.starts[at + 1]]
            assert not between.strip("".join(INVISIBLE) + "[]0123456789²"), between
            assert "\n" not in between
            assert " " not in between


SIZE = 120_000  # characters; a megabyte of each took 1 to 10 s when this was written
HOSTILE = {
    "spaces": " " * 1_000_000,
    "spaced Han": "中 " * 500_000,
    "newlines": "\n" * 1_000_000,
    "brackets": "中(" * 500_000,
    "open pinyin": "中(ā" * 300_000,
    "question marks": "?" * 1_000_000,
    "question marks in Han": "中?" * 500_000,
    "digits": "1" * 1_000_000,
    "commas": "1，234" * 200_000,
    "quotes": '"' * 1_000_000,
    "low quotes": "‚" * 1_000_000,
    "lines of numbers": "1\n\n" * 300_000,
    "short lines": "中\n" * 500_000,
    "one long word": "中" * 1_000_000,
    "gaps": "中  中" * 250_000,
    "footnotes": "中[1]" * 250_000,
    "invisible": "\u200b" * 1_000_000,
    "hashes": "#" * 1_000_000,
    "cut lines": ("中" * 30 + "，" + "中" * 30 + "\n\n") * 16_000,
}


@pytest.mark.timed
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_anything_is_cleaned_in_linear_time(text: str) -> None:
    text = text[:SIZE]

    def seconds(source: str) -> float:
        start = time.process_time()
        clean(source)
        return time.process_time() - start

    small = min(seconds(text[: len(text) // 8]) for _ in range(2))
    assert seconds(text) < 8 * 3 * small + 1.0


def test_the_real_documents_lose_noise_and_no_figure(real_corpus: Path) -> None:
    for path in sorted(real_corpus.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        view, noise = clean(text)
        assert text_of(view.text) == view.text
        digits = [character for character in text if character.isdigit()]
        assert [character for character in view.text if character.isdigit()] == digits
        assert {one.kind for one in noise} <= {
            *("page_break", "space", "pinyin", "quotation", "width", "destroyed"),
        }


def test_marks_of_footnotes_are_no_digits() -> None:
    text = "全年生产总值[2]1260582亿元，GDP[2]50亿元，用电量〔3〕45万千瓦时，社会总产值①16242亿元。"
    assert clean(text)[0].text == text.replace("[2]", "")
