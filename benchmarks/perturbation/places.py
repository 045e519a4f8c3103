"""The paragraphs that the bench is built from, each with a neighbour on the same subject."""

import gzip
import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus import Language, Paragraph, shipped_documents
from corpus.sentences import split_sentences
from qa.evaluation.retrieval_sets import Passage, as_document
from vectorstore.training.score import Half

SEED = "verification 1"
_LENGTHS: dict[Language, tuple[int, int]] = {"fr": (180, 1500), "en": (180, 1500), "zh": (60, 600)}
_SENTENCE: dict[Language, tuple[int, int]] = {"fr": (50, 380), "en": (50, 380), "zh": (18, 150)}
# Several lines of running text in two languages make a paragraph.
_LINES_A_PARAGRAPH = 4
_DATED = re.compile(r"(?<![\d-])(?:1[89]|20)\d\d(?![\d-])")


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph, its neighbour, and sentences that it supports.

    `sentences` are in `language`: the paragraph's own ones, or those of its translation.
    """

    key: str
    language: Language
    paragraph: Paragraph
    neighbour: Paragraph
    sentences: tuple[str, ...]
    source: str = field(compare=False, default="")

    @property
    def half(self) -> Half:
        """Every sentence of one paragraph belongs to one half."""
        return "tuning" if hashlib.sha256(self.key.encode()).digest()[0] % 2 else "reporting"

    @property
    def random(self) -> random.Random:
        """Chance that is the same in every run."""
        return random.Random(f"{SEED} {self.key}")


def own_places(data: Path, count: int) -> Iterator[Place]:
    """Paragraphs with their own sentences: the shipped documents, and `count` a language."""
    yield from shipped_places()
    sources: list[tuple[str, Language, list[tuple[str, ...]]]] = [
        ("fr.codes", "fr", _columns(data / "law/fr.codes.tsv.gz", (0, 2))),
        ("zh.laws", "zh", _columns(data / "law/zh.laws.tsv.gz", (0, 2))),
        ("calaw", "en", [("", row[0]) for row in _columns(_calaw(data), (1,))]),
    ]
    for source, language, rows in sources:
        picked = _sample(source, len(rows) - 1, count * 40)
        yield from _first(count, _law_places(source, language, rows, picked))


def across_places(data: Path, count: int) -> Iterator[Place]:
    """Paragraphs with the sentences of their translation, `count` a direction."""
    passages = _columns(_calaw(data), (0, 1))
    english: list[tuple[Language, Language]] = [("fr", "en"), ("en", "fr")]
    for first, second in english:
        picked = _sample(f"across {first}", len(passages) - 1, count * 40)
        yield from _first(count, _pair_places("calaw", passages, picked, first, second))
    lines = [
        *_joined(_columns(data / "train/fr-zh.msdyn.tsv.gz", (0, 1))[:60_000]),
        *_joined(_columns(data / "train/fr-zh.mozlegal.tsv.gz", (0, 1))),
        *_joined(_columns(data / "train/fr-zh.sdg.tsv.gz", (0, 1))),
    ]
    chinese: list[tuple[Language, Language]] = [("fr", "zh"), ("zh", "fr")]
    for first, second in chinese:
        picked = _sample(f"across {first} {second}", len(lines) - 1, count * 40)
        yield from _first(count, _pair_places("fr-zh", lines, picked, first, second))


def _calaw(data: Path) -> Path:
    return data / "train/fr-en.calaw-passage.tsv.gz"


def shipped_places() -> Iterator[Place]:
    """The paragraphs of the shipped documents, which need no data."""
    for document in shipped_documents():
        long = [p for p in document.body if len(p.text) >= _LENGTHS[p.language][0]]
        for paragraph in long:
            alike = [p for p in long if p.language == paragraph.language and p is not paragraph]
            neighbour = min(alike, key=lambda p: abs(p.position - paragraph.position), default=None)
            if neighbour is not None and (said := _sentences(paragraph)):
                yield Place(paragraph.id, paragraph.language, paragraph, neighbour, said, "shipped")


def _law_places(
    source: str, language: Language, rows: Sequence[tuple[str, ...]], picked: Sequence[int]
) -> Iterator[Place]:
    for row in picked:
        (law, text), (next_law, next_text) = rows[row], rows[row + 1]
        if law == next_law and _fits(text, language) and _fits(next_text, language):
            key = f"{source}-{row}"
            paragraph, neighbour = _paragraphs(key, [(text, language), (next_text, language)], law)
            if said := _sentences(paragraph):
                yield Place(key, language, paragraph, neighbour, said, source)


def _pair_places(
    source: str,
    rows: Sequence[tuple[str, ...]],
    picked: Sequence[int],
    language: Language,
    other: Language,
) -> Iterator[Place]:
    """Sentences in `language`, against the paragraph that is their translation into `other`."""
    columns = (0, 1) if source == "fr-zh" and language == "fr" else (1, 0)
    if source == "calaw":
        columns = (0, 1) if language == "fr" else (1, 0)
    for row in picked:
        text, translated = (rows[row][column] for column in columns)
        following = rows[row + 1][columns[1]]
        if not (_fits(text, language) and _fits(translated, other) and _fits(following, other)):
            continue
        key = f"{source}-{row}-{language}-{other}"
        paragraph, neighbour, own = _paragraphs(
            key, [(translated, other), (following, other), (text, language)], ""
        )
        if said := _sentences(own):
            yield Place(key, language, paragraph, neighbour, said, source)


def _paragraphs(
    key: str, texts: Sequence[tuple[str, Language]], title: str
) -> tuple[Paragraph, ...]:
    passages = [Passage(f"{key}/{i}", text, lang) for i, (text, lang) in enumerate(texts)]
    return as_document(key, passages, title=title or key).paragraphs


def _sentences(paragraph: Paragraph) -> tuple[str, ...]:
    shortest, longest = _SENTENCE[paragraph.language]
    spans = split_sentences(paragraph.text)
    texts = (paragraph.text[span.start : span.end] for span in spans)
    return tuple(text for text in texts if shortest <= len(text) <= longest)


def _fits(text: str, language: Language) -> bool:
    shortest, longest = _LENGTHS[language]
    return shortest <= len(text) <= longest


def _joined(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    groups = (rows[i : i + _LINES_A_PARAGRAPH] for i in range(0, len(rows), _LINES_A_PARAGRAPH))
    return [
        (
            " ".join(_stopped(row[0], ".") for row in group),
            "".join(_stopped(row[1], "。") for row in group),
        )
        for group in groups
    ]


def _stopped(line: str, stop: str) -> str:
    return (
        line if line.rstrip().endswith((".", "。", ":", "：", "!", "?", "；", ";")) else line + stop
    )


def _columns(file: Path, columns: Sequence[int]) -> list[tuple[str, ...]]:
    with gzip.open(file, "rt", encoding="utf-8") as stream:
        rows = (line.rstrip("\n").split("\t") for line in stream)
        return [tuple(row[c] for c in columns) for row in rows if len(row) > max(columns)]


def _sample(name: str, size: int, count: int) -> list[int]:
    return random.Random(f"{SEED} {name}").sample(range(size), min(count, size))


def _first(count: int, places: Iterator[Place]) -> Iterator[Place]:
    """`count` places, of which a third hold a date: in law those are rare."""
    dated, others = count // 3, count - count // 3
    for place in places:
        if any(_DATED.search(sentence) for sentence in place.sentences):
            dated, taken = dated - 1, dated > 0
        else:
            others, taken = others - 1, others > 0
        if taken:
            yield place
        if dated <= 0 and others <= 0:
            return
