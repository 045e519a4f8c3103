"""JSONL of paragraphs: texts that are already cut, with the numbers that they are cited by.

    {"text": "La présente loi …", "number": "Article 1", "headings": ["Titre I"], "page": 3}

Only `text` is needed. `title`, `date` and `source` of the document are those of the first line
that has them.
"""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import UnreadableDocumentError
from corpus.loaders.text import clean_text, decode
from corpus.references import LANGUAGES, Language

_LONGEST_NUMBER = 40
_LONGEST_HEADING = 300


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph as a line of JSONL gives it; empty or None where the line does not say."""

    text: str
    number: str = ""
    headings: tuple[str, ...] = ()
    page: int | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """The paragraphs of a JSONL file, and what it says of the document."""

    rows: tuple[Row, ...]
    title: str = ""
    date: str | None = None
    source: str | None = None


def load_rows(path: Path) -> Rows:
    """The paragraphs in the JSONL file at `path`.

    Raises:
        UnreadableDocumentError: a line is no JSON object, or a field is of the wrong kind; the
            message names the line.
    """
    try:
        text = decode(path.read_bytes(), path.name)
    except OSError as error:
        raise UnreadableDocumentError(
            f"{str(path)!r} cannot be opened: {error.strerror}. Check its permissions."
        ) from error
    rows = []
    about: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"line {number} of {path.name!r}"
        data = _object(line, where)
        row = _row(data, where)
        if row.text.strip():
            rows.append(row)
        for name in ("title", "date", "source"):
            if said := _string(data, name, where):
                about.setdefault(name, said)
    if not rows:
        raise UnreadableDocumentError(f"{path.name!r} holds no text. Nothing was added.")
    return Rows(tuple(rows), about.get("title", ""), about.get("date"), about.get("source"))


def numbers_apart(rows: tuple[Row, ...]) -> list[tuple[str, int, bool]]:
    """For each row its number, which paragraph with that number it is, and whether the only one."""
    counts = Counter(row.number for row in rows)
    seen: Counter[str] = Counter()
    places = []
    for row in rows:
        seen[row.number] += 1
        places.append((row.number, seen[row.number], counts[row.number] == 1))
    return places


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableDocumentError(
            f"{where[0].upper()}{where[1:]} is no JSON: {str(error)[:80]}. Each line is an object "
            'with a "text".'
        ) from error
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise UnreadableDocumentError(
            f'{where[0].upper()}{where[1:]} has no "text". Each line is an object with a "text".'
        )
    return data


def _row(data: dict[str, Any], where: str) -> Row:
    headings = data.get("headings") or []
    if isinstance(headings, str):
        headings = [headings]
    if not isinstance(headings, list) or not all(isinstance(h, str) for h in headings):
        raise _wrong("headings", headings, "a list of titles", where)
    page = data.get("page")
    if page is not None and (not isinstance(page, int) or isinstance(page, bool) or page < 1):
        raise _wrong("page", page, "a number from 1", where)
    language = data.get("language")
    if language is not None and language not in LANGUAGES:
        raise _wrong("language", language, f"one of {', '.join(LANGUAGES)}", where)
    number = data.get("number")
    if isinstance(number, int) and not isinstance(number, bool):
        number = str(number)
    if number is not None and (not isinstance(number, str) or len(number) > _LONGEST_NUMBER):
        raise _wrong("number", number, f"a text of at most {_LONGEST_NUMBER} characters", where)
    # A paragraph is a run of lines without an empty one.
    lines = (line.rstrip() for line in clean_text(data["text"]).split("\n"))
    return Row(
        text="\n".join(line for line in lines if line).strip(),
        number=" ".join((number or "").split()),
        headings=tuple(" ".join(h.split())[:_LONGEST_HEADING] for h in headings),
        page=page,
        language=language,
    )


def _string(data: dict[str, Any], name: str, where: str) -> str:
    value = data.get(name)
    if value is not None and not isinstance(value, str):
        raise _wrong(name, value, "a text", where)
    return " ".join((value or "").split())


def _wrong(name: str, value: Any, wanted: str, where: str) -> UnreadableDocumentError:
    shown = repr(value)[:60]
    return UnreadableDocumentError(
        f"{where[0].upper()}{where[1:]}: {name} {shown} is not {wanted}."
    )
