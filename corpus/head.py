"""The head block of a document: its title, date and source lines."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from corpus.blocks import Block
from corpus.numbering import read_labels

_LONGEST_TITLE = 200
_LONGEST_NOTE = 120
_MOST_TITLE_LINES = 6
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier january", "février fevrier february", "mars march", "avril april",
            "mai may", "juin june", "juillet july", "août aout august", "septembre september",
            "octobre october", "novembre november", "décembre decembre december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_DAY = r"(?P<day>\d{1,2})"
_MONTH = r"(?P<month>\d{1,2})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NAME = rf"(?P<name>{'|'.join(_MONTHS)})"
_DATES = [
    re.compile(rf"(?<!\d){_YEAR}[-/.]{_MONTH}[-/.]{_DAY}(?!\d)"),
    re.compile(rf"(?<!\d){_DAY}[/.]{_MONTH}[/.]{_YEAR}(?!\d)"),
    re.compile(rf"{_YEAR}\s?年\s?{_MONTH}\s?月\s?{_DAY}\s?日"),
    re.compile(rf"(?<!\d){_DAY}(?:er)?\s+{_NAME}\s+{_YEAR}", re.IGNORECASE),
    re.compile(rf"{_NAME}\s+{_DAY},?\s+{_YEAR}", re.IGNORECASE),
]
_NOTE = re.compile(
    r"mise à jour|mis à jour|publié|source|updated|published|来源|发布|更新时间|日期|作者",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"(?:\b(?:source|来源)\s*[:：]\s*(?P<named>[^|\n]+)|(?P<site>\b(?:[a-z0-9-]+\.)+[a-z]{2,}\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the head block says: `blocks` of the text belong to it, `date` is ISO 8601."""

    blocks: int
    title: str
    date: str | None
    source: str | None


def read_head(text: str, blocks: Sequence[Block]) -> Head:
    """The head at the start of `blocks`: a title, then lines with a date or a source.

    A text that starts right away with a number or a full sentence has no head (0 blocks) and
    an empty title.
    """
    taken = 0
    title = ""
    for block in blocks:
        content = text[block.start : block.end]
        lines = content.splitlines()
        if not title and taken == 0 and _is_title(lines, block):
            title = lines[0].strip()
        elif not (len(content) <= _LONGEST_NOTE and _is_note(content)) or block.level:
            break
        taken += 1
    said = text[blocks[0].start : blocks[taken - 1].end] if taken else ""
    found = _SOURCE.search(said.removeprefix(title))
    source = (found["named"] or found["site"]).strip() if found else None
    return Head(taken, title, find_date(said), source)


def opening_title(text: str, blocks: Sequence[Block]) -> str:
    """The first of the short lines that a text without a head opens with; "" if it opens otherwise.

    The lines below it, an author's or an address, may be asked for: they stay a paragraph.
    """
    if not blocks:
        return ""
    lines = text[blocks[0].start : blocks[0].end].splitlines()
    are_short = all(len(line) <= _LONGEST_NOTE for line in lines)
    if not 1 < len(lines) <= _MOST_TITLE_LINES or not are_short or _is_prose(lines[-1]):
        return ""
    first = lines[0].strip()
    return "" if _is_prose(first) or read_labels(first) else first


def find_date(text: str) -> str | None:
    """The first calendar date written in `text`, as ISO 8601, or None."""
    found = [match for pattern in _DATES for match in pattern.finditer(text)]
    for match in sorted(found, key=lambda match: match.start()):
        parts = match.groupdict()
        month = int(parts["month"]) if parts.get("month") else _MONTHS[parts["name"].lower()]
        with suppress(ValueError):  # there is no 31 February
            return date(int(parts["year"]), month, int(parts["day"])).isoformat()
    return None


def _is_title(lines: list[str], block: Block) -> bool:
    first = lines[0].strip()
    if block.level:
        return block.level == 1 and not read_labels(first)
    others = all(_is_note(line) for line in lines[1:])
    return (
        others and len(first) <= _LONGEST_TITLE and not _is_prose(first) and not read_labels(first)
    )


def _is_prose(line: str) -> bool:
    return line.rstrip().endswith((".", "。", ";", "；", ",", "，", ":", "："))


def _is_note(line: str) -> bool:
    return find_date(line) is not None or bool(_NOTE.search(line))
