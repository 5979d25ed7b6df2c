"""Places: what is one, what only looks like one, and what lies in what."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.places import (
    gazetteer,
    places,
    resolve_reference,
    self_reference,
    self_references,
    within,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("深圳市去年", ["深圳市"]),
        ("深圳 产业升级 服务先行", ["深圳市"]),
        ("北京市海淀区的高校", ["海淀区"]),
        ("浙江省杭州市", ["杭州市"]),
        ("上海浦东的平台", ["浦东新区"]),
        ("落户海淀", ["海淀区"]),
        ("内蒙古呼和浩特", ["呼和浩特市"]),
        ("恩施州农业", ["恩施土家族苗族自治州"]),
        ("香港与澳门", ["香港特别行政区", "澳门特别行政区"]),
        ("广州、深圳和东莞", ["广州市", "深圳市", "东莞市"]),
        ("武汉东湖高新区新增", ["东湖高新区"]),
        ("积极建设东湖高新区", ["东湖高新区"]),
        ("中国(上海)自由贸易试验区", ["上海自由贸易试验区"]),
        ("杭州高新技术产业开发区", ["杭州高新技术产业开发区"]),
        ("北京经济技术开发区", ["北京经济技术开发区"]),
        ("中关村国家自主创新示范区", ["中关村"]),
        ("中关村示范区企业", ["中关村"]),
        ("海淀园的收入", ["海淀园"]),
    ],
)
def test_places_are_found(text: str, expected: list[str]) -> None:
    assert [place.canonical for place in places(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "和平发展与合作共赢",
        "资源共享",
        "培育朝阳产业",
        "经济南北差异",
        "健全市场体系",
        "城区道路和郊区道路",
        "稳定西部开发",
        "推广西部经验",
        "复合肥料",
        "各乡镇和县级机关",
        "示范县建设",
        "北京大学、南京师范大学",
        "上海路拓宽",
        "进出海口岸",
        "怀宁区建成平台",  # there is a 怀宁县
        "云溪县的做法",  # there is a 云溪区
    ],
)
def test_words_that_only_look_like_places(text: str) -> None:
    assert places(text) == ()


def test_spans_and_parents() -> None:
    (place,) = places("在天津市和平区新设")
    assert (place.name, place.span.start, place.span.end) == ("天津市和平区", 1, 7)
    assert (place.level, place.parent) == ("district", "天津市")
    (alone,) = places("和平区")
    assert alone.parent is None  # several cities have one


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        ("海淀区", "北京市", True),
        ("海淀", "北京", True),
        ("深圳", "广东省", True),
        ("南山区", "广东省", True),
        ("东湖高新区", "湖北", True),
        ("海淀园", "北京市", True),
        ("北京市", "海淀区", False),
        ("山东省", "山西省", False),
        ("深圳", "深圳市", True),
        ("某处", "北京市", False),
    ],
)
def test_containment(inner: str, outer: str, expected: bool) -> None:
    assert within(inner, outer) is expected


def test_self_references() -> None:
    words = [word for _, word in self_references("我区居全市第二，本省、该县和我自治区")]
    assert words == ["我区", "全市", "本省", "该县", "我自治区"]
    assert self_references("健全市场、安全区域、资本市场、成本区间、我国、全国、全省略过") == ()
    assert self_reference("我区") == "district"
    assert self_reference("全省") == "province"
    assert self_reference("北京") is None


@pytest.mark.parametrize(
    ("word", "home", "expected"),
    [
        ("我区", "海淀区", "海淀区"),
        ("全市", "海淀区", "北京市"),
        ("全市", "深圳市", "深圳市"),
        ("全省", "深圳市", "广东省"),
        ("本市", "北京市", "北京市"),
        ("全区", "东湖高新区", "东湖高新区"),
        ("全区", "广西壮族自治区", "广西壮族自治区"),
        ("我区", "广东省", None),
        ("我区", None, None),
    ],
)
def test_what_a_self_reference_stands_for(
    word: str, home: str | None, expected: str | None
) -> None:
    assert resolve_reference(word, home) == expected


def test_gazetteer_begins_with_provinces() -> None:
    names = list(gazetteer())
    assert names.index("广东省") < names.index("深圳市") < names.index("海淀区")
    assert len(names) == len(set(names)) > 3000


@given(
    st.text(
        st.sampled_from("北京市海淀区深圳东湖高新中国(上)自由贸易试验园我全本省县，。 a1"),
        max_size=40,
    )
)
@settings(max_examples=300, deadline=None)
def test_places_are_ordered_slices(text: str) -> None:
    end = 0
    for place in places(text):
        assert end <= place.span.start < place.span.end <= len(text)
        assert text[place.span.start : place.span.end] == place.name
        end = place.span.end


def test_a_town_of_the_name_of_a_county_is_not_the_county() -> None:
    assert [p.canonical for p in places("柳林镇和柳林")] == ["柳林县"]
    assert [p.canonical for p in places("柳林县柳林镇")] == ["柳林县"]
