"""Files → documents: load, find the head, place the paragraphs, name their languages."""

import hashlib
import re
import tomllib
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpus.blocks import split_blocks
from corpus.head import opening_title, read_head
from corpus.language import detect_language
from corpus.leads import leads_of
from corpus.loaders import ROWS, checked, load
from corpus.loaders.rows import Rows, load_rows, numbers_apart
from corpus.model import Document, Paragraph
from corpus.references import Language, Locator
from corpus.structure import place_paragraphs
from corpus.units import Placed

# Raise when the same file would give other paragraphs: stores rebuild from the stored text.
SPLITTER_VERSION = 6

SHIPPED_FOLDER = Path(__file__).parent / "documents"
_LONGEST_LABEL = 40
_LONGEST_TITLE = 200
# File systems take names of 255 bytes, and the store's are longer than the id.
_LONGEST_SLUG = 60


def read_document(path: Path, document_id: str | None = None) -> Document:
    """The document in the file at `path`; its id is the slug of the file's name by default.

    Raises:
        DocumentError: the file is missing, of an unknown kind, or cannot be read.
    """
    document_id = document_id or slug(path.stem)
    if checked(path) == ROWS:
        return document_of_rows(
            load_rows(path), document_id=document_id, name=path.stem, origin=path.name
        )
    loaded = load(path)
    document = parse_document(
        loaded.text,
        document_id=document_id,
        name=path.stem,
        origin=path.name,
        markdown=loaded.markdown,
        pages=loaded.pages,
        title=loaded.title,
    )
    return replace(document, notes=loaded.notes)


def shipped_documents() -> list[Document]:
    """The documents of the catalogue, in its order."""
    catalogue = tomllib.loads((SHIPPED_FOLDER / "catalogue.toml").read_text("utf-8"))
    documents = []
    for document_id, entry in catalogue.items():
        path = SHIPPED_FOLDER / entry.pop("file")
        parsed = parse_document(
            load(path).text, document_id=document_id, name=entry["label"], origin="shipped"
        )
        labelled = (
            replace(p, document_label=entry["label"], document_title=entry["title"])
            for p in parsed.paragraphs
        )
        documents.append(replace(parsed, **entry, paragraphs=tuple(labelled)))
    return documents


def parse_document(
    text: str,
    *,
    document_id: str,
    name: str,
    origin: str,
    markdown: bool = False,
    pages: Sequence[int] = (),
    title: str = "",
) -> Document:
    """The document in a cleaned `text`; `name` serves as title and label where none is printed.

    `pages` are the offsets of the pages, and `title` the one that the file gives itself.
    """
    blocks = split_blocks(text, markdown=markdown)
    head = read_head(text, blocks)
    title = head.title or title[:_LONGEST_TITLE] or opening_title(text, blocks) or name
    label = _label(name)
    placed = place_paragraphs(text, blocks[head.blocks :])
    if head.blocks:
        span = blocks[0].start, blocks[head.blocks - 1].end
        placed.insert(0, Placed(Locator("head", (), 1, alone=True), *span))
    languages = _languages(text, [(one.start, one.end) for one in placed])
    paragraphs = tuple(
        Paragraph(
            document_id=document_id,
            document_label=label,
            document_title=title,
            locator=replace(one.locator, page=bisect_right(pages, one.start))
            if pages
            else one.locator,
            text=text[one.start : one.end],
            start=one.start,
            end=one.end,
            language=language,
            headings=one.headings,
            position=position,
            lead=lead,
        )
        for position, (one, language, lead) in enumerate(
            zip(placed, languages, leads_of(text, placed), strict=True)
        )
    )
    return Document(
        id=document_id,
        title=title,
        label=label,
        language=_main_language(paragraphs),
        text=text,
        paragraphs=paragraphs,
        date=head.date,
        source=head.source,
        origin=origin,
        pages=tuple(pages),
    )


def document_of_rows(rows: Rows, *, document_id: str, name: str, origin: str) -> Document:
    """The document of paragraphs that are given one by one."""
    title = rows.title or name
    text, spans = "", []
    for row in rows.rows:
        text += "\n\n" if text else ""
        spans.append((len(text), len(text) + len(row.text)))
        text += row.text
    languages = _languages(text, spans)
    paragraphs = tuple(
        Paragraph(
            document_id=document_id,
            document_label=_label(name),
            document_title=title,
            locator=Locator("item", (number,), part, alone, page=row.page)
            if number
            else Locator("running", (), position + 1, page=row.page),
            text=row.text,
            start=start,
            end=end,
            language=row.language or language,
            headings=row.headings,
            position=position,
        )
        for position, (row, (start, end), language, (number, part, alone)) in enumerate(
            zip(rows.rows, spans, languages, numbers_apart(rows.rows), strict=True)
        )
    )
    return Document(
        id=document_id,
        title=title,
        label=_label(name),
        language=_main_language(paragraphs),
        text=text,
        paragraphs=paragraphs,
        date=rows.date,
        source=rows.source,
        origin=origin,
    )


def _label(name: str) -> str:
    return name if len(name) <= _LONGEST_LABEL else f"{name[: _LONGEST_LABEL - 1]}…"


def slug(name: str) -> str:
    """`name` as a document id: lower-case letters and digits of any script, and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    if not re.search(r"[A-Za-z0-9]", plain):
        plain = unicodedata.normalize("NFKC", name)  # a Chinese name stays Chinese
    made = re.sub(r"[\W_]+", "-", plain.lower()).strip("-") or "document"
    if len(made) <= _LONGEST_SLUG:
        return made
    # The hash keeps names apart that differ only in what is cut off.
    digest = hashlib.sha256(made.encode()).hexdigest()[:8]
    return f"{made[: _LONGEST_SLUG - 9].strip('-')}-{digest}"


def _languages(text: str, spans: list[tuple[int, int]]) -> list[Language]:
    """The language of each span; one without words takes that of the whole document."""
    whole = detect_language(text[:20_000])
    return [detect_language(text[start:end], default=whole) for start, end in spans]


def _main_language(paragraphs: tuple[Paragraph, ...]) -> Language:
    sizes: Counter[Language] = Counter()
    for paragraph in paragraphs:
        sizes[paragraph.language] += len(paragraph.text)
    return sizes.most_common(1)[0][0] if sizes else "en"
