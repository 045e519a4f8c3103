"""Cleaned text → blocks: the runs of lines that print as one paragraph, title or item."""

import re
from dataclasses import dataclass

from corpus.numbering import read_labels

_MARKDOWN_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]+(?P<title>.*?)[ \t#]*$")
_SENTENCE_END = tuple('.!?…。！？；;:：»"”')
# In a run of hard-wrapped lines none is longer than this; longer ones are whole paragraphs.
_LONGEST_WRAPPED_LINE = 160
# A wrapped line this much shorter than the widest of its run ends a paragraph.
_FULL_LINE = 0.75


@dataclass(frozen=True, slots=True)
class Block:
    """A span of the text without its indentation and trailing space.

    `level` is the depth of a Markdown heading, else 0; `apart` says that a blank line, or an
    end of the text, stands on both sides; `line` counts from 0.
    """

    start: int
    end: int
    indented: bool
    level: int
    apart: bool
    line: int


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str  # as printed, without the newline
    number: int

    @property
    def bare(self) -> str:
        return self.text.strip()

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())


def split_blocks(text: str, *, markdown: bool = False) -> list[Block]:
    """The blocks of `text` in order; blank lines separate them, and so does a printed number.

    Lines that were wrapped at a fixed width stay together; `markdown` makes `#` lines headings.
    """
    blocks = []
    for run in _runs(text):
        groups = _paragraphs(run, markdown)
        for group in groups:
            first, last = group[0], group[-1]
            found = _MARKDOWN_HEADING.match(first.bare) if markdown else None
            start = first.start + first.indent + (found.start("title") if found else 0)
            end = (
                first.start + first.indent + found.end("title")
                if found
                else last.start + len(last.text.rstrip())
            )
            blocks.append(
                Block(
                    start=start,
                    end=end,
                    indented=first.indent > 0,
                    level=len(found["marks"]) if found else 0,
                    apart=len(groups) == 1,
                    line=first.number,
                )
            )
    return [block for block in blocks if block.start < block.end]


def _runs(text: str) -> list[list[_Line]]:
    runs: list[list[_Line]] = [[]]
    position = 0
    for number, content in enumerate(text.split("\n")):
        if content.strip():
            runs[-1].append(_Line(position, content, number))
        elif runs[-1]:
            runs.append([])
        position += len(content) + 1
    return [run for run in runs if run]


def _paragraphs(run: list[_Line], markdown: bool) -> list[list[_Line]]:
    widths = [len(line.text.rstrip()) for line in run]
    widest = max(widths)
    groups: list[list[_Line]] = []
    for index, line in enumerate(run):
        before = run[index - 1] if index else None
        if before is None or _starts_paragraph(line, before, widest, markdown):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _starts_paragraph(line: _Line, before: _Line, widest: int, markdown: bool) -> bool:
    if line.bare[0] == before.bare[0] == "|":
        return False  # rows of one table
    if markdown and ("#" in (line.bare[0], before.bare[0])):
        return True
    if _is_marked(line):
        return True
    if widest > _LONGEST_WRAPPED_LINE:
        return True
    if line.indent > before.indent:
        # A hanging indentation goes on with the item; any other opens a paragraph.
        return not _is_marked(before) or before.bare.endswith(_SENTENCE_END)
    full = len(before.text.rstrip()) >= _FULL_LINE * widest
    return not full and before.bare.endswith(_SENTENCE_END)


def _is_marked(line: _Line) -> bool:
    return line.bare[0] in "-•*–·" or bool(read_labels(line.bare))
