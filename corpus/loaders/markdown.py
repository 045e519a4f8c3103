"""Markdown files → cleaned text: a reader sees no marks of bold, links or code, and quotes none.

What structure is read from stays as it is written: `#` headings (underlined ones become such),
the bullets and numbers of items, the bars of tables.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.loaders.loaded import Loaded, not_headings
from corpus.loaders.text import load_text

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?P<fields>(?:[\w-]+:.*\n|[ \t-].*\n)+?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_TITLE = re.compile(r"^title:[ \t]*(?P<quote>[\"']?)(?P<title>.+?)(?P=quote)[ \t]*$", re.M)
_TABLE_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?)?\s*")
# One that is not closed hides nothing.
_TAG = re.compile(r"<!--(?:(?!<!--).)*?-->|</?[a-zA-Z][^<>]*>", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LEVELS = {"=": "#", "-": "##"}


def load_markdown(path: Path) -> Loaded:
    """The text of a Markdown file without its marks.

    Raises as `load_text`.
    """
    text = load_text(path)
    front = _FRONT_MATTER.match(text)
    # Who wrote it and when is read like any other text; its rules would underline a heading.
    fields = f"{_titled(front['fields'])}\n" if front else ""
    return Loaded(fields + _without_marks(text[front.end() if front else 0 :]), markdown=True)


def _titled(fields: str) -> str:
    """`fields` with the title first, where a document has it, and nothing but the title."""
    title = _TITLE.search(fields)
    if not title:
        return fields
    return f"{title['title']}\n{fields[: title.start()]}{fields[title.end() + 1 :]}"


def _without_marks(text: str) -> str:
    from markdown_it import MarkdownIt

    lines: list[str | None] = [*text.split("\n")]
    env: dict[str, dict[str, dict[str, Sequence[int]]]] = {}
    heading = ""
    # A table is left to be a paragraph, whose bars are text.
    for token in MarkdownIt("commonmark").parse(text, env):
        if token.map is None:
            continue
        start, end = token.map
        if token.type == "heading_open":
            heading = _LEVELS.get(token.markup, "")
            if heading:
                lines[end - 1] = None
        elif token.type == "inline":
            _replace_inline(lines, start, token, heading)
            heading = ""
        elif token.type == "hr":
            lines[start] = ""
        elif token.type == "fence":
            lines[start] = ""
            if token.markup in (lines[end - 1] or ""):
                lines[end - 1] = ""
            lines[start:end] = map(not_headings, _kept(lines[start:end]))
        elif token.type == "code_block":
            lines[start:end] = map(not_headings, _kept(lines[start:end]))
        elif token.type == "html_block":
            block = _TAG.sub("", "\n".join(_kept(lines[start:end])))
            lines[start:end] = [block, *[None] * (end - start - 1)]
    for reference in env.get("references", {}).values():
        start, end = reference["map"]
        lines[start:end] = [""] * (end - start)
    return "\n".join(_kept(lines))


def _kept(lines: Iterable[str | None]) -> list[str]:
    return [line for line in lines if line is not None]


def _replace_inline(lines: list[str | None], start: int, token: "Token", heading: str) -> None:
    """Put what is read of an inline `token` in the place of its lines, behind what opens these."""
    written = token.content.split("\n")
    read = _read(token.children or ()).split("\n")
    if len(read) != len(written):
        return
    for number, (old, new) in enumerate(zip(written, read, strict=True), start):
        line = lines[number]
        if line is None or (at := line.rfind(old)) < 0:
            continue
        opening = line[:at].replace("> ", "").replace(">", "")
        is_rule = "|" in old and _TABLE_RULE.fullmatch(old)
        lines[number] = (
            None if is_rule else f"{heading and heading + ' '}{opening}{not_headings(new)}"
        )


def _read(children: Sequence["Token"]) -> str:
    """What a reader sees of them."""
    parts = []
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type == "html_inline":
            parts.append(" " if _BREAK.fullmatch(child.content) else "")
        elif child.type == "image":
            parts.append(_read(child.children or ()))  # what is said instead of it
        else:
            parts.append(child.content)
    return "".join(parts)
