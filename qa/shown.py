"""Which texts show the kind of thing that a question asks for (see `kinds`)."""

import re

from qa import measures, times
from qa.kinds import Kind

_OTHERS: dict[Kind, re.Pattern[str]] = {
    "phone": re.compile(r"\d[\d\s().-]{4,}\d|\b\d{3,5}\b(?=\D*$)"),
    "email": re.compile(r"\S@\S"),
    "address": re.compile(
        r"\b(?:rue|avenue|boulevard|place|quai|chemin|route|impasse|allée|street|road|lane"
        r"|avenue|wharf|square"
        r"|drive|unit)\b|\d\s?号|[路街巷]\d|大[道街]",
        re.IGNORECASE,
    ),
    # Where a preposition or a bracket says that a name is where something is.
    "place": re.compile(
        r"\b(?:à|en|in|at|near) (?:the )?(?!January|February|March|April|May\b|June|July|August"
        r"|September|October|November|December)[A-ZÀ-Ý][a-zà-ÿ]+"
        r"|\b(?:au|aux|dans (?:les? |la |l['’])?)\s?(?!Nations|Conseil|Comité|Fonds|Forum|Parti"
        r"|Secrétaire|Groupe|[ÉE]tats?\b|Gouvernement)[A-ZÀ-Ý][a-zà-ÿ]+"
        r"|\([A-ZÀ-Ý][a-zà-ÿ]+\)|在[\u4e00-\u9fff]{2,6}?[市省州县区国城镇]|(?:位于"
        r"|设在)[\u4e00-\u9fff]"
    ),
}
_SHOWS: dict[Kind, re.Pattern[str]] = dict(
    [*measures.SHOWN.items(), *times.SHOWN.items(), *_OTHERS.items()]
)


def shows(kind: Kind, text: str) -> bool:
    """Whether `text` holds the kind of thing asked for: a number, a date; any text otherwise."""
    pattern = _SHOWS.get(kind)
    return pattern is None or bool(pattern.search(text))
