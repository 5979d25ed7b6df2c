"""What a table says of its rows: who leads a task of it, which of its rows are of a kind."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from corpus.document import Cell, Document, Sentence, Span
from corpus.script import fold_text
from qa.contract import Kind
from qa.draft import Draft, Evidence, Statement, features_by_form
from qa.matching.align import Layer
from qa.outline import heading_paths, named
from qa.phrases.duties import Field
from qa.task import Material, Task

ENOUGH = 0.5  # share of what is asked beside the kind that must be said of the table
_LABEL = re.compile(r".(?:单位|部门|机构|处室|主体|人|人员|领导|[时期]限|时间)$")
_NUMBERING = re.compile(r"序号|编号|代码")
_ATTRIBUTE = re.compile(r"[㐀-鿿]{2,6}")


def row_fields(material: Material, view: str = "") -> Iterator[Field]:
    """Yield the cells of a document's tables, each under its column's header, said of its row.

    Those of a header that the question says are among them, whatever it is of.
    """
    document = material.document
    heads: dict[int, str] = {}  # by table: its headers, which say what its rows are
    for cell in material.cells:
        if cell.column_header is None:
            heads[cell.table] = f"{heads.get(cell.table, '')} {document.quote(cell.span)}"
            continue
        label = fold_text(document.quote(cell.column_header)).strip()
        told = _LABEL.search(label) or (len(label) > 1 and label in view)
        sentence = _sentence(material, cell) if told else None
        if sentence is not None:
            about = f"{fold_text(heads.get(cell.table, ''))} {sentence.view.text}"
            yield Field(label, sentence.view.locate(cell.span), sentence, about)


def answer_rows(task: Task) -> Draft | None:
    """Return the names of a table's rows of which a cell says the word asked for: 约束性."""
    if task.question.kind is not Kind.LIST or not task.scenes:
        return None
    material = task.material(task.scenes[0].document.id)
    document = material.document
    found: dict[str, list[Cell]] = {}
    for cell in material.cells:
        words = fold_text(document.quote(cell.span)).strip()
        if cell.column_header and _ATTRIBUTE.fullmatch(words) and words in task.question.view:
            found.setdefault(words, []).append(cell)
    for words, cells in found.items():
        names = [n for n in (_name(material, cell) for cell in cells) if n is not None]
        one_column = len({(c.table, c.column) for c in cells}) == 1
        if len(names) > 1 and one_column and _asked_of(task, material, cells[0], words):
            return _drafted(task, document, names)
    return None


def _asked_of(task: Task, material: Material, cell: Cell, words: str) -> bool:
    """True when what is asked beside the word is said above the table."""
    sentence = _sentence(material, cell)
    if sentence is None or cell.column_header is None:
        return False
    rest = tuple(t for t in task.aligner.terms if t.text not in words)
    above = " ".join(heading_paths(material.sections).get(sentence.section, ()))
    header = " ".join(
        fold_text(material.document.quote(c.span))
        for c in material.cells
        if c.table == cell.table and c.column_header is None
    )
    layers = (Layer(above, 1.0), Layer(named(material.document), 0.8), Layer(header, 1.0))
    return task.aligner.weighing(rest).cover(layers).score >= ENOUGH


def _name(material: Material, cell: Cell) -> Span | None:
    """Return the first cell of a row that is no number of it."""
    document = material.document
    row = [c for c in material.cells if c.table == cell.table and c.row == cell.row]
    for beside in sorted(row, key=lambda c: c.column):
        header = document.quote(beside.column_header) if beside.column_header else ""
        if not _NUMBERING.search(fold_text(header)) and beside.column < cell.column:
            return beside.span
    return None


def _sentence(material: Material, cell: Cell) -> Sentence | None:
    sentences = material.sentences
    at = bisect_right(sentences, cell.span.start, key=lambda s: s.span.start) - 1
    return sentences[at] if at >= 0 and sentences[at].span.contains(cell.span) else None


def _drafted(task: Task, document: Document, names: list[Span]) -> Draft:
    items = tuple(document.quote(name).strip() for name in names)
    return Draft(
        kind=Kind.LIST,
        answer="；".join(items),
        items=items,
        statements=tuple(Statement((Evidence(document, name),)) for name in names),
        features=features_by_form(task.scenes[0].retrieval),
    )
