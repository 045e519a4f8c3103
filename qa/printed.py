"""Questions that name an item by its printed number: "point 4", "the sixth commitment", 第四项."""

import re
from collections.abc import Sequence

import numpy as np

from corpus import Language, Paragraph
from vectorstore.embeddings import Embedder
from vectorstore.search import Hit
from vectorstore.vocabulary import Vocabulary

_ORDINALS = {
    word: str(number)
    for number, words in enumerate(
        (
            "premier première first",
            "deuxième second seconde",
            "troisième third",
            "quatrième fourth",
            "cinquième fifth",
            "sixième sixth",
            "septième seventh",
            "huitième eighth",
            "neuvième ninth",
            "dixième tenth",
        ),
        start=1,
    )
    for word in words.split()
}
_HAN_DIGITS = {digit: number for number, digit in enumerate("一二三四五六七八九", start=1)}
_ITEM = (
    r"(?:points?|items?|articles?|art\.|principes?|principles?|engagements?"
    r"|commitments?|priorit[ée]s?|priority|priorities|propositions?|proposals?|mesures?|measures?)"
)
_NAMED = re.compile(
    rf"\b(?P<section>[IVX]{{1,5}})\.(?P<inside>\d{{1,3}})\b"
    rf"|(?i:\b{_ITEM}\s+(?:(?:n°|num[ée]ro)\s*)?(?P<after>\d{{1,4}})\b(?!\s*%))"
    # "Le numéro 4", and not "le conseil numéro 4".
    r"|(?i:(?:^|\b(?:le|du|au)\s)(?:n°|num[ée]ro)\s*(?P<alone>\d{1,4})\b)"
    rf"|(?i:\b(?P<before>\d{{1,3}}(?:e|è|ème|er|ère|st|nd|rd|th)|{'|'.join(_ORDINALS)})"
    rf"\s+{_ITEM}\b)"
    r"|第\s*(?P<han>\d{1,4}|[一二三四五六七八九十]{1,3})\s*[项条点款]"
)
# "Article 5" is printed so; a point, a priority or a commitment is a bare number.
_ARTICLE = re.compile(r"\bart", re.IGNORECASE)


def names_item(question: str) -> bool:
    """Whether the question names an item by its number."""
    return bool(_NAMED.search(question))


def without_item(question: str) -> str:
    """The question without the words that name an item."""
    return _NAMED.sub(" ", question)


def named_item(
    question: str, language: Language, hits: Sequence[Hit], embedder: Embedder
) -> tuple[Hit, ...]:
    """The paragraphs among `hits` of the item that the question names, in reading order.

    Several sections have an item 4: the one is taken whose paragraphs match best together
    with its title. Empty if the question names no item, or none of `hits` has that number.
    """
    found = _NAMED.search(question)
    if not found:
        return ()
    number = _number(found)
    section = found["section"]
    groups: dict[tuple[str, tuple[str, ...]], list[Hit]] = {}
    for hit in hits:
        locator = hit.paragraph.locator
        if locator.kind != "item" or not locator.path or _printed(locator.path[-1]) != number:
            continue
        if _ARTICLE.search(found[0]) and not _ARTICLE.search(locator.path[-1]):
            continue
        if section is None or section in locator.path[:-1]:
            groups.setdefault((hit.paragraph.document_id, locator.path), []).append(hit)
    if not groups:
        return ()
    asked = embedder.embed_queries([question])[0]
    noun = _noun(found)

    def worth(group: list[Hit]) -> float:
        first = group[0].paragraph
        titles = _titles(first)
        near = float(np.dot(embedder.embed_documents([titles])[0], asked)) if titles else 0.0
        return (
            near + _called(noun, language, first, hits, embedder) + max(hit.score for hit in group)
        )

    best = max(groups.values(), key=worth)
    return tuple(sorted(best, key=lambda hit: hit.paragraph.position))


def _titles(paragraph: Paragraph) -> str:
    return " ".join(paragraph.headings[-1:])


def _noun(found: re.Match[str]) -> str:
    """What the question calls the item, "commitment"; "" if nothing or in Chinese."""
    words = re.findall(r"[^\W\d_]{4,}", found[0])
    return next((word for word in words if word.lower() not in _ORDINALS), "")


def _called(
    noun: str, language: Language, item: Paragraph, hits: Sequence[Hit], embedder: Embedder
) -> float:
    """How near its section's title, and what stands there without a number, come to that word."""
    if not noun:
        return 0.0
    section = item.locator.path[:-1]
    texts = [(title, item.language) for title in item.headings[-1:]]
    texts += [
        (hit.paragraph.text, hit.paragraph.language)
        for hit in hits
        if hit.paragraph.document_id == item.document_id and hit.paragraph.locator.path == section
    ]
    return Vocabulary(texts, embedder).nearness(noun, language)


def _number(found: re.Match[str]) -> str:
    text = found["inside"] or found["after"] or found["alone"] or found["before"] or found["han"]
    if text[0].isdigit():
        return str(int("".join(filter(str.isdigit, text))))
    return _ORDINALS.get(text.lower()) or str(_han_number(text))


def _han_number(text: str) -> int:
    tens, ten, units = text.rpartition("十")
    return (10 * _HAN_DIGITS.get(tens, 1) if ten else 0) + _HAN_DIGITS.get(units, 0)


def _printed(label: str) -> str:
    """The number in a printed label: "4", "Article 5", "第四项"; "" where there is none."""
    digits = re.findall(r"\d+", label.partition("~")[0])
    if digits:
        return str(int(digits[-1]))
    han = re.search(r"[一二三四五六七八九十]{1,3}", label)
    return str(_han_number(han[0])) if han else ""
