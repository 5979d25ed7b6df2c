import json
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.numbers.numerals import number

READ = [
    ("0", "0"),
    ("1,234.5", "1234.5"),
    ("2,161,000", "2161000"),
    ("三千二百", "3200"),
    ("一百二十三", "123"),
    ("两千零五", "2005"),
    ("十", "10"),
    ("十万", "100000"),
    ("一亿二千万", "120000000"),
    ("1亿2千万", "120000000"),
    ("3万5千", "35000"),
    ("二十一万亿", "21000000000000"),
    ("四万万", "400000000"),
    ("8.0692万", "80692"),
    ("八点五", "8.5"),
    ("两千万点五五四四", "20000000.5544"),
    ("一点五亿", "150000000"),
    ("二〇一三", "2013"),
    ("二零一五", "2015"),
    ("负三十二", "-32"),
    ("-10.1万", "-101000"),
    ("五分之一", "0.2"),
    ("三又二分之一", "3.5"),
    ("壹佰伍拾", "150"),
    ("伍仟元整", "5000"),
    ("壹拾壹元壹角壹分", "11.11"),
    ("萬", None),
    ("３４５", "345"),
    ("五千四 百", "5400"),
    ("一万三", "13000"),
    ("两千四百五", "2450"),
    ("廿二", "22"),
    ("半", "0.5"),
    ("", None),
    ("-", None),
    ("元整", None),
    ("点五", None),
    ("三点", None),
    ("一二十", None),
    ("十一十二", None),
    ("10..1万", None),
    ("10.1万零100", None),
    ("百千", None),
    ("零分之一", None),
    ("三家", None),
    ("万" * 1000, None),
    ("一分之" * 1000, None),
]


@pytest.mark.parametrize(("text", "value"), READ)
def test_number(text: str, value: str | None) -> None:
    if value is None:
        with pytest.raises(ValueError, match=r"."):
            number(text)
    else:
        assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["一一", "百十一", "三万五", "一百二"])
def test_strict_refuses_what_is_only_spoken(text: str) -> None:
    number(text)
    with pytest.raises(ValueError, match=r"."):
        number(text, strict=True)


def spell(value: int) -> str:
    """Write a number below 10^16 in Chinese, by the rules of the written language."""
    if value >= 10**8:
        high, low = divmod(value, 10**8)
        return spell(high) + "亿" + (("零" if low < 10**7 else "") + spell(low) if low else "")
    if value >= 10**4:
        high, low = divmod(value, 10**4)
        return spell(high) + "万" + (("零" if low < 10**3 else "") + spell(low) if low else "")
    written, gap = "", False
    for worth, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, worth)
        if digit:
            written += ("零" if gap and written else "") + "零一二三四五六七八九"[digit] + sign
        gap = not digit
    return written or "零"


@given(st.integers(min_value=0, max_value=10**15))
@settings(max_examples=300, deadline=None)
def test_reads_back_what_is_spelt(value: int) -> None:
    assert number(spell(value)) == value
    assert number(f"{value:,}") == value


@given(st.text(alphabet="一二两三十百千万亿零点负分之又0123456789.,半元角 ", max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_number_or_a_value_error(text: str) -> None:
    with suppress(ValueError):
        assert number(text).is_finite()


def cn2an_cases(path: Path) -> list[tuple[str, str | None, bool]]:
    """Return (text, value, strict) of every case that reads a numeral.

    Money written from a number is rounded to 分, so those of finer numbers are left out.
    """
    cases: list[tuple[str, str | None, bool]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if case["suite"] == "cn2an_test":
            value = None if case["expect"] is None else str(case["expect"])
            cases.append((case["input"], value, "strict" in case["set"]))
        elif case["suite"] == "an2cn_test" and case["set"] == "input_data":
            fine = Decimal(str(case["input"])).as_tuple().exponent
            rounded = isinstance(fine, int) and fine < -2
            cases += [
                (text, str(case["input"]), False)
                for text in case["expect"]
                if not (rounded and text[-1] in "整分角")
            ]
    return cases


def test_reads_all_of_cn2an(datasets: Path) -> None:
    wrong = []
    cases = cn2an_cases(datasets / "cn2an" / "cases.jsonl")
    for text, value, strict in cases:
        try:
            read: Decimal | None = number(text, strict=strict)
        except ValueError:
            read = None
        if read != (None if value is None else Decimal(value)):
            wrong.append((text, value, read))
    assert not wrong
    assert len(cases) > 240
