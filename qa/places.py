"""Names of countries and regions in the three languages, from Unicode's CLDR.

A question in Chinese that names 法国 can only be met by a text in French that names "France":
no word of one is in the other, and embeddings put all countries close together.
"""

import re
from dataclasses import dataclass
from functools import cache

from corpus import LANGUAGES, Language
from vectorstore.analysis import fold

# "Monde" and "World" are no name.
_NO_NAME = ("001", "ZZ", "QO")
# CLDR's names are those of menus: "Chine", but "Myanmar (Birmanie)" and "中国香港特别行政区".
_ASIDE = re.compile(r"\s*[(（\[].*?[)）\]]")
_LATIN = re.compile(r"[a-z]")


@dataclass(frozen=True, slots=True)
class Place:
    """A country or region: its CLDR code and its name by language."""

    code: str
    names: tuple[tuple[Language, str], ...]


def places(text: str) -> list[tuple[str, Place]]:
    """The places that `text` names, each with the words that name it, in the order there."""
    plain = _plain(text)
    found: dict[str, tuple[str, Place]] = {}
    for match in _pattern().finditer(plain):
        place = _by_name()[match[0]]
        found.setdefault(place.code, (match[0], place))
    return list(found.values())


def named_places(text: str) -> list[tuple[int, int]]:
    """Where in `text` places are named: start and end of each."""
    plain = _plain(text)
    if len(plain) != len(text):
        return []
    return [found.span() for found in _pattern().finditer(plain)]


def all_places() -> tuple[Place, ...]:
    """Every country and region that has a name, in CLDR's order."""
    return tuple({place.code: place for place in _by_name().values()}.values())


def _plain(text: str) -> str:
    return fold(text).lower().replace("’", "'").replace("-", " ")


@cache
def _by_name() -> dict[str, Place]:
    # Here, because few questions need it: reading the names takes longer than an answer.
    from babel import Locale

    tables = {language: Locale(language).territories for language in LANGUAGES}
    named: dict[str, Place] = {}
    for code in map(str, tables["en"]):
        if code in _NO_NAME:
            continue
        names = tuple((language, _ASIDE.sub("", tables[language][code])) for language in LANGUAGES)
        for _, name in names:
            named.setdefault(_plain(name), Place(code, names))
    return named


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_by_name(), key=len, reverse=True)
    latin = "|".join(re.escape(name) for name in longest_first if _LATIN.search(name))
    han = "|".join(re.escape(name) for name in longest_first if not _LATIN.search(name))
    return re.compile(rf"\b(?:{latin})\b|(?:{han})")
