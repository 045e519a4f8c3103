"""A model's stream → sentences with the numbers they cite.

Models write `[1]`, `[1, 2]`, `[1-3]`, `[^1]` and `【1】`, before or after the full stop. The
parser holds back what may still become a marker, hands out each sentence as soon as it is
whole, and looks at every character a bounded number of times.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.sentences import ends_with_abbreviation

_LIST = r"\d{1,3}(?:\s*[-–—,，、;]\s*\^?\d{1,3})*"
_MARKER = rf"(?:\[\^?(?:{_LIST})\]|【\^?(?:{_LIST})】)"
_CODE_OR_MARKER = re.compile(rf"(?P<code>`[^`\n]*`)|\s*(?P<marker>{_MARKER})")
_PART = re.compile(r"(?P<low>\d{1,3})(?:\s*[-–—]\s*(?P<high>\d{1,3}))?")
# An opened bracket that is not closed yet; longer ones are prose, not markers.
_HALF_MARKER = re.compile(r"\s*(?:[\[【][^\]】\n]{0,40})?$")
_BOUNDARY = re.compile(
    rf"(?P<latin>[.!?…]+[\"”»’)]*(?:\s*{_MARKER})*\s+(?=[^\sa-z\[【]))"
    rf"|(?P<han>[。！？]+[”’」』）]*(?:\s*{_MARKER})*\s*(?=[^\s\[【]))"
    r"|(?P<line>\s*\n\s*)"
)
_LONGEST_RANGE = 20
# How far before the end of the last scan a boundary may begin: a stop, closers and markers.
_OVERLAP = 200


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence as a model wrote it, without markers; `numbers` in order, each once."""

    text: str
    numbers: tuple[int, ...]
    new_line: bool


class MarkerParser:
    """Cuts a stream of text into `Cited` sentences."""

    def __init__(self) -> None:
        self._buffer = ""
        self._scanned = 0
        self._at_line_start = True

    def feed(self, text: str) -> Iterator[Cited]:
        """The sentences that `text` completes."""
        self._buffer += text
        held = _HALF_MARKER.search(self._buffer, max(0, len(self._buffer) - _OVERLAP))
        safe = held.start() if held else len(self._buffer)
        position = max(0, self._scanned - _OVERLAP)
        while found := _BOUNDARY.search(self._buffer, position, safe):
            position = found.end()
            if found["latin"] and ends_with_abbreviation(self._buffer[: found.start() + 1]):
                continue
            yield from self._cut(found.end(), line=bool(found["line"]))
            safe -= found.end()
            position = 0
        self._scanned = max(safe, 0)

    def close(self) -> Iterator[Cited]:
        """What is left when the stream has ended."""
        yield from self._cut(len(self._buffer), line=True)

    def _cut(self, end: int, *, line: bool) -> Iterator[Cited]:
        text, numbers = read_markers(self._buffer[:end])
        if text:
            yield Cited(text, numbers, self._at_line_start)
        self._at_line_start = line or (self._at_line_start and not text)
        self._buffer = self._buffer[end:]


def read_markers(text: str) -> tuple[str, tuple[int, ...]]:
    """`text` without its markers, and the numbers in them; code in backticks is left alone."""
    numbers: dict[int, None] = {}

    def take(found: re.Match[str]) -> str:
        if found["code"]:
            return found[0]
        for part in _PART.finditer(found["marker"]):
            low, high = int(part["low"]), int(part["high"] or part["low"])
            if high - low > _LONGEST_RANGE:
                high = low  # not a range that anyone means: keep its first number
            numbers.update(dict.fromkeys(range(low, high + 1)))
        return ""

    return _CODE_OR_MARKER.sub(take, text).strip(), tuple(numbers)
