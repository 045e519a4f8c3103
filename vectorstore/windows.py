"""Very long paragraphs are embedded once more, some sentences at a time.

The vector of a page of text is about nothing in particular, and a transformer reads only its
beginning. A window finds its paragraph; what is read and cited is the paragraph.
"""

import math
from collections.abc import Iterator

from corpus.sentences import split_sentences
from vectorstore.analysis import count_chinese

# In Latin letters; a Chinese character says as much as several of them.
_LONG = 2000
_WINDOW = 800
_CHINESE = 2.5
_MOST = 64


def windows(text: str) -> list[str]:
    """The windows of a very long paragraph, of about the same length; none of a shorter one."""
    whole = _weight(text)
    if whole <= _LONG:
        return []
    each = whole / min(math.ceil(whole / _WINDOW), _MOST)
    found: list[str] = []
    waiting: list[str] = []
    filled = 0.0
    for piece in _pieces(text, int(each * len(text) / whole)):
        weight = _weight(piece)
        if waiting and filled + weight / 2 > each:
            found.append(" ".join(waiting))
            waiting, filled = [], 0.0
        waiting.append(piece)
        filled += weight
    return [*found, " ".join(waiting)]


def _pieces(text: str, longest: int) -> Iterator[str]:
    """Sentences, or their lines; what is longer than `longest` characters is simply cut."""
    for span in split_sentences(text):
        for line in filter(str.strip, text[span.start : span.end].splitlines()):
            yield from (line[at : at + longest] for at in range(0, len(line), longest))


def _weight(text: str) -> float:
    return len(text) + (_CHINESE - 1) * count_chinese(text)
