"""Whose figures they are where that is no place: a company, a fund, a platform, a zone by name.

A body opens its clause by name (甲基金累计投资9个), or is pointed back to (该平台吸引了60家).
"""

import re
from dataclasses import dataclass, field

from corpus.attribution.noun_phrases import opening, phrase_before
from corpus.document import Mapped, Span, Subject

__all__ = ["Bodies", "is_body"]

_KINDS = (
    "公司|集团|兵团|垦区|基金|平台|小镇|试验区|集聚区|示范基地|产业园|科技园|软件园|孵化器|大学|学院|研究院|研究所|银行|联盟|"
    "协会|商会|交易所|法院|仲裁委员会|(?:援助|保护|服务|交易|调解|孵化|审查|监测)中心"
)
_NAMED = re.compile(rf"(?:{_KINDS})$")
# Names hold verbs that would end a phrase: 某某产业集聚发展试验区拥有…
_DOES = re.compile(
    rf"(?P<name>[㐀-鿿A-Za-z()]{{2,26}}?(?:{_KINDS}))"
    r"(?= *(?:拥有|持有|已有|已|共|累计|吸引|现有|有|实现|达|成为|完成|获|荣获|取得|申请|授权|新增|"
    r"经济|受理|服务|入驻|投资|投入|首期|注册资本|总?规模|管理规模)| +[㐀-鿿])"
)  # a blank is a time: 某公司2031年申请专利
_BACK = re.compile(rf"该(?P<kind>{_KINDS}|镇|园|中心)")
_NO_NAME = re.compile(
    r"[的和与及在将对为把由从、 ]|该|这|各|其|(?<!国)家|获得|推动|推进|(?<!生产)建设|成立|设立|依托"
)
_LONGEST = 30  # characters of a name
_BESIDE = 2  # characters that a name has at least beside its kind
_KEPT = 3  # sentences that 该平台 is looked up in


@dataclass(slots=True)
class Bodies:
    """The sentences read last, for 该平台 to be looked up in."""

    views: list[Mapped] = field(default_factory=list)

    def read(self, view: Mapped) -> None:
        """Enter a sentence."""
        self.views = [*self.views[-_KEPT:], view]

    def subject(self, clause: Span, place: Subject | None, timeless: str) -> Subject | None:
        """Return the body that a clause of the last sentence speaks of, else its place.

        A body is of the place that the clause would be of without it; `timeless` is the sentence
        with its times as spaces.
        """
        view = self.views[-1]
        name = _at_head(timeless, clause)
        back = None if name else _BACK.search(view.text, clause.start, clause.end)
        if back is not None:
            view, name = self._last(back["kind"], clause.start)
        if name is None:
            return place
        body = view.text[name.start : name.end]
        return Subject(
            body, back[0] if back else None, place.place if place else None, view.original(name)
        )

    def _last(self, kind: str, end: int) -> tuple[Mapped, Span | None]:
        """Return the last body of a kind, in front of `end` in the last sentence."""
        for view in reversed(self.views):
            text = view.text[:end] if view is self.views[-1] else view.text
            for found in reversed(list(re.finditer(kind, text))):
                if (name := _ending(text, found.end(), kind)) is not None:
                    return view, name
        return self.views[-1], None


def is_body(subject: Subject | None) -> bool:
    """True for a subject that is called by its own name, and not by its place's."""
    return subject is not None and subject.text != subject.place and not subject.resolved_from


def _at_head(text: str, clause: Span) -> Span | None:
    """Return the name of a body that opens a clause and does what the clause says."""
    start = clause.end - len(text[clause.start : clause.end].lstrip())
    plain = _DOES.match(text, start, clause.end)
    name = Span(*plain.span("name")) if plain else opening(text, clause)
    if name is None or len(name) > _LONGEST:
        return None
    if _NO_NAME.search(text, name.start, name.end):
        return None
    kind = _NAMED.search(text[name.start : name.end])
    return name if kind is not None and kind.start() >= _BESIDE else None


def _ending(text: str, end: int, kind: str) -> Span | None:
    """Return the name that ends at `end` with its kind, None where more or nothing is in front."""
    start = max(text.rfind(mark, 0, end) + 1 for mark in "，；：。！？")
    pieces = phrase_before(text, Span(start, end))
    if not pieces or pieces[-1].end != end:
        return None
    name = Span(pieces[0].start, end)
    return name if len(kind) + _BESIDE <= len(name) <= _LONGEST else None
