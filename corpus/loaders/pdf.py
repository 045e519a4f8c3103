"""PDF → text, by PDFium: page by page, line by line, with the places of the letters."""

import re
from collections.abc import Iterator
from ctypes import byref, c_double
from pathlib import Path
from typing import Any

from corpus.errors import UnreadableDocumentError
from corpus.loaders.loaded import Loaded
from corpus.loaders.printed import Line, Size, paragraphs_of

_MOST_PAGES = 10_000
_MOST_LETTERS = 20_000_000
# A gap this wide, in units of the size of the letters, parts two cells of a table.
_CELL_GAP = 1.1
_CELL_END = "\x1f"
_SOFT_HYPHEN = "\u00ad"


def load_pdf(path: Path) -> Loaded:
    """The text of a PDF, with the offsets of its pages.

    Raises:
        UnreadableDocumentError: it is damaged, locked by a password, or far too long.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise UnreadableDocumentError(
                f"{path.name!r} is locked by a password. Save it without one and add that file."
            ) from error
        raise UnreadableDocumentError(
            f"{path.name!r} is not a PDF, or is damaged. Open it in a PDF reader and save it anew."
        ) from error
    if len(document) > _MOST_PAGES:
        raise UnreadableDocumentError(
            f"{path.name!r} has {len(document)} pages; at most {_MOST_PAGES} are read. Split it."
        )
    lines: list[Line] = []
    sizes: list[Size] = []
    letters = 0
    for number in range(len(document)):
        page, size = _page(document, number)
        sizes.append(size)
        if page is None:
            continue
        found = list(_lines(page, number))
        letters += sum(len(line.text) for line in found)
        if letters > _MOST_LETTERS:
            raise UnreadableDocumentError(
                f"{path.name!r} holds more than {_MOST_LETTERS:,} letters. Split it."
            )
        lines += found
    return paragraphs_of(lines, sizes, title=_title(document))


def _page(document: Any, number: int) -> tuple[Any, Size]:
    """The text of a page, None if the page is damaged; and its size."""
    import pypdfium2

    try:
        page = document[number]
        return page.get_textpage(), (page.get_width(), max(page.get_height(), 1.0))
    except pypdfium2.PdfiumError:
        return None, (1.0, 1.0)


def _title(document: Any) -> str:
    # "Microsoft Word - note.doc" names the file that it was made of.
    title = " ".join(str(document.get_metadata_dict().get("Title", "")).split())
    is_made_up = re.match(r"microsoft |\(?anonymous|untitled|sans titre", title, re.IGNORECASE)
    return "" if is_made_up or "." in title[-5:] else title


def _lines(page: Any, number: int) -> Iterator[Line]:
    import pypdfium2.raw as pdfium

    builder = _Builder(number)
    box = [c_double() for _ in range(4)]
    left, right, bottom, top = box
    for index in range(page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(page, index)
        if code in (0x0A, 0x0D):
            yield from builder.finished()
        elif code in (0x02, 0xFFFE) or pdfium.FPDFText_IsHyphen(page, index) == 1:
            builder.add_hyphen()
        elif code >= 0x20:
            pdfium.FPDFText_GetCharBox(page, index, *map(byref, (left, right, bottom, top)))
            size = pdfium.FPDFText_GetFontSize(page, index)
            generated = pdfium.FPDFText_IsGenerated(page, index) == 1
            height = top.value - bottom.value
            builder.add(chr(code), left.value, right.value, bottom.value, size or height, generated)
    yield from builder.finished()


class _Builder:
    """Collects the letters of one line after the other."""

    def __init__(self, page: int) -> None:
        self._page = page
        self._start()

    def _start(self) -> None:
        self._text: list[str] = []
        self._left = self._right = self._bottom = self._size = 0.0

    def add(
        self, letter: str, left: float, right: float, bottom: float, size: float, generated: bool
    ) -> None:
        """A letter and its box; spaces that PDFium made up have none."""
        if letter.isspace():
            self._text.append(" ")
            return
        if not any(not part.isspace() for part in self._text):
            self._left, self._bottom = left, bottom
        elif not generated and left - self._right > _CELL_GAP * max(size, 1.0):
            self._text.append(_CELL_END)
        self._text.append(letter)
        self._right = right if not generated else self._right
        self._bottom = min(self._bottom, bottom)
        self._size = max(self._size, size)

    def add_hyphen(self) -> None:
        """The hyphen of a word that is divided here."""
        self._text.append(_SOFT_HYPHEN)

    def finished(self) -> Iterator[Line]:
        """The line, if it says anything; the next one begins."""
        text = _whole("".join(self._text)).strip()
        # Only at the end of a line does one stand for anything.
        text = text[:-1].replace(_SOFT_HYPHEN, "") + text[-1:]
        if text.strip(f"{_SOFT_HYPHEN} {_CELL_END}"):
            cells = tuple(" ".join(cell.split()) for cell in text.split(_CELL_END))
            size = round(self._size, 1)
            yield Line(cells, self._left, self._right, self._bottom, size, self._page)
        self._start()


def _whole(text: str) -> str:
    """`text` with the halves of characters beyond the first plane put together."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
