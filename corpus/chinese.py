"""Traditional and simplified Chinese: two ways to write the same words."""

import re
from functools import cache

_HAN = re.compile(r"[\u3400-\u9fff]")
_FIRST, _LAST = 0x3400, 0x9FFF


def simplified(text: str) -> str:
    """`text` with each traditional character as its simplified one, and as long as before.

    For comparing, not for showing: what is quoted keeps its own characters.
    """
    return text.translate(_table()) if _HAN.search(text) else text


@cache
def _table() -> dict[int, str]:
    """The simplified form of each character that has another one, by OpenCC's tables."""
    from opencc import OpenCC

    characters = [chr(code) for code in range(_FIRST, _LAST + 1)]
    # Line by line, so that no two characters are taken for a word.
    converted = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    pairs = zip(characters, converted, strict=True)
    return {ord(one): other for one, other in pairs if one != other and len(other) == 1}
