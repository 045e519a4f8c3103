"""SQuAD-style files: their paragraphs become the corpus, their questions the question set.

`{"data": [{"title", "paragraphs": [{"context", "qas": [{"id", "question", "answers",
"is_impossible"}]}]}]}` (Rajpurkar et al. 2016 and 2018; FQuAD, DRCD and CMRC have the same
shape). A question's gold is its paragraph, its key fact any of its answers; the impossible
ones of version 2 count for abstention, although another paragraph of the file might hold the
answer.
"""

import hashlib
import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import Document, detect_language
from qa.assistant import Assistant
from qa.errors import QuestionSetError
from qa.evaluation.questions import Question, QuestionSet
from qa.evaluation.retrieval_sets import Passage, as_document
from qa.settings import Settings
from vectorstore.embeddings import load_embedder
from vectorstore.folder_store import FolderStore
from vectorstore.progress import Progress


@dataclass(frozen=True, slots=True)
class SquadSet:
    """The articles of a file as documents, and the questions about them."""

    documents: tuple[Document, ...]
    questions: QuestionSet


def is_squad(path: Path) -> bool:
    """Whether the file's name says that it is one: `.json`, not `.jsonl`."""
    return path.suffix == ".json"


def read_squad(path: Path) -> SquadSet:
    """The documents and questions of a SQuAD-style file.

    Raises:
        QuestionSetError: it cannot be read, or is malformed; the message names file and field.
    """
    try:
        content = path.read_bytes()
        articles = _list(json.loads(content), "data", path.name)
    except (OSError, ValueError) as error:
        raise QuestionSetError(f"The question file {str(path)!r} cannot be read: {error}") from None
    documents, questions = [], {}
    for number, article in enumerate(articles):
        where = f"{path.name}, data[{number}]"
        paragraphs = _list(article, "paragraphs", where)
        texts = [
            _text(one, "context", f"{where}.paragraphs[{place}]").strip()
            for place, one in enumerate(paragraphs)
        ]
        passages = [Passage(str(i), text, detect_language(text)) for i, text in enumerate(texts)]
        if not passages:
            continue
        title = str(article.get("title") or f"article {number + 1}").replace("_", " ")
        document = as_document(f"article-{number + 1}", passages, title)
        documents.append(document)
        for place, (one, paragraph) in enumerate(zip(paragraphs, document.paragraphs, strict=True)):
            inside = f"{where}.paragraphs[{place}]"
            for index, item in enumerate(_list(one, "qas", inside)):
                question = _question(item, paragraph.id, f"{inside}.qas[{index}]")
                if question.id in questions:
                    raise QuestionSetError(
                        f"{inside}.qas[{index}]: id {question.id!r} occurs twice."
                    )
                questions[question.id] = question
    if not questions:
        raise QuestionSetError(f"{path.name} has no questions.")
    sha256 = hashlib.sha256(content).hexdigest()[:16]
    return SquadSet(tuple(documents), QuestionSet(path.name, sha256, tuple(questions.values())))


@contextmanager
def temporary_assistant(
    documents: Sequence[Document], settings: Settings, progress: Progress | None = None
) -> Iterator[Assistant]:
    """An assistant over `documents` alone, in a store that is gone afterwards.

    `progress` is told how far the indexing is.
    """
    with tempfile.TemporaryDirectory(prefix="alinea-") as folder:
        home = Path(folder)
        store = FolderStore(home, load_embedder(settings.embedding), progress=progress)
        try:
            store.add(documents)
        finally:
            store.close()
        with Assistant(settings.model_copy(update={"home": home})) as assistant:
            wanted = {document.id for document in documents}
            for record in assistant.documents():
                if record.id not in wanted:  # the shipped ones
                    assistant.remove(record.id)
            yield assistant


def _question(item: Any, paragraph_id: str, where: str) -> Question:
    text = _text(item, "question", where)
    answers = []
    if not item.get("is_impossible"):
        listed = _list(item, "answers", where)
        answers = [_text(one, "text", f"{where}.answers[{i}]") for i, one in enumerate(listed)]
    distinct = list(dict.fromkeys(answers))
    return Question(
        id=_text(item, "id", where),
        language=detect_language(text),
        type="answerable" if distinct else "impossible",
        text=text,
        history=(),
        gold=frozenset({paragraph_id} if distinct else ()),
        acceptable=frozenset(),
        facts=("|".join(_pattern(answer) for answer in distinct),) if distinct else (),
        reference=distinct[0] if distinct else "",
        split="report",
    )


def _pattern(answer: str) -> str:
    return r"\s+".join(re.escape(word) for word in answer.split())


def _list(data: Any, name: str, where: str) -> list[Any]:
    value = data.get(name) if isinstance(data, dict) else None
    if not isinstance(value, list):
        raise QuestionSetError(f"{where}: field {name!r} must be a list.")
    return value


def _text(data: Any, name: str, where: str) -> str:
    value = data.get(name) if isinstance(data, dict) else None
    if not isinstance(value, str) or not value.strip():
        raise QuestionSetError(f"{where}: field {name!r} must be a text that is not empty.")
    return value
