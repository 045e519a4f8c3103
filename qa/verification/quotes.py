"""What a sentence puts between quotation marks stands in the paragraph, character for character.

Only white space, case and typographic variants may differ.
"""

import re
import unicodedata

_QUOTED = re.compile(r"«(?P<guillemets>[^«»]+)»|“(?P<curly>[^“”]+)”|\"(?P<straight>[^\"«»“”]+)\"")
_SHORTEST_QUOTE = 12
# Two forms of the apostrophe, and the characters that nobody sees: soft hyphens, joiners.
_VARIANTS = str.maketrans("’‘", "''", "\u00ad\u200b\u2060\ufeff")
_CUT = re.compile(r"\s*(?:\[…\]|\[\.\.\.\])\s*")


def quotes_hold(sentence: str, text: str, same_language: bool) -> bool:
    """Whether each quotation in `sentence` is in `text`; "[…]" may leave something out.

    A few characters between marks may be a translated term and not a quotation.
    """
    plain = _plain(text)
    quotes = [found[found.lastgroup or 0].strip() for found in _QUOTED.finditer(sentence)]
    least = 1 if same_language else _SHORTEST_QUOTE
    return all(_in_order(quote, plain) for quote in quotes if len(quote) >= least)


def _in_order(quote: str, plain: str) -> bool:
    end = 0
    for part in filter(None, map(_plain, _CUT.split(quote))):
        start = plain.find(part, end)
        if start < 0:
            return False
        end = start + len(part)
    return True


def _plain(text: str) -> str:
    normal = unicodedata.normalize("NFKC", text).translate(_VARIANTS)
    return " ".join(normal.split()).casefold()
