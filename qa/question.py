"""What a question asks: its kind, the wanted unit, places, periods, aspect and content words."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from corpus.clean import clean
from corpus.document import Aspect, Period, Quantity, Span
from corpus.periods import periods
from corpus.places import Place, places, short_name, within
from corpus.quantities import quantities
from corpus.script import detect, fold
from qa.asking.kinds import MEASURE, kind_of
from qa.asking.phrasing import plainly, usual
from qa.asking.preamble import without_preamble
from qa.asking.terms import Term, terms_of
from qa.asking.translate import to_chinese
from qa.asking.wanted import Wanted, aspect_asked, wanted_of
from qa.contract import Kind

# The country as whose something is: 全国, 我国, 中国 in front of what it has. Not 占全国的多少.
NATION = re.compile(
    r"(?<![占居列较比于在])(?:全国|我国|全中国|(?<![\u4e00-\u9fff])中国|(?<=[年末底初])中国)(?!人大|政协|人民代表|各地|第一)"
)
UNTRANSLATED = 0.3  # weight of an English word without a Chinese one
ASKING_NUMBER = re.compile(r"多少|几|第几|百分之几")

# What ends an assertion that is asked about; a number in front of it is read as at an end: 七成了吗
_PARTICLES = re.compile(r"(?:了|的){0,3}(?:吗|么|吧|呢|嘛|没有|对吗|是吗|对不对)[？。！]*$")


@dataclass(frozen=True, slots=True)
class Question:
    """A question read. `view` is its search form; spans inside refer to `view`."""

    text: str
    view: str
    kind: Kind
    wanted: Wanted
    places: tuple[Place, ...]
    periods: tuple[Period, ...]
    aspect: Aspect | None
    terms: tuple[Term, ...]
    premises: tuple[Quantity, ...]
    script: Literal["hans", "hant"]
    language: Literal["zh", "en", "ja"]
    nation: bool = False  # it asks of the whole country, and names no other place


@lru_cache(maxsize=128)  # what a question asks on its way is read when foreseen, and when asked
def read_question(text: str) -> Question:
    """Read a question in Chinese of either script, English or Japanese."""
    language = language_of(text)
    view = fold(clean(plainly(text.strip()))[0]).text
    if language != "zh":
        view = to_chinese(view, language)
    script: Literal["hans", "hant"] = "hant" if detect(text) in ("hant", "mixed") else "hans"
    view = _tidy(_asked(view, script) if language == "zh" else usual(view, script))
    kind = kind_of(view)
    found_periods = periods(view)
    found_places = _own_places(view)
    nation = not found_places and NATION.search(view) is not None
    premises = _asserted(view)
    return Question(
        text=text,
        view=view,
        kind=kind,
        wanted=wanted_of(view),
        places=_innermost(view, found_places),
        periods=tuple(p for p in found_periods if p.start or p.end),
        aspect=aspect_asked(view),
        terms=_lightened(
            terms_of(
                view,
                [
                    *(p.span for p in found_places),
                    *(p.span for p in found_periods if _timed(p)),
                    *(Span(q.span.start, q.number_span.start) for q in premises),
                ],
                [_called(p) for p in found_places],
            ),
            language,
            nation,
        ),
        premises=premises,
        script=script,
        language=language,
        nation=nation,
    )


def _asked(view: str, script: Literal["hans", "hant"]) -> str:
    """Return what a question asks in the usual words, without what stands around it.

    What stands around hides the ends that rewriting goes by (占比为何，谢谢), and some of it only
    has its usual words after rewriting (话我知).
    """
    view = usual(without_preamble(view), script)
    bare = without_preamble(view)
    return view if bare == view else usual(bare, script)


def _asserted(view: str) -> tuple[Quantity, ...]:
    """Return the quantities that a question states itself; 哪一家 states none."""
    found = quantities(_PARTICLES.sub("", view))
    return tuple(q for q in found if not view[: q.span.start].endswith("哪"))


def _called(place: Place) -> str:
    """Return what a text calls a place: 深圳, but 合肥高新区 in full."""
    return place.canonical if place.level == "zone" else short_name(place.canonical)


def _lightened(terms: tuple[Term, ...], language: str, nation: bool) -> tuple[Term, ...]:
    """Make words of a foreign question that the glossary lacks light: no document has them.

    The country as whose something is goes: its own papers do not name it with each figure.
    """
    if nation and any(not NATION.fullmatch(t.text) for t in terms):
        terms = tuple(t for t in terms if not NATION.fullmatch(t.text))
    if language == "zh":
        return terms
    return tuple(
        replace(t, weight=min(t.weight, UNTRANSLATED)) if t.text.isascii() else t for t in terms
    )


def language_of(text: str) -> Literal["zh", "en", "ja"]:
    """Tell the language a question is written in, by its letters."""
    if re.search(r"[぀-ヿ]", text):
        return "ja"
    han, latin = len(re.findall(r"[㐀-鿿]", text)), len(re.findall(r"[A-Za-z]", text))
    return "en" if latin > 3 * max(han, 1) and han < 8 else "zh"


def _timed(period: Period) -> bool:
    """True unless the words of a period are what tells it: 试点以来 has no year to go by."""
    return period.kind != "since" or period.start is not None


# “…做什么？有哪些”: the second asking only repeats the first one
_REPEATED = re.compile(
    r"(?<=.)[？，]\s*(?:具体|都|分别|主要)?(?:有哪些(?:内容)?|是哪些|有谁|是什么|包括哪些|是谁)[？。]*$"
)


# “怎么做，三条分别是什么”: a clause that only counts belongs to the one before it
_COUNT_ALONE = re.compile(
    rf"[，？](?=(?:这|那|其中的?)?(?:[两二三四五六七八九十]|\d{{1,2}}){MEASURE}"
    r"(?:都|分别|具体|各)*(?:是|有|指)(?:什么|哪些?)[？。]*$)"
)


def _tidy(view: str) -> str:
    view = re.sub(r"\s+", " ", view).strip()
    repeated = _REPEATED.search(view)
    if repeated and re.search(r"什么|哪|谁|几", view[: repeated.start()]):
        asked = view[: repeated.start()]
        view = re.sub(r"什么(?=[㐀-鿿])", "哪些", asked, count=1) + "？"
    return _COUNT_ALONE.sub("", view)


# 香港居民可以缴吗: whose papers somebody has, not where it is asked of
_OF_PEOPLE = re.compile(
    r"(?:特别行政区)?(?:永久性?)?(?:居民(?=[拿持凭可能也想要是有的]|身份)|户籍|户口|身份证|护照|人士(?=[可能也想要有]))"
)


def _own_places(view: str) -> tuple[Place, ...]:
    """Return the places the question is about: those that are not the yardstick of a ranking."""
    found = places(view)
    found = tuple(p for p in found if not _OF_PEOPLE.match(view, p.span.end))
    kept = tuple(p for p in found if not re.search(r"(?:占|全|居|列)$", view[: p.span.start]))
    return kept or found


_SET_BESIDE = re.compile(r"[占比和与跟同及、]|还是|排|居")


def _innermost(view: str, found: tuple[Place, ...]) -> tuple[Place, ...]:
    """Return the places without those in which a later one lies: 甲省最小的乙市有多少 asks of 乙市.

    Those that are set beside one another stay: 甲省和乙市, 乙市占甲省的多少.
    """
    if len(found) < 2 or _SET_BESIDE.search(view):
        return found
    return tuple(
        p
        for n, p in enumerate(found)
        if not any(
            q.canonical != p.canonical and within(q.canonical, p.canonical) for q in found[n + 1 :]
        )
    )
