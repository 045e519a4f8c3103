"""One thing in a sentence made false: a number, a date, a negation, a name, a clause, the place."""

import random
import re
from collections.abc import Callable, Sequence

from benchmarks.perturbation.institutions import NAMES, PARTIES
from corpus import Language

Falsify = Callable[[str, Language, str, random.Random], str | None]

_NUMBERS: dict[Language, tuple[str, ...]] = {
    "fr": tuple("deux trois quatre cinq six sept huit dix douze quinze vingt trente quarante "
    "soixante cent".split()),
    "en": tuple("two three four five six seven eight ten twelve fifteen twenty thirty forty "
    "sixty ninety".split()),
    "zh": tuple("二 三 四 五 六 七 八 十 十二 十五 二十 三十 四十 六十 九十".split()),
}  # fmt: skip
_VALUES = (2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30, 40, 60, 90)
_MONTHS: dict[Language, tuple[str, ...]] = {
    "fr": tuple("janvier février mars avril mai juin juillet août septembre octobre novembre "
    "décembre".split()),
    "en": tuple("January February March April May June July August September October November "
    "December".split()),
    "zh": tuple(f"{n}月" for n in range(1, 13)),
}  # fmt: skip
_YEAR = re.compile(r"(?<![\d-])(?:1[6-9]|20)\d\d(?![\d-])")
_FRENCH_VERBS = (
    r"est|sont|peut|peuvent|doit|doivent|a|ont|prend|fixe|établit|transmet|informe|adresse|détermine"
    r"|donne|statue|exerce|comprend|assure|veille|constitue|comporte|prononce|désigne|précise|dispose"
)
_NEGATED: dict[Language, tuple[tuple[str, str], ...]] = {
    "fr": (
        (r"\b(?:ne|n['’])\s?(?P<v>\w+) (?:pas|jamais|plus)\b", r"\g<v>"),
        (r"\bne (?P<v>peut|peuvent|doit|doivent|saurait)\b(?![^.;]{0,120}\b(?:que|qu|ni)\b)",
        r"\g<v>"),
        (r"(?<!\bne )(?<!\bn['’])\b(?P<v>peut|peuvent|doit|doivent)\b", r"ne \g<v> pas"),
        (rf"(?<= )(?P<v>{_FRENCH_VERBS})\b(?! (?:pas|jamais|plus|aucun))", "@"),
    ),
    "en": (
        (r"\b(?P<v>shall|may|must|is|are|does|do|was) not\b", r"\g<v>"),
        (r"\b(?P<v>shall|may|must|can|is|are|was|were|has|have)\b(?! not)", r"\g<v> not"),
    ),
    "zh": (
        (r"不得", "可以"), (r"不能", "能"), (r"不予", "予以"), (r"禁止", "允许"),
        (r"(?<!不)应当", "不应当"), (r"(?<!不)可以", "不得"), (r"(?<!不)必须", "不必"),
        (r"(?<=[\u3400-\u9fff])(?<!不)是(?!否)", "不是"), (r"(?<!不)负责(?!人)", "不负责"),
        (r"(?<!不)依法", "不依法"),
        (r"(?<!不)支持", "不支持"), (r"(?<!不)属于", "不属于"), (r"(?<!不)给予", "不给予"),
    ),
}  # fmt: skip
_GENERIC: dict[Language, tuple[str, ...]] = {
    "fr": (
        " et en informe le maire de la commune dans les meilleurs délais",
        ", après avis conforme d'une commission d'experts indépendants",
        ", moyennant le paiement d'une redevance forfaitaire",
        " et publie les résultats sur son site internet",
        ", à condition que le préfet ait donné son accord écrit",
    ),
    "en": (
        " and shall post the results on a public website",
        ", subject to the written approval of an independent panel of experts",
        " and pay a non-refundable registration fee",
        ", provided that the local police have been informed in advance",
        " and shall keep a copy at the regional office for inspection",
    ),
    "zh": ("，并在官方网站上向社会公布结果", "，但须事先取得专家委员会的书面同意",
    "，并缴纳一次性登记费用",
           "，同时抄送当地新闻媒体", "，并由第三方机构进行年度评估"),
}  # fmt: skip
_STOP = re.compile(r"\s*[.。;；]?\s*\Z")


def number(text: str, language: Language, paragraph: str, chance: random.Random) -> str | None:
    """A count, delay or amount changed into one that the paragraph does not have."""
    digits = r"(?<![\d.,/-])\d+(?:[.,]\d+)?(?![\d/-])"
    words = "|".join(sorted(_NUMBERS[language], key=len, reverse=True))
    if language == "zh":
        counted = "个|年|日|天|次|人|倍|元|以上|以下|以内|分之|万"
        worded = rf"(?:{words})(?=(?:{counted}))(?<![零〇一二三四五六七八九十百千万].)"
    else:
        worded = rf"(?<![\w-])(?:{words})(?![\w-])"
    found = [f for f in re.finditer(f"{digits}|{worded}", text, re.I) if not _YEAR.fullmatch(f[0])]
    found = [f for f in found if not _in_date(text, f, language)]
    if not found:
        return None
    chosen = chance.choice(found)
    new = _another(chosen[0], language, paragraph, chance)
    return new and text[: chosen.start()] + new + text[chosen.end() :]


def date(text: str, language: Language, paragraph: str, chance: random.Random) -> str | None:
    """A year, month or day of the month changed."""
    years = list(_YEAR.finditer(text))
    months = list(re.finditer(r"\b(?:" + "|".join(_MONTHS[language]) + r")\b", text))
    if language == "zh":
        months = list(re.finditer(r"(?<!\d)(?:1[0-2]|[1-9])月(?=\d)", text))
        years = [y for y in years if text[y.end() : y.end() + 1] == "年"]
    elif language == "en":
        months = [
            m
            for m in months
            if re.search(r"\d\W*$", text[: m.start()]) or re.match(r"\W+\d", text[m.end() :])
        ]
    options = [*years, *months]
    if not options:
        return None
    chosen = chance.choice(options)
    if chosen in years:
        shifted = (
            str(int(chosen[0]) + step) for step in chance.sample([-7, -3, -2, -1, 1, 2, 4, 10], 8)
        )
        new = next((year for year in shifted if year not in paragraph), None)
    else:
        others = [month for month in _MONTHS[language] if month not in paragraph]
        new = chance.choice(others) if others else None
    return new and text[: chosen.start()] + new + text[chosen.end() :]


def negation(text: str, language: Language, paragraph: str, chance: random.Random) -> str | None:
    """A negation put in or taken out of the main statement."""
    for pattern, new in _NEGATED[language]:
        found = re.search(pattern, text)
        if not found:
            continue
        if new == "@":
            verb = found["v"]
            new = f"n'{verb} pas" if verb[0] in "aeéiouê" else f"ne {verb} pas"
            made = text[: found.start()] + new + text[found.end() :]
        else:
            made = text[: found.start()] + found.expand(new) + text[found.end() :]
        return made if made not in paragraph else None
    return None


def name(text: str, language: Language, paragraph: str, chance: random.Random) -> str | None:
    """A country, institution, place or law exchanged for another of its kind."""
    options = []
    for group in NAMES[language]:
        present = [n for n in group if _holds_name(text, n, language)]
        absent = [n for n in group if n.lower() not in paragraph.lower()]
        options += [(old, absent) for old in present if absent]
    if not options:
        return None
    old, others = chance.choice(options)
    pattern = re.escape(old) if language == "zh" else rf"\b{re.escape(old)}\b"
    return re.sub(pattern, chance.choice(others).replace("\\", ""), text)


def invented(
    text: str, language: Language, elsewhere: Sequence[str], chance: random.Random
) -> str | None:
    """A clause put in at the end: from the neighbouring paragraph, or about something else."""
    clauses = [c.strip() for e in elsewhere for c in re.split(r"[,;，；:：.。]", e)]
    shortest, longest = (9, 40) if language == "zh" else (35, 120)
    fitting = [c for c in clauses if shortest <= len(c) <= longest]
    stop = _STOP.search(text)
    end = stop.start() if stop else len(text)
    if fitting and chance.random() < 0.6:
        clause = chance.choice(fitting)
        lower = clause if language == "zh" else clause[0].lower() + clause[1:]
        joint = {"fr": ", et ", "en": ", and ", "zh": "，并且"}[language]
        return text[:end] + joint + lower + text[end:]
    return text[:end] + chance.choice(_GENERIC[language]) + text[end:]


def swapped(text: str, language: Language, paragraph: str, chance: random.Random) -> str | None:
    """A number exchanged for another number of the same paragraph: false, but in its words."""
    pattern = r"(?<![\w.,/-])\d+(?![\w.,/-])"
    ours = [f for f in re.finditer(pattern, text) if not _YEAR.fullmatch(f[0])]
    others: list[str] = [
        n for n in set(re.findall(pattern, paragraph)) if all(n != f[0] for f in ours)
    ]
    if not ours or not others:
        return None
    chosen = chance.choice(ours)
    return text[: chosen.start()] + chance.choice(sorted(others)) + text[chosen.end() :]


def roles(text: str, language: Language, paragraph: str, chance: random.Random) -> str | None:
    """Two institutions, or a person and an institution, in each other's place."""
    groups = [[n for n in group if _holds_name(text, n, language)] for group in NAMES[language]]
    groups.append([n for n in PARTIES[language] if _holds_name(text, n, language)])
    pairs = [(a, b) for group in groups for a in group for b in group if a not in b and b not in a]
    if not pairs:
        return None
    one, other = chance.choice(pairs)
    made = text.replace(one, "\0").replace(other, one).replace("\0", other)
    return made if made != text and made not in paragraph else None


FALSIFIED: dict[str, Falsify] = {"number": number, "date": date, "negation": negation, "name": name}
EXTRA: dict[str, Falsify] = {"number of the paragraph": swapped, "roles": roles}


def _holds_name(text: str, wanted: str, language: Language) -> bool:
    if language == "zh":
        return wanted in text
    return bool(re.search(rf"\b{re.escape(wanted)}\b", text))


def _in_date(text: str, found: re.Match[str], language: Language) -> bool:
    around = text[max(0, found.start() - 12) : found.end() + 12]
    if language == "zh":
        return bool(re.search(r"\d月", around)) or text[found.end() : found.end() + 1] == "月"
    return any(month in around for month in _MONTHS[language])


def _another(old: str, language: Language, paragraph: str, chance: random.Random) -> str | None:
    """A number in the form of `old`, which the paragraph has neither in digits nor in words."""
    if old[0].isdigit():
        value = float(old.replace(",", "."))
        steps = [value + 1, value + 2, value * 2, value * 10, max(1, value - 1), value + 5]
        options = [f"{step:g}" if step < 1e6 else str(int(step)) for step in steps if step != value]
        options = [o.replace(".", ",") if "," in old else o for o in options]
    else:
        options = [word for word in _NUMBERS[language] if word != old.lower()]
    chance.shuffle(options)
    return next((o for o in options if not _is_in(o, paragraph, language)), None)


def _is_in(option: str, paragraph: str, language: Language) -> bool:
    forms = {option}
    for value, word in zip(_VALUES, _NUMBERS[language], strict=True):
        if option in (str(value), word):
            forms |= {str(value), word}
    inside = [
        f if language == "zh" and not f[0].isdigit() else rf"(?<![\w.,]){re.escape(f)}(?!\w)"
        for f in forms
    ]
    return any(re.search(form, paragraph, re.I) for form in inside)
