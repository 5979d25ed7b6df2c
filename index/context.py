"""The text that both legs search: a passage behind its document's title, region, headings."""

from corpus.document import Parsed, Passage

__all__ = ["search_texts"]


def search_texts(parsed: Parsed) -> tuple[str, ...]:
    """Return the search text of each passage of a document, in search form.

    Title, region and headings stand on a line of their own, each once, and the passage behind it.
    The region is what 我区 and 本市 stand for: naming it took recall@1 of the fusion on the tuning
    questions over the five real documents from 0.796 to 0.877.
    """
    from corpus.script import fold_text  # heavy: the conversion tables

    known = parsed.document.metadata
    lead = [part for part in (known.title, known.region) if part]
    folded: dict[tuple[str, ...], str] = {}
    texts = []
    for passage in parsed.passages:
        if passage.heading not in folded:
            path = dict.fromkeys(fold_text(part) for part in (*lead, *passage.heading))
            folded[passage.heading] = " ".join(path)
        texts.append(f"{folded[passage.heading]}\n{_view_text(parsed, passage)}".strip())
    return tuple(texts)


def _view_text(parsed: Parsed, passage: Passage) -> str:
    """Return a passage in search form."""
    return parsed.view.slice(parsed.view.locate(passage.span)).text
