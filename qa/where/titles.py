"""Sections that a question names by their titles: "the part on repairs", « Tarifs », 退票那一节."""

import re
from collections.abc import Iterable, Iterator

from qa.where.steps import Step, Where
from qa.where.words import BEFORE, DETERMINER
from vectorstore.analysis import has_chinese

_LEAST_HAN, _LEAST_LETTERS = 4, 5
# "Access: …", "the third bullet under Activities"
_APART = re.compile(r"\s?[:：,，]")
_UNDER = re.compile(r"\b(?:under|sous) $", re.IGNORECASE)
_TITLED_AS = r"(?:intitulée?|nommée?|appelée?|called|titled|named|headed|entitled)"
_SECTION_WORD = r"(?:section|rubrique|partie|part|chapitre|chapter|clause|bit|passage)"
# "the section on fees", "la partie Tarifs", "the pets clause", 退票那一节.
_SECTION = re.compile(
    rf"{BEFORE}\b{_SECTION_WORD}(?: (?:of|du|de la|de l['’])(?: [\w'’-]+){{1,5}}?)?"
    rf" (?:(?:{_TITLED_AS}|qui (?:parle|traite)|sur|consacrée?|relative?|about|on|dealing with"
    r"|concernant|covering|(?:that|which) (?:sets out|says|explains|deals with)|where it says)"
    r" (?:d[eu]s? |d['’]|aux? |à )?|(?=(?-i:[«“\"‘A-ZÀ-Ý])))"
    r"(?P<after>[«“\"‘]? ?[^,;:?.«»“”\"!]+?[ »”\"’]{0,2})(?=[,;:?.!]|$)"
    rf"|{BEFORE}\b(?:section|rubrique|partie|chapitre) (?P<apposed>[^\W\d_]{{4,}}[^,;:?.!]*)"
    r"|\b(?:the|this|that|whats|what's) (?P<before>(?:(?!\b(?:the|in|of|first|second|third|last)\b)"
    r"[\w'’&-]+ ){1,5}?)(?:section|chapter|clause|bit|part(?! of))\b"
    # not 宪章, 大部分
    r"|(?P<han>[\u4e00-\u9fff]{2,14}?)(?:(?<![大一])部分|章节|[这那]一?[章节条]|一[章节])",
    re.IGNORECASE,
)
# « Tarifs », in whatever marks; "d'après Hébergements et équipements, …"
_TITLE = re.compile(
    r"(?P<within>\b(?:d['’]après|selon|dans|sous|under|in|within|according to|as per) |[在据按])?"
    rf"(?:\b{DETERMINER})?"
    rf"(?P<section>\b{_SECTION_WORD} (?:{_TITLED_AS} "
    r"|(?:about|on|sur) )?)?"
    r"[«“\"「《](?P<quoted>[^»”\"」》]{2,80})[»”\"」》]"
    r"(?P<behind> (?:section|chapter|part(?! of)|bit|clause)\b"
    r"|(?:这|那)?一?个?(?:部分|章节?|节|段|条)|的?(?:里面?|中|上|内))?"
    r"|\b(?:d['’]après|selon|sous|under|according to) (?P<named>(?-i:[A-ZÀ-Ý])[^,?:;.]{3,60})"
    r"(?=[,?:;])",
    re.IGNORECASE,
)


def quoted_titles(question: str) -> Iterator[Where]:
    """Where the question says to look by what may be the very title of a section.

    What it quotes, and does not say that something is in it, is not `is_sure`.
    """
    for found in _TITLE.finditer(question):
        yield _titled(found, found["quoted"] or found["named"], is_sure=_says_in(found))


def quoted_phrases(question: str, *, is_overview: bool) -> Iterator[Where]:
    """Where the question calls a section by a quotation that may translate its title."""
    for found in _TITLE.finditer(question):
        if found["quoted"] and (is_overview or _says_in(found)):
            yield _titled(found, found["quoted"], is_sure=_says_in(found))
        elif found["named"] and found[0].lower().startswith(("under", "sous")):
            yield _titled(found, found["named"])


def _says_in(found: re.Match[str]) -> bool:
    return any(found[name] for name in ("within", "section", "behind", "named"))


def called_sections(question: str) -> Iterator[Where]:
    """Where the question says to look by what a section is about: "the part on emergencies"."""
    for found in _SECTION.finditer(question):
        title = found["after"] or found["apposed"] or found["before"] or found["han"]
        yield _titled(found, title)


def titles_in(question: str, titles: Iterable[str]) -> Iterator[Where]:
    """Where the question has one of `titles` word for word, in whatever case."""
    for title in titles:
        words = title.split()
        if len(title) < (_LEAST_HAN if has_chinese(title) else _LEAST_LETTERS):
            continue
        pattern = r"\s+".join(map(re.escape, words))
        if found := re.search(rf"(?<![^\W\u4e00-\u9fff]){pattern}", question, re.IGNORECASE):
            is_apart = bool(_APART.match(question, found.end())) or bool(
                _UNDER.search(question[: found.start()])
            )
            yield Where((Step("titled", title=title),), (found[0],), is_sure=is_apart)


def _titled(found: re.Match[str], title: str, *, is_sure: bool = True) -> Where:
    return Where((Step("titled", title=title.strip()),), (found[0],), is_sure=is_sure)
