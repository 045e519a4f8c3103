"""The writer that asks a chat model, and lets nothing pass that it has not checked."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from corpus import Language, Paragraph
from prompts import REFUSAL, load_prompt
from qa.answer import Sentence, Status
from qa.citations import Citations
from qa.evidence import Evidence
from qa.llm import stream_text
from qa.markers import Cited, MarkerParser
from qa.settings import Settings
from qa.verification import Verdict, Verifier

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# What a list item starts with; it says nothing, and "1." is no number to be verified.
_BULLET = re.compile(r"\A(?:[-*+•–—]|\d{1,2}[.)])\s+")


class ModelWriter:
    """One model-written answer: iterate `sentences`, then read `refused` and `dropped`."""

    def __init__(
        self,
        evidence: Evidence,
        model: "BaseChatModel",
        settings: Settings,
        verifier: Verifier,
        citations: Citations,
    ) -> None:
        self._paragraphs = [hit.paragraph for hit in evidence.hits]
        self._inquiry = evidence.inquiry
        self._model = model
        self._settings = settings
        self._verifier = verifier
        self._citations = citations
        self.refused = False
        self.dropped = 0

    def sentences(self) -> Iterator[Sentence]:
        """The model's sentences, each verified, as soon as each is whole.

        Raises:
            ModelCallError: the model failed.
        """
        prompt = answer_prompt(self._inquiry.text, self._inquiry.language, self._paragraphs)
        for cited in self._cited(prompt):
            if REFUSAL in cited.text:
                self.refused = True
                return
            if any(character.isalnum() for character in cited.text):
                yield self._verified(cited)

    def _cited(self, prompt: str) -> Iterator[Cited]:
        parser = MarkerParser()
        for text in stream_text(self._model, prompt, self._settings):
            yield from parser.feed(text)
        yield from parser.close()

    def _verified(self, cited: Cited) -> Sentence:
        known = [n for n in cited.numbers if 1 <= n <= len(self._paragraphs)]
        self.dropped += len(cited.numbers) - len(known)
        named = [self._paragraphs[n - 1] for n in known]
        said = _BULLET.sub("", cited.text) if cited.new_line else cited.text
        passing = self._passing(said, named)
        repaired = False
        if not passing:
            others = [p for p in self._paragraphs if p not in named]
            passing = self._passing(said, others)[:1]
            repaired = bool(passing)
        if not passing:
            return Sentence(cited.text, (), "unsupported", new_line=cited.new_line)
        numbers = [
            self._citations.cite(paragraph, verdict.span.start, verdict.span.end).number
            for paragraph, verdict in passing
        ]
        quoted = all(verdict.status == "quoted" for _, verdict in passing)
        status: Status = "quoted" if quoted else "supported"
        unique = tuple(dict.fromkeys(numbers))
        return Sentence(cited.text, unique, status, repaired=repaired, new_line=cited.new_line)

    def _passing(
        self, text: str, paragraphs: Sequence[Paragraph]
    ) -> list[tuple[Paragraph, Verdict]]:
        """The paragraphs that support the sentence, in the order given."""
        language = self._inquiry.language
        checked = [(p, self._verifier.check(text, language, p)) for p in paragraphs]
        return [(p, verdict) for p, verdict in checked if verdict.status != "unsupported"]


def answer_prompt(question: str, language: Language, paragraphs: Sequence[Paragraph]) -> str:
    """The prompt for an answer; angle brackets in it cannot close the prompt's own tags."""
    lines = [
        f"[{number}] {paragraph.reference(language)} : {' '.join(paragraph.text.split())}"
        for number, paragraph in enumerate(paragraphs, start=1)
    ]
    return load_prompt("answer", language).substitute(
        question=_harmless(question), paragraphs=_harmless("\n".join(lines)), refusal=REFUSAL
    )


def _harmless(text: str) -> str:
    return text.replace("<", "‹").replace(">", "›")
