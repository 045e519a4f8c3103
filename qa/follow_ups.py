"""Questions that lean on the one before them: "Et pour l'Afrique ?", 它什么时候提出的？

A follow-up in which something stands in the place of something is completed by putting it there:
"Que prévoit le document pour l'Asie ?" and "Et pour l'Afrique ?" ask what it provides for Africa
alone. Any other is joined to the question before.
"""

import re
from collections.abc import Mapping, Sequence

from qa.places import named_places

Message = Mapping[str, str]

# Older turns say little about the question at hand.
_TURNS = 6
_LONGEST = 4_000
# A question leans on the one before it when it opens with a conjunction or a demonstrative, …
_OPENS = re.compile(
    r"^\W*(?:et|mais|and|but|what about|how about|also)\b"
    r"|^\W*(?:那|还有|它|他们|她|这(?!份|篇|[个些两]文件))|呢\W*$",
    re.IGNORECASE,
)
# … when it has a word that always points back, …
_POINTS_BACK = re.compile(
    r"\b(?:celui|celle|ceux|celles)(?:-ci|-là|\b(?!\s+(?:de|du|des|d['’]|qu|dont|où|et|pour|à)))"
    r"|\bl['’](?:a|ont|avait|avaient)\b|\b(?:en|y) (?:parle|dit|est|sont|étai[ent]{1,3})\b|它",
    re.IGNORECASE,
)
# … or a pronoun before which it names nothing that the pronoun could stand for.
_PRONOUN = re.compile(r"\b(?:ils?|elles?|it|they|them|its|their)\b(?P<last>\W*$)?", re.IGNORECASE)
_NAMES = re.compile(
    r"\b(?i:les?|la|une?|des|du|aux?|ce|cet|cette|ces|the|this|that|these|every|each|all)"
    r"\s+\w+\b(?!-)|\b[ldLD]['’]\w{3,}|(?<=\s)[A-ZÀ-Þ]\w"
)
_IMPERSONAL = re.compile(
    r"\b(?:y a-t-il|est-il|s['’]agit-il|faut-il|fait-il|fera-t-il|\w+-il de|il y a|il faut|is it"
    r"|does it)\b",
    re.IGNORECASE,
)
# "And for Africa?" takes the place of what follows the same preposition.
_INSTEAD = re.compile(
    r"^\W*(?:et|mais|and|but|what about|how about)\s+"
    r"(?P<preposition>pour|sur|dans|en|avec|contre|for|about|on|in|with|against)\s+"
    r"(?P<rest>[^,;:]{2,80})$",
    re.IGNORECASE,
)
_SHORT = 60


def completed(question: str, history: Sequence[Message]) -> str:
    """`question`, with what it lacks taken from the last question of `history`."""
    earlier = [m.get("content", "") for m in history[-_TURNS:] if m.get("role") == "user"]
    if not earlier or not _leans(question):
        return question
    previous = earlier[-1].strip()[:_LONGEST]
    return _in_its_place(question, previous) or f"{previous} {question}"


def _in_its_place(question: str, previous: str) -> str | None:
    """The previous question about what this one names; None where that has no place in it."""
    if found := _INSTEAD.search(question):
        same = rf"\b{re.escape(found['preposition'])}\b(?!.*\b{re.escape(found['preposition'])}\b)"
        if place := re.search(same, previous, re.IGNORECASE):
            return f"{previous[: place.end()]} {found['rest']}"
    here, there = named_places(question), named_places(previous)
    if len(question) <= _SHORT and len(here) == len(there) == 1 and _OPENS.search(question):
        (start, end), (first, last) = here[0], there[0]
        return previous[:first] + question[start:end] + previous[last:]
    return None


def _leans(question: str) -> bool:
    if _OPENS.search(question) or _POINTS_BACK.search(question):
        return True
    plain = _IMPERSONAL.sub("", question)
    for pronoun in _PRONOUN.finditer(plain):
        before = plain[: pronoun.start()]
        inverted = before.endswith("-")  # "la Chine formera-t-elle": a subject may precede
        if not _NAMES.search(before) or (pronoun["last"] is not None and not inverted):
            return True
    return False
