"""The text that both legs search: a passage behind its document's title and heading path."""

from corpus.document import Parsed, Passage

__all__ = ["search_texts"]


def search_texts(parsed: Parsed) -> tuple[str, ...]:
    """Return the search text of each passage of a document, in search form.

    Title and headings stand on a line of their own, each once, and the passage behind them.
    """
    from corpus.script import fold_text  # heavy: the conversion tables

    title = parsed.document.metadata.title
    folded: dict[tuple[str, ...], str] = {}
    texts = []
    for passage in parsed.passages:
        if passage.heading not in folded:
            path = dict.fromkeys([*([title] if title else []), *passage.heading])
            folded[passage.heading] = " ".join(fold_text(part) for part in path)
        texts.append(f"{folded[passage.heading]}\n{_view_text(parsed, passage)}".strip())
    return tuple(texts)


def _view_text(parsed: Parsed, passage: Passage) -> str:
    """Return a passage in search form."""
    return parsed.view.slice(parsed.view.locate(passage.span)).text
