"""What a sentence puts between quotation marks stands in the paragraph, character for character.

Only white space, case and typographic variants may differ.
"""

import re
import unicodedata

_QUOTED = re.compile(r"[«“\"]\s*(?P<quote>[^«»“”\"]{12,}?)\s*[»”\"]")
_SHORT_QUOTED = re.compile(r"[“«]\s*(?P<quote>[^«»“”\"]{1,11}?)\s*[»”]")
_CUT = re.compile(r"\s*(?:\[…\]|\[\.\.\.\])\s*")


def quotes_hold(sentence: str, text: str) -> bool:
    """Whether each quotation in `sentence` is in `text`; "[…]" may leave something out."""
    plain = _plain(text)
    quotes = [found["quote"] for found in _QUOTED.finditer(sentence)]
    quotes += [found["quote"] for found in _SHORT_QUOTED.finditer(sentence)]
    return all(_in_order(quote, plain) for quote in quotes)


def _in_order(quote: str, plain: str) -> bool:
    end = 0
    for part in filter(None, map(_plain, _CUT.split(quote))):
        start = plain.find(part, end)
        if start < 0:
            return False
        end = start + len(part)
    return True


def _plain(text: str) -> str:
    normal = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‘", "'")
    return " ".join(normal.split()).casefold()
