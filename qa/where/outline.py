"""The sections of a document by their printed numbers and titles, and what stands in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Document, Paragraph
from corpus.numbering import read_labels
from qa.where.steps import Step
from vectorstore.analysis import fold

# What a document opens or ends with, where no title says so: paragraphs below one title.
_FEWEST, _MOST = 3, 6
_INTRODUCTION = re.compile(
    r"introduct|préambule|preamble|avant-propos|foreword|preface|préface|引言|前言|序言|导言|导语",
    re.IGNORECASE,
)
_CONCLUSION = re.compile(r"conclusion|concluding|closing|结语|结论|结束语|总结", re.IGNORECASE)
# "2 Safety": a number without a mark is one where it is known that this is a title.
_BARE = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})*)\s+(?=\S)")
_REPEATED = "~"
# A reader says "section" and "part" of anything, and "point" of what bears any number.
_LOOSE = ("section", "part", "clause")
_OUTER = ("book", "part", "title", "chapter", "section")
_COUNTABLE = ("section", "part", "chapter")


# How unlike its name is the one that a section is called by, and how deep it is.
Rank = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Level:
    """One section that a paragraph is in: `kind` is "" for an outline number.

    `numbers` are the readings of the printed number, `whole` is that with all above it;
    `is_arabic_title` says that it is "5" and stands in a title.
    """

    kind: str
    numbers: frozenset[tuple[int, ...]]
    whole: tuple[int, ...]
    is_arabic_title: bool


@dataclass(frozen=True, slots=True)
class _Reading:
    kind: str
    text: str
    value: int | None

    @property
    def number(self) -> tuple[int, ...]:
        """What is printed, level by level; empty where that is no plain count."""
        if re.fullmatch(r"\d+(?:\.\d+)*", self.text):
            return tuple(map(int, self.text.split(".")))
        return () if self.value is None else (self.value,)


def sections_of(
    document: Document, paragraphs: Sequence[Paragraph] | None = None
) -> dict[str, list[Paragraph]]:
    """The paragraphs below each title, folded and without its number; not below that of all."""
    below: dict[str, list[Paragraph]] = {}
    for paragraph in document.body if paragraphs is None else paragraphs:
        for heading in paragraph.headings:
            below.setdefault(heading, []).append(paragraph)
    sections: dict[str, list[Paragraph]] = {}
    for heading, own in below.items():
        sections.setdefault(fold(bare(heading)).casefold().strip(), []).extend(own)
    whole = fold(document.title).casefold()
    return {
        title: own
        for title, own in sections.items()
        if title != whole and len(own) < len(document.body)
    }


def bare(heading: str) -> str:
    """A title without its number."""
    readings = read_labels(heading)
    return heading[readings[0].length :] if readings else _BARE.sub("", heading, count=1)


def within(
    step: Step, there: Sequence[Paragraph], document: Document, *, is_item: bool
) -> tuple[tuple[Paragraph, ...], Rank]:
    """The paragraphs among those `there` that `step` names, and how unlike its name theirs is."""
    rank = (0, 0)
    found: Sequence[Paragraph]
    if not there:
        found = ()
    elif step.unit == "page":
        found = [p for p in there if (p.locator.page,) == step.number]
    elif step.unit in ("introduction", "conclusion"):
        pattern = _INTRODUCTION if step.unit == "introduction" else _CONCLUSION
        found = [p for p in there if any(map(pattern.search, map(bare, p.headings)))]
        found = found or _edge(there, is_end=step.unit == "conclusion")
    elif step.unit in ("opening", "ending"):
        found = _edge(there, is_end=step.unit == "ending")
    elif step.unit == "paragraph":
        found = _paragraph(step.number[0], there, is_whole=len(there) == len(document.body))
    else:
        found, rank = _numbered(step, there, is_item=is_item)
        if not found and step.is_counted:
            is_inner = step.unit in ("clause", "article", "entry")
            found = _entry(step, there, document) if is_inner else _counted(step.number[0], there)
        elif not found and step.unit in _COUNTABLE and not any(map(any, map(_levels, there))):
            # "The third part" of what has titles without numbers.
            found, rank = _counted(step.number[0], there), (3, 0)
    return tuple(found), rank


def _edge(there: Sequence[Paragraph], *, is_end: bool) -> Sequence[Paragraph]:
    """What it opens or ends with."""
    ordered = list(reversed(there)) if is_end else list(there)
    same = [p.headings == ordered[0].headings for p in ordered]
    count = same.index(False) if False in same else len(same)
    kept = ordered[: min(max(count, _FEWEST), _MOST)]
    return kept[::-1] if is_end else kept


def _paragraph(number: int, there: Sequence[Paragraph], *, is_whole: bool) -> Sequence[Paragraph]:
    """The paragraph with that number: as Alinéa counts it, as it is printed, or in order."""
    if is_whole and number > 0:
        counted = [p for p in there if p.locator.kind == "running" and p.locator.part == number]
        if counted:
            return counted
        labels = {p.locator.path: p.locator.path[-1] for p in there if p.locator.path}
        if len(set(labels.values())) == len(labels):
            # Numbered throughout: no other number counts.
            return [p for p in there if p.locator.path[-1:] == (str(number),)]
    parts = [p for p in there if p.locator.kind == "item" and p.locator.part == number]
    if len({p.locator.path for p in there}) == 1 and parts:
        return parts
    return _at(number, [[paragraph] for paragraph in there])


def _entry(step: Step, there: Sequence[Paragraph], document: Document) -> Sequence[Paragraph]:
    """The entry of that place in the list of a section, or its item; of a whole document none."""
    if len(there) == len(document.body):
        return ()
    listed = [[paragraph] for paragraph in there if paragraph.lead]
    items: dict[tuple[str, ...], list[Paragraph]] = {}
    for paragraph in there:
        items.setdefault(paragraph.locator.path, []).append(paragraph)
    is_listed = step.unit == "entry" or len(items) == 1
    groups = listed if is_listed and listed else list(items.values())
    return _at(step.number[0], groups)


def _counted(number: int, there: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The section of that place in order; of one title over all, the sections below it."""
    titles = [p.headings[:1] for p in there]
    depth = 1 if len(set(titles)) > 1 else 2
    sections: dict[tuple[str, ...], list[Paragraph]] = {}
    for paragraph in there:
        if paragraph.headings[:depth]:
            sections.setdefault(paragraph.headings[:depth], []).append(paragraph)
    return _at(number, list(sections.values()))


def _at(number: int, groups: Sequence[Sequence[Paragraph]]) -> Sequence[Paragraph]:
    """The group of that number, counted from 1, or from the end; none where there are fewer."""
    if number < 0:
        return groups[number] if -number <= len(groups) else ()
    return groups[number - 1] if 0 < number <= len(groups) else ()


def _numbered(
    step: Step, there: Sequence[Paragraph], *, is_item: bool = False
) -> tuple[Sequence[Paragraph], Rank]:
    """The paragraphs in what bears that number: of that very kind, else the outermost."""
    found: dict[Rank, list[Paragraph]] = {}
    for paragraph in there:
        ranked = [
            (strangeness, depth)
            for depth, level in enumerate(_levels(paragraph))
            if (step.number in level.numbers or step.number == level.whole)
            and (not is_item or level.is_arabic_title or level.kind == step.unit)
            and (strangeness := _strangeness(step, level, depth)) is not None
        ]
        if ranked:
            found.setdefault(min(ranked), []).append(paragraph)
    best = min(found, default=(0, 0))
    return found.get(best, ()), best


def _strangeness(step: Step, level: _Level, depth: int) -> int | None:
    """How unlike the name that a reader gives a section is the one that it bears; None: another."""
    if step.unit == level.kind:
        return 0
    if "annex" in (step.unit, level.kind):
        return None
    if not level.kind:
        # Item 6 of a section is no "part VI".
        is_outer = depth == 0 or len(step.number) > 1 or step.unit in ("article", "clause")
        return 1 if is_outer else None
    if step.unit in _LOOSE:
        return 2
    # A chapter to some is a title to others.
    return 3 if step.unit in _OUTER and level.kind in _OUTER else None


def _levels(paragraph: Paragraph) -> Iterator[_Level]:
    """The sections that the paragraph is in, outermost first, by their printed numbers."""
    above: tuple[int, ...] = ()
    seen = set()
    printed = [(heading, read_labels(heading)) for heading in paragraph.headings]
    for label in paragraph.locator.path:
        plain = label.partition(_REPEATED)[0]
        named = read_labels(plain) or read_labels(f"{plain}.") or read_labels(f"{plain}、")
        printed.append((plain, named))
    for at, (text, labels) in enumerate(printed):
        readings = [_Reading("" if r.rank is None else r.kind, r.text, r.value) for r in labels]
        if not readings and (bare := _BARE.match(text)):
            readings = [_Reading("", bare["number"], None)]
        if readings and readings[0].text not in seen:
            seen.add(readings[0].text)
            is_title = at < len(paragraph.headings) and readings[0].text.isdigit()
            level = _level(readings, above, is_arabic_title=is_title)
            yield level
            above = level.whole


def _level(
    readings: Sequence[_Reading], above: tuple[int, ...], *, is_arabic_title: bool
) -> _Level:
    numbers = [number for reading in readings if (number := reading.number)]
    if readings[0].text.isupper():
        del numbers[1:]  # "I." is the first, and hardly the ninth
    first = numbers[0] if numbers else ()
    # "2.1" under "2" says all by itself.
    whole = first if first[: len(above)] == above else above + first
    return _Level(readings[0].kind, frozenset(numbers), whole, is_arabic_title)
