"""Where a question says to look, step by step from the outermost section inwards."""

from dataclasses import dataclass
from typing import Literal

Unit = Literal[
    "section", "part", "chapter", "title", "annex", "article", "clause", "paragraph", "entry",
    "page", "opening", "ending", "introduction", "conclusion", "titled",
]  # fmt: skip
LAST = -1

_ITEMS = ("article", "clause")


@dataclass(frozen=True, slots=True)
class Step:
    """One place that is named: the `unit` with its number, or with its title.

    `number` is what is printed, level by level: (3, 4) for "III.4"; `is_counted` says that it may
    as well be counted ("the second section"), then `LAST` counts from the end.
    """

    unit: Unit
    number: tuple[int, ...] = ()
    is_counted: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """Where a question says to look: `steps`, from the outermost inwards, and the words for it.

    `is_sentence` says that the first (or the last) sentence there is asked for; what is not
    `is_sure` may as well be a term that is only quoted.
    """

    steps: tuple[Step, ...]
    words: tuple[str, ...]
    is_sentence: bool = False
    is_sure: bool = True

    @property
    def names_section(self) -> bool:
        """Whether it names a section by its number."""
        inner = (*_ITEMS, "paragraph", "entry")
        return any(step.number and step.unit not in inner for step in self.steps)

    @property
    def names_one(self) -> bool:
        """Whether it is one item or paragraph."""
        return self.steps[-1].unit in (*_ITEMS, "paragraph", "entry")

    @property
    def is_item(self) -> bool:
        """Whether a bare number is named, which may be an item of any list (see `printed`)."""
        first = self.steps[0]
        return len(self.steps) == 1 and first.unit in _ITEMS and len(first.number) == 1
