"""Reading question sets for retrieval: BEIR's layout, and pairs of `.jsonl.gz` files."""

import csv
import gzip
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus import LANGUAGES, Document, Language, Locator, Paragraph, detect_language
from qa.errors import QuestionSetError

_PARAGRAPHS = ".paragraphs.jsonl.gz"
_QUESTIONS = ".jsonl.gz"
_TEST_SPLIT = "test.tsv"


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to find; `title` is what is printed above it, or empty."""

    id: str
    text: str
    language: Language
    title: str = ""


@dataclass(frozen=True, slots=True)
class RetrievalQuestion:
    """A question, how relevant passages are to it (by id, above 0), and those it passes over."""

    id: str
    text: str
    relevant: Mapping[str, int]
    left_out: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """Questions, and the passages among which their answers are."""

    name: str
    passages: tuple[Passage, ...]
    questions: tuple[RetrievalQuestion, ...]


def read_sets(folder: Path) -> Iterator[RetrievalSet]:
    """The sets in `folder`, one at a time.

    A folder with a `corpus.jsonl` is one set in BEIR's layout, of which the test questions are
    read, or all where there is no `qrels/test.tsv`; files may be compressed with gzip. Otherwise
    each `NAME.paragraphs.jsonl.gz` with its `NAME.jsonl.gz` is a set.

    Raises:
        QuestionSetError: there is no set, or one is malformed; the message names file and line.
    """
    if _file(folder, "corpus.jsonl"):
        yield _read_beir(folder)
        return
    files = sorted(folder.glob(f"*{_PARAGRAPHS}"))
    if not files:
        raise QuestionSetError(
            f"There is no question set in {str(folder)!r}. It must hold corpus.jsonl, "
            f"queries.jsonl and qrels/*.tsv (BEIR), or NAME{_QUESTIONS} with NAME{_PARAGRAPHS}."
        )
    for file in files:
        yield _read_pair(file)


def as_document(document_id: str, passages: Sequence[Passage], title: str = "") -> Document:
    """A document whose paragraphs are `passages`, in their order, under running numbers."""
    paragraphs, start = [], 0
    for position, passage in enumerate(passages):
        paragraph = Paragraph(
            document_id=document_id,
            document_label=title or document_id,
            document_title=title,
            locator=Locator("running", (), position + 1),
            text=passage.text,
            start=start,
            end=start + len(passage.text),
            language=passage.language,
            headings=(passage.title,) if passage.title else (),
            position=position,
        )
        paragraphs.append(paragraph)
        start = paragraph.end + 2
    return Document(
        id=document_id,
        title=title,
        label=title or document_id,
        language=passages[0].language,
        text="\n\n".join(passage.text for passage in passages),
        paragraphs=tuple(paragraphs),
        origin=document_id,
    )


def _read_pair(file: Path) -> RetrievalSet:
    name = file.name.removesuffix(_PARAGRAPHS)
    passages = tuple(
        _passage(line, where, "paragraph_id") for where, line in _lines(file) if line.get("text")
    )
    known = {passage.id for passage in passages}
    questions = []
    for where, line in _lines(file.with_name(name + _QUESTIONS)):
        gold = _text(line, "paragraph_id", where)
        if gold not in known:
            raise QuestionSetError(f"{where}: there is no paragraph {gold!r} in {file.name}.")
        questions.append(
            RetrievalQuestion(_text(line, "id", where), _text(line, "question", where), {gold: 1})
        )
    return RetrievalSet(name, passages, tuple(questions))


def _read_beir(folder: Path) -> RetrievalSet:
    passages = tuple(
        _passage(line, where, "_id")
        for where, line in _lines(_required(folder, "corpus.jsonl"))
        if line.get("text") or line.get("title")
    )
    relevant = _read_judgements(folder / "qrels", {passage.id for passage in passages})
    texts = {
        _text(line, "_id", where): _text(line, "text", where)
        for where, line in _lines(_required(folder, "queries.jsonl"))
    }
    if missing := sorted(set(relevant) - set(texts)):
        raise QuestionSetError(
            f"queries.jsonl in {str(folder)!r} lacks the question {missing[0]!r} of qrels."
        )
    questions = tuple(RetrievalQuestion(i, texts[i], judged) for i, judged in relevant.items())
    return RetrievalSet(folder.resolve().name, passages, questions)


def _read_judgements(folder: Path, known: set[str]) -> dict[str, dict[str, int]]:
    files = [folder / _TEST_SPLIT]
    if not files[0].is_file():
        files = sorted(folder.glob("*.tsv"))
    found: dict[str, dict[str, int]] = {}
    for file in files:
        with file.open(encoding="utf-8", newline="") as stream:
            for number, row in enumerate(csv.reader(stream, delimiter="\t"), start=1):
                if number == 1 and row[-1:] == ["score"]:
                    continue
                try:
                    question, passage, score = row[0], row[1], int(row[2])
                except (IndexError, ValueError):
                    raise QuestionSetError(
                        f"{file.name}, line {number}: expected query-id, corpus-id and a whole "
                        f"number, separated by tabs, not {row!r}."
                    ) from None
                if score > 0 and passage in known:
                    found.setdefault(question, {})[passage] = score
    if not found:
        raise QuestionSetError(f"There are no judgements in {str(folder)!r} (*.tsv).")
    return found


def _passage(line: Mapping[str, Any], where: str, key: str) -> Passage:
    title = str(line.get("title") or "").strip()
    text = str(line.get("text") or "").strip() or title
    language = line.get("lang")
    if language not in LANGUAGES:
        language = detect_language(text)
    return Passage(_text(line, key, where), text, language, title if title != text else "")


def _text(line: Mapping[str, Any], name: str, where: str) -> str:
    value = line.get(name)
    if not isinstance(value, str) or not value.strip():
        raise QuestionSetError(f"{where}: field {name!r} must be a text that is not empty.")
    return value


def _file(folder: Path, name: str) -> Path | None:
    return next((f for f in (folder / name, folder / f"{name}.gz") if f.is_file()), None)


def _required(folder: Path, name: str) -> Path:
    if file := _file(folder, name):
        return file
    raise QuestionSetError(f"There is no {name} in {str(folder)!r}.")


def _lines(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a file with one JSON object a line, each with the words for where it is."""
    try:
        data = file.read_bytes()
        text = (gzip.decompress(data) if file.suffix == ".gz" else data).decode("utf-8")
        for number, line in enumerate(text.split("\n"), start=1):
            where = f"{file.name}, line {number}"
            found = json.loads(line) if line.strip() else None
            if isinstance(found, dict):
                yield where, found
            elif found is not None:
                raise QuestionSetError(f"{where}: a JSON object is needed, not {line[:40]!r}.")
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise QuestionSetError(f"{str(file)!r} cannot be read: {error}") from None
