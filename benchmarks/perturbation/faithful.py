"""Sentences that stay true: copies in other typography, cuts, and reorderings."""

import random
import re

from corpus import Language

_CONDITION = re.compile(
    r"\b(?:sauf|si|sinon|lorsqu|à condition|à moins|sans|hors|except|unless|if|but|mais"
    r"|toutefois|ne|n['’]"
    r"|not|no|however|only|seul|exclu|other than|autres? que)\b|除|但|不|未|非|无|没|仅|只|如果"
    r"|的除外",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r",\s(?:le cas échéant|notamment|en particulier|par ailleurs|en outre|as the case may be|if any"
    r"|in particular|where applicable|for example|par exemple)(?=,)"
    r"|\s\([^()]{3,80}\)|（[^（）]{2,40}）",
    re.IGNORECASE,
)
_LAST_CLAUSE = re.compile(r"(?:,\s|;\s|，|；)\s*(?P<last>[^,;，；]{12,}?)(?P<stop>[.。]?)\Z")
_FIRST_CLAUSE = re.compile(
    r"\A(?P<first>[^,，;；:：]{8,120})[,，]\s*(?P<rest>[^;；:：]{25,}?)(?P<stop>[.。]?)\Z"
)
_MOVABLE: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(
        r"(?:Pour|En cas|Lorsque?|Lorsqu|Dans|À|A |Au |Aux |Sous réserve|En application|Afin|Par"
        r"|Avant|Après|Dès|Si |S['’]il|Sans préjudice|En |Conformément|Grâce|Face)"
    ),
    "en": re.compile(
        r"(?:Subject to|If |In |For|Where|When|On |Before|After|At |Despite|Within|Unless|Under"
        r"|As soon)"
    ),
    "zh": re.compile(r"(?!)"),
}
_LISTED_HAN = re.compile(r"([\u3400-\u9fff]{2,8})、([\u3400-\u9fff]{2,4})(?=、)")
_LISTED = re.compile(
    r"(?<=, )([^\W\d_]+(?: [^\W\d_]+)?), ([^\W\d_]+(?: [^\W\d_]+)?)(?=,| et | ou | and | or )"
)


def copied(text: str, language: Language, chance: random.Random) -> str | None:
    """The same words in other typography: apostrophes, spaces, digits in groups, full width."""
    other = text.replace("’", "'") if "’" in text else text.replace("'", "’")
    other = re.sub(r"(?<!\d)(\d{1,3}) (\d{3})(?!\d)", "\\1\u202f\\2", other)
    if language == "zh":
        other = other.replace("，", ",") if chance.random() < 0.5 else other.rstrip("。")
        other = (
            re.sub(r"\d", lambda digit: chr(ord(digit[0]) + 0xFEE0), other)
            if "％" in text
            else other
        )
    elif language == "fr":
        other = re.sub(r" ([;:%!?])", "\u00a0\\1", other)
    elif chance.random() < 0.5:
        other = other.rstrip(".") + " ."
    return other if other != text else f"{text} " + ("。" if language == "zh" else "")


def cut(text: str, language: Language, chance: random.Random) -> str | None:
    """One to three parts left out that limit nothing."""
    made: str | None = None
    for _ in range(chance.randint(1, 3)):
        shorter = _cut_once(made or text)
        if shorter is None or len(shorter) < len(text) / 3:
            break
        made = shorter
    return made


def _cut_once(text: str) -> str | None:
    """Without an aside, or without a last clause that is no condition."""
    aside = _ASIDE.search(text)
    if aside and not _CONDITION.search(aside[0]):
        return _ASIDE.sub("", text, count=1)
    found = _LAST_CLAUSE.search(text)
    if found and not _CONDITION.search(found["last"]) and found.start() > len(text) * 0.4:
        before = text[: found.start()]
        if not re.search(r"[:：]|soit|either|entre|between|以下|下列", before):
            return before + (found["stop"] or ".")
    return None


def reordered(text: str, language: Language, chance: random.Random) -> str | None:
    """The first adverbial moved to the end, or two items of a list exchanged."""
    listed = _LISTED_HAN if language == "zh" else _LISTED
    exchanged = listed.sub(r"\2、\1" if language == "zh" else r"\2, \1", text, count=1)
    found = _FIRST_CLAUSE.match(text)
    if found and _MOVABLE[language].match(text):
        first, rest = found["first"], found["rest"]
        return f"{rest[0].upper()}{rest[1:]}, {first[0].lower()}{first[1:]}{found['stop'] or '.'}"
    return exchanged if exchanged != text else None
