"""Which row of a table has the most of what a column tells: 总投资最大的是哪个项目."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal

from corpus.attribution.table_labels import WHOLE, label
from corpus.document import Cell
from corpus.script import fold_text
from qa.asking.slot import read_slot
from qa.contract import Kind
from qa.draft import Draft, Evidence, Statement, features_by_form
from qa.matching.align import Layer
from qa.matching.fitness import Fit
from qa.matching.rank import place_fit
from qa.outline import heading_paths, named
from qa.task import Material, Task

__all__ = ["answer_top_row"]

DOCUMENTS = 5  # whose tables are looked through
ROWS = 3  # that a column must have; of two a comparison asks by name
ENOUGH = 0.5  # share of what is asked beside measure and class that must be said of the table
_KINDS = (Kind.ENTITY, Kind.COMPARISON, Kind.LIST)
_MOST = re.compile(r"最(?P<way>[多高大少低小长短])(?![，？]{0,1}(?:可以?|能))")
_LEAST = "少低小短"
_NUMBER = re.compile(r"[-+−]?\d[\d,，]*(?:\.\d+)?")
_NUMBERING = re.compile(r"序号|编号|代码|年限|年份|日期|时间|电话")
_SEVERAL = re.compile(r"前[两二三四五六七八九十\d]|最[㐀-鿿]的?[两二三四五六七八九十\d]")


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    value: Decimal
    shown: str
    cell: Cell


def answer_top_row(task: Task) -> Draft | None:
    """Return the row with the most or least in the column that a question names, None without."""
    view = task.question.view
    most = _MOST.search(view)
    if most is None or task.question.kind not in _KINDS or _SEVERAL.search(view):
        return None
    seen: set[str] = set()
    for scene in task.scenes:
        if scene.document.id in seen or place_fit(task, scene) is Fit.NO:
            continue
        seen.add(scene.document.id)
        if len(seen) > DOCUMENTS:
            return None
        material = task.material(scene.document.id)
        for table in dict.fromkeys(cell.table for cell in material.cells):
            found = _of_table(task, material, table, most["way"] in _LEAST)
            if found is not None:
                return found
    return None


def _of_table(task: Task, material: Material, table: int, least: bool) -> Draft | None:
    cells = [c for c in material.cells if c.table == table]
    column = _column(task, material, cells)
    if column is None:
        return None
    rows = [row for cell in cells if cell.column == column if (row := _row(material, cells, cell))]
    if len(rows) < ROWS or not _spoken_of(task, material, cells, rows[0]):
        return None
    best = (min if least else max)(rows, key=lambda r: r.value)
    if sum(r.value == best.value for r in rows) > 1:
        return None
    at = bisect_right(material.sentences, best.cell.span.start, key=lambda s: s.span.start) - 1
    return Draft(
        Kind.COMPARISON,
        f"{best.name}（{best.shown}）",
        (Statement((Evidence(material.document, material.sentences[at].span),)),),
        features=features_by_form(task.scenes[0].retrieval),
    )


def _header(material: Material, cell: Cell) -> str:
    span = cell.column_header
    return fold_text(material.document.quote(span)).strip() if span is not None else ""


def _column(task: Task, material: Material, cells: list[Cell]) -> int | None:
    """Return the column whose header the question says, the longest one."""
    said = {
        c.column: label(_header(material, c)).text.replace("，", "")
        for c in cells
        if c.column_header is not None
    }
    named = [
        (len(text), -n)
        for n, text in said.items()
        if len(text) > 1 and text in task.question.view and not _NUMBERING.search(text)
    ]
    return -max(named)[1] if named else None


def _row(material: Material, cells: list[Cell], cell: Cell) -> _Row | None:
    """Return what a row is called and its number, None for a row of sums."""
    quote = material.document.quote
    text = fold_text(quote(cell.span)).strip()
    number = _NUMBER.match(text)
    if cell.column_header is None or number is None:
        return None
    row = sorted((c for c in cells if c.row == cell.row), key=lambda c: c.column)
    words = [c for c in row if c.column != cell.column and _is_name(material, c)]
    if not words or any(WHOLE.fullmatch(fold_text(quote(c.span)).strip()) for c in words):
        return None
    unit = label(_header(material, cell)).unit if number[0] == text else ""
    value = Decimal(re.sub("[,，]", "", number[0]).replace("−", "-"))
    return _Row(quote(words[0].span).strip(), value, f"{text}{unit}", cell)


def _is_name(material: Material, cell: Cell) -> bool:
    text = fold_text(material.document.quote(cell.span)).strip()
    return bool(re.search(r"[㐀-鿿A-Za-z]{2}", text)) and not _NUMBERING.search(
        _header(material, cell)
    )


def _spoken_of(task: Task, material: Material, cells: list[Cell], first: _Row) -> bool:
    """True when class and topic of the question are those of the table."""
    heads = " ".join(dict.fromkeys(_header(material, c) for c in cells))
    span = first.cell.span
    at = bisect_right(material.sentences, span.start, key=lambda s: s.span.start) - 1
    section = material.sentences[at].section
    above = " ".join(heading_paths(material.sections).get(section, ()))
    title = named(material.document)
    near = f"{heads} {above} {title} {first.name}"
    measure = label(_header(material, first.cell)).text
    kinds = [
        re.sub("最.*", "", kind).replace(measure, "")
        for kind in read_slot(task.question.view).kinds
    ]
    opens = [label(_header(material, c)).text[:2] for c in cells if c.column_header]
    known = [kind in near or any(o and kind.startswith(o) for o in opens) for kind in kinds if kind]
    if known and not any(known):
        return False
    rest = tuple(t for t in task.aligner.terms if t.text[0] != "最" and t.text not in heads)
    layers = (Layer(above, 1.0), Layer(title, 1.0), Layer(heads, 1.0))
    return not rest or task.aligner.weighing(rest).cover(layers).score >= ENOUGH
