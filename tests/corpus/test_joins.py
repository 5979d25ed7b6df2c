"""What a page break or a hard wrap cut is joined; two things never are."""

import pytest

from corpus.clean import clean
from corpus.cleaning.joins import lines_of, wrap_width

LONG = (
    "园区管委会会同有关部门印发了促进成果转化的若干措施，企业可以按照规定的程序提出申请，经过评审"
)
WRAPPED = [
    "为了进一步提高公共服务的水平，方便企业和群众办理各项业",
    "务，本市决定自下个月起在全部街道设立综合服务窗口，由专",
    "门人员受理申请。窗口实行首问负责制，对材料齐全的事项当",
    "场办结，对材料不全的事项一次性告知需要补正的全部内容，",
    "切实减少往返次数。",
]


def text_of(source: str) -> str:
    return clean(source)[0].text


@pytest.mark.parametrize(
    ("source", "joined"),
    [
        (f"{LONG}合\n\n格的予以公示。", "评审合格的予以公示。"),
        (f"{LONG}后收入达到1600\n\n\n\n亿，税收66亿。", "收入达到1600亿，税收66亿。"),
        ("全年新增的小微企业贷款余额达到1250\n\n万元，同比有所上升。", "达到1250万元，"),
        (f"{LONG}以后合格率达到98\n%，比上年高。", "达到98%，"),
        (f"{LONG}，\n\n予以公示。", "经过评审，予以公示。"),
        (f"{LONG},\n\n予以公示。", "经过评审，予以公示。"),
        (f"{LONG}、\n\n公示后实施。", "经过评审、公示后实施。"),
        (f"{LONG}合\n\n— 3 —\n\n格的予以公示。", "评审合格的予以公示。"),
        (f"{LONG}合\n\n-3-\n\n格的予以公示。", "评审合格的予以公示。"),
        (f"{LONG}合\n第3页\n格的予以公示。", "评审合格的予以公示。"),
        (f"{LONG}合\n\n第 3 页 共 12 页\n\n格的予以公示。", "评审合格的予以公示。"),
        (f"{LONG}合\n\n3/12\n\n格的予以公示。", "评审合格的予以公示。"),
        (f"{LONG}合\n\n12\n\n格的予以公示。", "评审合格的予以公示。"),
        (f"{LONG}合\r\n\r\n格的予以公示。", "评审合格的予以公示。"),
        (f"{LONG}合\u2028格的予以公示。", "评审合格的予以公示。"),
        (f"{LONG}合\f格的予以公示。", "评审合格的予以公示。"),
        (f"{LONG}印发《\n\n办法》，予以公示。", "印发《办法》，"),
        (f"{LONG}合格\n\n，予以公示。", "评审合格，予以公示。"),
        (f"{LONG}，每年推广\n\n100\n\n项实用技术，成效明显。", "每年推广100项实用技术，"),
        ("第三条 园区企业申请科技成果转化补助，应当在规定的期限内提\n交材料。", "提交材料。"),
        ("園區企業的科技成果轉化收入持續增長，達到1600\n\n億元，超過去年。", "達到1600億元，"),
        (f"{LONG}结束。二要严格把关；\n\n三要予以公示。", "严格把关；三要予以公示。"),
        (f"{LONG}结束，一是严格把关；\n二是予以公示。", "严格把关；二是予以公示。"),
        (f"{LONG}后，合格率分别为\n\n12.8%和14.2%，比上年高。", "分别为12.8%和14.2%，"),
        (f"{LONG}后，投入资金达到\n1.94万元，比上年多。", "达到1.94万元，"),
        (f"{LONG}，\n2021年底不再公示。", "经过评审，2021年底不再公示。"),
        (f"{LONG}符合《若干措施》\n(2020年印发)的予以公示。", "《若干措施》(2020年印发)的"),
        (f"{LONG}，其中\n“领航”工程予以公示。", "其中“领航”工程"),
        (f"{LONG}，配合推动\nSBIR计划，予以公示。", "推动SBIR计划，"),
        (f"{LONG}符合“若干措施”\n\n等规定的予以公示。", "“若干措施”等规定的"),
        ("94. 园区收到的申请共有1127宗，\n其中七成来自本地企业。", "1127宗，其中七成"),
        (
            "　　会议要求各单位抓紧工作，由综合科将各方意见汇总修改\n完善后，报园区管委会。",
            "修改完善后，",
        ),
    ],
)
def test_what_a_break_cut_is_joined(source: str, joined: str) -> None:
    assert joined in text_of(source)


def test_a_hard_wrapped_text_is_made_whole() -> None:
    view, noise = clean("\n".join(WRAPPED))
    assert view.text == "".join(WRAPPED)
    assert [one.kind for one in noise] == ["line_wrap"] * (len(WRAPPED) - 1)


def test_a_hard_wrapped_text_keeps_its_headings_and_paragraphs() -> None:
    source = "\n".join(["一、总体要求", *WRAPPED, "二、重点任务", *WRAPPED, "某市人民政府"])
    whole = "".join(WRAPPED)
    assert text_of(source) == f"一、总体要求\n{whole}\n二、重点任务\n{whole}\n某市人民政府"


def test_a_wrapped_figure_meets_the_words_around_it() -> None:
    lines = [*WRAPPED[:4], "经过三年的努力，全市各类服务窗口累计受理的业务已经达到", "1250万件，"]
    assert "达到1250万件，" in text_of("\n".join(lines))


def test_a_line_of_wide_digits_is_as_full_as_others() -> None:
    lines = [*WRAPPED[:4], "自２０２３年６月１日起施行，原办法自２０２３年６月底停", "止执行。"]
    assert "\n" not in text_of("\n".join(lines))


def test_a_remark_ends_its_paragraph() -> None:
    assert text_of(f"{LONG}合格。(掌声)\n\n予以公示的，按规定办理。").count("\n") == 2


def test_the_wrap_width_is_that_of_the_full_lines() -> None:
    assert 50 <= wrap_width(lines_of("\n".join(WRAPPED))) <= 56
    assert wrap_width(lines_of("标题\n一、要求\n办公室\n")) == 0


SEPARATE = {
    "digits": (f"{LONG}的时间是2015", "12亿元到位，税收增加。"),
    "digits over a blank line": (f"{LONG}的时间是2015", "", "12亿元到位，税收增加。"),
    "full stop": (f"{LONG}合格。", "予以公示的，按规定办理。"),
    "question": (f"{LONG}是否合格？", "予以公示的，按规定办理。"),
    "colon": (f"{LONG}的内容如下：", "公示结果，听取意见。"),
    "closing quotation": (f"{LONG}称为“试点。”", "予以公示的，按规定办理。"),
    "markdown heading behind": (f"{LONG}合", "## 格局与目标，任务"),
    "markdown heading in front": (
        "## 园区管委会会同有关部门印发的若干措施，以及企业提出申请的程序和评审的办法与结果公示",
        "企业可以提出申请，由园区评审。",
    ),
    "chinese number": (f"{LONG}合", "二、主要任务和分工，时间安排"),
    "bracketed number": (f"{LONG}合", "(二)主要任务。按规定办理。"),
    "full-width bracketed number": (f"{LONG}合", "（二）主要任务。按规定办理。"),
    "arabic number": (f"{LONG}合", "2. 主要任务，按规定办理。"),
    "decimal number": (f"{LONG}合", "2.1 主要任务，按规定办理。"),
    "article": (f"{LONG}合", "第二条　本办法适用于全市，自发布之日起施行。"),
    "chapter": (f"{LONG}合", "第三章 监督管理，法律责任"),
    "list item": (f"{LONG}合", "- 公示结果，听取意见。"),
    "bullet": (f"{LONG}合", "• 公示结果，听取意见。"),
    "circled number": (f"{LONG}合", "②公示结果，听取意见。"),
    "table row": (f"{LONG}合", "| 指标 | 数值，万元 |"),
    "cells by tab": (f"{LONG}合", "指标\t数值，万元\t增长"),
    "cells by wide gaps": (f"{LONG}合", "指标   数值，万元   增长"),
    "row in front": (
        "工业增加值的年度完成情况   12500亿元，占全年   增长8",
        "万元，其中规模以上。",
    ),
    "run-in heading": (f"{LONG}合", "点评：这项措施见效快，值得推广。"),
    "source": (f"{LONG}合", "来源：某报，记者采写。"),
    "attachment": (f"{LONG}合", "附件：申请表，说明"),
    "figure caption": (f"{LONG}合", "图2 各区完成情况，单位为万元"),
    "title without punctuation": (f"{LONG}合", "某市科技局"),
    "place names": ("甲市", "乙市", "丙市"),
    "signature": ("各单位遵照执行", "某市人民政府办公厅", "2012年12月14日"),
    "departments": ("某市科技局", "某市教委", "某市发展改革委", "某市经济和信息化委员会"),
    "name lists": ("王明 李华 赵强 陈静", "周涛 吴敏 郑凯 孙悦"),
    "metadata fields": (
        "作者：某某咨询有限公司",
        "日期：2021年1月9日",
        "摘要：本文介绍试点，供参考。",
    ),
    "heading and its paragraph": ("完善政策体系，优化营商环境", f"{LONG}合格的予以公示。"),
    "long heading and its paragraph": (
        "(一)以提升创新能力为核心任务，加快建设布局合理、开放共享、运行高效的现代化产业创新服务体系",
        "支持企业建设研发机构，按规定给予补助。",
    ),
    "title and date line": (
        "在某市第十五届人民代表大会第五次会议上的政府工作报告",
        "某市市长　赵强",
    ),
    "indented paragraph": (f"{LONG}合格", "　　公示无异议的，按规定办理。"),
    "semicolon items": (
        "甲局负责制定总体方案；",
        "乙局负责落实专项资金；",
        "丙局负责组织监督检查。",
    ),
    "ordinary word like a unit": (f"{LONG}的年份是2015", "项目名称由企业填写，不得更改。"),
    "people, no measure word": (f"{LONG}的年份是2015", "人员名单由企业填写，不得更改。"),
    "bare figure": ("1600", "亿元投资到位，税收增加。"),
    "short line with a comma": ("王明，", "男，三十岁，工程师。"),
}


@pytest.mark.parametrize("lines", SEPARATE.values(), ids=SEPARATE.keys())
def test_two_things_are_never_joined(lines: tuple[str, ...]) -> None:
    kept = [line for line in lines if line]
    assert len([line for line in text_of("\n".join(lines)).split("\n") if line]) == len(kept)
    apart = text_of("\n\n".join(lines)).split("\n")
    assert len([line for line in apart if line]) == len(kept)


@pytest.mark.parametrize(
    "source",
    [
        "第一季度\n\n12\n\n第二季度\n\n15\n",  # a column of figures
        f"{LONG}的共\n\n12\n\n家企业参加了评审，全部合格。",
        f"{LONG}以后，仍有\n\n29\n\n万农户没有通水，需要继续努力。",
        f"{LONG}已经达到\n\n80\n\n计划数的一半左右，进度正常。",
        f"{LONG}合格。\n\n12\n\n按规定办理。",
        f"{LONG}合格\n\n2015\n\n的予以公示。",
        "- 3\n- 4\n",
        "- 3、设备采购 -\n",
        "第3页的表格列出了各区情况。\n",
        "3/12\n5/12\n",
        "12\n",
        "",
    ],
)
def test_a_number_that_is_no_page_number_stays(source: str) -> None:
    digits = [character for character in source if character.isdigit()]
    assert [character for character in text_of(source) if character.isdigit()] == digits


def test_figures_on_lines_of_their_own_do_not_count_up_like_pages() -> None:
    cut = f"{LONG}合\n\n{{}}\n\n格的予以公示。"
    pages = "\n\n".join([cut.format(3), cut.format(4)])
    figures = "\n\n".join([cut.format(29), cut.format(12)])
    assert not any(character.isdigit() for character in text_of(pages))
    assert "29" in text_of(figures)
    stranded = f"{LONG}以后，推广\n\n100\n\n项技术，成效明显。"
    assert "12" in text_of("\n\n".join([stranded, cut.format(12)]))
    assert "人均拥有3厘菜地" in text_of(f"{LONG}以后，人均拥有\n\n3\n\n厘菜地，成效明显。")


def test_lone_numbers_that_count_up_page_by_page_are_dropped() -> None:
    page = "\n".join([f"{LONG}合格的予以公示。"] * 8)
    source = "".join(f"{page}\n\n{number}\n\n" for number in range(1, 5))
    view, noise = clean(source)
    assert not any(character.isdigit() for character in view.text)
    assert [one.kind for one in noise] == ["page_number"] * 4


def test_a_join_points_at_the_gap_it_closed() -> None:
    source = f"{LONG}合\n\n— 3 —\n\n格的予以公示。"
    view, noise = clean(source)
    kinds = {one.kind: source[one.span.start : one.span.end] for one in noise}
    assert kinds == {"page_break": "\n\n— 3 —\n\n", "page_number": "— 3 —"}
    at = view.text.index("合格")
    assert view.starts[at + 1] == source.index("格的")
