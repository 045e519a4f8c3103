"""Lines as they are printed on pages → paragraphs.

A page knows nothing of paragraphs: lines are joined where their distance, their length, their
size and what they say speak for it, also over the turn of a page; words that were divided at
the end of a line are made whole; what is printed at the edge of many pages is left out.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from statistics import median

from corpus.loaders.loaded import Loaded, Note, not_headings
from corpus.numbering import read_labels

# A line this near to the edge, of the height of the page, may be a running header or footer,
_EDGE = 0.12
# and is one when it is, but for its numbers, on so many pages.
_LEAST_SHARE = 0.4
_SAME_PLACE = 0.01
_USUAL = 0.6
_NUMBER_AT_EDGE = re.compile(
    r"^(?:\d{1,4}|[ivxl]{1,6})\b|\b(?:\d{1,4}|[ivxl]{1,6})$", re.IGNORECASE
)
_MOST_RUNNING = 4
_GAP_TO_BODY = 1.6
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:page|p\.?|第)\s*)?(?:\d{1,4}|[ivxl]{1,6})"
    r"(?:\s*(?:/|sur|of|de)\s*\d{1,4})?\s*页?[-–—\s]*",
    re.IGNORECASE,
)
_MIRRORED = 0.93
# "1.2 Title . . . . . . . 12" would be taken for section 1.2.
_CONTENTS = re.compile(r"(?:[.…·]\s?){5,}\s*(?:\d{1,4}|[ivxl]{1,6})$", re.IGNORECASE)
# In units of the size of the letters.
_WIDEST_LEADING = 1.25
_INDENT = 0.8
_SAME_SIZE = 0.08
_HEADING_SIZE = 1.12
_LONGEST_HEADING = 200
_DEEPEST_LEVEL = 4
# A line that ends this far from the margin, of the width of the text, was ended on purpose.
_SHORT = 0.12
_ENDS = re.compile(r"[.!?…。！？；;:：]\s*[»\"”)）]*$")
_BULLET = re.compile(r"[-–—•▪■●○◦·‣⁃*]\s")
_DIVIDED = "\u00ad"
_HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


_BETWEEN = "\n\n"
# Width and height of a page, in points.
Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line; lengths in points from the lower left corner of the page.

    `cells` are the parts with wide gaps between them, mostly one; the last ends with a soft hyphen
    where a word was divided; `page` counts from 0.
    """

    cells: tuple[str, ...]
    left: float
    right: float
    bottom: float
    size: float
    page: int
    is_row: bool = False

    @property
    def text(self) -> str:
        """The line in one, a row of a table with "|" between its cells."""
        return f"| {' | '.join(self.cells)} |" if self.is_row else " ".join(self.cells)


def paragraphs_of(lines: Sequence[Line], sizes: Sequence[Size], title: str = "") -> Loaded:
    """The text of the pages with these `sizes`, a blank line between paragraphs."""
    body = without_running(lines, sizes)
    said = [line for line in body if not _CONTENTS.search(line.text)]
    kept = with_rows(said)
    shape = _Shape(kept, sizes)
    groups: list[list[Line]] = []
    for line in kept:
        if groups and shape.goes_on(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    known = _words(kept)
    blocks: list[str] = []
    starts: dict[int, int] = {}
    offset = 0
    for group in groups:
        block = shape.heading_mark(group)
        for line in group:
            block = _joined(block, line, known, is_first=line is group[0])
            starts.setdefault(line.page, offset + len(block) - len(_clean(line.text)))
        blocks.append(block)
        offset += len(block) + len(_BETWEEN)
    notes = []
    with_text = {line.page for line in lines}
    if empty := tuple(page + 1 for page in range(len(sizes)) if page not in with_text):
        notes.append(Note("no text on page", empty))
    if left_out := len(lines) - len(body):
        notes.append(Note("running lines", (left_out,)))
    if contents := len(body) - len(said):
        notes.append(Note("contents", (contents,)))
    pages = [0]
    for page in range(1, len(sizes)):
        pages.append(starts.get(page, pages[-1]))
    text = _BETWEEN.join(blocks)
    return Loaded(text, markdown=True, pages=tuple(pages), title=title, notes=tuple(notes))


def without_running(lines: Sequence[Line], sizes: Sequence[Size]) -> list[Line]:
    """`lines` without those that pages have in common at their upper or lower edge."""
    by_page: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    edges = {line for page in by_page.values() for line in _at_edges(page, sizes[page[0].page][1])}
    places: dict[tuple[str, int], set[int]] = defaultdict(set)
    for line in edges:
        places[_place_of(line, sizes)].add(line.page)
    least = max(2, _LEAST_SHARE * len(by_page))
    running = {line for line in edges if len(places[_place_of(line, sizes)]) >= least}
    # The title of a chapter changes from page to page, the page number beside it tells.
    numbered = [line for line in edges if _NUMBER_AT_EDGE.search(line.text)]
    heights = Counter(_place_of(line, sizes)[1] for line in numbered)
    usual = {place for place, count in heights.items() if count >= max(3, _USUAL * len(by_page))}
    running |= {line for line in numbered if _place_of(line, sizes)[1] in usual}
    running |= {
        line
        for line in edges
        if _PAGE_NUMBER.fullmatch(line.text) and (len(by_page) > 1 or not line.text.isdigit())
    }
    return [line for line in lines if line not in running]


def _at_edges(page: Sequence[Line], height: float) -> Iterator[Line]:
    """The outermost lines of a page that a gap parts from its body."""
    downwards = sorted(page, key=lambda line: -line.bottom)
    for inwards in (downwards, downwards[::-1]):
        outer = list(takewhile(lambda line: not _EDGE < line.bottom / height < 1 - _EDGE, inwards))
        for count, (line, following) in enumerate(
            pairwise([*outer, *inwards[len(outer) :][:1]]), 1
        ):
            if count > _MOST_RUNNING:
                break
            if abs(line.bottom - following.bottom) > _GAP_TO_BODY * line.size:
                yield from outer[:count]
                break


def _place_of(line: Line, sizes: Sequence[Size]) -> tuple[str, int]:
    """What a line at the edge says, but for its numbers, and where it stands."""
    said = re.sub(r"\d+|\b[ivxl]+\b", "#", line.text.strip().lower())
    return said, round(line.bottom / sizes[line.page][1] / _SAME_PLACE)


def with_rows(lines: Sequence[Line]) -> list[Line]:
    """`lines` with those marked that are rows of a table: several with cells, one below the other.

    A number with a wide gap behind it ("1.    Introduction") is no cell.
    """
    celled = [len(line.cells) > (2 if read_labels(f"{line.cells[0]} x") else 1) for line in lines]
    together = [
        has and has_next and line.page == following.page
        for (line, has), (following, has_next) in pairwise(zip(lines, celled, strict=True))
    ]
    return [
        replace(line, is_row=above or below)
        for line, above, below in zip(lines, [False, *together], [*together, False], strict=False)
    ]


class _Shape:
    """How the body of a document is set: its size, its leading, its margins."""

    def __init__(self, lines: Sequence[Line], pages: Sequence[Size]) -> None:
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
        self.body = sizes.most_common(1)[0][0] if sizes else 1.0
        self.leading = self._leading(lines)
        large = [s for s in sizes if s > _HEADING_SIZE * self.body]
        self.levels = {s: min(i, _DEEPEST_LEVEL) for i, s in enumerate(sorted(large)[::-1], 1)}
        body = [line for line in lines if self._is_body(line)]
        rights = sorted(line.right for line in body)
        lefts = sorted(line.left for line in body)
        left = lefts[len(lefts) // 10] if lefts else 0.0
        # The widest lines show the margin, but lists have none; the left one tells as well.
        widest = rights[int(0.9 * (len(rights) - 1))] if rights else 0.0
        mirrored = _MIRRORED * (median(width for width, _ in pages) - left) if pages else 0.0
        self.right = max(widest, mirrored)
        self.width = max(1.0, self.right - left)

    def heading_mark(self, group: Sequence[Line]) -> str:
        """The Markdown mark of a heading; nothing for a paragraph."""
        level = self.levels.get(round(group[0].size, 1))
        length = sum(len(line.text) for line in group)
        is_heading = level and length <= _LONGEST_HEADING and not group[0].is_row
        return "#" * level + " " if level and is_heading else ""

    def goes_on(self, group: Sequence[Line], line: Line) -> bool:
        """Whether `line` goes on with the paragraph `group`."""
        before = group[-1]
        if before.is_row or line.is_row:
            return before.is_row and line.is_row and before.page == line.page
        if abs(line.size - before.size) > _SAME_SIZE * before.size:
            return False
        if before.text.endswith(_DIVIDED):
            return True
        if _BULLET.match(line.text) or read_labels(line.text):
            return False
        ends = bool(_ENDS.search(before.text))
        # Columns have margins of their own.
        margin = max(line.right for line in group) if len(group) > 1 else self.right
        is_short = before.right < margin - _SHORT * self.width
        step = before.bottom - line.bottom
        if line.page != before.page or step < 0:  # a new page or column
            return not ends and not is_short and self._is_body(before)
        if step > _WIDEST_LEADING * max(self.leading, 1.0) * line.size:
            return False
        if not self._is_body(before):
            return True  # a title of two lines
        if ends and is_short:
            return False
        return not (ends and line.left > group[0].left + _INDENT * line.size) or len(group) == 1

    def _is_body(self, line: Line) -> bool:
        return round(line.size, 1) not in self.levels

    @staticmethod
    def _leading(lines: Sequence[Line]) -> float:
        """The usual distance between lines, in units of their size."""
        steps = [
            (one.bottom - two.bottom) / one.size
            for one, two in pairwise(lines)
            if one.page == two.page and one.size == two.size and one.bottom > two.bottom
        ]
        near = [step for step in steps if 0.9 < step < 2.5]
        return median(near) if near else 1.2


def _words(lines: Iterable[Line]) -> frozenset[str]:
    """Every word that stands whole in a line, with its hyphens."""
    return frozenset(
        word.lower() for line in lines for word in _WORD.findall(line.text.rstrip(_DIVIDED))
    )


def _joined(text: str, line: Line, known: frozenset[str], *, is_first: bool) -> str:
    written = not_headings(_clean(line.text))
    if is_first:
        return text + written
    if line.is_row:
        return f"{text}\n{written}"
    if text.endswith(_DIVIDED):
        return _made_whole(text.rstrip(_DIVIDED), written, known)
    has_gap = not (_HAN.match(text[-1]) or _HAN.match(written))
    return text + (" " if has_gap else "") + written


def _made_whole(text: str, rest: str, known: frozenset[str]) -> str:
    """The two parts of a divided word in one; a hyphen of its own stays.

    "coopéra-|tion" loses its hyphen. "Lancang-|Mékong" goes on with a capital, and "porte-|parole"
    may stand whole elsewhere: these keep it.
    """
    first = _last_word(text)
    second = found[0] if (found := _WORD.match(rest)) else ""
    keeps = not rest[:1].islower() or (
        f"{first}-{second}".lower() in known and f"{first}{second}".lower() not in known
    )
    return f"{text}-{rest}" if keeps else text + rest


def _last_word(text: str) -> str:
    found = re.search(r"[^\W\d_]+(?:-[^\W\d_]+)*$", text)
    return found[0] if found else ""


def _clean(text: str) -> str:
    return " ".join(text.split())
