"""One numeral in, one number out: Arabic, Chinese and mixed digits.

`number` reads a whole string that is one numeral: 1,234.5 / 三千二百 / 1亿2千万 / 八点五 /
三分之一 / 二〇一三 / 壹拾元伍角. What is not exactly one numeral is a ValueError; finding numerals
in running text is the business of `corpus.quantities`.
"""

import re
from decimal import Decimal

__all__ = ["BIG", "DIGITS", "SMALL", "fold_numeral", "number", "worth"]

DIGITS = {c: n for n, cs in enumerate(("零〇", "一", "二两", *"三四五六七八九")) for c in cs}
SMALL = {"十": 10, "百": 100, "千": 1000}
BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}

MAX_LENGTH = 80  # the longest Chinese numeral below 10^16 with decimals stays under it

# Capital forms of cheques, script variants, and the digits as they are read out by telephone.
_FOLD = str.maketrans(
    "壹弌贰貳叁參叄肆伍陆陸柒捌玖拾佰仟萬億負點兩俩倆幺○圓圆塊块０１２３４５６７８９．，－+",
    "一一二二三三三四五六六七八九十百千万亿负点两两两一〇元元元元0123456789.,-+",
)
_SPACES = re.compile(r"\s+")
_ARABIC = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?")
_DIGIT_RUN = re.compile(r"[零〇一二两三四五六七八九]+")
_FRACTION_DIGITS = re.compile(r"([零〇一二三四五六七八九]+|[0-9]+)([百千万亿兆]*)")
_MONEY = re.compile(
    r"(?:(?P<yuan>[^元角分]+)元)?(?:(?P<jiao>[^元角分]+)角)?(?:(?P<fen>[^元角分]+)分)?[整正]?"
)
_TOKEN = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?|[零〇一二两三四五六七八九]|[十百千]|[万亿兆]")


def fold_numeral(text: str) -> str:
    """Return the text with capital, Traditional and full-width digits in their plain form."""
    return text.translate(_FOLD).replace("廿", "二十").replace("卅", "三十")


def worth(scale: str) -> Decimal:
    """Return the product of the scales, 万亿 is 10^12."""
    product = Decimal(1)
    for character in scale:
        product *= SMALL.get(character) or BIG[character]
    return product


def number(text: str, *, strict: bool = False) -> Decimal:
    """Return the number that `text` spells, whole.

    `strict` refuses what is only spoken or dialled: 三万五, 百十一, and digits in a row (一七二零).
    Raises ValueError where the text is not one numeral.
    """
    plain = _SPACES.sub("", fold_numeral(text))
    negative = plain.startswith(("-", "负"))
    body = plain[1:] if negative else plain
    if not body:
        raise ValueError(f"not a numeral: {text!r}")
    value = _unsigned(body, text, strict)
    return -value if negative else value


def _unsigned(body: str, text: str, strict: bool) -> Decimal:
    if _ARABIC.fullmatch(body):
        return Decimal(body.replace(",", ""))
    if len(body) > MAX_LENGTH:
        raise ValueError(f"no numeral is {len(body)} characters long: {text[:20]!r}…")
    if "分之" in body:
        return _fraction(body, text, strict)
    if body[-1] in "元角分整正":
        return _money(body, text, strict)
    if body == "半":
        return Decimal("0.5")
    whole, point, rest = body.partition("点")
    if not point:
        return _integer(whole, text, strict)
    decimals = _FRACTION_DIGITS.fullmatch(rest)
    if not whole or not decimals:
        raise ValueError(f"not a numeral: {text!r}")
    digits = "".join(str(DIGITS.get(c, c)) for c in decimals[1])
    value = _integer(whole, text, strict) + Decimal(f"0.{digits}")
    for scale in decimals[2]:
        value *= SMALL.get(scale) or BIG[scale]
    return value


def _fraction(body: str, text: str, strict: bool) -> Decimal:
    """Read 五分之一, 三又二分之一."""
    head, _, upper = body.partition("分之")
    whole, again, lower = head.rpartition("又")
    if not again:
        whole, lower = "", head
    if not lower or not upper:
        raise ValueError(f"not a numeral: {text!r}")
    divisor = _unsigned(lower, text, strict)
    if not divisor:
        raise ValueError(f"a fraction of zero parts: {text!r}")
    value = _unsigned(upper.removeprefix("负"), text, strict) / divisor
    return value + (_unsigned(whole, text, strict) if whole else 0)


def _money(body: str, text: str, strict: bool) -> Decimal:
    """Read 壹拾壹元壹角壹分 and 伍仟元整."""
    parts = _MONEY.fullmatch(body)
    if not parts or not any(parts.groups()):
        raise ValueError(f"not a numeral: {text!r}")
    value = Decimal(0)
    for part, worth in zip(parts.groups(), ("1", "0.1", "0.01"), strict=True):
        if part:
            value += _unsigned(part.removeprefix("零") or part, text, strict) * Decimal(worth)
    return value


def _integer(body: str, text: str, strict: bool) -> Decimal:
    if _DIGIT_RUN.fullmatch(body) and (len(body) > 1 or not strict):
        if strict:
            raise ValueError(f"digits in a row: {text!r}")
        return Decimal("".join(str(DIGITS[c]) for c in body))
    tokens: list[str] = []
    position = 0
    while position < len(body):
        found = _TOKEN.match(body, position)
        if not found:
            raise ValueError(f"not a numeral: {text!r}")
        tokens.append(found[0])
        position = found.end()
    if not tokens:
        raise ValueError(f"not a numeral: {text!r}")
    return _scaled(tokens, text, strict)


def _scaled(tokens: list[str], text: str, strict: bool) -> Decimal:
    """Read tokens by their greatest scale: what stands before it times it, plus what follows."""
    scales = [BIG[t] for t in tokens if t in BIG]
    if not scales:
        return _section(tokens, text, strict)
    top = max(scales)
    at = max(i for i, t in enumerate(tokens) if BIG.get(t) == top)
    if at == 0:
        raise ValueError(f"a scale without a number: {text!r}")
    left, right = _scaled(tokens[:at], text, strict), tokens[at + 1 :]
    value = left * top
    if not right:
        return value
    if left != left.to_integral_value():
        raise ValueError(f"a decimal cannot be continued: {text!r}")
    spoken = len(right) == 1 and _single(right[0])
    if spoken and strict:
        raise ValueError(f"spoken short: {text!r}")
    rest = (
        Decimal(right[0] if right[0] in "123456789" else DIGITS[right[0]]) * top / 10
        if spoken
        else _scaled(right, text, strict)
    )
    if rest >= top:
        raise ValueError(f"out of order: {text!r}")
    return value + rest


def _single(token: str) -> bool:
    """True for one digit that is not zero."""
    return (len(token) == 1 and token in "123456789") or DIGITS.get(token, 0) > 0


def _section(tokens: list[str], text: str, strict: bool) -> Decimal:
    """Read what stays below 万: 二千零五, 百三, 5千4百, 千零20."""
    total = Decimal(0)
    pending: Decimal | None = None
    last = 10**4  # the place value read last; the next one must be lower
    zero = False
    for i, token in enumerate(tokens):
        if token in SMALL:
            worth = SMALL[token]
            if worth >= last or (pending is None and strict and worth > 10 and not zero):
                raise ValueError(f"out of order: {text!r}")
            total += (1 if pending is None else pending) * worth
            pending, last, zero = None, worth, False
        elif token in DIGITS and not DIGITS[token]:
            if pending is not None or (i == len(tokens) - 1 and len(tokens) > 1 and token == "〇"):
                raise ValueError(f"out of order: {text!r}")
            zero = True
        elif pending is not None:
            raise ValueError(f"two numbers: {text!r}")
        else:
            pending = Decimal(DIGITS[token]) if token in DIGITS else Decimal(token.replace(",", ""))
    if pending is not None:
        spoken = last in (100, 1000) and not zero and _single(tokens[-1])
        if spoken and strict:
            raise ValueError(f"spoken short: {text!r}")
        if not spoken and last < 10**4 and pending >= last:
            raise ValueError(f"out of order: {text!r}")
        total += pending * last / 10 if spoken else pending
    return total
