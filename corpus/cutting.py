"""Paragraphs too long to cite: cut at the ends of sentences."""

import re
from collections.abc import Iterator

# No printed paragraph is as long; a text without line breaks is.
LONGEST_PARAGRAPH = 20_000
_END = re.compile(r"(?<=[.!?…])\s|(?<=[。！？；])|\n")
_SPACE = re.compile(r"\s")


def cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """`start, end` of the pieces of a paragraph, none longer than `LONGEST_PARAGRAPH`.

    A piece ends at the last end of a sentence that fits, else at the last space, else anywhere.
    """
    while end - start > LONGEST_PARAGRAPH:
        limit = start + LONGEST_PARAGRAPH
        middle = start + LONGEST_PARAGRAPH // 2
        stop = _last(_END, text, middle, limit) or _last(_SPACE, text, middle, limit) or limit
        piece_end = start + len(text[start:stop].rstrip())
        if piece_end > start:
            yield start, piece_end
        start = stop + len(text[stop:end]) - len(text[stop:end].lstrip())
    if start < end:
        yield start, end


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    return max((found.end() for found in pattern.finditer(text, start, end)), default=None)
