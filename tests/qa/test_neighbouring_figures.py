"""Of figures side by side the one of the time, the place and the kind that is asked for."""

from pathlib import Path

import pytest

from qa.contract import Status
from tests.qa.asking import asking

TEXT = """临海市2031年工作总结

五年来，进口额累计1341.7亿元，其中2031年436.9亿元，年均增长6.5%。

2031年上半年临海市氨氮排放量2819吨，全年19068吨，同比增长1.7%。

2031年临海市蔬菜产量248万吨，其中西渡镇74万吨，占29.8%。

2031年，全年公路里程240.6公里(上年为192.6公里)。

2031年，全年科技型小微企业211家(上年为136家)，骨干企业305家(上年为261家)。

2031年，临海市图书馆藏书351.5万册。2031年，临海市图书馆少儿藏书481.2万册。

2031年，临海市累计建成公园90个。2031年，全境建成公园21个。

2031年，初中在校生76619人。

2031年一季度渔业产值146.2亿元，上半年192.3亿元，全年795亿元。

几年来，渔船累计报废90艘，2031年当年报废23艘，2032年计划报废30艘。

临海市渔港12个。

双溪镇、城关镇2031年火灾分别为8起和4起。临海市诊所438家，九龙乡19家。

全年住宅竣工面积100万平方米，年初确定的目标为109.4万平方米。

2031年，淘汰落后产能94万吨——这是临海市的成绩。
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("临海市2031年进口额是多少？", "436.9亿元"),
        ("临海市五年来进口额累计多少？", "1341.7亿元"),
        ("临海市2031年全年氨氮排放量是多少？", "19068吨"),
        ("临海市2031年上半年氨氮排放量是多少？", "2819吨"),
        ("临海市西渡镇2031年蔬菜产量是多少？", "74万吨"),
        ("临海市2031年蔬菜产量是多少？", "248万吨"),
        ("临海市2030年公路里程是多少？", "192.6公里"),
        ("临海市2031年公路里程是多少？", "240.6公里"),
        ("临海市2030年科技型小微企业是多少？", "136家"),
        ("临海市2031年图书馆藏书多少？", "351.5万册"),
        ("临海市2031年图书馆少儿藏书多少？", "481.2万册"),
        ("临海市2031年建成公园多少个？", "21个"),
        ("临海市2031年累计建成公园多少个？", "90个"),
        ("临海市2031年初中在校生是多少？", "76619人"),
        ("临海市2031年上半年渔业产值是多少？", "192.3亿元"),
        ("临海市2031年报废渔船多少艘？", "23艘"),
        ("临海市2031年渔港有多少个？", "12个"),
        ("临海市2031年住宅竣工面积年初确定的目标是多少？", "109.4万平方米"),
        ("2031年双溪镇火灾多少起？", "8起"),
        ("临海市城关镇2031年火灾多少起？", "4起"),
        ("九龙乡2031年诊所有多少家？", "19家"),
        ("临海市2031年淘汰落后产能多少？", "94万吨"),
        ("查一下2031年临海市的数据：初中在校生有多少？", "76619人"),
    ],
)
def test_the_figure_that_is_asked_for(tmp_path: Path, question: str, answer: str) -> None:
    response = asking(tmp_path, {"report.txt": TEXT})(question)
    assert (response.status, response.answer) == (Status.ANSWERED, answer)


def test_an_area_of_which_nothing_is_told_gets_no_other_figure(tmp_path: Path) -> None:
    response = asking(tmp_path, {"report.txt": TEXT})("临海市北坪镇2031年蔬菜产量是多少？")
    assert response.status is Status.NOT_FOUND


def test_an_exact_figure_before_its_rounding(tmp_path: Path) -> None:
    texts = {
        "press.txt": "临海市成绩单\n\n2032年1月9日\n\n2031年，临海市单车租借620余万次。\n",
        "report.txt": "临海市统计通报\n\n2032年3月9日\n\n2031年临海市单车租借次数627.9万次。\n",
    }
    assert asking(tmp_path, texts)("2031年临海市单车租借多少次？").answer == "627.9万次"


def test_a_place_that_opens_a_sentence_by_itself_is_whose_the_rule_is(tmp_path: Path) -> None:
    text = "天长市政策问答\n\n乱倒垃圾的，处500元罚款。\n\n在霸州市，乱倒垃圾的，处300元罚款。\n"
    ask = asking(tmp_path, {"a.txt": text})
    assert ask("霸州市乱倒垃圾罚款多少？").answer == "300元"
    assert ask("天长市乱倒垃圾罚款多少？").answer == "500元"
