"""Text → the tokens of the lexical index: one field of words, one of character n-grams.

Words carry meaning (stems, so that "engagements" meets "engagement"); n-grams survive typos
and missing accents and need no segmenter. Both are compared without case, accents and
typographic variants: l’ONU and l'ONU, 5 000 and 5000, Ａ and A, 倡議 and 倡议 are the same.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from corpus import Language
from corpus.chinese import simplified
from vectorstore.function_words import FUNCTION_WORDS

# Raise when the same text would give other tokens or concepts, or the lexical index has other
# fields: stores are rebuilt.
ANALYSER_VERSION = 11

_GRAM = 4
# Where more words are in capitals and none is not, all is a shout.
_MOST_ACRONYMS = 2
# The tokens of this many words are remembered: most words of a text are those of other texts.
_REMEMBERED = 50_000
# So are the words of this many texts: for one question a paragraph is read several times.
_TEXTS_REMEMBERED = 2_000
_HAN = "\u3400-\u9fff\uf900-\ufaff"
_HAN_RUN = re.compile(rf"[{_HAN}]+")
_TOKEN = re.compile(rf"[{_HAN}]+|\d+(?:[.,]\d+)*|[^\W\d_{_HAN}]+")
_LATIN_WORD = re.compile(rf"[^\W\d_{_HAN}]+")
# A thin, no-break or ordinary space, or a comma, between groups of three digits.
_DIGIT_GROUPS = re.compile(r"(?<=\d)[\s,'’](?=\d{3}(?!\d))")
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’ʼ](?=\w)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?<=\w)['’ʼ]s\b", re.IGNORECASE)
_DOTTED_ACRONYM = re.compile(r"\b(?:[A-Z]\.){2,}")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})


def words(text: str, language: Language) -> list[str]:
    """The stemmed words of `text` in order; Chinese runs are cut into words.

    `language` chooses the stemmer; stems lose their accents after stemming, because Snowball
    reads them. A question in another language than the paragraph meets it only in names,
    numbers and Chinese words.
    """
    return [token for piece in _pieces(text) for token in _words_of(piece, language)]


def grams(text: str) -> list[str]:
    """Character 4-grams of `<word>`, and the characters and character pairs of Chinese runs."""
    return [gram for piece in _pieces(text) for gram in word_grams(piece)]


def word_grams(piece: str) -> Sequence[str]:
    """The `grams` of one of `surface_words`."""
    if _HAN_RUN.match(piece):
        return [*piece, *(piece[i : i + 2] for i in range(len(piece) - 1))]
    return _latin_grams(piece)


def words_and_grams(text: str, language: Language) -> tuple[set[str], set[str]]:
    """The distinct tokens of both fields, for the work of one."""
    found_words: set[str] = set()
    found_grams: set[str] = set()
    for piece in _pieces(text):
        found_words.update(_words_of(piece, language))
        found_grams.update(word_grams(piece))
    return found_words, found_grams


def surface_words(text: str) -> list[str]:
    """The words of `text` as written, in lower case; Chinese runs are cut into words."""
    return [word for piece in _pieces(text) for word in _written(piece)]


def every_field(text: str, language: Language) -> tuple[list[str], list[str], list[str]]:
    """`words`, `grams` and `surface_words` of `text`, for little more than the work of one."""
    found_words: list[str] = []
    found_grams: list[str] = []
    written: list[str] = []
    for piece in _pieces(text):
        parts = _written(piece)
        written += parts
        found_words += parts if _HAN_RUN.match(piece) else _words_of(piece, language)
        found_grams += word_grams(piece)
    return found_words, found_grams, written


def fold(text: str) -> str:
    """`text` without accents."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def is_function_word(word: str) -> bool:
    """Whether `word` carries grammar and not subject, in any of the three languages."""
    return not _is_content(word.lower())


def _is_content(word: str) -> bool:
    return fold(word) not in FUNCTION_WORDS


def _acronyms(text: str) -> set[str]:
    """The words in capitals, in lower case: "AI" is no form of "avoir". None in a text of them."""
    found = [word for word in _LATIN_WORD.findall(text) if word.isupper() and len(word) > 1]
    if len(found) > _MOST_ACRONYMS and text.isupper():
        return set()
    return {word.lower() for word in found}


def content(question: str) -> str:
    """`question` without its function words; all of it where nothing would be left."""
    names = _acronyms(question)
    kept = []
    for piece in _pieces(question):
        parts = (part for part in _written(piece) if part in names or _is_content(part))
        kept.append("".join(parts))
    return " ".join(filter(None, kept)) or question


def content_units(text: str, language: Language) -> tuple[list[str], list[str]]:
    """`text` without function words, as what expressions are made of: words, Chinese characters.

    As written and as stems. Between two Chinese runs is an empty unit, so that no expression
    reaches over a comma.
    """
    names = _acronyms(text)
    written: list[str] = []
    stems: list[str] = []
    for piece in _pieces(text):
        if _HAN_RUN.match(piece):
            own = [] if language != "zh" else list(piece)
            if own and written and _HAN_RUN.match(written[-1]):
                own.insert(0, "")
            written += own
            stems += own
        elif piece in names or _is_content(piece):
            written.append(piece)
            stems += _words_of(piece, language)
    return written, stems


def has_chinese(text: str) -> bool:
    """Whether there is a Chinese character in `text`."""
    return bool(_HAN_RUN.search(text))


def count_chinese(text: str) -> int:
    """How many Chinese characters are in `text`."""
    return sum(map(len, _HAN_RUN.findall(text)))


def without_chinese(text: str) -> str:
    """`text` without its Chinese runs, which nothing in a question without Chinese can match.

    Cutting them into words loads the segmenter, 30 MB that most readers never need.
    """
    return _HAN_RUN.sub(" ", text)


def latin_words(text: str) -> list[str]:
    """The words of `text` in Latin letters, as written."""
    return _LATIN_WORD.findall(text)


def replace_words(text: str, mended: Callable[[str], str]) -> str:
    """`text` with each of its words in Latin letters replaced by what `mended` makes of it."""
    return _LATIN_WORD.sub(lambda found: mended(found[0]), text)


@lru_cache(_TEXTS_REMEMBERED)
def _pieces(text: str) -> tuple[str, ...]:
    normal = simplified(unicodedata.normalize("NFKC", text).translate(_LIGATURES))
    normal = _DOTTED_ACRONYM.sub(lambda found: found[0].replace(".", ""), normal)
    normal = _POSSESSIVE.sub("", _ELISION.sub(" ", _DIGIT_GROUPS.sub("", normal)))
    return tuple(found[0] for found in _TOKEN.finditer(normal.lower()))


def _written(piece: str) -> list[str]:
    return _segment(piece) if _HAN_RUN.match(piece) else [piece]


def _words_of(piece: str, language: Language) -> list[str]:
    if _HAN_RUN.match(piece):
        return _segment(piece)
    return [_stem(piece, "english" if language == "en" else "french")]


@lru_cache(_REMEMBERED)
def _stem(piece: str, stemmer: str) -> str:
    return piece if piece[0].isdigit() else fold(_stemmer(stemmer)(piece))


@lru_cache(_REMEMBERED)
def _latin_grams(piece: str) -> tuple[str, ...]:
    marked = f"<{fold(piece)}>"
    return tuple(marked[i : i + _GRAM] for i in range(max(1, len(marked) - _GRAM + 1)))


@cache
def _stemmer(name: str) -> Callable[[str], str]:
    import Stemmer

    stem: Callable[[str], str] = Stemmer.Stemmer(name).stemWord
    return stem


def _segment(run: str) -> list[str]:
    import rjieba

    found: list[str] = rjieba.cut(run)
    return found


def tagged(text: str) -> list[tuple[str, str]]:
    """The words of a Chinese text, and what part of speech each is, as jieba has them."""
    import rjieba

    found: list[tuple[str, str]] = rjieba.tag(text)
    return found
