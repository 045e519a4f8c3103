"""Who decides, and by which law: offices and institutions, often without a capital.

Compared within one language. "le préfet" is not "le maire", the "code de commerce" is not the
"code du travail", and where the source has one, no other may stand in its place.
"""

from itertools import pairwise

from corpus import Language
from qa.verification.alignment import Alignment
from qa.verification.tokens import Token, is_chinese

_OFFICES: dict[Language, frozenset[str]] = {
    "fr": frozenset(
        "préfet préfète maire recteur rectrice procureur juge greffier magistrat huissier notaire "
        "ministre ministres gouvernement parlement sénat sénateur député sénateurs députés "
        "président tribunal cour conseil commissaire médecin employeur salarié bailleur locataire "
        "vendeur acheteur créancier débiteur assureur assuré banque commune département région "
        "état etat".split()
    ),
    "en": frozenset(
        "minister governor registrar commissioner superintendent judge court tribunal ombudsman "
        "parliament senate employer employee lessor lessee landlord tenant creditor debtor insurer "
        "inspector auditor municipality province attorney sheriff mayor president".split()
    ),
    "zh": frozenset(),
}
# What these are called after is part of their name.
_HEADS: dict[Language, frozenset[str]] = {
    "fr": frozenset(
        "code codes ministre ministère tribunal cour commission agence autorité".split()
    ),
    "en": frozenset("minister department code bank court".split()),
    "zh": frozenset(),
}
_CHINESE_HEADS = frozenset(
    "部门 行政部门 主管部门 管理部门 监督管理部门 监督管理 委员会 机关 法院 检察院 人民政府 政府 "
    "管理局 大学 银行".split()
)
_BETWEEN = frozenset("de du des d la le les l l' chargé chargée of the for".split())
_NAME_REACH = 5


def institutions_hold(alignment: Alignment) -> bool:
    """Whether each office and institution of the sentence is the source's, in its place."""
    language = alignment.sentence.language
    items = alignment.sentence.tokens.items
    if language == "zh":
        return _chinese_hold(alignment)
    for place, token in enumerate(items):
        if token.text in _OFFICES[language]:
            link = alignment.links.get(place)
            if link is None or not link.is_exact or _is_displaced(alignment, place):
                return False
        if token.text in _HEADS[language]:
            name = _called(items, place)
            if name is not None and not _together(alignment, place, name):
                return False
    return True


def _chinese_hold(alignment: Alignment) -> bool:
    """Whether each institution is called in the source as in the sentence, with what precedes."""
    items = alignment.sentence.tokens.items
    for before, token in pairwise(items):
        is_named = token.text in _CHINESE_HEADS and before.end == token.start
        is_called = is_named and before.is_content and is_chinese(before.text)
        if is_called and before.text + token.text not in alignment.source.text:
            return False
    return True


def _called(items: tuple[Token, ...], head: int) -> int | None:
    """The place of the word that the institution at `head` is called after."""
    joined = False
    for place in range(head + 1, min(head + _NAME_REACH, len(items))):
        token = items[place]
        if token.clause != items[head].clause:
            return None
        if token.text not in _BETWEEN:
            is_adjective = place == head + 1 and not token.is_function
            return place if joined or is_adjective else None
        joined = True
    return None


def _together(alignment: Alignment, head: int, name: int) -> bool:
    if name not in alignment.links or head not in alignment.links:
        return False
    if not alignment.links[name].is_exact:
        return False
    return any(
        0 < second - first <= _NAME_REACH
        for first in alignment.candidates(head)
        for second in alignment.candidates(name)
    )


def _is_displaced(alignment: Alignment, place: int) -> bool:
    """Whether another office stands where the sentence has this one."""
    offices = _OFFICES[alignment.source.language]
    low, high = alignment.region(place)
    if any(low - 1 <= found <= high for found in alignment.candidates(place)):
        return False
    here = alignment.source.tokens.items[low:high]
    said = {token.text for token in alignment.sentence.tokens.items}
    return any(token.text in offices and token.text in said for token in here)
