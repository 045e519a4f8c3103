"""The gate: seeded defects make it fail. Each defect wraps a real assistant and its real parts."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from corpus import Document, Language, Paragraph
from qa import Answer, Assistant, Settings
from qa.answer import compose
from qa.citations import Citations
from qa.evaluation import Report, compact, compare, evaluate, load_questions, read_baseline
from qa.evaluation.questions import QuestionSet
from qa.evaluation.run import known_paragraphs
from qa.evidence import Evidence
from qa.extractive import write_extract
from qa.follow_ups import Message
from qa.sentences import scored_sentences
from qa.verification import Verdict
from vectorstore.embeddings import load_embedder
from vectorstore.folder_store import FolderStore
from vectorstore.manifest import DocumentRecord
from vectorstore.search import Hit
from vectorstore.store import Store

# Every so many questions of the shipped set: enough to see a defect, and quick.
_STEP = 9
_EVERYTHING = 100


@dataclass(frozen=True)
class Wrapped:
    """A respondent that does what the assistant does; subclasses put one thing wrong."""

    assistant: Assistant
    store: Store

    @property
    def settings(self) -> Settings:
        return self.assistant.settings

    def ask(self, question: str, history: Sequence[Message] = ()) -> Answer:
        return self.assistant.ask(question, history)

    def search(self, query: str, k: int = 10) -> list[Hit]:
        return self.assistant.search(query, k)

    def check(self, sentence: str, language: Language, paragraph: Paragraph) -> Verdict:
        return self.assistant.check(sentence, language, paragraph)

    def documents(self) -> list[DocumentRecord]:
        return self.assistant.documents()

    def document(self, document_id: str) -> Document:
        return self.assistant.document(document_id)

    def written_from(self, evidence: Evidence, answer: Answer) -> Answer:
        """`answer` with the text that the extractive writer makes of `evidence`."""
        citations = Citations(answer.language)
        scored = scored_sentences(evidence.inquiry, evidence.hits[:4], self.store)
        evidence = replace(evidence, sentences=tuple(scored))
        sentences = tuple(write_extract(evidence, citations))
        text = compose(sentences)
        return replace(
            answer, text=text, sentences=sentences, citations=citations.all(), abstained=False
        )


class ShiftedCitations(Wrapped):
    """Every citation names the paragraph after the one that it quotes."""

    def ask(self, question: str, history: Sequence[Message] = ()) -> Answer:
        answer = self.assistant.ask(question, history)
        following = {c.paragraph_id: self.following(c.paragraph_id) for c in answer.citations}
        shifted = [replace(c, paragraph_id=following[c.paragraph_id]) for c in answer.citations]
        return replace(answer, citations=tuple(shifted))

    def following(self, paragraph_id: str) -> str:
        paragraphs = self.document(paragraph_id.partition("/")[0]).paragraphs
        ids = [paragraph.id for paragraph in paragraphs]
        return ids[(ids.index(paragraph_id) + 1) % len(ids)]


class RandomParagraphs(Wrapped):
    """A retriever that returns any paragraphs, and answers written from them."""

    def search(self, query: str, k: int = 10) -> list[Hit]:
        everything = self.assistant.search(query, _EVERYTHING)
        return random.Random(query).sample(everything, k)

    def ask(self, question: str, history: Sequence[Message] = ()) -> Answer:
        answer = self.assistant.ask(question, history)
        if answer.abstained:
            return answer
        hits = [hit for hit in self.search(question, 8) if not hit.paragraph.is_head]
        evidence = self.assistant.evidence(question, history)
        inquiry = replace(evidence.inquiry, kind="other")
        return self.written_from(replace(evidence, inquiry=inquiry, hits=tuple(hits)), answer)


class NeverAbstaining(Wrapped):
    """The decision to abstain is switched off."""

    def ask(self, question: str, history: Sequence[Message] = ()) -> Answer:
        answer = self.assistant.ask(question, history)
        evidence = self.assistant.evidence(question, history)
        if evidence.inquiry.kind == "metadata":
            return answer
        return self.written_from(evidence, answer) if answer.abstained else answer


@pytest.fixture(scope="module")
def some(assistant: Assistant) -> QuestionSet:
    shipped = load_questions(None, known_paragraphs(assistant))
    return replace(shipped, questions=shipped.questions[::_STEP])


@pytest.fixture(scope="module")
def sound(assistant: Assistant, some: QuestionSet) -> Report:
    return evaluate(assistant, some)


@pytest.fixture(scope="module")
def baseline(sound: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("baseline") / "baseline.json"
    path.write_text(compact(sound), "utf-8")
    return path


@pytest.fixture(scope="module")
def store(assistant: Assistant) -> Iterator[Store]:
    """A second reader of the assistant's store, for the writer."""
    opened = FolderStore(assistant.settings.home, load_embedder("bundled"))
    yield opened
    opened.close()


def test_a_second_run_has_identical_scores_and_passes(
    assistant: Assistant, store: Store, some: QuestionSet, sound: Report, baseline: Path
) -> None:
    again = evaluate(Wrapped(assistant, store), some)
    assert [row.scores for row in again.rows] == [row.scores for row in sound.rows]
    assert compact(again) == baseline.read_text("utf-8")
    comparison = compare(again, read_baseline(baseline))
    assert (comparison.regressions, comparison.won, comparison.lost) == ((), (), ())


@pytest.mark.parametrize(
    ("defect", "metrics"),
    [
        (ShiftedCitations, {"citation precision", "citation recall"}),
        (RandomParagraphs, {"recall@1", "recall@5", "MRR", "nDCG@10", "facts"}),
        (NeverAbstaining, {"false answers"}),
    ],
)
def test_a_seeded_defect_makes_the_gate_fail(
    defect: type[Wrapped],
    metrics: set[str],
    assistant: Assistant,
    store: Store,
    some: QuestionSet,
    baseline: Path,
) -> None:
    comparison = compare(evaluate(defect(assistant, store), some), read_baseline(baseline))
    assert metrics <= {said.partition(":")[0] for said in comparison.regressions}
    assert comparison.lost


def test_the_committed_baseline_is_of_the_shipped_questions(some: QuestionSet) -> None:
    path = Path(__file__).parents[2] / "benchmarks" / "results" / "baseline.json"
    committed = read_baseline(path)
    assert committed.sha256 == some.sha256, "run `make baseline`"
    assert {question.id for question in some.questions} <= set(committed.figures)
    assert committed.settings["llm"] == "extractive"
    # One line a question, so that a diff shows what changed.
    lines = path.read_text("utf-8").splitlines()
    assert sum('"figures"' in line for line in lines) == len(committed.figures)
    assert len(json.loads(path.read_text("utf-8"))["rows"]) == len(committed.figures)
