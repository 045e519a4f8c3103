"""Ask every question of a set, and measure the answers."""

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial
from pathlib import Path
from typing import Protocol

from corpus import Document, Language, Paragraph
from qa.answer import Answer
from qa.evaluation.alce import Entails
from qa.evaluation.journal import Journal
from qa.evaluation.questions import Question, QuestionSet, load_questions
from qa.evaluation.report import Prices, Report, breakdowns, summary
from qa.evaluation.row import Outcome, Row, joined, measured
from qa.evaluation.usage import counted
from qa.evaluation.versions import settings_used, versions_used
from qa.follow_ups import Message
from qa.question import understand
from qa.settings import EXTRACTIVE, Settings
from qa.verification import Verdict
from vectorstore.manifest import DocumentRecord
from vectorstore.progress import Progress
from vectorstore.search import Hit

_DEPTH = 10
# Questions asked of a chat model at once: waiting for one costs nothing here.
_WORKERS = 4


class Respondent(Protocol):
    """What is measured: an `Assistant`, or anything that wraps one to try a change."""

    @property
    def settings(self) -> Settings:
        """See `Assistant`."""

    def ask(self, question: str, history: Sequence[Message] = ()) -> Answer:
        """See `Assistant.ask`."""

    def search(self, query: str, k: int = 10) -> list[Hit]:
        """See `Assistant.search`."""

    def check(self, sentence: str, language: Language, paragraph: Paragraph) -> Verdict:
        """See `Assistant.check`."""

    def documents(self) -> list[DocumentRecord]:
        """See `Assistant.documents`."""

    def document(self, document_id: str) -> Document:
        """See `Assistant.document`."""


def evaluate(
    assistant: Respondent,
    questions: Path | QuestionSet | None = None,
    *,
    split: str | None = None,
    workers: int | None = None,
    prices: Prices | None = None,
    resume_in: Path | None = None,
    progress: Progress = lambda done, total: None,
) -> Report:
    """Run the question set (the shipped one by default) and measure it.

    `workers` questions are asked at once (by default 4 of a chat model, else 1); rows come in
    the order of the questions. In the folder `resume_in` each row is kept as soon as it is
    there: a run of the same questions, settings and versions that was cut off goes on where it
    stopped. `progress` is called with the number of questions done and of all.

    Raises:
        QuestionSetError: the file cannot be used.
        ModelCallError: the chat model failed.
    """
    paragraphs = known_paragraphs(assistant)
    chosen = (
        questions
        if isinstance(questions, QuestionSet)
        else load_questions(questions, paragraphs, split)
    )
    settings, versions = settings_used(assistant.settings), versions_used(assistant)
    journal = Journal(resume_in, [chosen.sha256, settings, versions])
    rows = _rows(assistant, chosen.questions, paragraphs, journal, workers, progress)
    report = Report(
        questions=chosen.name,
        sha256=chosen.sha256,
        split=chosen.split,
        settings=settings,
        versions=versions,
        metrics=summary(rows, prices),
        groups=breakdowns(rows, prices),
        rows=rows,
        paragraphs=_named(rows, paragraphs),
    )
    journal.discard()
    return report


def known_paragraphs(assistant: Respondent) -> dict[str, Paragraph]:
    """All paragraphs in the store, by id."""
    return {
        paragraph.id: paragraph
        for record in assistant.documents()
        for paragraph in assistant.document(record.id).paragraphs
    }


def _rows(
    assistant: Respondent,
    questions: Sequence[Question],
    paragraphs: Mapping[str, Paragraph],
    journal: Journal,
    workers: int | None,
    progress: Progress,
) -> tuple[Row, ...]:
    """The rows of all questions, in their order; those in the journal are not asked again."""
    rows = journal.rows()
    waiting = [question for question in questions if question.id not in rows]
    answer = partial(_row, assistant, paragraphs)
    count = workers or (1 if assistant.settings.llm == EXTRACTIVE else _WORKERS)
    with ThreadPoolExecutor(count) as pool:
        futures = [pool.submit(answer, question) for question in waiting]
        try:
            kept = len(questions) - len(waiting)
            progress(kept, len(questions))
            for done, future in enumerate(as_completed(futures), start=kept + 1):
                row = future.result()
                rows[row.id] = row
                journal.add(row)
                progress(done, len(questions))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return tuple(rows[question.id] for question in questions)


def _row(assistant: Respondent, paragraphs: Mapping[str, Paragraph], question: Question) -> Row:
    with counted(assistant.settings) as tokens:
        started = time.perf_counter()
        answer = assistant.ask(question.text, history=question.history)
        seconds = time.perf_counter() - started
    query = understand(question.text, question.history).text
    ranking = tuple(hit.paragraph.id for hit in assistant.search(query, k=_DEPTH))
    outcome = Outcome(answer, ranking, seconds, tokens.read, tokens.written)
    return measured(question, outcome, _entailment(assistant, paragraphs, answer.language))


def _entailment(
    assistant: Respondent, paragraphs: Mapping[str, Paragraph], language: Language
) -> Entails:
    """The project's verifier as the test whether paragraphs support a sentence."""

    def entails(ids: Sequence[str], sentence: str) -> bool:
        if not all(one in paragraphs for one in ids):
            return False
        premise = joined([paragraphs[one] for one in ids])
        return assistant.check(sentence, language, premise).status != "unsupported"

    return entails


def _named(rows: Sequence[Row], paragraphs: Mapping[str, Paragraph]) -> dict[str, dict[str, str]]:
    ids = {one for row in rows for one in (*row.gold, *row.acceptable, *row.cited)}
    ids |= {one for row in rows for one in row.ranking[:1]}
    return {
        one: {
            "reference": paragraphs[one].reference(paragraphs[one].language),
            "text": paragraphs[one].text,
        }
        for one in sorted(ids & paragraphs.keys())
    }
