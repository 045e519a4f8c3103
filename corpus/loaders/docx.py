"""Word documents → Markdown text: headings by their styles, lists with the numbers Word prints."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from corpus.errors import UnreadableDocumentError
from corpus.loaders.docx_numbering import Numbering, style_chain
from corpus.loaders.html import numbered
from corpus.loaders.loaded import Loaded, Note, not_headings
from corpus.loaders.text import clean_text

# What a document may unpack to; more is a bomb.
_MOST_BYTES = 400_000_000
_MOST_MEMBERS = 20_000
_HEADING = re.compile(r"(?:heading|titre|überschrift|标题)\s*(?P<level>[1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|tm|目录)\s*[1-9]$", re.IGNORECASE)
_TITLE_STYLES = frozenset(("title", "titre", "标题"))
_DEEPEST_LEVEL = 6


def load_docx(path: Path) -> Loaded:
    """The text of a .docx file.

    Deleted text of tracked changes is left out, inserted text is read. Footnotes and endnotes
    stand at the end, where a sentence is not cut in two by them.

    Raises:
        UnreadableDocumentError: it is no Word document, or unpacks to far too much.
    """
    _check_size(path)
    from docx import Document

    try:
        document = Document(str(path))
        blocks = list(_blocks(document))
        footnotes = _notes(document)
        title = " ".join((document.core_properties.title or "").split())
    except MemoryError:
        raise
    except Exception as error:  # a damaged package fails in zipfile, zlib, lxml or python-docx
        raise UnreadableDocumentError(
            f"{path.name!r} is not a Word document, or is damaged. "
            "Open it in a word processor and save it anew as .docx."
        ) from error
    notes = (Note("footnotes", (len(footnotes),)),) if footnotes else ()
    ending = ["## Notes", *footnotes] if footnotes else []
    text = clean_text("\n\n".join([*blocks, *ending]))
    return Loaded(text, markdown=True, title=title, notes=notes)


def _check_size(path: Path) -> None:
    with path.open("rb") as stream:
        members = _members(stream, path.name)
    size = sum(member.file_size for member in members)
    if size > _MOST_BYTES or len(members) > _MOST_MEMBERS:
        raise UnreadableDocumentError(
            f"{path.name!r} unpacks to {size / 1e6:,.0f} MB in {len(members)} parts, which no text "
            "does. Nothing was added."
        )


def _members(stream: BinaryIO, name: str) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(stream) as archive:
            return archive.infolist()
    except Exception as error:  # zipfile says in as many ways that it cannot read something
        raise UnreadableDocumentError(
            f"{name!r} is not a Word document (.docx), or is damaged or locked by a password. "
            "Open it in a word processor and save it anew as .docx."
        ) from error


def _blocks(document: Any) -> Iterator[str]:
    from docx.oxml.ns import qn

    numbering = Numbering(document)
    for element in document.element.body.iterchildren():
        if element.tag == qn("w:p"):
            yield from _paragraph(element, document, numbering)
        elif element.tag == qn("w:tbl"):
            yield from _table(element)
        elif element.tag == qn("w:sdt"):  # a table of contents, or a form's field
            for paragraph in element.iter(qn("w:p")):
                yield from _paragraph(paragraph, document, numbering)


def _paragraph(element: Any, document: Any, numbering: Numbering) -> Iterator[str]:
    if _is_contents(element, document):
        return
    text = _text(element)
    number = numbering.number(element) if text.strip() else ""
    if not text.strip():
        return
    level = _heading_level(element, document)
    mark = "#" * level + " " if level else ""
    shown = " ".join(text.split()) if level else not_headings(text)
    yield f"{mark}{number}{' ' if number else ''}{shown}"


def _text(element: Any) -> str:
    """The words of a paragraph as Word shows them."""
    from docx.oxml.ns import qn

    parts = []
    for node in element.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")):
        if any(ancestor.tag == qn("w:txbxContent") for ancestor in _within(node, element)):
            continue
        if node.tag == qn("w:t"):
            parts.append(node.text or "")
        elif node.tag == qn("w:noBreakHyphen"):
            parts.append("-")
        elif node.getparent().tag == qn("w:r"):  # and not the position of a tab stop
            parts.append(" " if node.tag == qn("w:tab") else "\n")
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _within(node: Any, outer: Any) -> Iterator[Any]:
    parent = node.getparent()
    while parent is not None and parent is not outer:
        yield parent
        parent = parent.getparent()


def _table(element: Any) -> Iterator[str]:
    """A row a line; a table of one column only lays out, and its cells are paragraphs."""
    from docx.oxml.ns import qn

    rows = []
    for row in element.iter(qn("w:tr")):
        cells = (" ".join(_text(p) for p in cell.iter(qn("w:p"))) for cell in row.iter(qn("w:tc")))
        rows.append([" ".join(cell.split()) for cell in cells if cell.strip()])
    rows = [row for row in rows if row]
    if all(len(row) == 1 for row in rows):
        yield from (row[0] for row in rows)
    else:
        yield "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _heading_level(element: Any, document: Any) -> int:
    """1 for the title of the document, 2 for the highest headings; 0 for a paragraph."""
    from docx.oxml.ns import qn

    own = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    if own is not None:
        return _outline_level(own)
    for style in style_chain(element, document):
        name = style.find(qn("w:name"))
        written = name.get(qn("w:val"), "") if name is not None else ""
        if written.lower() in _TITLE_STYLES:
            return 1
        if found := _HEADING.fullmatch(written):
            return min(int(found["level"]) + 1, _DEEPEST_LEVEL)
        outline = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if outline is not None:
            return _outline_level(outline)
    return 0


def _is_contents(element: Any, document: Any) -> bool:
    """Whether a paragraph is a line of the table of contents, by its style."""
    from docx.oxml.ns import qn

    names = (style.find(qn("w:name")) for style in style_chain(element, document))
    return any(name is not None and _CONTENTS.match(name.get(qn("w:val"), "")) for name in names)


def _outline_level(element: Any) -> int:
    from docx.oxml.ns import qn

    written = element.get(qn("w:val"), "9")
    level = int(written) if written.isdigit() else 9
    return min(level + 2, _DEEPEST_LEVEL) if level < 9 else 0  # 9 is body text


def _notes(document: Any) -> list[str]:
    """The footnotes and endnotes in the order of their marks, numbered as Word numbers them."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    texts: dict[tuple[str, str], str] = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind in ("footnotes", "endnotes") and not relation.is_external:
            for note in parse_xml(relation.target_part.blob):
                lines = filter(None, map(_text, note.iter(qn("w:p"))))
                texts[kind, note.get(qn("w:id"), "")] = " ".join(lines)
    found: list[str] = []
    counts: Counter[str] = Counter()
    marks = (qn("w:footnoteReference"), qn("w:endnoteReference"))
    for mark in document.element.body.iter(*marks):
        kind = "footnotes" if mark.tag == marks[0] else "endnotes"
        counts[kind] += 1
        if text := texts.get((kind, mark.get(qn("w:id"), ""))):
            number = numbered(counts[kind], "1" if kind == "footnotes" else "i")
            found.append(f"Note {number}. {text}")
    return found
