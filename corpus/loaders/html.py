"""HTML → Markdown text: headings, paragraphs, lists with their numbers, tables.

Nothing is fetched and nothing is run. What a browser would not show, and what surrounds the text
of a page (menus, forms), is left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import UnreadableDocumentError
from corpus.loaders.loaded import Loaded, Note, not_headings
from corpus.loaders.text import clean_text, decode

_LEFT_OUT = frozenset(
    "script style noscript template nav aside footer form button select textarea svg math iframe "
    "object embed audio video canvas dialog menu head title".split()
)
_BLOCKS = frozenset(
    "address article blockquote body center dd details div dl dt fieldset figcaption figure header "
    "hgroup hr html li main ol p pre section summary table tbody tfoot thead tr ul".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_CHARSET_AT = 4096
# A page whose main part holds less than this of its text names something else "main".
_LEAST_MAIN = 0.4


def load_html(path: Path) -> Loaded:
    """The text of a web page.

    Raises:
        UnreadableDocumentError: it is binary, or in no known encoding.
    """
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(_decoded(path.read_bytes(), path.name))
    if page.body is None:
        raise UnreadableDocumentError(f"{path.name!r} holds no HTML. Nothing was added.")
    title = page.css_first("title")
    writer = _Writer()
    writer.write(_main(page.body))
    notes = (Note("hidden text", (writer.hidden,)),) if writer.hidden else ()
    plain_title = " ".join(title.text().split()) if title is not None else ""
    return Loaded(clean_text(writer.text()), markdown=True, title=plain_title, notes=notes)


def _decoded(data: bytes, name: str) -> str:
    """`data` as text: by what the page says of itself, if that is so, else as any text file."""
    if found := _CHARSET.search(data[:_CHARSET_AT]):
        try:
            # Browsers read pages that say "latin-1" or "gb2312" by the larger sets.
            said = found[1].decode("ascii", "ignore").lower()
            return data.decode(_LARGER.get(said, said))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, name)


_LARGER = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}


def _main(body: Any) -> Any:
    """The part that holds the text, if the page says which it is."""
    for selector in ("main", "[role=main]", "article"):
        found = body.css(selector)
        if len(found) == 1 and len(found[0].text()) >= _LEAST_MAIN * len(body.text()):
            return found[0]
    return body


@dataclass(slots=True)
class _List:
    """A list that is open: `number` of the next item, None in a list without numbers."""

    number: int | None
    style: str


@dataclass(slots=True)
class _Writer:
    """Walks a page and collects its blocks; without recursion, for pages may be nested deep."""

    blocks: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    mark: str = ""
    hidden: int = 0
    in_table: int = 0
    in_pre: int = 0

    def text(self) -> str:
        """What was written, a blank line between blocks."""
        self._end_block()
        return "\n\n".join(self.blocks)

    def write(self, root: Any) -> None:
        """Everything in `root`."""
        for node, is_end in _events(root):
            if node.tag == "-text":
                self._add_text(node.text_content or "")
            elif is_end:
                self._close(node.tag)
            elif _is_hidden(node):
                self.hidden += 1
            else:
                self._open(node)

    def _add_text(self, text: str) -> None:
        self.parts.append(text if self.in_pre else re.sub(r"\s+", " ", text))

    def _open(self, node: Any) -> None:
        tag = node.tag
        if tag == "br":
            self.parts.append("\n")
        elif tag in ("td", "th") and self.in_table == 1 and self.rows:
            self._end_cell()
        elif tag == "tr" and self.in_table == 1:
            self.rows.append([])
        elif tag == "table":
            self._end_block()
            self.in_table += 1
        elif tag in _HEADINGS or (tag in _BLOCKS and not self.in_table):
            self._end_block()
            self._begin(node)
        elif tag in _BLOCKS:
            self.parts.append(" ")

    def _begin(self, node: Any) -> None:
        tag = node.tag
        self.in_pre += tag == "pre"
        if tag in ("ul", "ol"):
            start = _number(node.attributes.get("start"), 1)
            style = node.attributes.get("type") or "1"
            self.lists.append(_List(start if tag == "ol" else None, style))
        elif tag == "li":
            self.mark = self._item_mark(node)
        elif tag in _HEADINGS:
            self.mark = "#" * _HEADINGS[tag] + " "

    def _close(self, tag: str) -> None:
        if tag in ("td", "th") and self.in_table == 1 and self.rows:
            self._end_cell()
        elif tag == "table":
            self.in_table -= 1
            if not self.in_table:
                self._end_table()
        elif tag in _HEADINGS or (tag in _BLOCKS and not self.in_table):
            self._end_block()
            self.in_pre -= tag == "pre"
            if tag in ("ul", "ol") and self.lists:
                self.lists.pop()

    def _item_mark(self, node: Any) -> str:
        if not self.lists or self.lists[-1].number is None:
            return "- "
        open_list = self.lists[-1]
        number = _number(node.attributes.get("value"), open_list.number or 1)
        open_list.number = number + 1
        mark = "." if open_list.style == "1" else ")"
        return f"{numbered(number, open_list.style)}{mark} "

    def _end_block(self) -> None:
        text = "".join(self.parts)
        lines = text.split("\n") if self.in_pre else [" ".join(x.split()) for x in text.split("\n")]
        kept = "\n".join(line for line in lines if line.strip())
        self.parts = []
        if kept:
            is_heading = self.mark.startswith("#")
            kept = kept.replace("\n", " ") if is_heading else not_headings(kept)
            self.blocks.append(self.mark + kept)
            self.mark = ""

    def _end_cell(self) -> None:
        text = " ".join("".join(self.parts).split())
        self.parts = []
        if text:
            self.rows[-1].append(text)

    def _end_table(self) -> None:
        """A row a line; a table of one column only lays out, and its cells are paragraphs."""
        rows, self.rows = [row for row in self.rows if row], []
        if all(len(row) == 1 for row in rows):
            self.blocks += [row[0] for row in rows]
        else:
            self.blocks.append("\n".join(f"| {' | '.join(row)} |" for row in rows))


def _events(root: Any) -> Iterator[tuple[Any, bool]]:
    """Every node below `root` that is shown, at its beginning and, but for text, at its end."""
    node = root
    while True:
        yield node, False
        is_open = node.tag != "-text" and node.tag not in _LEFT_OUT and not _is_hidden(node)
        if is_open and node.child is not None:
            node = node.child
            continue
        while True:
            if node.tag != "-text" and node.tag not in _LEFT_OUT and not _is_hidden(node):
                yield node, True
            if node.mem_id == root.mem_id:
                return
            if node.next is not None:
                node = node.next
                break
            node = node.parent


def _is_hidden(node: Any) -> bool:
    """Whether a browser would show nothing of an element, or only to programs."""
    if node.tag.startswith(("-", "!", "_")):
        return False
    attributes = node.attributes
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(_HIDDEN_STYLE.search(attributes.get("style") or ""))
    )


def _number(written: str | None, default: int) -> int:
    return int(written) if written and re.fullmatch(r"-?\d{1,6}", written) else default


def numbered(number: int, style: str) -> str:
    """`number` as a list prints it: "1", "a", "A", "i" or "I"."""
    if style in ("a", "A") and 1 <= number <= 26:
        return chr(ord(style) + number - 1)
    if style in ("i", "I") and 1 <= number <= 399:
        roman = ""
        for value, letters in _ROMAN:
            while number >= value:
                roman, number = roman + letters, number - value
        return roman.lower() if style == "i" else roman
    return str(number)


_ROMAN = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
    (1, "I"),
)  # fmt: skip
