"""Codes, as makers print them: "E33", "R290", "FV-2210".

No word is near to one, and none is another: E27 is not answered by what is said of E33.
"""

import re
from collections.abc import Iterable

_CODE = re.compile(r"(?<![A-Za-z\d_-])[A-Z]{1,4}-?\d{1,6}(?![A-Za-z\d_-])")


def codes_in(*texts: str) -> frozenset[str]:
    """The codes in `texts`, as they are written."""
    return frozenset(code for text in texts for code in _CODE.findall(text))


def of_their_kind(codes: Iterable[str], others: Iterable[str]) -> frozenset[str]:
    """Which of `codes` have the letters, and as many digits, of one of `others`."""
    forms = set(map(_form, others))
    return frozenset(code for code in codes if _form(code) in forms)


def _form(code: str) -> str:
    return re.sub(r"\d", "0", code)
