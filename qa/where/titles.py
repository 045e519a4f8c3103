"""Sections that a question names by their titles: "the part on repairs", « Tarifs », 退票那一节."""

import re
from collections.abc import Iterator

from qa.where.steps import Step, Where
from qa.where.words import BEFORE, DETERMINER

_TITLED_AS = r"(?:intitulée?|nommée?|appelée?|called|titled|named|headed|entitled)"
# "the section on fees", "la partie Tarifs", 退票那一节.
_SECTION = re.compile(
    rf"{BEFORE}\b(?:section|rubrique|partie|part|chapitre|chapter)"
    rf" (?:(?:{_TITLED_AS}|qui (?:parle|traite)|sur|consacrée?|relative?|about|on|dealing with"
    r"|concernant|covering) (?:d[eu]s? |d['’]|aux? |à )?|(?=(?-i:[«“\"‘A-ZÀ-Ý])))"
    r"(?P<after>[«“\"‘]? ?[^,;:?.«»“”\"!]+?[ »”\"’]{0,2})(?=[,;:?.!]|$)"
    rf"|{BEFORE}(?P<before>(?:(?!\b(?:the|this|in|of)\b)[\w'’-]+ ){{1,5}}?)(?:section|chapter)\b"
    r"|(?P<han>[\u4e00-\u9fff]{2,12}?)(?:这|那)?一?(?:个)?(?:部分|章节|(?<!文)章|一节)",
    re.IGNORECASE,
)
# « Tarifs », in whatever marks; "d'après Hébergements et équipements, …"
_TITLE = re.compile(
    r"(?P<within>\b(?:d['’]après|selon|dans|sous|under|in|within|according to|as per) |[在据按])?"
    rf"(?:\b{DETERMINER})?"
    rf"(?P<section>\b(?:section|rubrique|partie|part|chapitre|chapter) (?:{_TITLED_AS} "
    r"|(?:about|on|sur) )?)?"
    r"[«“\"「《](?P<quoted>[^»”\"」》]{2,80})[»”\"」》]"
    r"(?P<behind> (?:section|chapter|part)\b|(?:这|那)?一?个?(?:部分|章节?|节|段)|的?(?:里面?|中|上"
    r"|内))?"
    r"|\b(?:d['’]après|selon|dans|under|in|according to) (?P<named>(?-i:[A-ZÀ-Ý])[^,?:;.]{3,60})"
    r"(?=[,?:;])",
    re.IGNORECASE,
)


def quoted_titles(question: str) -> Iterator[Where]:
    """Where the question says to look by what may be the very title of a section.

    What it only quotes comes last, with `is_sure` false.
    """
    titles = [
        _titled(found, found["quoted"] or found["named"], is_sure=_says_in(found))
        for found in _TITLE.finditer(question)
    ]
    yield from sorted((*titles, *called_sections(question)), key=lambda one: not one.is_sure)


def _says_in(found: re.Match[str]) -> bool:
    return any(found[name] for name in ("within", "section", "behind", "named"))


def called_sections(question: str) -> Iterator[Where]:
    """Where the question says to look by what a section is about: "the part on emergencies"."""
    for found in _SECTION.finditer(question):
        yield _titled(found, found["after"] or found["before"] or found["han"])


def _titled(found: re.Match[str], title: str, *, is_sure: bool = True) -> Where:
    return Where((Step("titled", title=title.strip()),), (found[0],), is_sure=is_sure)
