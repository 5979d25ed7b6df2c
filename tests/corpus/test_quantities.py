from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Bound, Quantity, QuantityType
from corpus.quantities import quantities
from tests.corpus.timing import is_linear

# text → each quantity as "type raw value unit bound"; a range's value is min~max.
TABLE: list[tuple[str, list[str]]] = [
    # counts
    ("受理申请5.2731万件", ["count 5.2731万件 5.2731 万件 exact"]),
    ("新建 35 个站点", ["count 35 个 35 个 exact"]),
    ("一百二十三家企业", ["count 一百二十三家 123 家 exact"]),
    ("两家单位，几家公司", ["count 两家 2 家 exact"]),
    ("共4批66家入选", ["count 4批 4 批 exact", "count 66家 66 家 exact"]),
    ("服务88家(次)企业", ["count 88家(次) 88 家(次) exact"]),
    ("围绕六大工程", ["count 六大 6 大 exact"]),
    (
        "一类地区50元，二类地区40元，三类地区30元",
        ["money 50元 50 元 exact", "money 40元 40 元 exact", "money 30元 30 元 exact"],
    ),
    ("划分为三类地区", ["count 三类 3 类 exact"]),
    ("推出九项措施", ["count 九项 9 项 exact"]),
    ("面积约3万6,000公顷", ["count 约3万6,000公顷 36000 公顷 about"]),
    ("惠及2万3000余人", ["count 2万3000余人 23000 人 more_than"]),
    ("共1万2345件", ["count 1万2345件 12345 件 exact"]),
    ("产出500万2019年", ["number 500万 500 万 exact"]),
    ("60个工作天内", ["duration 60个工作天内 60 个工作天 at_most"]),
    ("参会1,250人次", ["count 1,250人次 1250 人次 exact"]),
    ("企业总数3.5万家", ["count 3.5万家 3.5 万家 exact"]),
    ("十家电子企业、五个体育场", ["count 十家 10 家 exact", "count 五个 5 个 exact"]),
    ("装机二百八十万千瓦", ["count 二百八十万千瓦 280 万千瓦 exact"]),
    ("产布5亿米、线3万米", ["count 5亿米 5 亿米 exact", "count 3万米 3 万米 exact"]),
    (
        "总产值①16242亿元、总值[2]18亿元",
        ["money 16242亿元 16242 亿元 exact", "money 18亿元 18 亿元 exact"],
    ),
    ("零下5℃时结冰", ["count 零下5℃ -5 ℃ exact"]),
    ("全长120km，气温零下5℃", ["count 120km 120 km exact", "count 零下5℃ -5 ℃ exact"]),
    # money
    ("拨付三千万元", ["money 三千万元 3000 万元 exact"]),
    ("总经费4亿5,000万元", ["money 4亿5,000万元 450000000 元 exact"]),
    ("投资5亿1000万，", ["money 5亿1000万 510000000  exact"]),
    ("投入0.3亿元", ["money 0.3亿元 0.3 亿元 exact"]),
    ("合计2,161,000元", ["money 2,161,000元 2161000 元 exact"]),
    ("出口12.5亿美元", ["money 12.5亿美元 12.5 亿美元 exact"]),
    ("发放九亿多元贷款", ["money 九亿多元 9 亿元 more_than"]),
    ("增收节约3亿元", ["money 3亿元 3 亿元 exact"]),
    ("实现GDP500亿元", ["money 500亿元 500 亿元 exact"]),
    ("达到7，498.7万元", ["money 7，498.7万元 7498.7 万元 exact"]),
    # shares, points, ratios, multiples
    ("增长12.4%", ["percent 12.4% 12.4 % exact"]),
    ("下降百分之五点三", ["percent 百分之五点三 5.3 % exact"]),
    ("近三成", ["percent 近三成 3 成 about"]),
    ("自然增长率6‰", ["percent 6‰ 6 ‰ exact"]),
    ("增速-3.5%", ["percent -3.5% -3.5 % exact"]),
    ("由8%-5%", ["percent 8% 8 % exact", "percent 5% 5 % exact"]),
    ("提高2个百分点", ["percentage_point 2个百分点 2 个百分点 exact"]),
    ("约占三分之一", ["ratio 约占三分之一 0.3333333333333333333333333333  about"]),
    ("占全市一半", ["ratio 一半 0.5  exact"]),
    ("配套比例为3:1", ["ratio 3:1 3  exact"]),
    ("9:30开会", []),
    ("结构为10:52:38", ["ratio 10:52:38 10~52  range"]),
    ("约为上年的6倍", ["multiple 6倍 6 倍 about"]),
    ("比2010年翻一番", ["multiple 翻一番 2 倍 exact"]),
    ("翻两番", ["multiple 翻两番 4 倍 exact"]),
    ("产值翻番", ["multiple 翻番 2 倍 exact"]),
    ("增加一倍以上", ["multiple 一倍以上 1 倍 at_least"]),
    # ranks
    ("列全省第二和第三", ["rank 第二 2  exact", "rank 第三 3  exact"]),
    ("排名第4位", ["rank 第4位 4 位 exact"]),
    ("进入前五。", ["rank 前五 5  at_most"]),
    ("跻身前十名", ["rank 前十名 10 名 at_most"]),
    ("居全省首位", ["rank 首位 1  exact"]),
    ("成为第三个试点", ["rank 第三个 3 个 exact"]),
    ("把安全放在首位", []),
    ("第一，加强领导。第二，抓好落实", []),
    ("第三方评估、第二批名单、第十五届大会", []),
    # durations
    ("5个工作日内办结", ["duration 5个工作日内 5 个工作日 at_most"]),
    ("由30天缩短到10天", ["duration 30天 30 天 exact", "duration 10天 10 天 exact"]),
    ("连续6年", ["duration 6年 6 年 exact"]),
    ("近三年", ["duration 三年 3 年 exact"]),
    ("新的一年", []),
    ("第三个五年计划，90年代", []),
    # rates
    ("地均99亿元/平方公里", ["per_unit 99亿元/平方公里 99 亿元/平方公里 exact"]),
    ("每万人31件", ["per_unit 每万人31件 31 件/万人 exact"]),
    ("补贴每亩800元", ["per_unit 每亩800元 800 元/亩 exact"]),
    # bounds
    ("超过15万件", ["count 超过15万件 15 万件 more_than"]),
    ("突破 9 万件", ["count 突破 9 万件 9 万件 more_than"]),
    ("近3000件", ["count 近3000件 3000 件 about"]),
    ("签约10个项目", ["count 10个 10 个 exact"]),
    ("最近5家", ["count 5家 5 家 exact"]),
    ("不少于50项", ["count 不少于50项 50 项 at_least"]),
    ("50项以上", ["count 50项以上 50 项 at_least"]),
    ("不超过200万元", ["money 不超过200万元 200 万元 at_most"]),
    ("最高奖励100万元", ["money 最高奖励100万元 100 万元 at_most"]),
    ("不足3%", ["percent 不足3% 3 % less_than"]),
    ("控制在3%左右", ["percent 控制在3%左右 3 % about"]),
    ("20余次", ["count 20余次 20 次 more_than"]),
    ("300多名", ["count 300多名 300 名 more_than"]),
    ("十余家", ["count 十余家 10 家 more_than"]),
    ("突破千亿元", ["money 突破千亿元 1000 亿元 more_than"]),
    ("申请过百件", ["count 过百件 100 件 more_than"]),
    ("至少一家", ["count 至少一家 1 家 at_least"]),
    ("突破一批技术", []),
    # ranges
    ("5-10家", ["count 5-10家 5~10 家 range"]),
    ("2 至 3 个", ["count 2 至 3 个 2~3 个 range"]),
    ("3~5年", ["duration 3~5年 3~5 年 range"]),
    ("30%-40%", ["percent 30%-40% 30~40 % range"]),
    ("2到3万件", ["count 2到3万件 2~3 万件 range"]),
    ("5000元至1万元", ["money 5000元至1万元 5000~10000 元 range"]),
    ("两三家", ["count 两三家 2~3 家 range"]),
    ("百分之三十至四十", ["percent 百分之三十至四十 30~40 % range"]),
    # no quantities
    ("一是加强，二是一些，一个平台，一批企业，统一，唯一", []),
    ("2015年，2013年8月，2012年12月14日，2019-2021年，十二五", []),
    ("国办发〔2012〕28号，第三条，(一)总则，1.加强", []),
    ("拨打12330，5G技术，PM2.5，COVID-19，1+X模式，2.0版", []),
    ("三位一体，七位一体，一核两翼，三部门，两会，二十大报告", []),
    ("实现零的突破，万向集团，千家万户，数十家，几百个", []),
    ("26. 7个百分点", []),
    ("二次创业，二类水质，不辜负4400万人民", ["number 4400万 4400 万 exact"]),
]


def line(text: str, quantity: Quantity) -> str:
    """Write a quantity as the table does."""
    raw = text[quantity.span.start : quantity.span.end]
    value = quantity.value if quantity.value is not None else f"{quantity.min}~{quantity.max}"
    return f"{quantity.type} {raw} {value} {quantity.unit} {quantity.bound}"


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_table(text: str, expected: list[str]) -> None:
    assert [line(text, quantity) for quantity in quantities(text)] == expected


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("三千万元", "30000000", "元"),
        ("3000万元", "30000000", "元"),
        ("0.3亿元", "30000000", "元"),
        ("8.5万件", "85000", "件"),
        ("3兆9,642亿元", "3964200000000", "元"),
        ("5.2731万件", "52731", "件"),
        ("99亿元/平方公里", "9900000000", "元/平方公里"),
        ("每万人29件", "29", "件/万人"),
        ("三成以上", "30", "%"),
        ("6‰", "0.6", "%"),
        ("30千米", "30", "公里"),
        ("一亿二千万元", "120000000", "元"),
        ("3个月", "3", "月"),
        ("20亿港币", "2000000000", "港元"),
    ],
)
def test_normalised(text: str, value: str, unit: str) -> None:
    (read,) = quantities(text)
    assert (read.normalized_value, read.normalized_unit) == (Decimal(value), unit)
    assert str(read.normalized_value) == value


def test_normalised_range() -> None:
    (read,) = quantities("2到3万件")
    assert (read.min, read.max, read.unit) == (2, 3, "万件")
    assert (read.normalized_min, read.normalized_max) == (20000, 30000)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("园区收入250亿，税收31亿", "money money"),
        ("常住人口1.2亿", "number"),
        ("投资超过3亿，受益人口5万", "money number"),
        ("2014年收入突破1000亿元，2015年达到1100亿", "money money"),
        ("收入增长。用户达到3亿", "number"),
    ],
)
def test_bare_scale_is_money_where_the_words_say_so(text: str, types: str) -> None:
    found = quantities(text)
    assert " ".join(quantity.type for quantity in found) == types
    for quantity in found:
        bare = quantity.unit in ("亿", "万")
        assert quantity.unit_inferred == (bare and quantity.type is QuantityType.MONEY)
        assert quantity.normalized_unit == ("元" if quantity.type is QuantityType.MONEY else "")


def test_a_list_shares_its_unit() -> None:
    found = quantities("先后突破400、500、600亿元")
    assert [(q.value, q.unit, q.unit_inferred) for q in found] == [
        (400, "亿元", True),
        (500, "亿元", True),
        (600, "亿元", False),
    ]


def test_number_span_is_number_and_unit_alone() -> None:
    text = "拥有量超过 15 万件"
    (read,) = quantities(text)
    assert text[read.number_span.start : read.number_span.end] == "15 万件"
    assert text[read.span.start : read.span.end] == "超过 15 万件"
    assert read.bound is Bound.MORE_THAN


POLICY = (
    "一二两三十百千万亿零0123456789.,%-~至到、，。第前每约近超过不少于以上多余元件家个年月日位名倍成"
    "分之百翻番 /:(次)AaG"
)


@given(st.text(alphabet=POLICY, max_size=60))
@settings(max_examples=500, deadline=None)
def test_spans_are_ordered_and_inside(text: str) -> None:
    end = 0
    for quantity in quantities(text):
        assert end <= quantity.span.start < quantity.span.end <= len(text)
        assert quantity.span.contains(quantity.number_span)
        assert quantity.bound is Bound.RANGE or quantity.value is not None
        end = quantity.span.end


@given(st.integers(1, 10**9), st.sampled_from(["件", "家", "万元", "亿元", "%", "倍", "项", "吨"]))
@settings(max_examples=100, deadline=None)
def test_every_arabic_number_with_a_unit_is_read(value: int, unit: str) -> None:
    for written in (str(value), f"{value:,}"):
        (read,) = quantities(f"全市共有{written}{unit}。")
        assert read.value == value
        assert read.unit == unit


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1,",
        "1,111",
        "一",
        "百分之",
        "一分之",
        "第一",
        "1万",
        "3万5千",
        "1-",
        "1、",
        "三五",
        "每百人",
        "约",
        "1:2",
    ],
)
def test_time_is_linear(unit: str) -> None:
    assert is_linear(quantities, unit)


def test_reads_the_real_documents(real_corpus: Path) -> None:
    counts = [
        len(quantities(path.read_text(encoding="utf-8-sig")))
        for path in sorted(real_corpus.glob("*.txt"))
    ]
    assert all(count >= 3 for count in counts)
    assert sum(counts) > 120


@pytest.mark.parametrize(
    ("text", "value"), [("仅七成二，", 72), ("约三成半的", 35), ("七成的", 70)]
)
def test_tenths_may_have_a_further_digit(text: str, value: int) -> None:
    assert [q.normalized_value for q in quantities(text)] == [value]


def test_a_quoted_list_counts_what_there_is() -> None:
    found = quantities("网络(“1会1中心，4站”)形成，“五个一”工程，“3中心”建成。")
    assert [(str(q.value), q.unit) for q in found][:3] == [("1", "会"), ("1", "中心"), ("4", "站")]
    assert "中心" not in [q.unit for q in found][3:]


def test_cases_are_counted_and_what_comes_next_is_no_unit() -> None:
    found = quantities("核定补助634案，其中农业15件最多、能源11件次之。")
    assert [(q.value, q.unit) for q in found] == [(634, "案"), (15, "件"), (11, "件")]
