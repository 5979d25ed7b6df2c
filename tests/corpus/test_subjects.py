"""Whose figures a text tells."""

import pytest

from corpus.document import Document
from corpus.figures import figures
from corpus.outline import outline
from corpus.parse import parse
from tests.corpus.outlining import document_of, view_of
from tests.corpus.test_measure_labels import figures as told


@pytest.mark.parametrize(
    "text",
    [
        "我市去年登记额为14.6亿元，全省排名第三。",
        "我市是全省首批6个试点城市之一，登记额14.6亿元。",
        "我市拥有量22.5件，是全省平均水平的1.8倍，登记额14.6亿元。",
        "我市机场通航，登记额14.6亿元。",
    ],
)
def test_the_field_of_a_ranking_is_no_subject(text: str) -> None:
    document = document_of(f"佛山市登记情况\n\n{text}")
    found = outline(document, view_of(document.text))
    made = figures("d", "佛山市", "", found.sections, found.sentences)
    assert {f.subject.place for f in made if f.subject} == {"佛山市"}


@pytest.mark.parametrize(
    "text", ["遵义机场通航，旅客吞吐量930万人次。", "与广东省对口合作，签约项目31个。"]
)
def test_a_thing_called_by_a_place_is_no_subject(text: str) -> None:
    document = document_of(text)
    found = outline(document, view_of(text))
    made = figures("d", "贵州省", "", found.sections, found.sentences)
    assert [f.subject.place for f in made if f.subject] == ["贵州省"]


def test_who_leads_the_way_is_a_subject() -> None:
    made = told("合肥高新区率先试点，出资20万元。在全省率先出资5万元。", title="合肥市工作报告")
    assert [f.subject.text if f.subject else "" for f in made] == ["合肥高新区", "合肥市"]


def test_a_text_of_the_state_tells_of_the_country() -> None:
    text = "2031年发展统计公报\n\n中华人民共和国国家统计局\n\n2032年2月22日\n\n全年技术合同28项。\n"
    (made,) = parse(Document("d", "d.txt", text, "0" * 64, "txt/1")).figures
    assert made.subject is not None
    assert (made.subject.text, made.subject.place) == ("全国", None)


def test_a_place_alone_on_its_line_heads_what_follows() -> None:
    text = "编者按\n\n各地积极推动服务业发展。\n合肥\n全市登记版权7件。产值2亿元。\n"
    made = told(text, title="服务业发展专栏")
    assert [f.subject.text if f.subject else "" for f in made] == ["合肥市"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "樟木、吉隆口岸建设进展顺利。全区进出口总额达19亿美元。",
        "加快许昌某某电厂建设，年内装机达到19亿美元。",
        "开工灵宝、汝阳等抽水蓄能电站，投资达19亿美元。",
    ],
)
def test_what_is_built_in_a_place_is_not_its_own(text: str) -> None:
    document = document_of(f"西藏自治区情况\n\n{text}")
    found = outline(document, view_of(document.text))
    made = figures("d", "西藏自治区", "", found.sections, found.sentences)
    assert [f.subject.place for f in made if f.subject] == ["西藏自治区"]


def test_a_segment_without_figures_leaves_its_place_behind() -> None:
    document = document_of("湖南省情况\n\n长沙某某物流中心正式运行；进出口总额达到19亿美元。")
    found = outline(document, view_of(document.text))
    made = figures("d", "湖南省", "", found.sections, found.sentences)
    assert [f.subject.place for f in made if f.subject] == ["湖南省"]
