"""What introduces the items of a list: "Please bring:" says what its items are.

An item is often a few words that say nothing by themselves ("lunch: £12"). It stands behind a
paragraph that ends with a colon, or right under a title, and has a bullet or a printed number of
its own. An answer in an interview stands behind its question.
"""

from collections.abc import Sequence
from statistics import median

from corpus.sentences import split_sentences
from corpus.units import Placed

_FEWEST = 2
# Longer ones, as the numbered points of a chapter are, say enough by themselves. In bytes of UTF-8,
# because a Chinese character says what about three letters do; of the items the middle one.
_LONGEST = 300


def introduces(text: str) -> bool:
    """Whether `text` ends with the colon of what introduces a list."""
    return text.rstrip().endswith((":", "："))


def asks(text: str) -> bool:
    """Whether `text` is one question, which what follows may answer."""
    return text.rstrip().endswith(("?", "？")) and len(split_sentences(text)) == 1


def leads_of(text: str, placed: Sequence[Placed]) -> list[str]:
    """What introduces each of the paragraphs `placed` in `text`; empty where nothing does.

    It is the sentence before the first of at least two items, or the title above them; of what
    stands behind a question, the question.
    """
    leads = [""] * len(placed)
    for at, one in enumerate(placed):
        opening = text[one.start : one.end]
        if introduces(opening):
            last = split_sentences(opening)[-1]
            lead = opening[last.start : last.end]
            found = _items_behind(placed, at)
        elif asks(opening):
            # One among the items of a list is not answered by the next item.
            is_asked = not leads[at] and at + 1 < len(placed)
            if is_asked and placed[at + 1].headings == one.headings:
                leads[at + 1] = opening
            continue
        elif one.is_bullet and not leads[at] and one.headings and _is_first(placed, at):
            lead = one.headings[-1]
            found = _bullets_from(placed, at)
        else:
            continue
        lengths = [len(text[placed[i].start : placed[i].end].encode()) for i in found]
        if len(found) >= _FEWEST and median(lengths) <= _LONGEST:
            for item in found:
                leads[item] = lead
    return leads


def _items_behind(placed: Sequence[Placed], at: int) -> list[int]:
    """Those that paragraph `at` introduces: with bullets, or with numbers below its own."""
    own = placed[at].locator.path
    if at + 1 < len(placed) and placed[at + 1].is_bullet:
        return _bullets_from(placed, at + 1)
    items = []
    for number in range(at + 1, len(placed)):
        path = placed[number].locator.path
        if (
            placed[number].locator.kind != "item"
            or len(path) <= len(own)
            or path[: len(own)] != own
        ):
            break
        items.append(number)
    return items


def _bullets_from(placed: Sequence[Placed], first: int) -> list[int]:
    items = []
    for number in range(first, len(placed)):
        one = placed[number]
        if not one.is_bullet or one.headings != placed[first].headings:
            break
        items.append(number)
    return items


def _is_first(placed: Sequence[Placed], at: int) -> bool:
    return at == 0 or placed[at - 1].headings != placed[at].headings
