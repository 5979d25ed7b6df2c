"""English and Japanese questions in the words of the corpus: a glossary, not a translation.

The result is a question in Chinese words, in the order of the asker's and with the asking word
that a Chinese question would have, so that the same analysis reads all languages.
"""

import re
from typing import Literal

from corpus.places import places
from qa.asking.english_numbers import in_chinese_dates, in_chinese_units
from qa.asking.english_words import in_chinese, once
from qa.asking.japanese import from_japanese

_TIME = r"(?:截至|到)?\d{4}年(?:\d{1,2}月)?(?:底|前三季度|一季度|[上下]半年)?"

# What counts as asking in English, tried in order; the first that is found is taken out of the
# question and its Chinese put where the second column says.
_COUNTED = (
    ("patent|application|trademark|copyright|case|design", "多少件"),
    ("company|companies|enterprise|firm|institution|agency|agencies|bank|organi[sz]ation|"
     "universit|college|business", "多少家"),
    ("people|employee|staff|talent|expert|professional|person", "多少人"),
    ("working day", "多少个工作日"),
    ("year", "几年"),
    ("month", "几个月"),
    ("day", "多少天"),
    ("batch", "多少批"),
    ("time", "多少次"),
    ("award|prize|achievement|project|product|result", "多少项"),
)  # fmt: skip
_VERB = re.compile(r"\b(?=(?:is|are|was|were|has|have|had|did|does|do|will|would|can|should)\b)")
_BARE = ("working day", "year", "month", "day", "batch", "time")  # the measure word says it
_MEASURED = re.compile(
    r"^\W*(?:what|how (?:big|large|high))\s+(?:is|was|were|are|will be|did|does)\b"
    r"(?:\W+[\w'’-]+){0,8}?\W+"
    r"(?:value|amount|number|total|target for|rate|share|proportion|percentage|revenue|income|"
    r"output|volume|sales|turnover|growth|cost|price|tax|size|scale|gdp|population|limit|ceiling|"
    r"maximum|minimum|money|budget|profit|loan|loans|financing|funding|investment)\b",
    re.IGNORECASE,
)
# What share of A is B, what share of A did B make up
_SHARE = re.compile(
    r"what (?:share|percentage|proportion|percent) of (?P<of>[^?]{1,99}?) (?:"
    r"(?:did|does|do) (?P<doer>[^?]{1,99}?) (?:make up|account for|represent|constitute|form)|"
    r"(?:was|were|is|are) (?P<one>[^?]{1,99}))",
    re.IGNORECASE,
)
# How much higher A was than B, by how many A exceeded B, the total of A and B
_APART = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"how (?:much|many)(?: \w+)? (?:higher|more|larger|greater|bigger|lower|fewer|less|smaller)"
        r" (?:was|were|is|are|did|does|do) (?P<a>[^?]{1,99}?) than (?P<b>[^?]{1,99})",
        r"how (?:much|many) (?:more|less|fewer) (?P<what>\w+) (?:did|does|do) (?P<a>[^?]{1,99}?) "
        r"(?:earn|have|get|receive|generate|record|post|make|win|obtain|file) "
        r"than (?P<b>[^?]{1,99})",
        r"by how (?:much|many) (?:did|does|do) (?P<a>[^?]{1,99}?) (?:exceed|surpass) "
        r"(?P<b>[^?]{1,99})",
        r"^(?:in [^,?]{1,20}, )?(?P<a>[^?]{1,99}?) (?:exceed|surpass|outnumber)(?:s|ed)? "
        r"(?P<b>[^?]{1,99}?),? by how (?:much|many)",
        r"what (?:is|was) the difference (?:in (?P<what>[^?]{1,40}?) )?between "
        r"(?P<a>[^?]{1,99}?) and (?P<b>[^?]{1,99})",
        r"what (?:is|was|were) the (?:total|sum) of (?P<a>[^?]{1,99}?) and (?P<b>[^?]{1,99})",
        r"what (?:is|was|were) the (?:combined|joint|total) (?P<what>[^?]{1,40}?) (?:of|in|from) "
        r"(?P<a>[^?]{1,99}?) and (?P<b>[^?]{1,99})",
    )
)
_ON_AVERAGE = re.compile(r"\b(?:on (?:an |the )?)?average,?", re.IGNORECASE)
_EACH = re.compile(  # per company, each bank
    r"\b(?:(?:in|by|for|to|from|at|did|does|do) )?(?:each|every|per) (?P<noun>[a-z]{3,20})",
    re.IGNORECASE,
)
# One of these behind “which” is asked for alone: its plural has another ending.
_ONE = (
    "(?:company|enterprise|firm|bank|city|district|province|institution|agency|bureau|department|"
    "office|university|body|platform|project|document|product|award|industry|article|year)"
)
_ASKING = (
    (r"how many times|what multiple", "是几倍"),
    (r"what (?:percentage|percent|share|proportion)|by how much", "百分之几"),
    (r"how (?:much|large|big|high)", "多少"),
    (r"what (?=(?:[a-z\-]+ ){0,3}?(?:rate|ratio|amount|number|level|area|output|mileage|length)\b)",
     "多少"),
    (r"how long", "多长时间"),
    (r"when\b|(?:in )?(?:what|which) (?:year|date|month|day)|what time", "什么时候"),
    (r"who (?:is|was|are|were) the\b", "是谁"),
    (r"who(?:m|se)?\b", "谁"),
    (r"what (?:rank|position|place)|where (?:do|does|did) (?=.{0,60}\brank)", "排名第几"),
    (r"where\b", "哪里"),
    (r"(?:which|what) (?:kind|type|sort)s of", "哪些"),
    (r"(?:which|what) (?:two|three|four|five|six|seven|eight)|what are|which are|list\b|name the|"
     rf"(?:which|what) (?=(?:(?!{_ONE}\b)[a-z\-]+ ){{0,3}}?(?!(?:does|has|was|is)\b)"
     r"(?:[a-z]+ies|[a-z\-]+[^\Wsuia]s)\b)",
     "哪些"),
    (r"which\b", "哪个"),
    (r"why\b", "为什么"),
    (r"how\b", "如何"),
    (r"what (?:kind|type|sort)s? of", "什么"),
    (r"what(?:'s)?\b", "什么"),
)  # fmt: skip
_COMPARED = (
    (r"\b(?:higher|larger|greater|bigger|more|most|highest|largest)\b", "更多"),
    (r"\b(?:lower|smaller|fewer|less|lowest|smallest|fewest)\b", "更少"),
    (r"\b(?:first|earlier|earliest)\b", "更早"),
    (r"\b(?:later|latest|last)\b", "更晚"),
)
_OF_COMPARING = re.compile(
    r"\b(?:which|who|what|city|more|most|fewer|less|higher|lower|first|came|is|was)\b",
    re.IGNORECASE,
)
# What features does the plan have, which bonds did the bank issue: whose they are comes first.
_OWNER = re.compile(
    r"^\s*+(?P<owned>[\w\-](?:[\w\- ]*?[\w\-])?)\s++(?:does|do|did|has|have|will|can)\s++"
    r"(?P<owner>.+)$",
    re.IGNORECASE,
)
# Did Riverton or Lakeside file more patents
_EITHER = re.compile(
    r"^\W*(?:[Dd]id|[Ii]s|[Ww]as|[Aa]re|[Ww]ere|[Dd]oes|[Dd]o|[Hh]as|[Hh]ave)\s++"
    r"(?P<a>[A-Z][\w\-]*+(?:\s[A-Z][\w\-]*+){0,4})\s++or\s++(?P<b>[A-Z][\w\-]*+(?:\s[A-Z][\w\-]*+){0,4})\s++"
    r"(?P<rest>[^?]*\b(?:more|most|fewer|less|higher|lower|larger|smaller|greater|bigger)\b[^?]*)"
)
_RANKED = re.compile(r"(?:排名|名列|位列)第?[一二三四五六七八九十\d首]+")
_POLAR = re.compile(r"^\s*(?:is|are|was|were|did|does|do|has|have|can|will)\b", re.IGNORECASE)


def to_chinese(view: str, language: Literal["zh", "en", "ja"]) -> str:
    """Return an English or Japanese question in the words of the corpus."""
    return _english(view) if language == "en" else from_japanese(view)


def _english(text: str) -> str:
    text = in_chinese_units(in_chinese_dates(re.sub(r"[’']s\b", "", text)))
    text = re.sub(r"(?<![A-Za-z\-])[A-Za-z\-]++\s*\(([㐀-鿿]+)\)", r"\1", text)  # E-Hualu (易华录)
    compared = _comparison(text)
    if compared:
        return compared
    reckoned = _apart(text) or _part(text) or _average(text)
    if reckoned:
        return reckoned
    asking, rest = _asking(text)
    frame, words = _in_order(in_chinese(rest))
    if asking == "是否":
        rank = _RANKED.search(words)
        if rank is not None:  # Did A rank fifth in B: what is ranked comes first
            words = words[: rank.start()] + words[rank.end() :] + rank[0]
        return f"{frame}{words}吗？"
    if owner := _OWNER.match(rest):
        frame, words = _in_order(in_chinese(owner["owner"]))
        if asking in ("哪些", "哪个", "什么"):
            return f"{frame}{words}{asking}{in_chinese(owner['owned'])}？"
        if asking == "多少":
            return f"{frame}{words}{in_chinese(owner['owned'])}{asking}？"
        frame, words = _in_order(in_chinese(rest))
    leads = asking in ("谁", "哪些", "哪个", "为什么", "如何", "什么")
    return f"{frame}{asking}{words}？" if leads else f"{frame}{words}{asking}？"


def _apart(text: str) -> str:
    """Return “A比B多多少” for how much A is above B, “A和B加起来” for a total; "" for others."""
    for form in _APART:
        found = form.search(text)
        if found:
            more = "少" if re.search(r"lower|fewer|less|smaller", text, re.IGNORECASE) else "多"
            what = found.groupdict().get("what") or ""
            sides = (f"{found[side]} {what}" for side in ("a", "b"))
            one, other = ("".join(_in_order(in_chinese(side))) for side in sides)
            if "difference" in form.pattern:
                return f"{one}和{other}相差多少？"
            if "total" in form.pattern:
                return f"{one}和{other}加起来是多少？"
            return f"{one}比{other}{more}多少？"
    return ""


def _part(text: str) -> str:
    """Return “A中B占百分之几” for what share of A is B, “B占A的百分之几” for did B make up of A."""
    found = _SHARE.search(text)
    if found is None:
        return ""
    sides = {
        name: "".join(_in_order(in_chinese(found[name] or ""))) for name in ("of", "one", "doer")
    }
    if sides["doer"]:
        return f"{sides['doer']}占{sides['of']}的百分之几？"
    return f"{sides['of']}中{sides['one']}占百分之几？"


def _average(text: str) -> str:
    """Return “…平均每家企业多少” for what each has on the average; "" for others."""
    each = _EACH.search(text) if _ON_AVERAGE.search(text) else None
    if each is None:
        return ""
    noun = each["noun"]
    counter = next((zh for en, zh in _COUNTED if re.match(en, noun, re.IGNORECASE)), "多少个")
    rest = f"{text[: each.start()]} {text[each.end() :]}"
    frame, words = _in_order(in_chinese(_asking(_ON_AVERAGE.sub("", rest))[1]))
    return f"{frame}{words}平均每{counter.removeprefix('多少')}{in_chinese(noun)}多少？"


def _in_order(words: str) -> tuple[str, str]:
    """Return places and years, which a Chinese question has first, and the other words."""
    found = [p.span for p in places(words)]
    spans = [s for s in found if not re.match(r"(?:市|区)?政府", words[s.end :])]
    names = [words[s.start : s.end] for s in spans]
    for span in reversed(spans):
        words = words[: span.start] + words[span.end :]
    years = re.findall(_TIME, words)
    rest = re.sub(_TIME, "", words)
    return "".join(dict.fromkeys([*names[:1], *years, *names[1:]])), once(rest)


def _asking(text: str) -> tuple[str, str]:
    """Return the asking word in Chinese, and the question without its English."""
    counted = re.search(r"how many(?!\s+times (?:the|as|that))\b", text, re.IGNORECASE)
    if counted:
        return _counting(text[: counted.start()], text[counted.end() :])
    if re.search(
        r"how much (?:money|revenue|tax|financing|funding|credit|loan|income)", text, re.I
    ):
        return "多少资金", re.sub(r"how much", "", text, flags=re.IGNORECASE)
    if _MEASURED.match(text):
        return "是多少", re.sub(r"^\W*(?:what|how \w+)\W+\w+", "", text, flags=re.IGNORECASE)
    for pattern, asking in _ASKING:
        found = re.search(pattern, text, re.IGNORECASE)
        if found:
            return asking, text[: found.start()] + " " + text[found.end() :]
    polar = _POLAR.match(text)
    return ("是否", text[polar.end() :]) if polar else ("多少", text)


def _counting(before: str, behind: str) -> tuple[str, str]:
    """Return 多少 with the measure word and the noun that “how many” counts, and the rest."""
    found: list[tuple[int, int, str, bool]] = []
    phrase = _VERB.split(behind)[0]
    for pattern, asking in _COUNTED:
        noun = re.match(rf"(?:\W+[\w\-]+){{0,3}}?\W+(?:{pattern})\w*", phrase, re.IGNORECASE)
        if noun:
            found.append((noun.end(), len(asking), asking, pattern in _BARE))
    if not found:
        return "多少", f"{before} {behind}"
    end, _, asking, bare = max(found)
    return asking + ("" if bare else in_chinese(behind[:end])), f"{before} {behind[end:]}"


def _comparison(text: str) -> str:
    """Return “A和B…哪个更多” for a question that sets A against B with “or”; "" for others."""
    polar = _EITHER.match(text)
    if polar is not None:
        text = f"which {polar['rest']}: {polar['a']} or {polar['b']}"
    sides = re.search(r"[:,]\s*(?P<a>[^:,?]+?)\s*,?\s+or\s+(?P<b>[^:,?]+)", text)
    if sides is None or not re.match(r"\W*(?:which|who|what)\b", text, re.IGNORECASE):
        return ""
    lead = text[: sides.start()]
    degree = next((zh for en, zh in _COMPARED if re.search(en, lead, re.IGNORECASE)), "更多")
    about = _OF_COMPARING.sub(" ", lead)
    left, right, middle = in_chinese(sides["a"]), in_chinese(sides["b"]), in_chinese(about)
    years = "".join(re.findall(r"\d{4}年", middle))
    return f"{years}{left}和{right}{re.sub(r'[0-9]{4}年', '', middle)}哪个{degree}？"
