"""HTML pages: the words of the page in reading order, without scripts and navigation."""

import re
from datetime import date
from typing import TYPE_CHECKING

from corpus.document import Metadata
from corpus.errors import UnreadableFile
from corpus.readers.encoding import decode
from corpus.readers.extract import Box, Extract, Writer, cell_text

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import Tag

_DROPPED = re.compile(
    r"script|style|noscript|template|nav|footer|aside|form|button|select|svg|iframe|object|video"
    r"|audio|head"
)
_BLOCKS = re.compile(
    r"address|article|blockquote|body|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure"
    r"|header|hr|html|li|main|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul|caption"
    r"|h[1-6]"
)
_HEADING = re.compile(r"h([1-6])")
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE
)
_DECLARED = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "cp950"}
# The names that government sites give to what a page is (国办函〔2019〕19号 and its forerunners).
_TITLE = ("articletitle", "og:title", "dc.title")
_DATE = ("pubdate", "publishdate", "article:published_time", "dc.date")
_SOURCE = ("contentsource", "dc.source", "source")
_MOST_SPANNED = 200  # rows or columns that one cell may claim; pages have claimed millions
_ENOUGH = 200  # characters that make an <article> or <main> the page's text


def read_html(raw: bytes, name: str) -> Extract:
    """Read a page; UnreadableFile where it holds no text."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(_decoded(raw, name), "lxml")
    declared = _metadata(soup)
    for tag in [*soup.find_all(_is_dropped), *soup.find_all(None, {"hidden": True})]:
        tag.decompose()
    root = _text_of_page(soup)
    writer = Writer()
    if root is not None:
        _Walk(writer).block(root)
    extract = writer.extract(declared)
    if not extract.text.strip():
        raise UnreadableFile(f"{name}: the page holds no text; save it once its text is on screen")
    return extract


def _decoded(raw: bytes, name: str) -> str:
    """Decode by the charset that the page declares, where it does and holds."""
    charset = _CHARSET.search(raw[:4096])
    encoding = _DECLARED.get(charset.group(1).decode("ascii").lower()) if charset else None
    if encoding:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            pass
    return decode(raw, name).text


def _metadata(soup: "BeautifulSoup") -> Metadata:
    named: dict[str, str] = {}
    for tag in soup.find_all("meta"):
        key = str(tag.get("name") or tag.get("property") or "").lower()
        named.setdefault(key, str(tag.get("content") or "").strip())
    title = next((named[key] for key in _TITLE if named.get(key)), None)
    if title is None and soup.title and soup.title.get_text().strip():
        title = re.split(r"[_|]|\s-\s|--", soup.title.get_text().strip())[0].strip() or None
    source = next((named[key] for key in _SOURCE if named.get(key)), None)
    return Metadata(title=title, published=_day(named), source=source)


def _day(named: dict[str, str]) -> date | None:
    for key in _DATE:
        found = re.match(r"([12]\d{3})[-/.年](\d{1,2})[-/.月](\d{1,2})", named.get(key, ""))
        if found:
            try:
                return date(*(int(group) for group in found.groups()))
            except ValueError:
                continue
    return None


def _text_of_page(soup: "BeautifulSoup") -> "Tag | None":
    """Return the element that holds the page's text: its article or main part, else the body."""
    for name in ("article", "main"):
        found = soup.find(name)
        if found is not None and len(found.get_text(strip=True)) >= _ENOUGH:
            return found
    return soup.body or soup


class _Walk:
    """Writes elements out: blocks on lines of their own, tables as cells."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.words: list[str] = []
        self.prefix = ""
        self._places: dict[int, int] = {}  # items written so far, by their list

    def flush(self) -> None:
        """End the line that is being written."""
        for line in "".join(self.words).split("\n"):
            text = re.sub(r"[ \t\r\f\v]+", " ", line).strip(" ")
            if text.strip():
                self.writer.line(self.prefix + text)
                self.prefix = ""
        self.words.clear()

    def block(self, tag: "Tag") -> None:
        """Write an element that stands on lines of its own."""
        from bs4.element import NavigableString, PreformattedString, Tag

        self.flush()
        heading = _HEADING.fullmatch(tag.name or "")
        if heading:
            self.writer.gap()
            self.prefix = "#" * int(heading.group(1)) + " "
        elif tag.name == "li":
            self.prefix = self._bullet(tag)
        if tag.name == "table" and not _is_layout(tag):
            self._table(tag)
            return
        for child in tag.children:
            if isinstance(child, Tag):
                self._element(child)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                text = str(child)
                self.words.append(text if tag.name == "pre" else re.sub(r"\s+", _space, text))
        self.flush()
        self.prefix = ""
        if heading or tag.name in ("p", "ul", "ol", "table", "div", "section", "article"):
            self.writer.gap()

    def _element(self, tag: "Tag") -> None:
        if tag.name == "br":
            self.words.append("\n")
        elif _is_block(tag) or tag.find(_is_block) is not None:
            self.block(tag)
        else:
            self.words.append(re.sub(r"[ \t\r\n]+", " ", tag.get_text()))

    def _bullet(self, tag: "Tag") -> str:
        if tag.parent is not None and tag.parent.name == "ol":
            place = self._places[id(tag.parent)] = self._places.get(id(tag.parent), 0) + 1
            return f"{place}. "
        return "- "

    def _table(self, table: "Tag") -> None:
        caption = table.find("caption")
        if caption is not None:
            self.writer.line(cell_text(caption.get_text()))
        self.writer.table(_boxes(table))


def _space(found: "re.Match[str]") -> str:
    """Return what white space stands for: an ideographic space stays, any other is one space."""
    return "\u3000" * found.group().count("\u3000") or " "


def _is_block(tag: "Tag") -> bool:
    return _BLOCKS.fullmatch(tag.name) is not None


def _is_dropped(tag: "Tag") -> bool:
    return _DROPPED.fullmatch(tag.name) is not None


def _is_layout(table: "Tag") -> bool:
    """True for a table that only arranges a page: nested tables, or one column."""
    if table.find("table") is not None or table.get("role") == "presentation":
        return True
    rows = table.find_all("tr")
    return all(len(row.find_all(["td", "th"])) < 2 for row in rows)


def _boxes(table: "Tag") -> list[Box]:
    """Return the cells of a table in the grid that its spans make."""
    boxes: list[Box] = []
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(table.find_all("tr")):
        column = 0
        for cell in line.find_all(["td", "th"], recursive=False):
            while (row, column) in taken:
                column += 1
            rows, columns = _count(cell, "rowspan"), _count(cell, "colspan")
            header = cell.name == "th" or cell.find_parent("thead") is not None
            boxes.append(Box(cell_text(cell.get_text(" ")), row, column, rows, columns, header))
            taken.update(
                (r, c) for r in range(row, row + rows) for c in range(column, column + columns)
            )
            column += columns
    return boxes


def _count(cell: "Tag", name: str) -> int:
    value = str(cell.get(name) or "1").strip()
    return max(1, min(int(value), _MOST_SPANNED)) if value.isascii() and value.isdigit() else 1
