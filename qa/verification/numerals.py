"""Numbers however they are written: digits, words in three languages, ordinals, Roman.

`5 000`, `5,000`, `cinq mille`, `five thousand`, `五千` and `5千` are all the value 5000.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from corpus import Language
from corpus.numbering import roman_value

# The numbers of so many texts are remembered: the same sentences are read again and again.
_REMEMBERED = 4_000
_FRENCH = {
    **dict(zip("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze "
               "quinze seize".split(), range(17), strict=True)),
    "une": 1, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50,
    "soixante": 60, "septante": 70, "octante": 80, "huitante": 80, "nonante": 90,
}  # fmt: skip
_ENGLISH = {
    **dict(zip("zero one two three four five six seven eight nine ten eleven twelve thirteen "
               "fourteen fifteen sixteen seventeen eighteen nineteen".split(), range(20),
               strict=True)),
    **dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(),
               range(20, 100, 10), strict=True)),
}  # fmt: skip
_SCALES = {
    "cent": 100, "cents": 100, "mille": 1000, "million": 10**6, "millions": 10**6,
    "milliard": 10**9, "milliards": 10**9, "hundred": 100, "hundreds": 100, "thousand": 1000,
    "billion": 10**9, "billions": 10**9,
}  # fmt: skip
_FRENCH_ORDINALS = {
    "premier": 1, "première": 1, "premiers": 1, "premières": 1, "second": 2, "seconde": 2,
    "cinquième": 5, "neuvième": 9,
}  # fmt: skip
_ENGLISH_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
    "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50,
}  # fmt: skip
_PARTS = {"moitié": 2, "half": 2, "quart": 4, "quarts": 4, "quarter": 4, "quarters": 4}
_FRENCH_THIRDS = re.compile(r"\b(?P<count>un|deux|1|2)[\s-]+tiers\b|\b(?:le|du|au) tiers d", re.I)
_ENGLISH_THIRDS = re.compile(r"\b(?P<count>one|two|1|2)[\s-]+thirds?\b", re.I)

_WORD = re.compile(r"[^\W\d_]+")
# Between the words of one number.
_JOINT = re.compile(r"[\s\u2010\u2011-]+(?:(?:et|and)[\s-]+)?")
_DIGITS = re.compile(
    r"(?<![\d.,])(?P<value>\d{1,3}(?:[\s\u202f\u00a0'’]\d{3})+(?:[.,]\d+)?(?!\d)"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:[.,]\d+)*)"
    r"\s?(?P<scale>millions?|milliards?|billions?|thousand|hundred|mille|[百千万亿]+)?"
)
# Between clauses ("，2026年"), and not within a number of full-width digits. NFKC makes it ",".
_CHINESE_COMMA = re.compile(r"(?<![０-９])，|，(?![０-９])")
_HAN_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_HAN_NUMBER = re.compile(r"(?P<ordinal>第)?(?P<value>[零〇一二两三四五六七八九十百千万亿]+)")
_HAN_FRACTION = re.compile(
    r"(?P<under>[零〇一二两三四五六七八九十百千万]+|\d+)分之"
    r"(?P<over>[零〇一二两三四五六七八九十百千点]+|\d+(?:\.\d+)?)"
)
# A lone Chinese numeral is a number only before what can be counted: 一切, 十分 and 三农 are words.
_HAN_COUNTED = re.compile(
    r"\s*(?:个|年|月(?!刊)|日|天|小时|分钟|周|星期|季|次|名|人|条|款|项|章|节|编|篇|届|级|类|倍|元|岁"
    r"|户|件|份|种|处|所|家|台|辆|艘|架|公里|千米|米|吨|克|升|亩|公顷|平方|立方|度|成|以上|以下|以内"
    r"|部分|方面|阶段|国|方|审|等(?!待)|倍|[至到或][二两三四五六七八九十])"
)
_HAN_IDIOMS = re.compile(r"[一]{2}|十分|万一|千万(?!元)|百姓|一一|万万|三三两两|千千万万")
_ROMAN = re.compile(
    r"\b(?P<head>(?i:chapitre|titre|partie|livre|annexe|section|article|part|chapter|title|schedule"
    r"|division|appendix|phase|classe?|catégorie|category|tableau|table))?(?P<gap>\s*)"
    r"\b(?P<value>(?=[IVXLC])(?:C|XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?:er|re)?\b(?!['’])",
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text: its value, and `text[start:end]` that says it.

    `is_word` numbers of value 1 ("un", "one", "一") are as often articles.
    """

    value: Fraction
    start: int
    end: int
    is_word: bool = False
    is_ordinal: bool = False


@lru_cache(_REMEMBERED)
def find_numerals(text: str, language: Language) -> tuple[Numeral, ...]:
    """The numbers in `text`, in order; none overlaps another."""
    found = [*_fractions(text), *_digits(text)]
    found += _chinese(text) if language == "zh" else [*_worded(text, language), *_romans(text)]
    kept: list[Numeral] = []
    for numeral in sorted(found, key=lambda n: (n.start, -n.end)):
        if not kept or numeral.start >= kept[-1].end:
            kept.append(numeral)
    return tuple(kept)


def _digits(text: str) -> Iterator[Numeral]:
    plain = _CHINESE_COMMA.sub("、", text)
    for found in _DIGITS.finditer(unicodedata.normalize("NFKC", plain) if _safe(plain) else plain):
        for value, start, end in _readings(found["value"], found.start("value")):
            scale = 1
            if found["scale"] and end == found.end("value"):
                end, scale = found.end("scale"), _scale(found["scale"])
            yield Numeral(value * scale, start, end)


def _safe(text: str) -> bool:
    """Whether NFKC moves no character."""
    return len(unicodedata.normalize("NFKC", text)) == len(text)


def _readings(written: str, start: int) -> Iterator[tuple[Fraction, int, int]]:
    """One number, or the parts of a reference such as 5.12.3."""
    plain = re.sub(r"[\s\u202f\u00a0'’]", "", written)
    end = start + len(written)
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", plain):
        yield Fraction(plain.replace(",", "")), start, end
    elif re.fullmatch(r"\d+(?:[.,]\d+)?", plain):
        yield Fraction(plain.replace(",", ".")), start, end
    else:
        for part in re.finditer(r"\d+", written):
            yield Fraction(part[0]), start + part.start(), start + part.end()


def _scale(word: str) -> int:
    scale = 1
    for part in [word] if word in _SCALES else word:
        scale *= _SCALES.get(part) or _HAN_SCALES.get(part, 1)
    return scale


def _worded(text: str, language: Language) -> Iterator[Numeral]:
    table = _FRENCH if language == "fr" else _ENGLISH
    run: list[tuple[str, int, int]] = []
    for found in _WORD.finditer(text):
        word = found[0].lower()
        if run and _links(word, run[-1][0], text[found.end() : found.end() + 12]):
            continue
        joined = run and _JOINT.fullmatch(text, run[-1][2], found.start())
        if run and not (joined and (word in table or word in _SCALES or _ordinal(word, language))):
            yield from _spoken(run, table, language)
            run = []
        counts = word in table or (
            word in _SCALES and (run or _opens(word, text, found.start(), language))
        )
        if not counts and _ordinal(word, language) is None:
            continue
        if word == "neuf" and not run and _is_new(text, found.start()):
            continue
        run.append((word, found.start(), found.end()))
    if run:
        yield from _spoken(run, table, language)


def _links(word: str, before: str, after: str) -> bool:
    """Whether "et" or "and" is inside a number: "vingt et un", "one hundred and four"."""
    if word == "et":
        return bool(re.match(r"[\s-]+(?:une?|onze|(?:un|onz)ièmes?)\b", after))
    return word == "and" and before in ("hundred", "thousand")


def _opens(word: str, text: str, start: int, language: Language) -> bool:
    # "per cent" and "pour cent" are no numbers.
    return language == "fr" and word in ("cent", "mille") and not text[:start].endswith("pour ")


def _is_new(text: str, start: int) -> bool:
    # "un véhicule neuf" is new; "neuf véhicules" are nine.
    return not re.match(r"neuf\s+[^\W\d_]+(?:s|x)\b", text[start : start + 40], re.I)


def _ordinal(word: str, language: Language) -> int | None:
    if language == "en":
        if word in _ENGLISH_ORDINALS:
            return _ENGLISH_ORDINALS[word]
        return _ENGLISH.get(word[:-2]) if word.endswith("th") else None
    if word in _FRENCH_ORDINALS:
        return _FRENCH_ORDINALS[word]
    stem = re.sub(r"ièmes?$", "", word)
    if stem == word:
        return None
    known = (_FRENCH.get(stem), _FRENCH.get(stem + "e"), _SCALES.get(stem), _SCALES.get(stem + "e"))
    return next((value for value in known if value), None)


def _spoken(
    run: list[tuple[str, int, int]], table: dict[str, int], language: Language
) -> Iterator[Numeral]:
    total = part = 0
    ordinal = False
    for word, _, _ in run:
        if word in _SCALES:
            scale = _SCALES[word]
            if scale == 100:
                part = (part or 1) * 100
            else:
                total, part = total + (part or 1) * scale, 0
        elif word in table:
            # "quatre-vingts" is the only product among the small ones.
            part += 76 if table[word] == 20 and part % 100 == 4 else table[word]
        else:
            part += _ordinal(word, language) or 0
            ordinal = True
    start, end = run[0][1], run[-1][2]
    yield Numeral(Fraction(total + part), start, end, is_word=True, is_ordinal=ordinal)


def _chinese(text: str) -> Iterator[Numeral]:
    for found in _HAN_NUMBER.finditer(text):
        written = found["value"]
        composed = len(written) > 1 or found["ordinal"]
        if _HAN_IDIOMS.match(written) or _HAN_IDIOMS.match(text, found.start("value")):
            continue
        is_scale = set(written) <= set("万亿千百")
        if not is_scale and (composed or _HAN_COUNTED.match(text, found.end())):
            value = Fraction(han_value(written))
            yield Numeral(value, found.start("value"), found.end(), True, bool(found["ordinal"]))


def han_value(written: str) -> int:
    """The value of a Chinese numeral; digits without scales are read one by one (二〇一四)."""
    if not any(c in _HAN_SCALES for c in written):
        return int("".join(str(_HAN_DIGITS[c]) for c in written))
    total = part = digit = 0
    for character in written:
        if character in _HAN_DIGITS:
            digit = _HAN_DIGITS[character]
            continue
        scale = _HAN_SCALES[character]
        if scale < 10**4:
            part += (digit or 1) * scale
        elif scale == 10**4:
            total, part = total + (part + digit or 1) * scale, 0
        else:
            total, part = (total + part + digit or 1) * scale, 0
        digit = 0
    return total + part + digit


def _fractions(text: str) -> Iterator[Numeral]:
    for found in _HAN_FRACTION.finditer(text):
        under, over = (_any_value(found[name]) for name in ("under", "over"))
        if under:
            yield Numeral(over / under, found.start(), found.end())
    for pattern in (_FRENCH_THIRDS, _ENGLISH_THIRDS):
        for found in pattern.finditer(text):
            count = 2 if (found["count"] or "").lower() in ("deux", "two", "2") else 1
            yield Numeral(Fraction(count, 3), found.start(), found.end())
    for found in _WORD.finditer(text):
        if (part := _PARTS.get(found[0].lower())) is not None:
            before = re.search(r"\b(trois|three|3)[\s-]+$", text[: found.start()], re.I)
            start = before.start() if before else found.start()
            yield Numeral(Fraction(3 if before else 1, part), start, found.end())


def _any_value(written: str) -> Fraction:
    if written[0].isdigit():
        return Fraction(written)
    whole, _, decimals = written.partition("点")
    value = Fraction(han_value(whole or "零"))
    return value + (Fraction(han_value(decimals), 10 ** len(decimals)) if decimals else 0)


def _romans(text: str) -> Iterator[Numeral]:
    for found in _ROMAN.finditer(text):
        written = found["value"]
        # One letter alone is as often a name or "I".
        if not written or (len(written) == 1 and (not found["head"] or written in "LC")):
            continue
        if (value := roman_value(written)) is not None:
            yield Numeral(Fraction(value), found.start("value"), found.end(), is_ordinal=True)
