"""Whether a text speaks of a thing's namesake: of 城北水厂 where 城南水厂 is asked about."""

import re
from collections.abc import Sequence
from functools import lru_cache

from qa.asking.terms import Term
from qa.draft import Scene
from qa.lexicon import wordings
from qa.phrases.cutting import words_of
from qa.question import Question

WEIGHT = 0.5  # of a word that tells things of one name apart
_SIDE = re.compile(r"[东西南北](?=(?P<rest>[㐀-鿿]{2}))")
_TAIL = re.compile(r"[㐀-鿿]{2}")

# An area by the shape of its name, and what is of that shape and no name
_AREA = re.compile(r"(?P<name>[㐀-鿿]{2,3}[区县市镇乡])(?=\d{4}年|的|去年|上年|今年)")
_TITLED = re.compile(r"(?P<name>[㐀-鿿]{2,3}[区县市镇乡])(?=\d{4}|[㐀-鿿])")
_COMMON = re.compile(
    r"^(?:全|我|本|该|各|这|那|其|两|多)|(?:[社小厂园地景山城郊辖矿片专特港新]|示范|试验|高新|开发|保税|自治)区$"
    r"|(?:城|都|省|直辖|地级|县级|股)市$|(?:城|乡|小)镇$|(?:城|家|水)乡$"
)


def of_namesake(question: Question, terms: Sequence[Term], scene: Scene) -> bool:
    """True where a sentence names not the thing asked about but one that a letter tells from it."""
    view = question.view
    words = tuple(t.text for t in terms if t.noun and len(t.text) in (2, 3) and t.weight >= WEIGHT)
    around = f"{scene.text}，{scene.headings}，{scene.lead}，{scene.title}"
    if not question.places and _other_area(view, around, scene.title):
        return True
    return _namesake(view, words, scene.text, around)


def _other_area(view: str, around: str, title: str) -> bool:
    """True where a question opens with an area that no table knows, and the title with another."""
    asked = _AREA.match(view)
    if asked is None or asked["name"][:-1] in around or _COMMON.search(asked["name"]):
        return False
    titled = _TITLED.match(title)
    return titled is not None and not _COMMON.search(titled["name"])


@lru_cache(maxsize=4096)
def _namesake(view: str, words: tuple[str, ...], text: str, around: str) -> bool:
    return any(_other(view, word, text, around) for word in words) or any(
        side[0] + side["rest"] not in around
        and re.search(f"[东西南北]{side['rest']}", text) is not None
        for side in _SIDE.finditer(view)
    )


def _other(view: str, word: str, text: str, around: str) -> bool:
    """True where a word that differs by one letter stands in front of the same as the word does."""
    at = view.find(word)
    if at < 0 or any(w in around for w in (word, *wordings().get(word, ()))):
        return False
    tail = _TAIL.match(view, at + len(word))
    if tail is None:
        return False
    for other in words_of(text):
        alike = sum(a == b for a, b in zip(word, other.text, strict=False))
        if (
            len(other.text) == len(word) == alike + 1
            and other.tag[0] in "nabjlsz"
            and other.text not in view
            and text.startswith(tail[0], other.span.end)
        ):
            return True
    return False
