"""Text → tokens with their places: what every check compares."""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from corpus import Language
from vectorstore.analysis import fold, is_function_word, surface_words, words

HAN = "\u3400-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(
    rf"(?P<han>[{HAN}]+)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    rf"|(?P<denied>\bcan(?=not\b|['’]t\b)|[^\W\d_{HAN}]+(?=n['’]t\b))"
    rf"|(?P<word>[^\W\d_{HAN}]+)"
)
_HAN_START = re.compile(rf"[{HAN}]")
# Where a new statement may begin: alignment does not reach across these without a cost.
_BREAK = re.compile(r"[.!?…,;:()（）。！？，；：、\n]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number: `text` in lower case, `key` what makes two of them equal."""

    text: str
    key: str
    start: int
    end: int
    is_function: bool
    is_number: bool
    clause: int

    @property
    def is_content(self) -> bool:
        """Whether it carries subject and not grammar (numbers are compared by value elsewhere)."""
        return not self.is_function and not self.is_number


class Tokens:
    """The tokens of a text in order, and where each key stands."""

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.language = language
        self.items: tuple[Token, ...] = tuple(_tokens(text, language))
        self.places: dict[str, list[int]] = defaultdict(list)
        for place, token in enumerate(self.items):
            self.places[token.key].append(place)

    def occurrences(self, token: Token) -> Sequence[int]:
        """The places of `token`; a Chinese word is also found where it was cut otherwise."""
        found = self.places.get(token.key)
        if found or not _HAN_START.match(token.text):
            return found or ()
        return [self.at(hit.start()) for hit in re.finditer(re.escape(token.text), self.text)]

    def at(self, offset: int) -> int:
        """The place of the token that holds or precedes the character at `offset`."""
        return max(0, bisect_right(self._starts, offset) - 1)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.items]


def is_chinese(word: str) -> bool:
    """Whether `word` begins with a Chinese character."""
    return bool(_HAN_START.match(word))


def _tokens(text: str, language: Language) -> Iterator[Token]:
    clause = end = 0
    for found in _TOKEN.finditer(text):
        clause += len(_BREAK.findall(text, end, found.start()))
        end = found.end()
        for word, start, stop in _parts(found):
            lower = unicodedata.normalize("NFKC", word).lower()
            yield Token(
                text=lower,
                key=_key(lower, language),
                start=start,
                end=stop,
                is_function=is_function_word(lower),
                is_number=found.lastgroup == "number",
                clause=clause,
            )


def _parts(found: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    if found.lastgroup != "han":
        yield found[0], found.start(), found.end()
        return
    start = found.start()
    for word in surface_words(found[0]):
        yield word, start, start + len(word)
        start += len(word)


@lru_cache(maxsize=1 << 16)
def _key(word: str, language: Language) -> str:
    return "".join(words(word, language)) or fold(word)
