"""Paragraph references: the id that a program keeps and the words that a person writes.

| id                 | fr                        | en                    | zh                 |
|--------------------|---------------------------|-----------------------|--------------------|
| `ism/III.4/2`      | ISM, III.4, al. 2         | ISM, III.4, para. 2   | ISM，III.4，第2段  |
| `ism/III.19/1`     | ISM, III.19               | ISM, III.19           | ISM，III.19        |
| `ism/II/after-6/1` | ISM, II, après le point 6 | ISM, II, after item 6 | ISM，II，第6项之后 |
| `ism/head/1`       | ISM, en-tête              | ISM, heading          | ISM，文首          |
| `report/p/17`      | Report, 17ᵉ paragraphe    | Report, paragraph 17  | Report，第17段     |
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

Language = Literal["fr", "en", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_PART = {"fr": "al. {0}", "en": "para. {0}", "zh": "第{0}段"}
_HEAD = {"fr": "en-tête", "en": "heading", "zh": "文首"}
_PAGE = {"fr": "p. {0}", "en": "p. {0}", "zh": "第{0}页"}
_RUNNING = {"en": "paragraph {0}", "zh": "第{0}段"}
_AFTER = {"fr": "après le point {0}", "en": "after item {0}", "zh": "第{0}项之后"}
_AFTER_WITHOUT_SECTION = "after"
# "Article 5", "§ 3", "第三条"; outline numbers are one word.
_NAMED = re.compile(r"\S+\s|第|附")


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a paragraph stands in its document, by the numbers printed there.

    `path` holds the printed labels, outermost first; `part` counts from 1 the paragraphs
    at that place; `alone` says that the place holds this paragraph and nothing else, so that
    a reader needs no part number. `after` is the label of the last item when `kind` is
    "after"; `page` counts from 1 and is known for paged formats only.
    """

    kind: Literal["head", "item", "after", "running"]
    path: tuple[str, ...]
    part: int
    alone: bool = False
    after: str = ""
    page: int | None = None

    def paragraph_id(self, document_id: str) -> str:
        """The stable id, e.g. `ism/III.4/2`: printed labels joined by ".", spaces removed."""
        place = ".".join(compact(label) for label in self.path)
        if self.kind == "head":
            return f"{document_id}/head/{self.part}"
        if self.kind == "running":
            return f"{document_id}/p/{self.part}"
        if self.kind == "after":
            after = f"{_AFTER_WITHOUT_SECTION}-{compact(self.after)}"
            return "/".join(filter(None, (document_id, place, after, str(self.part))))
        return f"{document_id}/{place}/{self.part}"

    def reference(self, label: str, language: Language) -> str:
        """The reference as a person would write it in `language`; `label` names the document."""
        pieces = [label]
        if self.path:
            pieces.append(_place(self.path, language))
        if self.kind == "head":
            pieces.append(_HEAD[language])
        elif self.kind == "running":
            pieces.append(_running(self.part, language))
        elif self.kind == "after":
            pieces.append(_AFTER[language].format(_readable(self.after)))
        if self.kind in ("item", "after") and not self.alone:
            pieces.append(_PART[language].format(self.part))
        if self.page is not None:
            pieces.append(_PAGE[language].format(self.page))
        return ("，" if language == "zh" else ", ").join(pieces)


def _running(number: int, language: Language) -> str:
    if language == "fr":
        return f"{number}{'ᵉʳ' if number == 1 else 'ᵉ'} paragraphe"
    return _RUNNING[language].format(number)


def _place(path: tuple[str, ...], language: Language) -> str:
    """The printed labels in one: "III.4", "Titre I, Chapitre 2", "Article 5, 2.a"."""
    said = _readable(path[0])
    for above, label in pairwise(path):
        named = _NAMED.match(above) or _NAMED.match(label)
        said += ("，" if language == "zh" else ", ") if named else "."
        said += _readable(label)
    return said


def compact(label: str) -> str:
    """A label as it stands in an id."""
    return "".join(label.split()).replace("/", "-")


def _readable(label: str) -> str:
    """A label with its repetition mark in words: the second "1" is stored as "1~2"."""
    base, mark, count = label.partition("~")
    return f"{base} ({count})" if mark else base
