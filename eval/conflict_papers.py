"""How a made-up document tells its figures: in sentences of its genre, or in rows of tables.

A genre is a line of `eval/claims/*.json`: its title, the day in the year after on which it came
out, what stands in front of and behind the body, and its sentences. One with `columns` tells each
figure in a row of a table instead: a table for each place and year, as Markdown, HTML or plain text
(`format`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

__all__ = ["Paper"]

_MINGUO = 1911  # the year before the first one of Taiwan's calendar
_PLAIN_AMOUNT = re.compile(r"([\d.]+)(\D+)")
_FRAME = re.compile(r"^共|(?:达到?|为|有|是)$")  # what a row's name goes without


@dataclass(slots=True)
class Paper:
    """A document of a genre about a place and a year, as far as it is written."""

    genre: Mapping[str, object]
    place: str
    year: int
    lines: list[str] = field(default_factory=list)
    rows: dict[tuple[str, int], list[str]] = field(default_factory=dict)

    @property
    def suffix(self) -> str:
        """The ending of its file's name."""
        return str(self.genre.get("format", "txt"))

    def states(
        self, rng: Random, words: str, shown: str, *, year: int | None = None, place: str = ""
    ) -> None:
        """Add a statement in the words of the genre; the amount stands at `{v}` in `words`."""
        if "columns" in self.genre:
            self._add_row(rng, words, shown, (place or self.place, year or self.year))
            return
        sentences = self.genre["sentences"]
        assert isinstance(sentences, list)
        if year:
            sentences = [s for s in sentences if "{year}" in s or "{minguo}" in s]
        if place:
            sentences = [s for s in sentences if "{place}" in s] or ["{year}年，{place}{fact}。"]
        chosen = str(rng.choice(sentences))
        named = _named(place or self.place, year or self.year)
        self.lines.append(chosen.format(**named, fact=words.format(v=shown)))

    def _add_row(self, rng: Random, words: str, shown: str, table: tuple[str, int]) -> None:
        name = _FRAME.sub("", words.replace("{v}", "").strip())
        plain = _PLAIN_AMOUNT.fullmatch(shown)
        value, unit = (plain[1], plain[2]) if plain else (shown, "—")
        cells = (name, unit, value, f"{rng.uniform(1, 20):.1f}")
        self.rows.setdefault(table, []).append("\t".join(cells))

    def text(self, rng: Random, fillers: Sequence[str]) -> str:
        """Return the document: its title, day, statements with others between them, its end."""
        named = _named(self.place, self.year)
        month, day = str(self.genre["published"]).split("-")
        title = str(self.genre["title"]).format(**named)
        parts = [f"{self.year + 1}年{month}月{day}日"]
        head = str(self.genre["head"]).format(**named)
        parts += [head] if head else []
        parts += [part for table in self.rows for part in self._table(*table)]
        parts += [f"{line}{rng.choice(fillers)}" for line in self.lines]
        parts.append(str(self.genre["tail"]).format(**named))
        if self.suffix == "html":
            body = "\n".join(p if p.startswith("<") else f"<p>{p}</p>" for p in parts)
            head = f"<head><title>{title}</title></head>"
            return f"<html>{head}<body><h1>{title}</h1>\n{body}\n</body></html>\n"
        title = f"# {title}" if self.suffix == "md" else title
        return "\n\n".join([title, *parts]) + "\n"

    def _table(self, place: str, year: int) -> list[str]:
        """Return a caption, and the rows of a place and a year under the genre's columns."""
        columns = self.genre["columns"]
        assert isinstance(columns, list)
        head = [str(one).format(**_named(place, year)) for one in columns]
        rows = [head, *(row.split("\t") for row in self.rows[place, year])]
        caption = str(self.genre["caption"]).format(**_named(place, year))
        if self.suffix == "html":
            cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
            return [caption, "<table>" + "\n".join(f"<tr>{row}</tr>" for row in cells) + "</table>"]
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        return [caption, "\n".join([lines[0], "|---" * len(head) + "|", *lines[1:]])]


def _named(place: str, year: int) -> dict[str, object]:
    return {"place": place, "year": year, "next": year + 1, "minguo": year - _MINGUO}
