"""The writer that asks a chat model, and lets nothing pass that it has not checked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus import Language, Paragraph, detect_language
from prompts import REFUSAL, as_data, load_prompt
from qa.answer import Sentence, Status
from qa.citations import Citations
from qa.context import REPLY_TOKENS, Shown, estimated_tokens, fitting
from qa.evidence import Evidence
from qa.llm import ModelReply
from qa.markers import Cited, MarkerParser
from qa.settings import Settings
from qa.verification import Verdict, Verifier
from qa.wording import REPLY_LABELS
from vectorstore.analysis import has_chinese
from vectorstore.store import Store

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# The language of fewer letters is a guess.
_LEAST_LETTERS = 40
_STOPS = ".!?…。！？"
# What a list item starts with; it says nothing, and "1." is no number to be verified.
_BULLET = re.compile(r"\A(?:[-*+•–—]|\d{1,2}[.)])\s+")


class ModelWriter:
    """One model-written answer: iterate `sentences`, then read what became of it.

    `dropped` counts the numbers cited that no paragraph has; `cut` says that the model stopped
    at its limit of tokens: the sentence that it had not finished is left out.
    """

    def __init__(
        self,
        evidence: Evidence,
        model: "BaseChatModel",
        settings: Settings,
        store: Store,
        citations: Citations,
    ) -> None:
        self._inquiry = evidence.inquiry
        self.name = settings.llm
        self._verifier = Verifier()
        self._citations = citations
        question, language = self._inquiry.complete, self._inquiry.language
        system = load_prompt("answer", language).substitute(refusal=REFUSAL)
        taken = estimated_tokens(system + question) + REPLY_TOKENS
        room = settings.llm_context - taken
        self._found = [hit.paragraph for hit in evidence.hits]
        shown = fitting(self._found, self._inquiry.sought, language, store, room)
        # What `[n]` may stand for; a repair may choose any paragraph found.
        self._shown = [one.paragraph for one in shown]
        self._reply = ModelReply(model, system, asked_of(question, language, shown), settings)
        self._said = ""
        self.refused = False
        self.dropped = 0

    @property
    def strayed(self) -> bool:
        """Whether the reply so far is in another language than the question."""
        return self._language(self._said) != self._inquiry.language

    @property
    def cut(self) -> bool:
        """Whether the reply ended at the model's limit of tokens."""
        return self._reply.cut

    def sentences(self) -> Iterator[Sentence]:
        """The model's sentences, each verified, as soon as each is whole.

        Raises:
            ModelCallError: the model failed.
        """
        for cited in self._cited():
            if REFUSAL in cited.text:
                self.refused = True
                return
            text = REPLY_LABELS.sub("", cited.text) if cited.new_line else cited.text
            if any(character.isalnum() for character in text):
                self._said += f" {text}"
                yield self._verified(replace(cited, text=text))

    def _cited(self) -> Iterator[Cited]:
        parser = MarkerParser()
        for text in self._reply:
            yield from parser.feed(text)
        rest = list(parser.close())
        if self.cut and rest and rest[-1].text[-1] not in _STOPS:
            rest.pop()
        yield from rest

    def _verified(self, cited: Cited) -> Sentence:
        known = [n for n in cited.numbers if 1 <= n <= len(self._shown)]
        self.dropped += len(cited.numbers) - len(known)
        named = [self._shown[n - 1] for n in known]
        said = _BULLET.sub("", cited.text) if cited.new_line else cited.text
        passing = self._passing(said, named)
        repaired = False
        if not passing:
            others = [p for p in self._found if p not in named]
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
        language = self._language(text)
        checked = [(p, self._verifier.check(text, language, p)) for p in paragraphs]
        return [(p, verdict) for p, verdict in checked if verdict.status != "unsupported"]

    def _language(self, text: str) -> Language:
        """The language that the sentence is in; the question's where that is a guess."""
        letters = sum(character.isalpha() for character in text)
        if letters < _LEAST_LETTERS and not has_chinese(text):
            return self._inquiry.language
        return detect_language(text, default=self._inquiry.language)


def asked_of(question: str, language: Language, shown: Sequence[Shown]) -> str:
    """What the model is asked: the numbered paragraphs and the question, as data."""
    lines = [
        f"[{number}] {one.paragraph.reference(language)} : {one.text}"
        for number, one in enumerate(shown, start=1)
    ]
    return load_prompt("question", language).substitute(
        question=as_data(question), paragraphs=as_data("\n".join(lines))
    )
