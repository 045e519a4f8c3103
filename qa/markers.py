"""A model's stream → sentences with the numbers they cite.

Models write `[1]`, `[1, 2]`, `[1-3]`, `[^1]` and `【1】`, before or after the full stop. The
parser goes token by token: it holds back only a bracket or a backtick that may still close, and
hands out each sentence when the next one begins. However the stream is cut into pieces, the
sentences are the same, and the work grows with the length of the stream only.
"""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass

from corpus.sentences import ends_with_abbreviation

# What a marker may hold, and how long a bracket or a code span may stay open.
_IN_MARKER = r"[\d\s^,，、;–—-]"
_LONGEST_MARKER = 60
_LONGEST_CODE = 200
_NUMBER = r"\s*\^?\d{1,3}\s*"
_NUMBERS = rf"{_NUMBER}(?:[-–—,，、;]{_NUMBER})*"
_MARKER = rf"(?=[\[【]{_IN_MARKER}{{1,{_LONGEST_MARKER}}}[\]】])(?:\[{_NUMBERS}\]|【{_NUMBERS}】)"
_HAN_STOPS = "。！？"
_TOKEN = re.compile(
    rf"(?P<space>\s+)|(?P<marker>{_MARKER})|(?P<code>`[^`\n]{{1,{_LONGEST_CODE}}}`)"
    rf"|(?P<stop>[.!?…{_HAN_STOPS}])|(?P<closer>[\"”»’)」』）])"
    rf"|(?P<text>[^\s\[【`.!?…{_HAN_STOPS}\"”»’)」』）]+|.)"
)
# What may still become a marker or a code span when more of the stream has come.
_OPEN = re.compile(
    rf"[\[【]{_IN_MARKER}{{0,{_LONGEST_MARKER}}}|`[^`\n]{{0,{_LONGEST_CODE}}}",
)
_PART = re.compile(r"(?P<low>\d{1,3})(?:\s*[-–—]\s*\^?(?P<high>\d{1,3}))?")
_LONGEST_RANGE = 20
_LOWER_CASE = re.compile(r"[a-zß-öø-ÿœ]")
# Enough to recognise an abbreviation or a list number in.
_TAIL = 16


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence as a model wrote it, without markers; `numbers` in order, each once."""

    text: str
    numbers: tuple[int, ...]
    new_line: bool


class MarkerParser:
    """Cuts a stream of text into `Cited` sentences; a marker belongs to the sentence before it."""

    def __init__(self) -> None:
        self._held = ""
        self._pieces: list[str] = []
        self._numbers: dict[int, None] = {}
        self._space = ""  # white space not yet known to be inside a sentence
        self._marked = False  # whether a marker was the last thing read
        self._stop = ""  # the full stop that may have ended the sentence
        self._at_line_start = True

    def feed(self, text: str) -> Iterator[Cited]:
        """The sentences that `text` completes."""
        buffer, position = self._held + text, 0
        while position < len(buffer) and not _OPEN.fullmatch(buffer, position):
            position = yield from self._read(buffer, position)
        self._held = buffer[position:]

    def close(self) -> Iterator[Cited]:
        """What is left when the stream has ended."""
        position = 0
        while position < len(self._held):
            position = yield from self._read(self._held, position)
        self._held = ""
        yield from self._end_sentence()

    def _read(self, buffer: str, position: int) -> Generator[Cited, None, int]:
        """Take in the token at `position`; returns where the next one starts."""
        found = _TOKEN.match(buffer, position)
        assert found, "every character is a token"
        kind, token = str(found.lastgroup), found[0]
        if kind == "space":
            self._space = "\n" if "\n" in self._space + token else self._space or token[0]
        elif kind == "marker":
            self._numbers |= dict.fromkeys(_numbers(token))
            self._space = "\n" if self._space == "\n" else ""
            self._marked = True
        else:
            if self._begins_sentence(kind, token):
                yield from self._end_sentence()
            self._add(kind, token)
        return found.end()

    def _begins_sentence(self, kind: str, token: str) -> bool:
        if self._space == "\n":
            return True
        if not self._stop or kind == "stop":
            return False
        if kind == "closer" and (not self._space or token == "»"):  # "… fin. »" in French
            return False
        if self._stop in _HAN_STOPS:
            return True
        return bool(self._space or self._marked) and not _LOWER_CASE.match(token)

    def _add(self, kind: str, token: str) -> None:
        if self._pieces and self._space:
            self._pieces.append(self._space)
        self._space, self._marked = "", False
        self._pieces.append(token)
        if kind == "stop":
            tail = "".join(self._pieces[-_TAIL:])[-_TAIL:]
            self._stop = "" if token == "." and ends_with_abbreviation(tail) else token
        elif kind != "closer":
            self._stop = ""

    def _end_sentence(self) -> Iterator[Cited]:
        line = self._space == "\n"
        if self._pieces:
            yield Cited("".join(self._pieces), tuple(self._numbers), self._at_line_start)
            self._numbers = {}
            self._at_line_start = line
        self._at_line_start |= line
        self._pieces, self._space, self._marked, self._stop = [], "", False, ""


def _numbers(marker: str) -> Iterator[int]:
    for part in _PART.finditer(marker):
        low, high = int(part["low"]), int(part["high"] or part["low"])
        if not low <= high <= low + _LONGEST_RANGE:
            high = low  # not a range that anyone means: keep its first number
        yield from range(low, high + 1)
