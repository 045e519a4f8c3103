"""The document beside the chat: the cited paragraph lit, the quoted words marked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from corpus import LANGUAGES, Document, Language, Paragraph
from qa.web.texts import Words

_SEPARATORS = " ,，"


@dataclass(frozen=True, slots=True)
class Place:
    """Where to open a document: a paragraph and, in it, the quote `[start:end]`.

    `language` is the one to write references in; `content_hash` tells whether the paragraph
    is still the one that was quoted.
    """

    paragraph_id: str
    language: Language
    start: int = 0
    end: int = 0
    content_hash: str = ""

    @classmethod
    def from_button(cls, data: Mapping[str, object]) -> "Place":
        """The place that a button's `data-` attributes name, which anybody may have written."""
        language = str(data.get("language", ""))
        return cls(
            paragraph_id=str(data.get("paragraph", "")),
            language=next((known for known in LANGUAGES if known == language), "en"),
            start=_number(data.get("start")),
            end=_number(data.get("end")),
            content_hash=str(data.get("hash", "")),
        )

    @property
    def document_id(self) -> str:
        """The document that the paragraph is in."""
        return self.paragraph_id.partition("/")[0]


def _number(value: object) -> int:
    text = str(value)
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0


def document_page(document: Document, place: Place, words: Words, *, opened: int = 0) -> str:
    """The whole document, opened at `place`.

    `opened` counts how often the reader was opened, so that the page also notices that the
    same place is wanted again.
    """
    cited = next((p for p in document.paragraphs if p.id == place.paragraph_id), None)
    heading = cited.reference(place.language) if cited else document.label
    title = f"<p class='title' lang='{document.language}'>{escape(document.title)}</p>"
    body = _body(document, place, words)
    return _page(
        f"<p class='reference'>{escape(heading)}</p>{title}",
        f"<div class='text' lang='{document.language}'>{body}</div>",
        words,
        opened,
    )


def apology(message: str, words: Words) -> str:
    """The reader when the document cannot be shown."""
    title = f"<p class='reference'>{escape(words.reader)}</p>"
    return _page(title, f"<p class='note'>{escape(message)}</p>", words, 0)


def _page(head: str, body: str, words: Words, opened: int) -> str:
    close = escape(words.close)
    return (
        f"<section class='page' data-opened='{opened}' aria-label='{escape(words.reader)}'>"
        f"<header><div>{head}</div><button type='button' class='close' data-close "
        f"title='{close}' aria-label='{close}'>×</button></header>{body}</section>"
    )


def _body(document: Document, place: Place, words: Words) -> str:
    parts: list[str] = []
    above: tuple[str, ...] = ()
    for paragraph in document.paragraphs:
        parts += _new_headings(above, paragraph.headings)
        above = paragraph.headings
        if paragraph.id == place.paragraph_id:
            parts.append(_cited(paragraph, place, words))
        else:
            parts.append(_paragraph(paragraph, escape(paragraph.text), place.language))
    return "".join(parts)


def _new_headings(above: tuple[str, ...], now: tuple[str, ...]) -> list[str]:
    """The section titles that begin here, as HTML."""
    same = 0
    while same < min(len(above), len(now)) and above[same] == now[same]:
        same += 1
    levels = enumerate(now[same:], start=same)
    return [f"<h{min(level + 3, 6)}>{escape(t)}</h{min(level + 3, 6)}>" for level, t in levels]


def _cited(paragraph: Paragraph, place: Place, words: Words) -> str:
    text, note = paragraph.text, ""
    start, end = place.start, place.end
    if place.content_hash and place.content_hash != paragraph.content_hash:
        start = end = 0
        note = f"<p class='note'>{escape(words.changed)}</p>"
    marked = escape(text)
    if 0 <= start < end <= len(text):
        before, quote, after = text[:start], text[start:end], text[end:]
        marked = f"{escape(before)}<mark>{escape(quote)}</mark>{escape(after)}"
    label = f" aria-label='{escape(words.cited)}' aria-current='true' tabindex='-1'"
    return note + _paragraph(paragraph, marked, place.language, " cited", label)


def _paragraph(
    paragraph: Paragraph, html: str, language: Language, kind: str = "", more: str = ""
) -> str:
    if paragraph.is_head:
        kind += " head"
    number = paragraph.locator.reference("", language).strip(_SEPARATORS)
    return (
        f"<div class='paragraph{kind}' data-id=\"{escape(paragraph.id)}\"{more}>"
        f"<span class='number'>{escape(number)}</span>"
        f"<p lang='{paragraph.language}'>{html}</p></div>"
    )
