"""What a text counts, dates and measures; and whether another text says the same of it.

A number agrees where the source has the same value with the same unit, or the same words
beside it: that "30" stands somewhere in a paragraph says nothing about "30 jours".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from corpus import Language
from qa.verification.alignment import Alignment
from qa.verification.numerals import Numeral, find_numerals

# What follows a number, by what it measures. The same unit has the same name in each language.
_UNITS: tuple[tuple[str, str], ...] = (
    ("percent", r"%|％|‰|pour[\s-]cent|per\s?cent"),
    ("year of age", r"ans révolus|years? of age|years? old|周岁|岁"),
    ("year", r"ans?\b|années?\b|years?\b|年(?!代|度|龄|级|月)"),
    ("month", r"mois\b|months?\b|个月"),
    ("week", r"semaines?\b|weeks?\b|周|个?星期"),
    ("day", r"jours?\b|days?\b|天|个?工作日|日(?!报|常)"),
    ("hour", r"heures?\b|hours?\b|个?小时"),
    ("minute", r"minutes?\b|分钟"),
    ("euro", r"€|euros?\b|欧元"),
    ("dollar", r"\$|dollars?\b|美元|加元"),
    ("yuan", r"yuans?\b|RMB\b|人民币|元"),
    ("kilometre", r"km\b|kilom[eè]tres?\b|kilometers?\b|公里|千米"),
    ("metre", r"m\b|m[eè]tres?\b|meters?\b|米"),
    ("tonne", r"t\b|tonnes?\b|吨"),
    ("kilogram", r"kg\b|kilogram(?:me)?s?\b|公斤|千克"),
    ("litre", r"l\b|litres?\b|liters?\b|升"),
    ("hectare", r"ha\b|hectares?\b|公顷"),
    ("person", r"personnes?\b|persons?\b|people\b|人(?!民|员|大)"),
    ("times", r"fois\b|times\b|倍"),
)  # fmt: skip
_UNIT = re.compile(
    r"[\s\u00a0\u202f-]*(?:(?:of|de|d['’]|full|clear|working|consecutive|calendar|complete)\s*)?"
    r"(?:" + "|".join(f"(?P<u{i}>{pattern})" for i, (_, pattern) in enumerate(_UNITS)) + ")",
    re.IGNORECASE,
)
_PAID_BEFORE = re.compile(r"(?P<dollar>\$|US\$|C\$)\s?$|(?P<euro>€)\s?$|(?P<yuan>￥|¥)\s?$")
_MONTHS: dict[str, int] = {
    name: index
    for names in (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "january february march april may june july august september october november december",
    )
    for index, name in enumerate(names.split(), start=1)
}
_MONTH_NAME = "|".join(_MONTHS)
_DATE = re.compile(
    rf"(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH_NAME})\b"
    r"(?:,?\s+(?P<year>\d{4}))?"
    rf"|\b(?P<month2>{_MONTH_NAME})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*%)"
    r"(?:,?\s+(?P<year2>\d{4}))?"
    rf"|\b(?P<month3>{_MONTH_NAME})\s+(?P<year3>\d{{4}})\b"
    r"|(?P<year4>\d{4})\s?年(?:\s?(?P<month4>\d{1,2})\s?月(?:\s?(?P<day4>\d{1,2})\s?[日号])?)?"
    r"|(?P<month5>\d{1,2})\s?月\s?(?P<day5>\d{1,2})\s?[日号]"
    r"|(?<!\d)(?P<year6>\d{4})-(?P<month6>\d{2})-(?P<day6>\d{2})(?!\d)",
    re.IGNORECASE,
)
_YEARS = (1000, 2200)
# "un an" is a quantity; "une personne" and "une fois" have an article.
_MEASURES = frozenset("percent year month week day hour minute euro dollar yuan".split())
# "Two months" where the source has "thirty days" is another time limit.
_KINDS = (
    frozenset("year month week day hour minute".split()),
    frozenset("euro dollar yuan".split()),
    frozenset("kilometre metre".split()),
    frozenset("tonne kilogram".split()),
)
# How many words may lie between a number and what it is about.
_BESIDE = 8


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it measures (`unit`, empty where the text does not say)."""

    value: Fraction
    unit: str
    start: int
    end: int
    # "un", "one" or "一" that may be an article.
    is_vague: bool = False


@lru_cache(maxsize=256)
def find_quantities(text: str, language: Language) -> tuple[Quantity, ...]:
    """The quantities and the parts of dates in `text`, in order.

    Remembered, because one sentence meets several paragraphs and one paragraph many sentences.
    """
    dates = list(_dates(text))
    taken = [(q.start, q.end) for q in dates]
    free = [
        numeral
        for numeral in find_numerals(text, language)
        if not any(numeral.start < end and start < numeral.end for start, end in taken)
    ]
    measured = [_measured(text, numeral, free) for numeral in free]
    return tuple(sorted([*dates, *measured], key=lambda q: q.start))


def _dates(text: str) -> Iterator[Quantity]:
    for found in _DATE.finditer(text):
        for name, written in found.groupdict().items():
            if written is not None:
                part = name.rstrip("0123456789")
                value = _MONTHS.get(written.lower()) or int(written)
                start, end = found.span(name)
                unit = f"date {part}"
                yield Quantity(Fraction(value), unit, start, end)


def _measured(text: str, numeral: Numeral, others: list[Numeral]) -> Quantity:
    unit = _unit_after(text, numeral.end)
    if not unit and (paid := _PAID_BEFORE.search(text[max(0, numeral.start - 4) : numeral.start])):
        unit = paid.lastgroup or ""
    if not unit:
        unit = _unit_of_range(text, numeral, others)
    value = numeral.value
    if unit == "percent":
        value /= 100
    if text.startswith("百分之", numeral.start):
        unit = "percent"
    if unit == "year" and _YEARS[0] <= value < _YEARS[1]:
        unit = "date year"  # 二〇一四年
    vague = numeral.is_word and value == 1 and not numeral.is_ordinal and unit not in _MEASURES
    if not unit and not numeral.is_word and value.denominator == 1 and _is_year(text, numeral):
        unit = "date year"
    return Quantity(value, unit, numeral.start, numeral.end, vague)


def _is_year(text: str, numeral: Numeral) -> bool:
    plain = text[numeral.start : numeral.end].isdigit()
    return plain and _YEARS[0] <= numeral.value < _YEARS[1]


def _unit_after(text: str, end: int) -> str:
    found = _UNIT.match(text, end)
    return _UNITS[int(found.lastgroup[1:])][0] if found and found.lastgroup else ""


def _unit_of_range(text: str, numeral: Numeral, others: list[Numeral]) -> str:
    """The unit that "5 à 10 jours", "two or three years" and 三至五年 give to the first number."""
    for other in others:
        between = text[numeral.end : other.start] if other.start >= numeral.end else None
        if between is not None and re.fullmatch(
            r"\s*(?:à|ou|et|to|or|and|至|到|或|-|–|—)\s*", between
        ):
            return _unit_after(text, other.end)
    return ""


def quantities_hold(alignment: Alignment) -> bool:
    """Whether each quantity of the sentence is the source's, of the same thing.

    In one language the value must stand beside the same words, and not where the source has
    another value of the same unit; across languages the value and its unit must agree.
    """
    said = find_quantities(alignment.sentence.text, alignment.sentence.language)
    there = find_quantities(alignment.source.text, alignment.source.language)
    return all(quantity.is_vague or _holds(quantity, there, alignment) for quantity in said)


def _holds(said: Quantity, there: Sequence[Quantity], alignment: Alignment) -> bool:
    equal = [q for q in there if q.value == said.value and _same_unit(q.unit, said.unit)]
    if not equal or not alignment.same_language:
        return bool(equal)
    source = alignment.source.tokens
    places = [source.at(q.start) for q in equal]
    place = alignment.sentence.tokens.at(said.start)
    beside = alignment.beside(place)
    if beside and not any(abs(p - q) <= _BESIDE for p in places for q in beside):
        return False
    # The unit belongs to the number: where it stands says nothing of what is counted.
    is_measured = bool(said.unit) and not said.unit.startswith("date")
    low, high = alignment.region(place, place + is_measured)
    if any(low <= p < high for p in places):
        return True
    return not any(low <= source.at(q.start) < high and _is_another(q, said) for q in there)


def _same_unit(one: str, other: str) -> bool:
    if not one or not other or one == other:
        return True
    return {one, other} in ({"year", "year of age"}, {"day", "date day"})


def _is_another(found: Quantity, said: Quantity) -> bool:
    """Whether `found` measures what `said` measures, and says something else of it."""
    if found.is_vague:
        return False
    if _same_unit(found.unit, said.unit):
        return found.value != said.value
    return any(found.unit in kind and said.unit in kind for kind in _KINDS)
