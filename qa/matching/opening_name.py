"""Whose a question is by a name that it opens with and no table knows: 某某药业有多少件专利.

The dictionary cuts such a name into letters that anything matches. A text that never says it, where
another text found does, is about somebody else.
"""

import re
from collections.abc import Callable
from functools import lru_cache

import rjieba

from corpus.area_names import area_at
from corpus.document import Span
from qa.draft import Scene
from qa.lexicon import frame
from qa.question import Question
from qa.task import Material, Task

__all__ = ["of_stranger"]

_SHORTEST = 2  # characters by which a text shows that it knows a name
_LONGEST = 12  # characters of a name that a question opens with
_HAN = re.compile(r"[㐀-鿿A-Za-z]+")
_NAMES = ("nr", "nrt", "nrfg", "nz", "nt", "x")
_BODY = re.compile(r"[㐀-鿿]{2,10}?(?:公司|集团|银行|大学|研究院|医院)")  # opens a sentence
_BACK = re.compile(r"[它其该他她这此两]|公司|企业")  # as one that was named before
_SCOPE = frozenset(
    "市区县省州镇乡村国院校局厅部全我本该各两多新老大小其第每按据满超未已"
)  # begins no name


def of_stranger(task: Task, scene: Scene, span: Span | None = None) -> bool:
    """True where a sentence, or its figure at `span`, is of another than the question names."""
    opening = _opening(task.question)
    if not opening:
        return False
    found = tuple(dict.fromkeys(one.document.id for one in task.scenes))
    key = (opening, found)
    if key not in task.known:  # asked once of a question, not once of each of its figures
        task.known[key] = _told(task.material, opening, found)
    name, strangers = task.known[key]
    if not name:
        return False
    if scene.document.id in strangers:
        return True
    if span is None or name in scene.headings + scene.title:
        return False
    at = scene.text.find(name[:_SHORTEST])
    if at < 0:
        return _BODY.match(scene.text) is not None and not _BACK.match(scene.text)
    return (
        name not in scene.lead and "；" in scene.text[span.end : at]
    )  # told of another in front of it


def _opening(question: Question) -> str:
    """Return the letters that a question begins with, if they begin with an unknown name."""
    if question.language != "zh" or any(p.span.start == 0 for p in question.places):
        return ""
    letters = _HAN.match(question.view)
    if letters is None:
        return ""
    return letters[0][:_LONGEST] if _names(letters[0]) or area_at(letters[0]) else ""


@lru_cache(maxsize=64)
def _names(letters: str) -> bool:
    """True for letters that the dictionary cuts as those of a name."""
    word, tag = rjieba.tag(letters, hmm=False)[0]
    single = len(word) == 1 and tag[0] in "nagbzj" and word not in _SCOPE
    return (single or tag in _NAMES) and word not in frame()


def _told(
    material: Callable[[str], Material], opening: str, found: tuple[str, ...]
) -> tuple[str, frozenset[str]]:
    """Return the longest beginning that some of the documents hold, and those that know none of it.

    Empty where no document holds a name of it, or all do.
    """
    texts = {one: "\n".join(s.view.text for s in material(one).sentences) for one in found}
    name = ""
    for text in texts.values():
        length = next((n for n in range(len(opening), _SHORTEST - 1, -1) if opening[:n] in text), 0)
        name = max(name, opening[:length], key=len)
    if not name:
        return "", frozenset()
    return name, frozenset(one for one, text in texts.items() if name[:_SHORTEST] not in text)
