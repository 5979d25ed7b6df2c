"""What looks like an answer and is none: the place asked about, the thing itself, years."""

from types import SimpleNamespace
from typing import Any

import pytest

from qa.contract import Status
from qa.matching.rank import of_place
from qa.phrases.fields import SHAPES
from qa.question import read_question
from tests.qa.asking import Ask, asking

DOCUMENTS = {
    "jiashan.txt": (
        "嘉善县数据工作纪实\n\n"
        "嘉善县还出台了多项支持数据资产质押贷款的举措，为中小企业数据资产质押贷款铺路，"
        "并借助完善的服务平台，推动银行与企业对接。"
        "嘉善县大力推进国家数据创新示范城市建设，争取被评为示范城市。\n"
    ),
    "haiyan.txt": (
        "海盐县数据工作纪实\n\n2031年对海盐县意义重大，海盐县被授予国家数据创新示范城市称号。\n"
    ),
    "plan.txt": (
        "《云溪数据工作行动计划（2031-2033）》解读\n\n"
        "一、主要任务\n\n"
        "(一)建立新兴产业公共数据教育实训基地。在培训中强化意识，为企业培养数据管理人才。\n"
    ),
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(tmp_path_factory.mktemp("not_there"), DOCUMENTS)


@pytest.mark.parametrize(
    "question",
    [
        "公共数据教育实训基地建在哪里？",
        "行动计划的联系电话是多少？",
        "嘉善哪家银行质押贷款最多？",
    ],
)
def test_what_only_looks_like_it_is_refused(ask: Ask, question: str) -> None:
    response = ask(question)
    assert response.status is Status.NOT_FOUND, response.answer


def test_no_place_answers_for_one_of_its_own(ask: Ask) -> None:
    assert ask("嘉善哪家银行参与数据资产质押贷款？").answer not in ("嘉善", "嘉善县")


def test_what_is_told_of_another_place_is_left_out() -> None:
    task: Any = SimpleNamespace(question=read_question("嘉善县哪一年被评为示范城市？"))
    order: Any = [
        SimpleNamespace(
            scene=SimpleNamespace(
                place=place, text=f"2031年，{place}获称号。", headings="", title="", lead=""
            )
        )
        for place in ("海盐县", "嘉善县")
    ]
    assert of_place(task, order) == order[1:]


def test_a_span_of_years_is_no_number_to_call() -> None:
    assert SHAPES["phone"].search("行动计划（2031-2033）") is None
    assert SHAPES["phone"].search("查询：2810-2033") is not None
