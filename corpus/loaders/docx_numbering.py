"""The numbers that Word prints before paragraphs, which are nowhere in their text.

A paragraph names a list (`numId`) and a level; the list's abstract definition says how each
level counts and is written: `%1.%2` with decimals, letters, Roman or Chinese numerals
(ECMA-376, part 1, 17.9).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from corpus.loaders.html import numbered

_STYLES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_CHINESE = frozenset(
    ("chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting",
     "taiwaneseCounting", "taiwaneseCountingThousand")
)  # fmt: skip
_LEVELS = 9
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    restart: int | None


class Numbering:
    """Counts the lists of a document, paragraph by paragraph in reading order."""

    def __init__(self, document: Any) -> None:
        from docx.oxml.ns import qn

        self._document = document
        self._qn = qn
        self._lists: dict[str, str] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._style_levels: dict[str, dict[str, int]] = {}
        self._overrides: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._seen: set[str] = set()
        if (root := _numbering_root(document)) is not None:
            self._read(root)

    def number(self, paragraph: Any) -> str:
        """What is printed before `paragraph`: "1.", "a)", "第一条", "-" (a bullet) or nothing."""
        found = self._list_of(paragraph)
        if found is None:
            return ""
        num_id, level = found
        abstract = self._lists.get(num_id)
        levels = self._levels.get(abstract or "", {})
        if abstract is None or level not in levels:
            return ""
        self._count(num_id, abstract, level, levels)
        if levels[level].form == "bullet":
            return "-"
        if levels[level].form == "none":
            return ""
        return self._written(abstract, level, levels)

    def _count(self, num_id: str, abstract: str, level: int, levels: dict[int, _Level]) -> None:
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        if num_id not in self._seen:  # a list that says where it begins begins anew there
            self._seen.add(num_id)
            for at in range(_LEVELS):
                if (num_id, at) in self._overrides:
                    counts[at] = None
        before = counts[level]
        start = self._overrides.get((num_id, level), levels[level].start)
        counts[level] = start if before is None else before + 1
        for deeper in range(level + 1, _LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart and level < restart):
                counts[deeper] = None

    def _written(self, abstract: str, level: int, levels: dict[int, _Level]) -> str:
        counts = self._counts[abstract]

        def value(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            if at not in levels:
                return ""
            count = counts[at]
            return _in_form(levels[at].start if count is None else count, levels[at].form)

        return re.sub(r"%([1-9])", value, levels[level].text).strip()

    def _list_of(self, paragraph: Any) -> tuple[str, int] | None:
        """The list and level of a paragraph, by its own properties or its style's."""
        num_id = level = None
        properties = paragraph.find(self._qn("w:pPr"))
        for holder in (properties, *(s.find(self._qn("w:pPr")) for s in self._styles(paragraph))):
            found = holder.find(self._qn("w:numPr")) if holder is not None else None
            if found is None:
                continue
            num_id = num_id or self._value(found, "w:numId")
            level = level or self._value(found, "w:ilvl")
            if num_id:
                break
        if not num_id or num_id == "0":  # 0 takes a paragraph out of its style's list
            return None
        at = int(level) if level and level.isdigit() else self._level_of_style(num_id, paragraph)
        return num_id, min(at, _LEVELS - 1)

    def _level_of_style(self, num_id: str, paragraph: Any) -> int:
        """Levels may name the style of their paragraphs ("Heading 2" is level 1)."""
        linked = self._style_levels.get(self._lists.get(num_id, ""), {})
        for style in self._styles(paragraph):
            if (name := style.get(self._qn("w:styleId"))) in linked:
                return linked[name]
        return 0

    def _styles(self, paragraph: Any) -> Iterator[Any]:
        return style_chain(paragraph, self._document)

    def _value(self, element: Any, tag: str) -> str | None:
        found = element.find(self._qn(tag))
        value = found.get(self._qn("w:val")) if found is not None else None
        return value if isinstance(value, str) else None

    def _read(self, root: Any) -> None:
        qn = self._qn
        for abstract in root.iter(qn("w:abstractNum")):
            key = abstract.get(qn("w:abstractNumId"), "")
            self._levels[key] = dict(self._level(lvl) for lvl in abstract.iter(qn("w:lvl")))
            self._style_levels[key] = {
                style: _integer(lvl.get(qn("w:ilvl")), 0)
                for lvl in abstract.iter(qn("w:lvl"))
                if (style := self._value(lvl, "w:pStyle"))
            }
        for num in root.iter(qn("w:num")):
            key = num.get(qn("w:numId"), "")
            self._lists[key] = self._value(num, "w:abstractNumId") or ""
            for override in num.iter(qn("w:lvlOverride")):
                if (start := self._value(override, "w:startOverride")) is not None:
                    level = _integer(override.get(qn("w:ilvl")), 0)
                    self._overrides[key, level] = _integer(start, 1)

    def _level(self, element: Any) -> tuple[int, _Level]:
        restart = self._value(element, "w:lvlRestart")
        return _integer(element.get(self._qn("w:ilvl")), 0), _Level(
            start=_integer(self._value(element, "w:start"), 1),
            form=self._value(element, "w:numFmt") or "decimal",
            text=self._value(element, "w:lvlText") or "",
            restart=None if restart is None else _integer(restart, 0),
        )


def style_chain(paragraph: Any, document: Any) -> Iterator[Any]:
    """The style of a paragraph and those that it is based on, nearest first."""
    from docx.oxml.ns import qn

    named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    style_id = named.get(qn("w:val")) if named is not None else None
    for _ in range(_LONGEST_CHAIN):  # styles may be based on each other in a circle
        style = document.styles.element.get_by_id(style_id) if style_id else None
        if style is None:
            return
        yield style
        based = style.find(qn("w:basedOn"))
        style_id = based.get(qn("w:val")) if based is not None else None


def _numbering_root(document: Any) -> Any:
    from docx.opc.constants import RELATIONSHIP_TYPE

    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING and not relation.is_external:
            return relation.target_part.element
    return None


def _integer(written: str | None, default: int) -> int:
    return int(written) if written and re.fullmatch(r"\d{1,6}", written) else default


def _in_form(number: int, form: str) -> str:
    if form in _CHINESE:
        return _chinese(number)
    if form == "decimalZero":
        return f"{number:02d}"
    return numbered(number, _STYLES.get(form, "1"))


def _chinese(number: int) -> str:
    """`number` in Chinese, up to 9999: 23 is 二十三."""
    digits = "零一二三四五六七八九"
    if not 0 < number < 10_000:
        return str(number)
    written, gap = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            written += ("零" if gap and written else "") + digits[digit] + name
        gap = digit == 0
    return written.removeprefix("一") if 10 <= number < 20 else written
