from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Bound
from corpus.quantities import quantities

# text → each quantity as "raw value or min~max, normalised, unit, bound".
TABLE: list[tuple[str, list[str]]] = [
    # the currency in front of the amount
    ("补助港币50万元", ["港币50万元 500000 港元 exact"]),
    ("不低于美金200万元", ["不低于美金200万元 2000000 美元 at_least"]),
    ("新台币三亿元以内", ["新台币三亿元以内 300000000 新台币 at_most"]),
    ("港币50万元至100万元", ["港币50万元至100万元 500000~1000000 港元 range"]),
    ("不低于US$300万", ["不低于US$300万 3000000 美元 at_least"]),
    ("约HK$ 20亿元", ["约HK$ 20亿元 2000000000 港元 about"]),
    ("融资€2亿，折合￥15亿元", ["€2亿 200000000 欧元 exact", "15亿元 1500000000 元 exact"]),
    ("融资500万美圆", ["500万美圆 5000000 美元 exact"]),
    ("不少于￥300万元", ["不少于￥300万元 3000000 元 at_least"]),
    ("人民币50万", ["50万 500000 元 exact"]),
    ("使用美元结算的用户20万", ["20万 200000  exact"]),
    ("约人民币60万元", ["约人民币60万元 600000 元 about"]),
    ("港币贷款利率低，50万元", ["50万元 500000 元 exact"]),
    # yuan with change, half a unit more
    ("补助五元三角", ["五元三角 5.3 元 exact"]),
    ("每月5元5角3分", ["5元5角3分 5.53 元 exact"]),
    ("三元角色", ["三元 3 元 exact"]),
    ("载重三吨半", ["三吨半 3.5 吨 exact"]),
    ("为期一年半", ["一年半 1.5 年 exact"]),
    ("历时两个半月", ["两个半月 2.5 月 exact"]),
    ("18个半导体项目", ["18个 18 个 exact"]),
    ("两米半径", ["两米 2 米 exact"]),
    # 千 that belongs to the unit behind another scale
    ("发电120亿千瓦时", ["120亿千瓦时 12000000000 千瓦时 exact"]),
    ("装机1.2万千瓦", ["1.2万千瓦 12000 千瓦 exact"]),
    ("变电容量3亿千伏安", ["3亿千伏安 300000000 千伏安 exact"]),
    ("存储50兆字节", ["50兆字节 50 MB exact"]),
    ("高168公分，深3公尺", ["168公分 168 厘米 exact", "3公尺 3 米 exact"]),
    # ranges
    ("税率在15%和25%之间", ["15%和25% 15~25 % range"]),
    ("面积在50亩与80亩之间", ["50亩与80亩 50~80 亩 range"]),
    ("15%和25%两档", ["15% 15 % exact", "25% 25 % exact"]),
    ("1000万元以上、5000万元以下", ["1000万元以上、5000万元以下 10000000~50000000 元 range"]),
    ("1亿元以上、3家以下", ["1亿元以上 100000000 元 at_least", "3家以下 3 家 at_most"]),
    ("大于或等于1000万元", ["大于或等于1000万元 10000000 元 at_least"]),
    ("小于或者等于8%", ["小于或者等于8% 8 % at_most"]),
    # shares
    ("按万分之五加收", ["万分之五 0.05 % exact"]),
    ("增长百分之二三十", ["百分之二三十 20~30 % range"]),
    ("下降3成5", ["3成5 35 % exact"]),
    ("租金打八折", ["八折 80 % exact"]),
    ("门票七五折优惠", ["七五折 75 % exact"]),
    ("享受6.5折", ["6.5折 65 % exact"]),
    ("一波三折，七折八扣", []),
    ("按五折叠放", []),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_table(text: str, expected: list[str]) -> None:
    found = []
    for one in quantities(text):
        value = (
            f"{one.normalized_min:f}~{one.normalized_max:f}"
            if one.bound is Bound.RANGE
            else f"{one.normalized_value:f}"
        )
        raw = text[one.span.start : one.span.end]
        found.append(f"{raw} {value} {one.normalized_unit} {one.bound.value}")
    assert found == expected


@given(
    st.integers(1, 9999), st.sampled_from(["", "万", "亿"]), st.sampled_from(["瓦", "瓦时", "伏安"])
)
def test_a_thousand_of_a_unit_is_read_with_the_unit(value: int, scale: str, unit: str) -> None:
    (found,) = quantities(f"共计{value}{scale}千{unit}。")
    assert found.unit == f"{scale}千{unit}"
    assert found.normalized_unit == f"千{unit}"
    assert found.normalized_value == Decimal(value) * {"": 1, "万": 10**4, "亿": 10**8}[scale]
