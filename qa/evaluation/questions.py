"""Question files: one JSON object a line, checked before anything is run."""

import hashlib
import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from corpus import LANGUAGES, Language
from qa.errors import QuestionSetError

SHIPPED_QUESTIONS = Path(__file__).parent / "questions.jsonl"
SPLITS = ("tune", "report")
_LISTS = ("gold", "acceptable", "facts")


@dataclass(frozen=True, slots=True)
class Question:
    """One question with what a right answer cites and says.

    `gold` are the paragraphs that answer it (none: it cannot be answered), `acceptable` those
    that may be cited as well; `facts` are patterns that the answer contains.
    """

    id: str
    language: Language
    type: str
    text: str
    history: tuple[dict[str, str], ...]
    gold: frozenset[str]
    acceptable: frozenset[str]
    facts: tuple[str, ...]
    reference: str
    split: Literal["tune", "report"]

    @property
    def answerable(self) -> bool:
        """Whether the documents answer it."""
        return bool(self.gold)


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions of a file, or of its `split`, and its SHA-256 (16 hex digits)."""

    name: str
    sha256: str
    questions: tuple[Question, ...]
    split: str | None = None


def load_questions(
    path: Path | None, known: Collection[str], split: str | None = None
) -> QuestionSet:
    """The questions in the file at `path`, or the shipped ones; only those of `split` if given.

    `known` are the ids of the paragraphs in the store.

    Raises:
        QuestionSetError: the file is missing, empty or malformed, names an unknown paragraph,
            or has an id twice; the message names file, line and field.
    """
    path = path or SHIPPED_QUESTIONS
    if split is not None and split not in SPLITS:
        raise QuestionSetError(f"There is no split {split!r}. Splits: {', '.join(SPLITS)}.")
    try:
        data = path.read_bytes()
        lines = data.decode("utf-8").split("\n")
    except (OSError, UnicodeError) as error:
        raise QuestionSetError(f"The question file {str(path)!r} cannot be read: {error}") from None
    questions: dict[str, Question] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        question = _parse(line, f"{path.name}, line {number}", known)
        if question.id in questions:
            raise QuestionSetError(f"{path.name}, line {number}: id {question.id!r} occurs twice.")
        questions[question.id] = question
    chosen = tuple(q for q in questions.values() if split in (None, q.split))
    if not chosen:
        raise QuestionSetError(
            f"{path.name} has no questions{f' in split {split}' if split else ''}."
        )
    return QuestionSet(path.name, hashlib.sha256(data).hexdigest()[:16], chosen, split)


def _parse(line: str, where: str, known: Collection[str]) -> Question:
    try:
        data = json.loads(line)
    except ValueError as error:
        raise QuestionSetError(f"{where}: not JSON ({error}).") from None
    if not isinstance(data, dict):
        raise QuestionSetError(f"{where}: a JSON object is needed, not {line[:40]!r}.")
    for name in ("id", "question"):
        if not isinstance(data.get(name), str) or not data[name].strip():
            raise QuestionSetError(f"{where}: field {name!r} must be a text that is not empty.")
    for name in _LISTS:
        texts = data.setdefault(name, [])
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise QuestionSetError(f"{where}: field {name!r} must be a list of texts.")
    for name, usual in (("type", "other"), ("reference", "")):
        if not isinstance(data.setdefault(name, usual), str):
            raise QuestionSetError(f"{where}: field {name!r} must be a text.")
    if not _is_history(data.setdefault("history", [])):
        raise QuestionSetError(
            f"{where}: field 'history' must be a list of messages with 'role' and 'content'."
        )
    _one_of(data, "lang", LANGUAGES, where)
    _one_of(data, "split", SPLITS, where, default="report")
    for name in ("gold", "acceptable"):
        for paragraph_id in data[name]:
            if paragraph_id not in known:
                raise QuestionSetError(
                    f"{where}: field {name!r} names {paragraph_id!r}, which is not in the store. "
                    "`alinea search` shows the ids; add the documents that the set is about."
                )
    for pattern in data["facts"]:
        _check_pattern(pattern, where)
    return Question(
        id=data["id"],
        language=data["lang"],
        type=data["type"],
        text=data["question"],
        history=tuple(data["history"]),
        gold=frozenset(data["gold"]),
        acceptable=frozenset(data["acceptable"]),
        facts=tuple(data["facts"]),
        reference=data["reference"],
        split=data["split"],
    )


def _is_history(data: object) -> bool:
    return isinstance(data, list) and all(
        isinstance(message, dict)
        and all(isinstance(message.get(name), str) for name in ("role", "content"))
        for message in data
    )


def _one_of(
    data: dict[str, Any], name: str, values: Collection[str], where: str, default: str | None = None
) -> None:
    if data.setdefault(name, default) not in values:
        choices = ", ".join(values)
        raise QuestionSetError(f"{where}: field {name!r} is {data[name]!r}, not one of {choices}.")


def _check_pattern(pattern: str, where: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise QuestionSetError(f"{where}: field 'facts' has a bad pattern: {error}.") from None
