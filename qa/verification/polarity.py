"""Is denied, allowed or ordered in the source what the sentence denies, allows or orders?"""

from qa.verification.alignment import Alignment
from qa.verification.cues import Cue, find_cues, is_opposite, modal, opposites

# Within this many words of the sentence a negation may have moved in translation.
_MOVED = 6
# A translation this near is no chance.
_SURE = 0.65


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
    denied = _denied(cues)
    denied_there = _denied(there)
    for cue in cues:
        linked = [alignment.links[head].place for head in cue.heads if head in alignment.links]
        if alignment.same_language and linked:
            if not any(denied_there.get(place) == cue.kind for place in linked):
                return False
        elif not _any_in_region(alignment, cue, denied_there):
            return False
    back: dict[int, list[int]] = {}
    for place, link in alignment.links.items():
        back.setdefault(link.place, []).append(place)
    for cue in there:
        ours = [
            place
            for head in cue.heads
            for place in back.get(head, ())
            if alignment.same_language or _surely_linked(alignment, place)
        ]
        if ours and not _is_denied_here(alignment, ours, denied, cue):
            return False
    return True


def _surely_linked(alignment: Alignment, place: int) -> bool:
    """Whether a word of another language is linked by more than a function word or by chance."""
    link = alignment.links[place]
    low, high = alignment.region(place)
    known = alignment.sentence.tokens.items[place].is_content and link.strength >= _SURE
    return known and low - _MOVED <= link.place < high + _MOVED


def _denied(cues: list[Cue]) -> dict[int, str]:
    return {head: cue.kind for cue in cues for head in cue.heads}


def _is_denied_here(alignment: Alignment, ours: list[int], denied: dict[int, str], cue: Cue) -> bool:
    if any(denied.get(place) == cue.kind for place in ours):
        return True
    if alignment.same_language:
        return False
    return any(abs(place - other) <= _MOVED for place in ours for other in denied)


def _any_in_region(alignment: Alignment, cue: Cue, denied_there: dict[int, str]) -> bool:
    low, high = alignment.region(cue.heads[0] if cue.heads else cue.place)
    margin = 0 if alignment.same_language else _MOVED
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
