"""Lists that a document introduces: "On or before your first day, please bring: …"

Who asks what to bring is told by the items. The sentence that is most like the question is the one
that introduces them, and it says nothing by itself.
"""

import re
from collections.abc import Sequence

from corpus import Paragraph
from corpus.leads import introduces
from corpus.sentences import split_sentences
from qa.kinds import SOUGHT
from qa.question import Inquiry
from qa.sentences import Scored
from vectorstore.search import Hit
from vectorstore.store import Store

# More items than this are a chapter and not a list.
_MOST_ITEMS = 24
# What asks for all there is, whatever kind of question it is.
_ASKS_FOR_ALL = re.compile(
    r"\b(?:liste[rz]?|énumér\w+|récapitul\w+|tout ce qu"
    r"|tou(?:te)?s (?:les (?!jours?\b|nuits?\b|soirs?\b|matins?\b|ans\b|mois\b|deux\b)|mes|nos)"
    r"|lesquel(?:le)?s"
    r"|(?:donne[rz]?|indique[rz]?|rappele[rz]?|cite[rz]?)(?:[- ]moi|[- ]nous)? les"
    r"|list|everything|every(?:one|body)|all (?:the|of|my|our)|what (?:all|else)|complete)\b"
    r"|哪些|哪几|几[种类项个]|列出|列举|列一下|所有|全部|都(?:有|要|是|包括)|各(?:是|有)|清单",
    re.IGNORECASE,
)
# Of a list that is asked for, so many are among the best paragraphs, and one of them is nearly as
# good as the best; or what introduces it is among the very best.
_AMONG_BEST = 8
_FEWEST = 2
_NEARLY = 0.8
_LEAD_AMONG_BEST = 6
_LEAD_NEARLY = 0.75
_AS_GOOD = 0.97


def asks_for_all(inquiry: Inquiry) -> bool:
    """Whether the question asks for a list."""
    return inquiry.kind == "list" or bool(_ASKS_FOR_ALL.search(inquiry.plain))


def list_asked_for(
    inquiry: Inquiry, sentences: Sequence[Scored], hits: Sequence[Hit], store: Store
) -> tuple[Hit, ...]:
    """What introduces the list that answers the question, and the first paragraph of each item.

    It is the list that the best of `sentences` introduces or, where the question asks for one, that
    several of the best of `hits` are of. Empty where there is none.
    """
    if not sentences or inquiry.kind in SOUGHT:
        return ()
    best = max(sentences, key=lambda sentence: sentence.score)
    # An item is matched together with what introduces it.
    leads = [one for one in sentences if introduces(one.text) and one.text == best.paragraph.lead]
    if leads and leads[0].match >= _AS_GOOD * best.match:
        best = leads[0]
    is_asked = asks_for_all(inquiry)
    introduced = best.paragraph.text if is_asked else best.text
    if introduces(introduced):
        return _whole(_last_sentence(best.paragraph), best.paragraph, hits, store)
    if not is_asked:
        return ()
    lists: dict[tuple[str, str], list[Hit]] = {}
    for hit in hits[:_AMONG_BEST]:
        paragraph = hit.paragraph
        is_lead = introduces(paragraph.text) and not paragraph.lead
        lead = _last_sentence(paragraph) if is_lead else paragraph.lead
        if lead:
            lists.setdefault((paragraph.document_id, lead), []).append(hit)
    for (_, lead), found in lists.items():
        is_lead = found[0] in hits[:_LEAD_AMONG_BEST] and not found[0].paragraph.lead
        if (len(found) >= _FEWEST and found[0].score >= _NEARLY * hits[0].score) or (
            is_lead and found[0].score >= _LEAD_NEARLY * hits[0].score
        ):
            return _whole(lead, found[0].paragraph, hits, store)
    return ()


def _last_sentence(paragraph: Paragraph) -> str:
    last = split_sentences(paragraph.text)[-1]
    return paragraph.text[last.start : last.end]


def _whole(lead: str, within: Paragraph, hits: Sequence[Hit], store: Store) -> tuple[Hit, ...]:
    """The list that `lead` introduces, in which or before which `within` stands."""
    paragraphs = store.document(within.document_id).paragraphs
    at = within.position
    # What introduces them may itself answer a question, or be an item.
    while at > 0 and paragraphs[at].lead and not paragraphs[at].text.endswith(lead):
        at -= 1
    # What has a title alone above it begins with its first item, and has bullets.
    opening = [paragraphs[at]] if paragraphs[at].text.endswith(lead) else []
    items: dict[str, Paragraph] = {}
    for paragraph in paragraphs[at + 1 :]:
        if not paragraph.lead:
            break
        # A list within an item has an introduction of its own.
        if paragraph.lead == lead:
            path = paragraph.locator.path
            is_numbered = bool(opening) and len(path) > len(opening[0].locator.path)
            items.setdefault("/".join(path) if is_numbered else paragraph.id, paragraph)
    if not 1 < len(items) <= _MOST_ITEMS:
        return ()
    of_id = {hit.paragraph.id: hit for hit in hits}
    return tuple(of_id.get(p.id) or Hit(p, *[0.0] * 6) for p in [*opening, *items.values()])
