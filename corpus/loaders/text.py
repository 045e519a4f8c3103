"""Plain text and Markdown files → cleaned text."""

import codecs
import re
from pathlib import Path

from corpus.errors import UnreadableDocumentError

_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# A guess needs to see some text, not all of it.
_SAMPLE = 100_000
# Control characters that no text file holds; tab, newline, form feed and return are fine.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_MOST_CONTROL = 0.001
# What French, English and Chinese are written with, and the commonest of it.
_EXPECTED = re.compile(
    r"[\t\n\r -~\u00a0-\u017f\u2002-\u2026\u20ac\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
)
_LEAST_EXPECTED = 0.98
_COMMON = re.compile("[\n aeiou。，、的]")
# What web pages print below an article, one phrase a line.
_PAGE_FURNITURE = re.compile(
    r"envoyer (?:ce lien|cet article)? ?à un ami|imprimer(?: cette page)?|partager|haut de page|"
    r"send (?:this )?(?:link )?to a friend|print(?: this page)?|share|back to top|"
    r"打印(?:本页)?|分享(?:到)?|返回顶部|关闭(?:窗口)?",
    re.IGNORECASE,
)


def load_text(path: Path) -> str:
    """The text of a .txt or .md file, cleaned.

    The encoding is read from a byte-order mark, else UTF-8, else guessed. Newlines become
    `\\n`, and the page furniture that web pages leave at the end ("Imprimer") is dropped.

    Raises:
        UnreadableDocumentError: the file is binary, in no known encoding, or empty.
    """
    return clean_text(decode(path.read_bytes(), path.name))


def decode(data: bytes, name: str) -> str:
    """`data` as text; `name` is for the message of `UnreadableDocumentError`."""
    if data.startswith(b"%PDF-"):  # which may hold nothing but printable characters
        raise UnreadableDocumentError(
            f"{name!r} is a PDF. Give it the ending .pdf and add it again."
        )
    text = _decode(data)
    if text is None or len(_CONTROL.findall(text[:_SAMPLE])) > _MOST_CONTROL * len(text[:_SAMPLE]):
        raise UnreadableDocumentError(
            f"{name!r} is not a text file: it holds binary data. "
            "If it is a document, save it as plain text in UTF-8 and add that file."
        )
    return text


def _decode(data: bytes) -> str | None:
    for mark, encoding in _BOMS.items():
        if data.startswith(mark):
            return _try(data, encoding)
    if b"\0" in data[:_SAMPLE]:
        return _utf16_without_mark(data)
    text = _try(data, "utf-8")
    if text is not None:
        return text
    from charset_normalizer import from_bytes

    # The encodings that French, English and Chinese files come in when they are not Unicode;
    # a wider choice makes short files Baltic.
    codings = ["cp1252", "gb18030", "big5", "mac_roman"]
    sample = data[:_SAMPLE]
    sample = sample[: sample.rfind(b"\n") + 1] or sample  # no character cut in two
    best = from_bytes(sample, cp_isolation=codings).best()
    return None if best is None else _try(data, best.encoding)


def _utf16_without_mark(data: bytes) -> str | None:
    """The reading with more of the commonest characters, whose swapped bytes are rare ones."""
    if data.count(0) * 3 < len(data) and _try(data, "utf-8") is not None:
        return None  # plain text with a few NUL bytes
    readings = [_try(data, encoding) for encoding in ("utf-16-le", "utf-16-be")]
    plausible = [text for text in readings if text and _is_plausible(text[:_SAMPLE])]
    return max(plausible, key=lambda text: len(_COMMON.findall(text[:_SAMPLE])), default=None)


def _is_plausible(text: str) -> bool:
    return len(_EXPECTED.findall(text)) >= _LEAST_EXPECTED * len(text)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def clean_text(text: str) -> str:
    """`text` with `\\n` newlines, without a byte-order mark, end space and page furniture."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    lines = _CONTROL.sub("", text).split("\n")
    while lines and (not lines[-1].strip() or _PAGE_FURNITURE.fullmatch(lines[-1].strip())):
        lines.pop()
    return "\n".join(lines)
