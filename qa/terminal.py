"""An answer on a terminal: the short answer, the sentence with its figure marked, the source.

Works without colour: what colour marks is then set between 【 and 】. Text of documents goes out
without control characters, so that no file can steer the reader's terminal.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from qa.contract import AskResponse, CitationOut, Kind, Language, QuantityOut, Script, Status
from qa.wording import Wording, wording

__all__ = ["cite", "mark", "place_of", "printable", "render"]

MARK = "bold reverse"
FAINT = "dim"
_CONTEXT = 40  # code points shown before and after a quote
_INDENT = 4


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
    for warning in response.warnings:
        console.print(Text(f"! {words['warning']}: {words[warning.value]}", style="yellow"))
    console.print()


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
        console.print(head)
        body = Text()
        body.append(_before(citation.before), style=FAINT)
        body.append_text(_marked_quote(citation, response, colour=colour))
        body.append(_after(citation.after), style=FAINT)
        console.print(Padding(body, (0, 0, 0, _INDENT)))


def _answer(console: Console, response: AskResponse, words: Wording) -> None:
    if response.answer:
        console.print(Padding(Text(printable(response.answer), style="bold green"), (0, 0, 0, 2)))
    if response.confidence is not None:
        percent = round(response.confidence * 100)
        console.print(
            Padding(Text(words["confidence"].format(percent=percent), style=FAINT), (0, 0, 0, 2))
        )
    console.print(Rule(style=FAINT))
    _parts(console, response, words)
    if response.status is Status.CONFLICT:
        console.print(Text(words["conflict"], style="bold yellow"))
        for conflict in response.conflicts:
            for index in conflict.quantities:
                console.print(Padding(_quantity(response.quantities[index]), (0, 0, 0, 2)))
    cite(console, response, [citation.n for citation in response.citations], words)
    if response.citation_text:
        console.print()
        line = Text.assemble((f"{words['copy']}: ", FAINT), printable(response.citation_text))
        console.print(line, soft_wrap=True)


def _parts(console: Console, response: AskResponse, words: Wording) -> None:
    """Print what the answer consists of: its items or its text, the calculation, the coverage."""
    if response.items:
        for number, item in enumerate(response.items, start=1):
            console.print(Padding(Text(f"{number}. {printable(item)}"), (0, 0, 0, 2)))
    elif response.text and (response.kind is Kind.PASSAGE or len(response.statements) > 1):
        console.print(Padding(Text(printable(response.text)), (0, 0, 0, 2)))
    if response.calculation is not None:
        done = response.calculation
        result = f"{done.result:f}{done.unit}"
        console.print(Text(f"{words['calculation']}: {done.expression} = {result}"))
    if response.coverage is not None and response.coverage.missing:
        cover = response.coverage
        console.print(
            Text(words["coverage"].format(answered=cover.answered, of=cover.of), style="yellow")
        )
        missing = printable("、".join(cover.missing))
        console.print(Text(words["missing"].format(missing=missing), style="yellow"))


def _refusal(console: Console, response: AskResponse, words: Wording) -> None:
    console.print(Padding(Text(words["not_found"], style="bold yellow"), (0, 0, 0, 2)))
    refusal = response.refusal
    if refusal is None:
        return
    console.print(Padding(Text(printable(refusal.message)), (0, 0, 0, 2)))
    console.print(
        Padding(Text(words["reason"].format(code=refusal.code.value), style=FAINT), (0, 0, 0, 2))
    )
    console.print(Rule(style=FAINT))
    if refusal.options:
        console.print(Text(words["options"], style="bold"))
        for option in refusal.options:
            line = Text(f"• {printable(option.question)}")
            line.append(f" → {printable(option.answer)} [{option.citation}]", style=FAINT)
            console.print(Padding(line, (0, 0, 0, 2)))
    nearest = [n for n in refusal.nearest if n not in {o.citation for o in refusal.options}]
    if nearest:
        console.print(Text(words["nearest"], style="bold"))
        cite(console, response, nearest, words)
    if refusal.options:
        cite(console, response, sorted({o.citation for o in refusal.options}), words)


def _marked_quote(citation: CitationOut, response: AskResponse, *, colour: bool) -> Text:
    """Return a citation's quote; its figures, else the short answer or the items, are marked."""
    spans = [
        (quantity.start - citation.start, quantity.end - citation.start)
        for quantity in response.quantities
        if quantity.citation == citation.n
    ]
    if not spans:
        for words in (response.answer, *response.items):
            at = citation.quote.find(words) if words else -1
            if at >= 0 and len(words) < len(citation.quote):
                spans.append((at, at + len(words)))
    return mark(citation.quote, spans, colour=colour)


def _quantity(quantity: QuantityOut) -> Text:
    period = quantity.period.text if quantity.period else ""
    subject = quantity.subject.text if quantity.subject else ""
    owner = " ".join(printable(part) for part in (subject, period, quantity.measure) if part)
    return Text.assemble((printable(quantity.raw), "bold"), f" {owner} [{quantity.citation}]")


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
