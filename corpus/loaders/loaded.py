"""What a loader gives: cleaned text, and what it has to say about it."""

import re
from dataclasses import asdict, dataclass
from typing import Any, Literal

NoteKind = Literal["no text on page", "running lines", "contents", "footnotes", "hidden text"]
_NOTES: dict[NoteKind, tuple[str, str]] = {
    "no text on page": (
        "no text on page {0} (a scan?)",
        "no text on pages {0} (scans?)",
    ),
    "running lines": (
        "1 running header or footer left out",
        "{0} running headers or footers left out",
    ),
    "contents": (
        "1 line of a table of contents left out",
        "{0} lines of a table of contents left out",
    ),
    "footnotes": (
        "1 footnote or endnote put at the end",
        "{0} footnotes and endnotes put at the end",
    ),
    "hidden text": ("1 hidden part left out", "{0} hidden parts left out"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a reader should know of how a file was read.

    `values` are the numbers of pages for "no text on page", else one count.
    """

    kind: NoteKind
    values: tuple[int, ...]

    def __str__(self) -> str:
        """In English."""
        one, more = _NOTES[self.kind]
        is_one = len(self.values) == 1 if self.kind == "no text on page" else self.values == (1,)
        return (one if is_one else more).format(ranges(self.values))

    def to_dict(self) -> dict[str, Any]:
        """Plain data that `from_dict` reads back."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Note":
        """The note that `to_dict` wrote."""
        return cls(data["kind"], tuple(data["values"]))


@dataclass(frozen=True, slots=True)
class Loaded:
    """The text of a file.

    `markdown` says that lines with `#` are headings; `pages` are the offsets at which the pages
    of a paged format begin; `title` is the one in the file's own data, which may be empty.
    """

    text: str
    markdown: bool = False
    pages: tuple[int, ...] = ()
    title: str = ""
    notes: tuple[Note, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain data that `from_dict` reads back."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Loaded":
        """What `to_dict` wrote."""
        notes = tuple(Note.from_dict(note) for note in data["notes"])
        return cls(**{**data, "pages": tuple(data["pages"]), "notes": notes})


_LIKE_A_HEADING = re.compile(r"^([ \t]*)(?=#{1,6}[ \t])", re.MULTILINE)


def not_headings(text: str) -> str:
    """`text` whose lines with `#` (of code, most often) will not be read as headings.

    A reader sees no difference: a word joiner (U+2060), which has no width, goes before the mark.
    """
    return _LIKE_A_HEADING.sub("\\1\N{WORD JOINER}", text)


def ranges(numbers: tuple[int, ...]) -> str:
    """`numbers` in few words: "2, 5-9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)
