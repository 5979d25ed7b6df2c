"""An answer on a terminal: the short answer, the sentence with its figure marked, the source.

Works without colour: what colour marks is then set between 【 and 】. Text of documents goes out
without control characters, so that no file can steer the reader's terminal.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from qa.commands.wording import Wording, wording
from qa.contract import (
    AskResponse,
    CitationOut,
    Kind,
    Language,
    QuantityOut,
    RefusalCode,
    Script,
    Status,
)
from qa.decimals import plain

__all__ = ["cite", "mark", "place_of", "printable", "render"]

MARK = "bold reverse"
FAINT = "dim"
_YEAR = re.compile(r"(?:1[89]|20)\d\d\s*(?:[-–—~～至到]\s*(?:1[89]|20)\d\d\s*)?年(?:\d{1,2}月)?")
_CONTEXT = 40  # code points shown before and after a quote


def render(
    console: Console,
    response: AskResponse,
    *,
    language: Language = Language.AUTO,
    script: Script = Script.AUTO,
) -> None:
    """Print an answer or a refusal to a reader."""
    words = wording(response, language, script)
    console.print()
    if response.status is Status.NOT_FOUND:
        _refusal(console, response, words)
    else:
        _answer(console, response, words)
    console.print()


def _warnings(console: Console, response: AskResponse, words: Wording) -> None:
    for warning in response.warnings:
        _put(console, Text(f"! {words['warning']}: {words[warning.value]}", style="yellow"))


def printable(text: str) -> str:
    """Return text on one line: line breaks become spaces, control characters go."""
    shown = (
        " " if ch.isspace() else ch
        for ch in text
        if ch.isspace() or unicodedata.category(ch) not in ("Cc", "Cf", "Cs")
    )
    return " ".join("".join(shown).split())


def mark(quote: str, spans: Iterable[tuple[int, int]], *, colour: bool) -> Text:
    """Return a quote on one line with the given ranges of it marked; overlaps are joined."""
    text = Text()
    inside = [(max(start, 0), min(end, len(quote))) for start, end in spans]
    marked = _joined(sorted((start, end) for start, end in inside if start < end))
    borders = sorted({0, len(quote), *(edge for span in marked for edge in span)})
    for start, end in pairwise(borders):
        piece = _piece(quote[start:end])
        if (start, end) not in marked:
            text.append(piece)
        elif colour:
            text.append(piece, style=MARK)
        else:
            text.append(f"【{piece}】")
    return text


def place_of(citation: CitationOut, words: Wording) -> str:
    """Return document › headings › page › offsets."""
    parts = [citation.document, *citation.heading]
    first, last = citation.page_start, citation.page_end
    if first is not None:
        same = last is None or last == first
        parts.append(
            words["page"].format(page=first)
            if same
            else words["pages"].format(first=first, last=last)
        )
    parts.append(words["offsets"].format(start=citation.start, end=citation.end))
    return " › ".join(printable(part) for part in parts)


def cite(console: Console, response: AskResponse, numbers: Sequence[int], words: Wording) -> None:
    """Print citations: where each stands, and its quote with the figures marked."""
    colour = console.color_system is not None and not console.no_color
    by_number = {citation.n: citation for citation in response.citations}
    for citation in (by_number[n] for n in numbers if n in by_number):
        head = Text.assemble((f"[{citation.n}] {place_of(citation, words)}", "cyan"))
        if citation.published is not None:
            head.append(f" · {words['published'].format(date=citation.published)}", style=FAINT)
        _put(console, head, indent=0)
        body = _marked_quote(citation, response, colour=colour)
        if colour:  # without it nothing would tell the quote from what stands around it
            before, after = _before(citation.before), _after(citation.after)
            body = Text.assemble((before, FAINT), body, (after, FAINT))
        _put(console, body, indent=4)


def _answer(console: Console, response: AskResponse, words: Wording) -> None:
    if response.answer:
        _put(console, Text(printable(response.answer), style="bold green"))
    if response.confidence is not None:
        percent = round(response.confidence * 100)
        _put(console, Text(words["confidence"].format(percent=percent), style=FAINT))
    _warnings(console, response, words)
    console.print(Rule(style=FAINT))
    _parts(console, response, words)
    if response.status is Status.CONFLICT:
        console.print(Text(words["conflict"], style="bold yellow"))
        for conflict in response.conflicts:
            for index in conflict.quantities:
                _put(console, _quantity(response.quantities[index]))
    cite(console, response, [citation.n for citation in response.citations], words)
    if response.citation_text:
        console.print()
        line = Text.assemble((f"{words['copy']}: ", FAINT), printable(response.citation_text))
        console.print(line, soft_wrap=True)


def _parts(console: Console, response: AskResponse, words: Wording) -> None:
    """Print what the answer consists of: its items or its text, the calculation, the coverage."""
    if response.items:
        for number, item in enumerate(response.items, start=1):
            _put(console, Text(f"{number}. {printable(item)}"))
    elif response.text and response.kind is Kind.PASSAGE:
        _put(console, Text(printable(response.text)))
    elif len(response.quantities) > 1 and response.status is not Status.CONFLICT:
        for quantity in response.quantities:  # whose and when, where the short answer names several
            _put(console, _quantity(quantity))
    if response.calculation is not None:
        done = response.calculation
        result = f"{plain(done.result)}{done.unit}"
        console.print(Text(f"{words['calculation']}: {done.expression} = {result}"))
    if response.coverage is not None and response.coverage.missing:
        cover = response.coverage
        console.print(
            Text(words["coverage"].format(answered=cover.answered, of=cover.of), style="yellow")
        )
        missing = printable("、".join(cover.missing))
        console.print(Text(words["missing"].format(missing=missing), style="yellow"))


def _refusal(console: Console, response: AskResponse, words: Wording) -> None:
    _put(console, Text(words["not_found"], style="bold yellow"))
    refusal = response.refusal
    if refusal is None:
        return
    _put(console, Text(printable(refusal.message)))
    _put(console, Text(words["reason"].format(code=refusal.code.value), style=FAINT))
    _warnings(console, response, words)
    console.print(Rule(style=FAINT))
    if refusal.options:
        console.print(Text(words["options"], style="bold"))
        for option in refusal.options:
            line = Text(f"• {printable(option.question)}")
            line.append(f" → {printable(option.answer)} [{option.citation}]", style=FAINT)
            _put(console, line)
    nearest = [n for n in refusal.nearest if n not in {o.citation for o in refusal.options}]
    if nearest:
        console.print(Text(words["nearest"], style="bold"))
        cite(console, response, nearest, words)
    if refusal.options:
        cite(console, response, sorted({o.citation for o in refusal.options}), words)


def _marked_quote(citation: CitationOut, response: AskResponse, *, colour: bool) -> Text:
    """Return a citation's quote with what matters in it marked.

    That is its figures, else the short answer or the items; for want of the time asked for, the
    years that are there.
    """
    spans = [
        (quantity.start - citation.start, quantity.end - citation.start)
        for quantity in response.quantities
        if quantity.citation == citation.n
    ]
    if not spans:
        said = response.answer.partition("，")[2] if response.kind is Kind.YES_NO else ""
        for words in (response.answer, said, *response.items):
            found = _place(citation.quote, words)
            if found is not None and found[1] - found[0] < len(citation.quote):
                spans.append(found)
    if response.refusal is not None and response.refusal.code is RefusalCode.OTHER_PERIOD:
        spans.extend(found.span() for found in _YEAR.finditer(citation.quote))
    return mark(citation.quote, spans, colour=colour)


def _place(quote: str, words: str) -> tuple[int, int] | None:
    """Return where words of an answer stand in a quote, in whatever script and noise it has."""
    from corpus.document import Span
    from corpus.script import fold_text, reading  # its tables are large

    view, _ = reading(quote)
    folded = fold_text(words)
    at = view.text.find(folded) if folded else -1
    if at < 0:
        return None
    span = view.original(Span(at, at + len(folded)))
    return span.start, span.end


def _quantity(quantity: QuantityOut) -> Text:
    period = quantity.period.text if quantity.period else ""
    subject = quantity.subject.text if quantity.subject else ""
    owner = " ".join(printable(part) for part in (subject, period, quantity.measure) if part)
    return Text.assemble((printable(quantity.raw), "bold"), f" {owner} [{quantity.citation}]")


def _put(console: Console, text: Text, *, indent: int = 2) -> None:
    """Print an indented text: wrapped on a terminal, as one line into a file or a pipe."""
    if console.is_terminal:
        console.print(Padding(text, (0, 0, 0, indent)))
    else:
        console.print(Text(" " * indent) + text, soft_wrap=True)


def _piece(text: str) -> str:
    """Return a part of a quote without control characters, its outer spaces kept as one."""
    body = printable(text)
    if not body:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + body + (" " if text[-1].isspace() else "")


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _before(text: str) -> str:
    tail = printable(text)[-_CONTEXT:]
    return f"…{tail}" if tail else ""


def _after(text: str) -> str:
    head = printable(text)[:_CONTEXT]
    return f"{head}…" if head else ""
