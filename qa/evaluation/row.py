"""One question with what came of it, measured."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from corpus import Paragraph, detect_language
from qa.answer import Answer, Sentence
from qa.evaluation.alce import Entails, alce_scores
from qa.evaluation.metrics import (
    citation_precision,
    citation_recall,
    fact_coverage,
    share,
)
from qa.evaluation.overlap import rouge_l, token_f1
from qa.evaluation.questions import Question
from qa.evaluation.ranking import ranking_figures
from qa.settings import EXTRACTIVE

# The language of fewer letters is a guess.
_LEAST_LETTERS = 20


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation of an answer."""

    number: int
    paragraph_id: str
    reference: str
    quote: str


@dataclass(frozen=True, slots=True)
class Row:
    """One question with its answer and figures.

    `ranking` are the paragraphs that a search for it finds, best first; `figures` are the
    metrics that this question has, each in [0, 1], by the names in `catalogue`. Tokens are
    those that the chat model reported.
    """

    id: str
    language: str
    type: str
    split: str
    question: str
    history: tuple[str, ...]
    gold: tuple[str, ...]
    acceptable: tuple[str, ...]
    facts: tuple[str, ...]
    reference: str
    ranking: tuple[str, ...]
    text: str
    citations: tuple[Cited, ...]
    abstained: bool
    answer_language: str
    writer: str
    figures: dict[str, float]
    seconds: float
    input_tokens: int = 0
    output_tokens: int = 0

    @property
    def answerable(self) -> bool:
        """Whether the documents answer it."""
        return bool(self.gold)

    @property
    def cited(self) -> tuple[str, ...]:
        """The distinct paragraphs cited, in the order of the answer."""
        return tuple(dict.fromkeys(citation.paragraph_id for citation in self.citations))

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that the gold paragraphs are in."""
        return tuple(dict.fromkeys(paragraph.partition("/")[0] for paragraph in self.gold))

    @property
    def scores(self) -> "Row":
        """The row without what differs from run to run."""
        return replace(self, seconds=0.0)

    def to_dict(self) -> dict[str, Any]:
        """Plain data that `from_dict` reads back."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Row":
        """The row that `to_dict` wrote, also by way of JSON."""
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
        }
        values["citations"] = tuple(Cited(**one) for one in data["citations"])
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking: the answer, the ids found by a search, seconds and tokens."""

    answer: Answer
    ranking: tuple[str, ...]
    seconds: float
    input_tokens: int = 0
    output_tokens: int = 0


def measured(question: Question, outcome: Outcome, entails: Entails) -> Row:
    """The row of a question; `entails` is the test for ALCE's metrics."""
    answer = outcome.answer
    return Row(
        id=question.id,
        language=question.language,
        type=question.type,
        split=question.split,
        question=question.text,
        history=tuple(message["content"] for message in question.history),
        gold=tuple(sorted(question.gold)),
        acceptable=tuple(sorted(question.acceptable)),
        facts=question.facts,
        reference=question.reference,
        ranking=outcome.ranking,
        text=answer.text,
        citations=tuple(
            Cited(c.number, c.paragraph_id, c.reference, c.quote) for c in answer.citations
        ),
        abstained=answer.abstained,
        answer_language=_language(answer),
        writer=answer.writer,
        figures=_figures(question, outcome, entails),
        seconds=outcome.seconds,
        input_tokens=outcome.input_tokens,
        output_tokens=outcome.output_tokens,
    )


def _figures(question: Question, outcome: Outcome, entails: Entails) -> dict[str, float]:
    answer = outcome.answer
    figures: dict[str, float] = {}
    if question.answerable:
        judged = {question.id: dict.fromkeys(question.gold, 1)}
        figures |= ranking_figures({question.id: outcome.ranking}, judged)[question.id]
        figures |= _against_gold(question, answer)
        figures["false refusals"] = float(answer.abstained)
    else:
        figures["false answers"] = float(not answer.abstained)
    if not answer.abstained:
        figures |= _of_sentences(answer, entails)
    figures["right language"] = float(_language(answer) == question.language)
    return figures


def _against_gold(question: Question, answer: Answer) -> dict[str, float]:
    cited = [citation.paragraph_id for citation in answer.citations]
    said = "" if answer.abstained else answer.text
    figures = {
        "citation recall": citation_recall(cited, question.gold),
        "facts": fact_coverage(said, question.facts),
    }
    if not answer.abstained:
        allowed = question.acceptable
        figures["citation precision"] = citation_precision(cited, question.gold, allowed)
        if answer.writer != EXTRACTIVE and question.reference:
            written = _unmarked(answer.sentences)
            figures["token F1"] = token_f1(written, question.reference)
            figures["ROUGE-L"] = rouge_l(written, question.reference)
    return figures


def _of_sentences(answer: Answer, entails: Entails) -> dict[str, float]:
    statuses = [sentence.status for sentence in answer.sentences]
    figures = {name: share(statuses, name) for name in ("quoted", "supported", "unsupported")}
    named = {citation.number: citation for citation in answer.citations}
    claims = []
    for sentence in answer.sentences:
        cited = [named[number] for number in sentence.citations]
        # Framing words ("Selon ISM, IV.5, al. 1 :") claim nothing beside the quote.
        framed = sentence.status == "quoted" and len(cited) == 1
        claim = cited[0].quote if framed else sentence.text
        claims.append((claim, [citation.paragraph_id for citation in cited]))
    figures["ALCE recall"], figures["ALCE precision"] = alce_scores(claims, entails)
    return figures


def _language(answer: Answer) -> str:
    """The language that the answer is in: of what a model wrote, what is detected.

    An extractive answer quotes in the language of the source; its own words are in `language`.
    """
    written = _unmarked([s for s in answer.sentences if s.status != "quoted"])
    if sum(character.isalpha() for character in written) < _LEAST_LETTERS:
        return answer.language
    return detect_language(written)


def _unmarked(sentences: Sequence[Sentence]) -> str:
    return " ".join(sentence.text for sentence in sentences)


def joined(paragraphs: Sequence[Paragraph]) -> Paragraph:
    """Several paragraphs as one premise, in the language of the first."""
    first = paragraphs[0]
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    return replace(first, text=text, end=first.start + len(text))
