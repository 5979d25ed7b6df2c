"""Everything that is read out of one document, in order."""

from dataclasses import replace

from corpus.about.origins import with_origins
from corpus.attribution.table_figures import outside_tables, table_figures
from corpus.clean import clean
from corpus.document import Document, Parsed
from corpus.figures import figures
from corpus.metadata import is_national, metadata
from corpus.outline import outline
from corpus.readers.file_limits import check_text, parse_seconds, within
from corpus.script import fold, fold_text


def parse(document: Document) -> Parsed:
    """Read a document: clean and fold its text, cut it, find its metadata and its figures.

    Lines of the frame (title, fields, dates, bylines, footers, signatures) give no figures; rows
    of a table give those of its cells. UnreadableFile where it takes more than a document may.
    """
    check_text(document.path, document.text)
    with within(document.path, parse_seconds(len(document.text))):
        return _parsed(document)


def _parsed(document: Document) -> Parsed:
    cleaned, noise = clean(document.text)
    view = fold(cleaned)
    found = outline(document, view)
    known = replace(document, metadata=metadata(document, found))
    framed = {span for _, span in found.frame}
    body = [s for s in found.sentences if s.span not in framed and s.span != found.title]
    title = fold_text(known.metadata.title or "")
    region = known.metadata.region
    prose = outside_tables(document, body)
    measured = (
        *figures(
            document.id,
            region,
            title,
            found.sections,
            prose,
            known.metadata.published,
            national=is_national(known.metadata, found),
        ),
        *table_figures(document, region, title, found.sections, found.sentences),
    )
    return Parsed(
        document=known,
        view=view,
        sections=found.sections,
        sentences=found.sentences,
        enumerations=found.enumerations,
        passages=found.passages,
        figures=with_origins(
            sorted(measured, key=lambda figure: figure.span.start), found, view, cleaned
        ),
        noise=noise,
    )
