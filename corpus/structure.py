"""Blocks of text → numbered paragraphs, by the numbers and titles printed in the document.

Each numbered block opens a unit in a tree. A unit is a *section* when its number stands
before a title, and an *item* when it stands before a sentence. An unnumbered paragraph goes

1. to the item above it when it is indented under it, or when the next number of that item's
   series follows, or when the item is a named unit such as an article;
2. else after the last item, as "after item 6", when the section has items;
3. else to the section itself;
4. and to the running count of the document where nothing is printed.
"""

import re
from collections.abc import Sequence

from corpus.blocks import Block
from corpus.cutting import cut
from corpus.numbering import Label, read_labels
from corpus.units import Found, Placed, Unit, locate, walk

_LONGEST_TITLE = 150
_LONGEST_BARE_TITLE = 80
_ENDS_SENTENCE = re.compile(r"[.!?…。！？；;:：,，]\s*[»\"”)]*$")
_BULLET = re.compile(r"[-•▪◦·*–][ \t\u00a0]+(?=\S)")
_HIGHEST_FIRST_NUMBER = 30
# No printed number is longer, and a line may be as long as the document.
_LONGEST_LABELLED = 400


def place_paragraphs(text: str, blocks: Sequence[Block]) -> list[Placed]:
    """The paragraphs of `blocks` (without the head block) in reading order, each placed."""
    parser = _Parser(text, blocks)
    found = parser.run()
    return locate(parser.root, found)


class _Parser:
    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self.text = text
        self.blocks = blocks
        self.root = Unit()
        self.current = self.root
        self.found: list[Found] = []
        self.last_value: dict[tuple[str, int, int], int | None] = {}
        self.readings = [read_labels(self._line(block)) for block in blocks]
        self.upcoming = self._labels_ahead()

    def run(self) -> list[Found]:
        for index, block in enumerate(self.blocks):
            label = self._label(index)
            if label:
                self._open_numbered(index, block, label)
            elif block.level or self._is_bare_title(index):
                self._open_titled(block)
            else:
                self._add_unnumbered(index, block)
        self._turn_empty_sections_into_items()
        return sorted(self.found, key=lambda found: found.start)

    def _content(self, block: Block) -> str:
        return self.text[block.start : block.end]

    def _line(self, block: Block) -> str:
        return self.text[block.start : min(block.end, block.start + _LONGEST_LABELLED)]

    def _labels_ahead(self) -> list[list[Label]]:
        """For each block, the readings of the next number below it under the same heading."""
        ahead: list[Label] = []
        upcoming = []
        for block, readings in zip(reversed(self.blocks), reversed(self.readings), strict=True):
            upcoming.append(ahead)
            ahead = [] if block.level else readings or ahead
        return upcoming[::-1]

    # Reading numbers

    def _label(self, index: int) -> Label | None:
        """The reading that continues an open series, else one that starts a new series."""
        block, readings = self.blocks[index], self.readings[index]
        for reading in readings:
            if self._continues(reading, block) is not None:
                return reading
        for reading in readings:
            if reading.rank is not None or reading.value == 1:
                return reading
        for reading in readings:
            series = (reading.kind, reading.depth, block.level)
            if series in self.last_value:
                # Reports number their paragraphs through all sections.
                if (self.last_value[series] or 0) + 1 == reading.value:
                    return reading
            elif (reading.value or 0) <= _HIGHEST_FIRST_NUMBER:
                # An extract may start at any number, but "1998. The year…" is prose.
                return reading
        return None

    def _continues(self, label: Label, block: Block) -> Unit | None:
        """The open unit whose series `label` goes on with, if any.

        Headings and the lists below them are numbered apart.
        """
        for unit in self.current.lineage():
            own = unit.label
            if own is None or own.kind != label.kind or own.depth != label.depth:
                continue
            if unit.level != block.level:
                continue
            if own.value is not None and label.value == own.value + 1:
                return unit
        return None

    # Opening units

    def _open_numbered(self, index: int, block: Block, label: Label) -> None:
        self.last_value[label.kind, label.depth, block.level] = label.value
        sibling = self._continues(label, block)
        parent = (sibling and sibling.parent) or self._parent_for(label, block)
        rest = self._content(block)[label.length :].strip()
        is_section = self._is_section(index, label, rest, sibling)
        title = self._content(block)
        unit = Unit(label, parent, title, block.start, block.end, block.level, is_section)
        parent.children.append(unit)
        self.current = unit
        if rest and not is_section:
            self._add(unit, block.start + label.length, block.end)

    def _parent_for(self, label: Label, block: Block) -> Unit:
        """Where a label that continues no series belongs: by rank if named, else inside."""
        if (again := self._starts_over(label, block)) and again.parent:
            return again.parent
        unit = self.current
        while unit.parent is not None:
            own = unit.label
            if block.level:
                if 0 < unit.level < block.level:
                    return unit
            elif own is None or unit.level:
                return unit
            elif label.kind == "decimal" and own.kind in ("arabic", "decimal"):
                if f"{label.text}.".startswith(f"{own.text}."):
                    return unit
            elif label.rank is None:
                # An outline number opens a series inside whatever is open.
                return unit
            elif label.rank is not None and own.rank is not None and own.rank < label.rank:
                return unit
            unit = unit.parent
        return unit

    def _starts_over(self, label: Label, block: Block) -> Unit | None:
        """The open unit of the outline series that `label` begins anew, if there is one."""
        if label.rank is None and label.kind != "decimal" and not block.level:
            for unit in self.current.lineage():
                own = unit.label
                if own is None or own.rank is not None or unit.level:
                    return None  # lists in articles and under headings have series of their own
                if own.kind == label.kind:
                    return unit
        return None

    def _open_titled(self, block: Block) -> None:
        title = self._content(block)
        pending = self.current
        if pending.label and not block.level and self._awaits_title(pending):
            pending.title = f"{pending.title} {title}"
            pending.end = block.end
            return
        unit = self.current
        if block.level:
            while unit.parent and not 0 < unit.level < block.level:
                unit = unit.parent
        else:
            # A title without a number stands inside the numbered section it follows.
            while unit.parent and not (unit.is_section and unit.label):
                unit = unit.parent
        section = Unit(None, unit, title, block.start, block.end, block.level)
        unit.children.append(section)
        self.current = section

    def _awaits_title(self, unit: Unit) -> bool:
        assert unit.label is not None
        bare = len(unit.title.strip()) <= unit.label.length
        return unit.is_section and bare and not unit.paragraphs and not unit.children

    # Titles or sentences?

    def _is_section(self, index: int, label: Label, rest: str, sibling: Unit | None) -> bool:
        following = self._next(index)
        if self.blocks[index].level:
            return True
        if label.rank is not None and not rest:
            return True
        looks_like_title = (
            0 < len(rest) <= _LONGEST_TITLE and "\n" not in rest and not _ENDS_SENTENCE.search(rest)
        )
        if not looks_like_title or following is None:
            return False
        if label.rank is not None and label.kind not in ("article", "clause"):
            return True
        if sibling is not None:
            return sibling.is_section
        readings = self.readings[index + 1]
        return not any(r.kind == label.kind and r.depth == label.depth for r in readings)

    def _is_bare_title(self, index: int) -> bool:
        """A short line apart from the others, without full stop, before a longer paragraph."""
        block, following = self.blocks[index], self._next(index)
        content = self._content(block)
        if "\n" in content or _ENDS_SENTENCE.search(content) or content[:1] in '-•*–·«"“|':
            return False
        if self.current.label and self._awaits_title(self.current):
            return len(content) <= _LONGEST_TITLE and following is not None
        if not block.apart or block.indented or following is None or not content[:1].isalnum():
            return False
        if content[0].islower() or len(content) > _LONGEST_BARE_TITLE:
            return False
        return following.end - following.start > 2 * len(content)

    def _next(self, index: int) -> Block | None:
        return self.blocks[index + 1] if index + 1 < len(self.blocks) else None

    # Unnumbered paragraphs

    def _add_unnumbered(self, index: int, block: Block) -> None:
        item = self._item_above(index, block)
        if item is not None:
            self.current = item
            self._add(item, block.start, block.end)
            return
        section, last = self.current, None
        while not section.is_section and section.parent is not None:
            section, last = section.parent, section
        if last is None:
            self._add(section, block.start, block.end)
            return
        # Not `self.current = section`: a number that goes on with the items still may follow.
        last.has_after = True
        self._add(last, block.start, block.end, is_after=True)

    def _item_above(self, index: int, block: Block) -> Unit | None:
        items = [unit for unit in self.current.lineage() if not unit.is_section]
        if not items:
            return None
        alone = not items[0].paragraphs and not items[0].children  # a number on its own line
        if alone or (block.indented and not items[0].has_after):
            return items[0]
        upcoming = self.upcoming[index]
        for unit in items:
            label = unit.label
            assert label is not None  # only numbered units are items
            if label.rank is not None:
                return unit
            for reading in upcoming:
                same = reading.kind == label.kind and reading.depth == label.depth
                if same and label.value is not None and reading.value == label.value + 1:
                    return unit
        return None

    def _add(self, unit: Unit, start: int, end: int, *, is_after: bool = False) -> None:
        bullet = _BULLET.match(self.text, start, end)
        for piece_start, piece_end in cut(self.text, bullet.end() if bullet else start, end):
            found = Found(unit, piece_start, piece_end, is_after, is_bullet=bool(bullet))
            self.found.append(found)
            if not is_after:
                unit.paragraphs.append(found)

    def _turn_empty_sections_into_items(self) -> None:
        """A "title" with nothing under it is content after all, and must stay citable."""
        for unit in reversed(list(walk(self.root))):  # those inside before those around
            length = unit.label.length if unit.label else 0
            content = self.text[unit.start + length : unit.end]
            if content.strip() and not any(u.paragraphs for u in (unit, *walk(unit))):
                unit.is_section = False
                self._add(unit, unit.end - len(content.lstrip()), unit.end)
