"""The tree of numbered units that the structure parser grows, and the places it gives."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.numbering import Label
from corpus.references import Locator, compact

_RUNNING = "p"  # stands in ids for "paragraph of the document"


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph found: its place by the printed numbers, its span, the titles above it."""

    locator: Locator
    start: int
    end: int
    headings: tuple[str, ...] = ()
    is_bullet: bool = False


@dataclass(eq=False, slots=True)
class Unit:
    """A section or an item; the root of the tree has no label.

    `start` and `end` are the span of its number and title; `level` is as in `Block`.
    """

    label: Label | None = None
    parent: "Unit | None" = None
    title: str = ""
    start: int = 0
    end: int = 0
    level: int = 0
    is_section: bool = True
    children: "list[Unit]" = field(default_factory=list)
    paragraphs: "list[Found]" = field(default_factory=list)
    has_after: bool = False

    def lineage(self) -> "Iterator[Unit]":
        """This unit and those above it, innermost first, without the root."""
        unit: Unit | None = self
        while unit is not None and unit.parent is not None:
            yield unit
            unit = unit.parent


@dataclass(eq=False, slots=True)
class Found:
    """The span of a paragraph, and the unit that it is in, or after.

    `is_bullet` says that a bullet stands before it.
    """

    unit: Unit
    start: int
    end: int
    is_after: bool = False
    is_bullet: bool = False


def walk(unit: Unit) -> Iterator[Unit]:
    """Every unit below `unit`, in reading order."""
    waiting = unit.children[::-1]
    while waiting:  # no recursion: a hostile text may nest thousands of numbers
        found = waiting.pop()
        yield found
        waiting += found.children[::-1]


def locate(root: Unit, found: Sequence[Found]) -> list[Placed]:
    """The paragraphs `found` (in reading order) in the tree of `root`, each placed."""
    paths = _paths(root)
    places = [(paths[f.unit] if not f.is_after else paths[_section(f.unit)], f) for f in found]
    keys = [(path, f.unit if f.is_after else None) for path, f in places]
    counts = Counter(keys)
    parts: Counter[tuple[tuple[str, ...], Unit | None]] = Counter()
    placed = []
    for running, (key, (path, f)) in enumerate(zip(keys, places, strict=True), start=1):
        parts[key] += 1
        if f.is_after:
            assert f.unit.label is not None  # only items have something after them
            after = paths[f.unit][-1]
            locator = Locator("after", path, parts[key], counts[key] == 1, after=after)
        elif path:
            has_items = any(child.label for child in f.unit.children)
            locator = Locator("item", path, parts[key], counts[key] == 1 and not has_items)
        else:
            locator = Locator("running", (), running)
        titles = [unit.title for unit in f.unit.lineage() if unit.is_section]
        headings = tuple(" ".join(title.split()) for title in reversed(titles))
        placed.append(Placed(locator, f.start, f.end, headings, f.is_bullet))
    return placed


def _section(item: Unit) -> Unit:
    """The section that holds the outermost of nested items."""
    unit = item
    while unit.parent and not unit.is_section:
        unit = unit.parent
    return unit


def _paths(root: Unit) -> dict[Unit, tuple[str, ...]]:
    """The printed labels above and on each unit, made unique with "~2", "~3"…"""
    units = list(walk(root))
    articles = Counter(
        compact(u.label.text) for u in units if u.label and u.label.kind == "article"
    )
    paths: dict[Unit, tuple[str, ...]] = {root: ()}
    # Different labels may print the same id: 1 > 2 and 1.2, "Art. 5" and "Art.5".
    used = Counter([_RUNNING])
    for unit in units:
        assert unit.parent is not None  # the walk starts below the root
        above = paths[unit.parent]
        label = unit.label
        if label is None:
            paths[unit] = above
            continue
        if label.kind == "article" and articles[compact(label.text)] == 1:
            above = ()
        elif label.kind == "decimal":
            # "1.2.3" prints its ancestors already.
            above = tuple(part for part in above if not f"{label.text}.".startswith(f"{part}."))
        printed = ".".join(map(compact, (*above, label.text)))
        used[printed] += 1
        mark = f"~{used[printed]}" if used[printed] > 1 else ""
        paths[unit] = (*above, f"{label.text}{mark}")
    return paths
