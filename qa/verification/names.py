"""Names and acronyms: every one in the sentence must be the source's.

Organisations, peoples and the countries most spoken of are known in three languages with their
adjectives (`names.tsv`), all other countries and regions by their names alone. Other names
in Latin letters are the words with a capital; in Chinese, titles between 《》 and words that end
like the name of a place or an institution.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from corpus import Language
from qa.places import all_places
from qa.verification.alignment import Alignment
from qa.verification.institutions import institutions_hold
from qa.verification.tokens import HAN, Token
from vectorstore.analysis import fold

_TABLE = "names.tsv"
_COLUMNS: dict[Language, int] = {"fr": 0, "en": 1, "zh": 2}
# Names are looked up by what they begin with, and can begin where a word does.
_OPENING_LETTERS = 2
_OPENINGS: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(r"\b\w"),
    "en": re.compile(r"\b\w"),
    "zh": re.compile(rf"[{HAN}A-Za-z]"),
}
_ACRONYM = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ\d]+(?:-\d+)?s?")
_CAPITALISED = re.compile(r"[A-ZÀ-ÞŒ]")
_OPENING = re.compile(r"(?:\A|[.!?…:;•\n«“\"(]|[—–-]\s)\s*$")
_TITLE = re.compile(r"《(?P<title>[^《》]+)》")
_NAMED = re.compile(
    rf"[{HAN}]+(?:省|市|县|州|国|部|委|局|院|署|厅|会|法|办|所|处|军|党|团|条例|委员会|组织|联盟|大学|银行|公司|机关)\Z"
)
# 方法, 布局 and 无法 are no names.
_SHORTEST_NAMED = 3
# What may stand between two names in a row.
_JOINED = re.compile(
    r"\s*(?:,|、|，|和|与|及|以及|\bet\b|\bou\b|\band\b|\bor\b)\s*"
    r"(?:from |by |for |of |on |to |with |about |par |pour |sur |avec )?"
    r"(?:the |l[ae]s? |l['’]|du |des? |de la |de l['’]|d['’]|aux? |in |en )?",
    re.IGNORECASE,
)
# How near a name of another language must come: "Finance" and "Finances", not "Santé".
_NEAR_NAME = 0.5
# Titles written with a capital that are translated like any other word.
_TITLES = frozenset(
    "chief officer commissioner commission commissaire conseil board council director directeur "
    "deputy section division part partie schedule annexe president président chair office agency "
    "agence department ministère association corporation société act loi regulations règlement "
    "order code état états etat etats state states member court cour her his majesty sa majesté "
    "article articles chapter chapitre titre title livre committee comité régie autorité authority"
    .split()
)  # fmt: skip


def names_hold(alignment: Alignment, known: str) -> bool:
    """Whether each name of the sentence is in the source, or in `known`, its title and headings."""
    sentence, source = alignment.sentence, alignment.source
    there = _listed(source.text, source.language) | _listed(known, source.language)
    if not _listed(sentence.text, sentence.language) <= there:
        return False
    if alignment.same_language and not _titles_hold(sentence.text, source.text + known):
        return False
    plain_known = f" {fold(known.lower())} "
    if not all(
        _is_there(alignment, place, token) or f" {fold(token.text)} " in plain_known
        for place, token in _unlisted(alignment)
    ):
        return False
    return not alignment.same_language or institutions_hold(alignment)


def _titles_hold(sentence: str, text: str) -> bool:
    return all(found["title"] in text for found in _TITLE.finditer(sentence))


@lru_cache(maxsize=256)
def _listed(text: str, language: Language) -> frozenset[int]:
    """The names of the table in `text`, by their lines."""
    return frozenset(line for line, _, _ in names_in(text, language))


def names_in(text: str, language: Language) -> Iterator[tuple[int, int, int]]:
    """The known names in `text`: which name, a number, and where it begins and ends."""
    forms = _by_opening(language)
    plain = text if language == "zh" else _folded(text)
    end = 0
    for opening in _OPENINGS[language].finditer(plain):
        start = opening.start()
        if start < end:
            continue
        for pattern, capitals, line in forms.get(plain[start : start + _OPENING_LETTERS], ()):
            if found := pattern.match(plain, start):
                end = found.end()
                # "un", "who" and "la réunion" are words; UN, WHO and "La Réunion" are names.
                if _capitals(text[start:end]) >= capitals:
                    yield line, start, end
                break


def rows_of_names(text: str, language: Language) -> list[tuple[tuple[int, ...], int, int]]:
    """The known names in `text`, those joined by "and", "or" or a comma together, and where each
    row begins and ends."""
    rows: list[tuple[tuple[int, ...], int, int]] = []
    for name, start, end in names_in(text, language):
        if rows and _JOINED.fullmatch(text[rows[-1][2] : start]):
            names, start, _ = rows.pop()
            rows.append(((*names, name), start, end))
        else:
            rows.append(((name,), start, end))
    return rows


def names_in_a_row(text: str, language: Language) -> list[int]:
    """The known names in `text` that stand beside another."""
    rows = (names for names, _, _ in rows_of_names(text, language))
    return list(dict.fromkeys(name for row in rows if len(set(row)) > 1 for name in row))


def says_name(name: int, text: str, language: Language) -> bool:
    """Whether `text` has the name, a number from `names_in`, in any form of its language."""
    plain = text if language == "zh" else _folded(text)
    return any(
        _capitals(text[found.start() : found.end()]) >= capitals
        for pattern, capitals in _forms_of(name, language)
        for found in pattern.finditer(plain)
    )


def written_as(names: Collection[int], text: str, language: Language) -> list[str]:
    """How `text` writes those of `names` that it has."""
    found = names_in(text, language)
    return list(dict.fromkeys(text[start:end] for name, start, end in found if name in names))


def without_names(text: str, language: Language, names: Collection[int]) -> str:
    """`text` with spaces for each of `names`."""
    for name, start, end in list(names_in(text, language)):
        if name in names:
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def is_country(name: int) -> bool:
    """Whether the name is that of a country, or of a part of one."""
    return _table()[name][0] == "countries"


def is_organisation(name: int) -> bool:
    """Whether the name is that of an organisation, or of one of its bodies."""
    return _table()[name][0] == "organisations"


def long_forms(name: int) -> list[tuple[Language, str]]:
    """The forms of a name that have several words, with their languages."""
    row = _rows()[name]
    forms = [(language, f) for language, at in _COLUMNS.items() for f in row[at].split("|")]
    return [(language, form.rstrip("*")) for language, form in forms if " " in form]


def forms_of(name: int) -> dict[Language, list[str]]:
    """The forms of a name in each language, the usual one first."""
    row = _rows()[name]
    return {
        language: [form.rstrip("*") for form in row[at].split("|")]
        for language, at in _COLUMNS.items()
    }


def spelled_out(
    text: str, language: Language, written: Mapping[int, Sequence[str]] | None = None
) -> str:
    """`text` with other forms of its names beside them, for texts that have only those.

    Which forms is said in `written`, by name. An acronym that is not there is replaced by what it
    stands for in all three languages, "WHO" by "world health organization organisation mondiale
    de la santé 世界卫生组织": it has no letter in common with its name in another language, and
    often none with its own.
    """
    for name, start, end in reversed(list(names_in(text, language))):
        own = text[start:end]
        if written and name in written:
            text = " ".join((text[:end], *written[name])) + text[end:]
        elif _ACRONYM.fullmatch(own):
            first = [row.split("|")[0] for row in _rows()[name]]
            names = dict.fromkeys([first[_COLUMNS[language]], *first])
            text = text[:start] + " ".join(n for n in names if n != own) + text[end:]
    return text


def _capitals(written: str) -> int:
    return sum(character.isupper() for character in written)


class _Folds(dict[int, str]):
    """Each character without its accent, found when first asked for."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = folded = fold(character)[:1] or character
        return folded


_FOLDS = _Folds()


def _folded(text: str) -> str:
    """`text` without accents and capitals, character for character."""
    return text.translate(_FOLDS).lower()


@cache
def _by_opening(language: Language) -> dict[str, list[tuple[re.Pattern[str], int, int]]]:
    """All forms by their first letters, longest first: pattern, capitals it needs, line."""
    forms = [
        (form, line)
        for line, row in enumerate(_rows())
        for form in row[_COLUMNS[language]].split("|")
    ]
    found: dict[str, list[tuple[re.Pattern[str], int, int]]] = {}
    for form, line in sorted(forms, key=lambda form: -len(form[0])):
        plain = form if language == "zh" else fold(form.lower())
        known = found.setdefault(plain[:_OPENING_LETTERS], [])
        known.append((re.compile(_regex(form, language)), _capitals(form), line))
    return found


@cache
def _forms_of(row: int, language: Language) -> list[tuple[re.Pattern[str], int]]:
    """The forms of one name, each with how many capitals it needs."""
    forms = _rows()[row][_COLUMNS[language]].split("|")
    return [(re.compile(_regex(form, language)), _capitals(form)) for form in forms]


def _regex(form: str, language: Language) -> str:
    if language == "zh":
        # 发展中国家 does not name China.
        return re.escape(form) + ("(?!家)" if form.endswith("国") else "")
    stem = re.escape(fold(form.lower()).rstrip("*")).replace(r"\ ", r"[\s-]+")
    return rf"\b{stem}{r'[a-z]*' if form.endswith('*') else ''}\b"


@cache
def _rows() -> list[list[str]]:
    return [row for _, row in _table()]


@cache
def _table() -> list[tuple[str, list[str]]]:
    """Each name with the section that it stands in; the countries and regions that the file does
    not have come last."""
    table: list[tuple[str, list[str]]] = []
    section = ""
    for line in (files(__package__) / _TABLE).read_text("utf-8").splitlines():
        if line.startswith("# "):
            section = line.removeprefix("# ")
        else:
            table.append((section, line.split("\t")))
    listed = {fold(form.lower()) for _, row in table for cell in row for form in cell.split("|")}
    for is_country, names in all_places():
        if not any(fold(name.lower()) in listed for name in names.values()):
            row = [names[language] for language in _COLUMNS]
            table.append(("countries" if is_country else "regions", row))
    return table


def _unlisted(alignment: Alignment) -> Iterator[tuple[int, Token]]:
    """The names that are not in the table."""
    sentence = alignment.sentence
    listed = [(start, end) for _, start, end in names_in(sentence.text, sentence.language)]
    for place, token in enumerate(sentence.tokens.items):
        if any(start <= token.start < end for start, end in listed):
            continue
        if _is_name(sentence.text, place, sentence.tokens.items):
            yield place, token


def _is_name(text: str, place: int, items: tuple[Token, ...]) -> bool:
    token = items[place]
    written = text[token.start : token.end]
    if _NAMED.match(written):
        return len(written) >= _SHORTEST_NAMED
    if _ACRONYM.fullmatch(written):
        return True
    if not _CAPITALISED.match(written) or token.is_function or len(written) < 2:
        return False
    # A capital at the beginning of a sentence says nothing, unless another follows.
    if not _OPENING.search(text, 0, token.start):
        return True
    after = items[place + 1] if place + 1 < len(items) else None
    return (
        after is not None
        and bool(_CAPITALISED.match(text[after.start]))
        and (text[token.end : after.start] == " ")
    )


def _is_there(alignment: Alignment, place: int, token: Token) -> bool:
    link = alignment.links.get(place)
    if link is not None and link.is_exact:
        return True
    if token.text in _TITLES and not (alignment.same_language and alignment.support(place) < 0.2):
        return True
    source = alignment.source
    if alignment.sentence.language == "zh" and token.text in source.text:
        return True
    written = alignment.sentence.text[token.start : token.end]
    if _ACRONYM.fullmatch(written):
        return written.rstrip("s") in source.text or _has_initials(source.text, written)
    # In one language another form of the same name is enough, another name like it is not.
    least = 0.7 if alignment.same_language else _NEAR_NAME
    return alignment.support(place) >= least


def _has_initials(text: str, acronym: str) -> bool:
    """Whether consecutive words of `text` begin with the letters of `acronym`."""
    words = re.findall(r"[^\W\d_]+", text)
    for chosen in (words, [word for word in words if len(word) > 3]):
        initials = "".join(word[0] for word in chosen).upper()
        start = initials.find(fold(acronym))
        if start >= 0 and _CAPITALISED.match(chosen[start]):
            return True
    return False
