"""Figures that contradict one another, and those that only seem to."""

from pathlib import Path

import pytest

from qa.contract import AskResponse, Status
from tests.qa.asking import asking

SUMMARY = "云溪区2015年知识产权工作总结\n\n2016年1月18日\n\n{}\n\n下一步，继续完善服务。\n"
PRESS = "云溪区亮出2015年成绩单\n\n2016年2月3日\n\n{}\n\n各项工作稳步推进。\n"
QUESTION = "云溪区2015年专利授权量是多少？"


def ask(folder: Path, question: str, summary: str, press: str) -> AskResponse:
    texts = {"summary.txt": SUMMARY.format(summary), "press.txt": PRESS.format(press)}
    return asking(folder, texts)(question)


def test_two_documents_that_disagree_are_shown_newest_first(tmp_path: Path) -> None:
    response = ask(
        tmp_path, QUESTION, "2015年，全区专利授权量3120件。", "2015年，云溪区授权专利3480件。"
    )
    assert response.status is Status.CONFLICT
    assert response.answer == "3480件；3120件"
    (found,) = response.conflicts
    assert found.quantities == (0, 1)
    shown = [response.quantities[n] for n in found.quantities]
    assert [one.raw for one in shown] == ["3480件", "3120件"]
    assert [response.citations[n - 1].document for n in found.citations] == [
        "press.txt",
        "summary.txt",
    ]
    assert "[1]" in response.text
    assert "[2]" in response.text


def test_two_places_of_one_document(tmp_path: Path) -> None:
    response = ask(
        tmp_path,
        QUESTION,
        "2015年，全区专利授权量3120件。\n\n创新能力增强。2015年全区授权专利3210件。",
        "云溪区服务企业有新招。",
    )
    assert response.status is Status.CONFLICT
    assert {one.document for one in response.citations} == {"summary.txt"}


@pytest.mark.parametrize(
    ("question", "summary", "press"),
    [
        ("质押融资金额多少？", "2015年，全区质押融资8.51亿元。", "2015年，质押融资金额5.93亿元。"),
        ("有效专利拥有量多少？", "2015年，全区有效专利拥有量93件。", "2015年，拥有有效专利75件。"),
        (
            "研发经费支出多少？",
            "2015年，研究与试验发展经费支出7亿元。",
            "2015年研发经费支出9亿元。",
        ),
        ("粮食总产量多少？", "2015年，全区粮食总产48万吨。", "2015年，粮食产量达41万吨。"),
        ("PCT申请多少件？", "2015年，提交PCT国际专利申请91件。", "2015年，PCT申请量76件。"),
        ("新增绿化面积多大？", "2015年，新增绿化91公顷。", "通报说，2015年新增绿化面积76公顷。"),
    ],
)
def test_one_measure_in_other_words(
    tmp_path: Path, question: str, summary: str, press: str
) -> None:
    response = ask(tmp_path, f"云溪区2015年{question}", summary, press)
    assert response.status is Status.CONFLICT


@pytest.mark.parametrize(
    ("summary", "press"),
    [
        ("2015年，全区专利授权量3120件。", "2015年，云溪区授权专利三千一百二十件。"),
        ("2015年，全区专利授权量3120件。", "2015年，云溪区授权专利3100余件。"),
        ("2015年，全区专利授权量3120件。", "2015年，云溪区授权专利近3200件。"),
        ("2015年，全区专利授权量31200件。", "2015年，云溪区专利授权量3.12万件。"),
        ("2015年，全区专利授权量3120件。", "2015年，云溪区发明专利授权量980件。"),
        ("2015年，全区专利授权量3120件。", "2015年，云溪区专利申请量6890件。"),
        ("2015年，全区专利授权量3120件。", "2014年，云溪区专利授权量2760件。"),
        ("2015年，全区专利授权量3120件。", "截至2015年底，云溪区累计授权专利21500件。"),
        ("2015年，全区专利授权量3120件。", "2016年，云溪区力争专利授权量达到3600件。"),
        ("2015年，全区专利授权量3120件。", "2015年，云溪区规模以上企业专利授权量1800件。"),
        ("2015年，全区专利授权量3120件。", "2015年，松湖镇专利授权量212件。"),
        ("2015年，全区专利授权量3120件。", "2015年上半年，云溪区专利授权量1480件。"),
        ("2015年，全区专利授权量3120件。", "在高新技术领域，2015年云溪区专利授权量1100件。"),
    ],
)
def test_what_is_no_contradiction(tmp_path: Path, summary: str, press: str) -> None:
    assert ask(tmp_path, QUESTION, summary, press).status is not Status.CONFLICT


def test_a_revised_value_answers_and_the_older_is_named(tmp_path: Path) -> None:
    response = ask(
        tmp_path,
        "云溪区2015年地区生产总值是多少？",
        "初步核算，2015年全区地区生产总值812.6亿元。",
        "经最终核实，2015年云溪区地区生产总值为835.1亿元。",
    )
    assert response.status is Status.ANSWERED
    assert response.answer == "835.1亿元"
    assert "初步数为812.6亿元" in response.text
    assert [one.raw for one in response.quantities] == ["835.1亿元", "812.6亿元"]


def test_a_question_for_the_preliminary_value_gets_it(tmp_path: Path) -> None:
    response = ask(
        tmp_path,
        "初步核算，云溪区2015年地区生产总值是多少？",
        "初步核算，2015年全区地区生产总值812.6亿元。",
        "经最终核实，2015年云溪区地区生产总值为835.1亿元。",
    )
    assert response.answer == "812.6亿元"


def test_a_question_that_names_the_paper_gets_its_value(tmp_path: Path) -> None:
    response = ask(
        tmp_path,
        "云溪区2015年工作总结里专利授权量是多少？",
        "2015年，全区专利授权量3120件。",
        "2015年，云溪区授权专利3480件。",
    )
    assert (response.status, response.answer) == (Status.ANSWERED, "3120件")


def test_a_part_of_a_question_may_be_contradicted(tmp_path: Path) -> None:
    response = ask(
        tmp_path,
        "云溪区2015年专利申请量和专利授权量分别是多少？",
        "2015年，全区专利申请量6890件，专利授权量3120件。",
        "2015年，云溪区授权专利3480件。",
    )
    assert response.status is Status.CONFLICT
    (found,) = response.conflicts
    assert {response.quantities[n].raw for n in found.quantities} == {"3120件", "3480件"}
    assert "6890件" in response.answer


@pytest.mark.parametrize(
    ("question", "summary", "press"),
    [
        (
            "综合排名在全省排第几？",
            "2015年，云溪区综合排名居全省第3位。",
            "2015年，综合排名位列全省第5位。",
        ),
        (
            "空气优良天数多少天？",
            "2015年，空气优良天数289天。",
            "2015年，云溪区空气优良天数301天。",
        ),
        (
            "各项存款余额多少？",
            "2015年，金融机构存款余额91亿元。",
            "2015年，年末各项存款余额76亿元。",
        ),
        ("登记义工多少名？", "2015年，登记义工人数910名。", "2015年，义工登记人数760名。"),
        (
            "体育馆接待读者多少？",
            "2015年，全境体育馆接待读者9万人。",
            "2015年体育馆接待读者7万人。",
        ),
    ],
)
def test_ranks_times_and_words_that_add_nothing(
    tmp_path: Path, question: str, summary: str, press: str
) -> None:
    assert ask(tmp_path, f"云溪区2015年{question}", summary, press).status is Status.CONFLICT


@pytest.mark.parametrize(
    ("question", "summary", "press"),
    [
        (
            "综合排名在全省排第几？",
            "2015年，云溪区综合排名居全省第3位。",
            "2015年，综合排名居全市第2位。",
        ),
        (
            "小学在校生多少人？",
            "2015年，云溪区小学在校生910人。",
            "2015年，云溪区中学在校生760人。",
        ),
    ],
)
def test_another_field_of_a_ranking_and_another_measure(
    tmp_path: Path, question: str, summary: str, press: str
) -> None:
    response = ask(tmp_path, f"云溪区2015年{question}", summary, press)
    assert response.status is Status.ANSWERED


def test_papers_in_traditional_script(tmp_path: Path) -> None:
    texts = {
        "a.txt": "新竹縣2018年統計通報\n\n2019年4月20日\n\n2018年新竹縣設置長照據點226處。\n",
        "b.txt": "新竹縣新聞稿\n\n2019年1月12日\n\n2018年，新竹縣長照據點設置189處。\n",
    }
    response = asking(tmp_path, texts)("新竹縣2018年設置長照據點多少處？")
    assert response.status is Status.CONFLICT


RULE = "云溪区惠民政策实施办法\n\n{}年3月1日\n\n第一条 为便民利企，制定本办法。\n\n{}\n"
GUIDE = "云溪区政策办事指南\n\n2022年4月12日\n\n一、办理事项\n\n{}\n"


@pytest.mark.parametrize(
    ("question", "rule", "guide"),
    [
        (
            "申请购房补贴的年龄不超过多少周岁？",
            "申请购房补贴的年龄不超过54周岁。",
            "申请购房补贴的年龄不得超过42周岁。",
        ),
        ("担保贷款最高多少？", "担保贷款最高额度为97万元。", "明确担保贷款额度最高不超过83万元。"),
        ("一次性创业补贴标准是多少？", "一次性创业补贴3100元。", "一次性创业补贴标准为4100元。"),
        (
            "乱倒垃圾罚款多少？",
            "乱倒垃圾的，处200元以上500元以下罚款。",
            "乱倒垃圾的，处300元以上600元以下罚款。",
        ),
    ],
)
def test_a_rule_and_a_guide_of_one_year(
    tmp_path: Path, question: str, rule: str, guide: str
) -> None:
    texts = {"rule.txt": RULE.format(2022, rule), "guide.txt": GUIDE.format(guide)}
    assert asking(tmp_path, texts)(f"云溪区{question}").status is Status.CONFLICT


def test_what_another_year_laid_down_contradicts_nothing(tmp_path: Path) -> None:
    rule, guide = "一次性创业补贴标准为3100元。", "一次性创业补贴标准为4100元。"
    texts = {"rule.txt": RULE.format(2016, rule), "guide.txt": GUIDE.format(guide)}
    response = asking(tmp_path, texts)("云溪区一次性创业补贴标准是多少？")
    assert response.status is not Status.CONFLICT
