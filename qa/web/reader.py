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
    body, headings = _body(document, place, words)
    tools = _walk(words) + _copies(cited, place, words) + _find(words) + _contents(headings, words)
    return _page(
        f"<p class='reference'>{escape(heading)}</p>{title}",
        f"<div class='text' lang='{document.language}'>{body}</div>",
        words,
        opened,
        tools,
    )


def apology(message: str, words: Words, *, opened: int = 0) -> str:
    """The reader when the document cannot be shown."""
    title = f"<p class='reference'>{escape(words.reader)}</p>"
    return _page(title, f"<p class='note'>{escape(message)}</p>", words, opened)


def _page(head: str, body: str, words: Words, opened: int, tools: str = "") -> str:
    close = escape(words.close)
    bar = f"<div class='tools'>{tools}</div>" if tools else ""
    return (
        f"<section class='page' data-opened='{opened}' aria-label='{escape(words.reader)}'>"
        f"<header><div class='heading'><div>{head}</div><button type='button' class='close' "
        f"data-close title='{close}' aria-label='{close}'>×</button></div>{bar}</header>"
        f"<div class='scroller' tabindex='0'>{body}</div></section>"
    )


def _walk(words: Words) -> str:
    """Previous and next citation of the answer; the page knows which these are."""
    previous, following = escape(words.previous_citation), escape(words.next_citation)
    return (
        f"<div class='walk' hidden><button type='button' data-walk='-1' title='{previous}' "
        f"aria-label='{previous}'>‹</button><span class='walked' role='status'></span>"
        f"<button type='button' data-walk='1' title='{following}' aria-label='{following}'>›"
        "</button></div>"
    )


def _copies(cited: Paragraph | None, place: Place, words: Words) -> str:
    if cited is None:
        return ""
    reference = cited.reference(place.language)
    start, end = _quoted(cited, place) or (0, len(cited.text))
    quotation = words.quotation.format(quote=cited.text[start:end], reference=reference)
    return "".join(
        f'<button type="button" class="tool" data-copy="{escape(text)}">{escape(label)}</button>'
        for label, text in ((words.copy_reference, reference), (words.copy_quotation, quotation))
    )


def _contents(headings: list[tuple[int, str]], words: Words) -> str:
    if not headings:
        return ""
    items = "".join(
        f"<li class='level-{min(level, 3)}'><button type='button' data-goto='{number}'>"
        f"{escape(title)}</button></li>"
        for number, (level, title) in enumerate(headings)
    )
    return (
        f"<details class='contents'><summary>{escape(words.contents)}</summary>"
        f"<nav aria-label='{escape(words.contents)}'><ol>{items}</ol></nav></details>"
    )


def _find(words: Words) -> str:
    label = escape(words.find)
    return (
        f"<div class='find'><input type='search' aria-label='{label}' placeholder='{label}'>"
        f"<span class='found' role='status' data-found='{escape(words.found)}' "
        f"data-none='{escape(words.found_none)}'></span></div>"
    )


def _body(document: Document, place: Place, words: Words) -> tuple[str, list[tuple[int, str]]]:
    """The paragraphs as HTML, and the section titles above them with their levels."""
    parts: list[str] = []
    headings: list[tuple[int, str]] = []
    above: tuple[str, ...] = ()
    for paragraph in document.paragraphs:
        for level, title in _new_headings(above, paragraph.headings):
            tag = f"h{min(level + 3, 6)}"
            parts.append(f"<{tag} id='section-{len(headings)}'>{escape(title)}</{tag}>")
            headings.append((level, title))
        above = paragraph.headings
        if paragraph.id == place.paragraph_id:
            parts.append(_cited(paragraph, place, words))
        else:
            parts.append(_paragraph(paragraph, escape(paragraph.text), place.language))
    return "".join(parts), headings


def _new_headings(above: tuple[str, ...], now: tuple[str, ...]) -> list[tuple[int, str]]:
    """The section titles that begin here, each with its depth from 0."""
    same = 0
    while same < min(len(above), len(now)) and above[same] == now[same]:
        same += 1
    return list(enumerate(now[same:], start=same))


def _quoted(paragraph: Paragraph, place: Place) -> tuple[int, int] | None:
    """The quote's place in the paragraph, if it is still there."""
    is_same = place.content_hash in ("", paragraph.content_hash)
    is_inside = 0 <= place.start < place.end <= len(paragraph.text)
    return (place.start, place.end) if is_same and is_inside else None


def _cited(paragraph: Paragraph, place: Place, words: Words) -> str:
    marked, note = escape(paragraph.text), ""
    if place.content_hash not in ("", paragraph.content_hash):
        note = f"<p class='note'>{escape(words.changed)}</p>"
    if quoted := _quoted(paragraph, place):
        start, end = quoted
        before, quote, after = (
            escape(part)
            for part in (paragraph.text[:start], paragraph.text[start:end], paragraph.text[end:])
        )
        marked = f"{before}<mark>{quote}</mark>{after}"
    label = f" role='group' aria-label='{escape(words.cited)}' aria-current='true' tabindex='-1'"
    return note + _paragraph(paragraph, marked, place.language, " cited", label)


def _paragraph(
    paragraph: Paragraph, html: str, language: Language, kind: str = "", more: str = ""
) -> str:
    """A paragraph with its number, which opens the place itself: that gives its address."""
    if paragraph.is_head:
        kind += " head"
    if paragraph.text.startswith("| "):
        kind += " rows"
    number = paragraph.locator.reference("", language).strip(_SEPARATORS)
    paragraph_id = escape(paragraph.id)
    return (
        f"<div class='paragraph{kind}' data-id=\"{paragraph_id}\"{more}>"
        f'<button type="button" class="number" data-paragraph="{paragraph_id}" '
        f'data-language="{language}">{escape(number)}</button>'
        f"<p lang='{paragraph.language}'>{html}</p></div>"
    )
