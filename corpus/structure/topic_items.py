"""Sentences that each say first what they are about: 在管理上，…。在保护方面，…."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from corpus.document import Enumeration, Item
from corpus.mapped import Span
from corpus.structure.items import Read, lead_of, trimmed

LEAST = 3  # so many neighbours make a list of them
_TOPIC = re.compile(
    r"(?:^|(?<=[。；;]))[^\S\n]*+(?:在(?P<at>[㐀-鿿]{2,10}?)(?:上|方面)|(?P<bare>[㐀-鿿]{2,10}?)方面)[，,]",
    re.MULTILINE,
)


def topic_items(text: Read) -> Iterator[Enumeration]:
    """Yield the runs of such sentences of one section; the head of an item is its topic."""
    view = text.parts.view
    hits = [m for m in _TOPIC.finditer(view.text) if text.sentences and _plain(text, m.start())]
    by_section = groupby(hits, key=lambda m: text.sentences[text.sentence_at(m.end() - 1)].section)
    for section, group in by_section:
        run = [*group]
        if len({_topic(m) for m in run}) < max(LEAST, len(run)):
            continue
        last = text.spans[text.sentence_at(run[-1].end() - 1)].end
        starts = [view.text.index(m[0].strip()[0], m.start()) for m in run]
        items = []
        for found, (start, end) in zip(run, pairwise([*starts, last]), strict=True):
            name = "at" if found["at"] else "bare"
            stop = max(trimmed(view.text, start, end), found.end())
            head = view.original(Span(*found.span(name)))
            items.append(Item("", view.original(Span(start, stop)), head))
        yield Enumeration(section, lead_of(text, starts[0]), tuple(items))


def _topic(found: "re.Match[str]") -> str:
    return found["at"] or found["bare"]


def _plain(text: Read, at: int) -> bool:
    """True inside a sentence that is neither a heading nor of the document's frame."""
    sentence = text.sentences[text.sentence_at(at + 1)]
    return not sentence.heading and sentence.paragraph not in text.frame
