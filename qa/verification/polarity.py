"""Is denied, allowed or ordered in the source what the sentence denies, allows or orders?"""

from collections import Counter

from qa.verification.alignment import Alignment
from qa.verification.cues import Cue, find_cues, is_opposite, modal, opposites

Denied = Counter[int]

# Words move so far in translation, and what is denied so far from the word that is.
_MOVED = 6
_NEARBY = 4
# A translation this near is no chance.
_SURE = 0.6


def polarity_holds(alignment: Alignment) -> bool:
    """Whether negations, modal verbs and opposites of the sentence are the source's own."""
    cues = find_cues(alignment.sentence.tokens)
    there = find_cues(alignment.source.tokens)
    if not alignment.same_language:
        # Bounds are said without a negation in the other language, "only" in other words.
        cues = [cue for cue in cues if cue.kind == "not"]
        there = [cue for cue in there if cue.kind == "not"]
    return (
        _denials_hold(alignment, cues, there)
        and _modals_hold(alignment)
        and (not alignment.same_language or _no_opposite(alignment))
    )


def _denials_hold(alignment: Alignment, cues: list[Cue], there: list[Cue]) -> bool:
    denied, denied_there = _denied(cues), _denied(there)
    if alignment.same_language:
        return _same_denials(alignment, cues, there, denied, denied_there)
    back = _back(alignment)
    return all(_is_denied_there(alignment, cue, denied_there) for cue in cues) and all(
        _is_denied_here(alignment, back, cue, denied) for cue in there
    )


def _same_denials(
    alignment: Alignment, cues: list[Cue], there: list[Cue], denied: Denied, denied_there: Denied
) -> bool:
    """Whether the word that each negation is about is denied as often on both sides."""
    for cue in cues:
        linked = [head for head in cue.heads if head in alignment.links]
        if linked:
            # The last is the verb itself: auxiliaries stand in every clause.
            if denied[linked[-1]] != denied_there[alignment.links[linked[-1]].place]:
                return False
        elif not _any_in_region(alignment, cue, denied_there):
            return False
    back = _back(alignment)
    for cue in there:
        ours = [place for head in cue.heads[-1:] for place in back.get(head, ())]
        if any(denied[place] != denied_there[cue.heads[-1]] for place in ours):
            return False
    return True


def _is_denied_there(alignment: Alignment, cue: Cue, denied_there: Denied) -> bool:
    """Whether the source denies what the cue of the sentence denies, in its own language."""
    linked = [head for head in cue.heads if _is_translated(alignment, head)]
    if not linked:
        return _any_in_region(alignment, cue, denied_there)
    places = [alignment.links[head].place for head in linked]
    return any(abs(place - other) <= _NEARBY for place in places for other in denied_there)


def _is_denied_here(
    alignment: Alignment, back: dict[int, list[int]], cue: Cue, denied: Denied
) -> bool:
    """Whether the sentence denies what the cue of the source denies, where it says it at all."""
    ours = [
        place
        for head in cue.heads
        for place in back.get(head, ())
        if _is_translated(alignment, place)
    ]
    return not ours or any(abs(place - other) <= _NEARBY for place in ours for other in denied)


def _is_translated(alignment: Alignment, place: int) -> bool:
    """Whether a content word is linked with certainty, among its neighbours' translations."""
    link = alignment.links.get(place)
    if link is None or link.strength < _SURE:
        return False
    low, high = alignment.region(place)
    is_content = alignment.sentence.tokens.items[place].is_content
    return is_content and low - _MOVED <= link.place < high + _MOVED


def _back(alignment: Alignment) -> dict[int, list[int]]:
    """The places of the sentence by the place of the source that they are linked to."""
    back: dict[int, list[int]] = {}
    for place, link in alignment.links.items():
        back.setdefault(link.place, []).append(place)
    return back


def _denied(cues: list[Cue]) -> Denied:
    return Counter(head for cue in cues for head in cue.heads)


def _any_in_region(alignment: Alignment, cue: Cue, denied_there: Denied) -> bool:
    low, high = alignment.region(cue.heads[0] if cue.heads else cue.place)
    margin = 0 if alignment.same_language else _NEARBY
    return any(low - margin <= place < high + margin for place in denied_there)


def _modals_hold(alignment: Alignment) -> bool:
    """Whether no "may" stands where the source has only a "must", nor the other way round."""
    source = alignment.source.tokens.items
    for place, token in enumerate(alignment.sentence.tokens.items):
        said = modal(token)
        if said is None:
            continue
        low, high = alignment.region(place)
        found = {modal(other) for other in source[low:high]} - {None}
        margin = 0 if alignment.same_language else _MOVED
        wide = {modal(other) for other in source[max(0, low - margin) : high + margin]}
        if found and said not in wide:
            return _is_forbidden(alignment)
    return True


def _is_forbidden(alignment: Alignment) -> bool:
    # "ne peut", "shall not" and 不得 forbid alike.
    return any(cue.kind == "not" for cue in find_cues(alignment.sentence.tokens))


def _no_opposite(alignment: Alignment) -> bool:
    """Whether no word of the sentence stands where the source has its contrary."""
    language = alignment.source.language
    source = alignment.source.tokens.items
    for place, token in enumerate(alignment.sentence.tokens.items):
        starts = opposites(token, language)
        if not starts:
            continue
        low, high = alignment.region(place)
        link = alignment.links.get(place)
        if link is not None and link.is_exact and low - 2 <= link.place < high + 2:
            continue
        if any(is_opposite(other, starts, language) for other in source[low:high]):
            return False
    return True
