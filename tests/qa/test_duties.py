"""What a text gives as in a form: who leads, who helps, by when, who came to a meeting."""

from pathlib import Path

import pytest

from qa.contract import Kind, Status
from tests.qa.asking import Ask, asking

TASKS = """清河市优化服务若干措施分工方案

为落实《中共清河市委 清河市人民政府关于优化服务的意见》，制定本方案。

一、便利注册

1. 注册登记时间由6个工作日压缩至2个工作日。
（牵头单位：市登记局；责任单位：市税务局、市档案馆；完成时限：2031年9月底前）

2. 推广电子印章，应用场所不少于12处。（市数据局牵头，市公安局、市档案馆配合）

二、便利用水

3. 推行用水报装网办，接入环节压减到3个。
（牵头单位：市水务局；责任单位：各县（市、区）政府、清河水务集团）

本方案由市登记局会同市数据局负责解释。
"""
MINUTES = """青石县粮库建设推进会议纪要

时间：2031年5月6日上午
地点：县政府二楼会议室
主持：副县长  陆云帆
出席：陆云帆  秦素梅  何大川
请假：白晓峰（外出培训）

一、会议听取了粮库建设进展
会议指出，由县粮食局牵头，6月底前完成选址。
"""
REVIEW = """云麓市巡查反馈问题整改情况报告

一、整改情况
（一）河道清淤滞后问题
整改情况：完成清淤14公里。
责任单位：市水利局、市园林局

（二）路灯失修问题
整改情况：更换路灯320盏。
责任单位：市照明处

二、下一步打算
巩固整改成果，按月回访。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    documents = {"tasks.txt": TASKS, "minutes.txt": MINUTES, "review.txt": REVIEW}
    return asking(tmp_path_factory.mktemp("forms"), documents)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("清河用水报装网办由哪个单位牵头？", "市水务局"),
        ("清河注册登记时间压缩的牵头单位是谁？", "市登记局"),
        ("清河电子印章推广由哪个部门牵头？", "市数据局"),
        ("清河优化服务分工方案由谁负责解释？", "市登记局会同市数据局"),
        ("青石县粮库建设推进会谁主持的？", "陆云帆"),
        ("青石粮库推进会谁请假了？", "白晓峰"),
        ("青石县粮库选址由哪个部门牵头？", "县粮食局"),
        ("云麓路灯失修问题的责任单位是哪个？", "市照明处"),
    ],
)
def test_the_one_behind_a_label(ask: Ask, question: str, answer: str) -> None:
    response = ask(question)
    assert response.status is Status.ANSWERED, response.refusal
    assert response.answer == answer


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("清河注册登记时间压缩的责任单位有哪些？", ("市税务局", "市档案馆")),
        ("清河推广电子印章由哪些部门配合？", ("市公安局", "市档案馆")),
        ("清河用水报装网办的责任单位有哪些？", ("各县(市、区)政府", "清河水务集团")),
        ("云麓河道清淤滞后问题由哪些单位负责？", ("市水利局", "市园林局")),
        ("青石粮库推进会出席人员有谁？", ("陆云帆", "秦素梅", "何大川")),
    ],
)
def test_all_behind_a_label(ask: Ask, question: str, items: tuple[str, ...]) -> None:
    response = ask(question)
    assert response.kind is Kind.LIST
    assert response.items == items


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("清河注册登记时间压缩任务的完成时限是什么时候？", "2031年9月底前"),
        ("青石县粮库推进会是哪天开的？", "2031年5月6日上午"),
    ],
)
def test_the_time_behind_a_label(ask: Ask, question: str, answer: str) -> None:
    response = ask(question)
    assert response.kind is Kind.DATE
    assert response.answer == answer


@pytest.mark.parametrize(
    "question",
    ["清河用水报装网办的完成时限是什么时候？", "清河用水报装网办由哪些单位配合？"],
)
def test_a_label_of_another_task_is_not_taken(ask: Ask, question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


def test_a_headline_before_a_colon_is_no_label(tmp_path: Path) -> None:
    text = "各地动态\n\n松塘：让老街“亮”起来\n\n近日，松塘老街由灯光公司重新布灯，游客增多。\n"
    ask = asking(tmp_path, {"press.txt": text})
    assert "亮" not in (ask("松塘老街由哪个公司布灯？").answer or "")


TABLE = """# 云岫区2031年实事任务表

| 序号 | 项目名称 | 年度目标 | 牵头单位 | 配合单位 | 完成时限 |
|---|---|---|---|---|---|
| 1 | 菜场改造 | 改造菜场7个 | 区商务局 | 区财政局、各街道 | 9月底 |
| 2 | 绿道建设 | 建成绿道14公里 | 区园林局 | 区水务局 | 11月底 |
"""


@pytest.fixture(scope="module")
def ask_table(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("table"), {"table.md": TABLE})


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("云岫区菜场改造的牵头单位是谁？", "区商务局"),
        ("云岫区绿道建设由哪个单位牵头？", "区园林局"),
        ("云岫区菜场改造由哪些单位配合？", "区财政局、各街道"),
        ("云岫区绿道建设的完成时限是什么时候？", "11月底"),
    ],
)
def test_a_column_of_a_table_is_a_label(ask_table: Ask, question: str, answer: str) -> None:
    assert ask_table(question).answer == answer
