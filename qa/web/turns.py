"""One question with what became of it, from the first event of its answer to the last."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus import Language, detect_language
from qa.answer import Answer, Citation, Event, Sentence
from qa.feedback import Rating
from qa.follow_ups import Message


def _new_id() -> str:
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer so far.

    While it streams, `sentences` and `citations` grow, `activity` says what is going on and
    `notice` why sentences were dropped. In the end there is an `answer`, or an `error` in words,
    or it was `stopped`. `rating` and `comment` are what the visitor thinks of the answer.
    """

    question: str
    activity: str = "searching"
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    notice: str = ""
    answer: Answer | None = None
    error: str = ""
    stopped: bool = False
    rating: Rating | None = None
    comment: str | None = None
    id: str = field(default_factory=_new_id, compare=False)

    @property
    def language(self) -> Language:
        """The language to answer in."""
        return self.answer.language if self.answer else detect_language(self.question)

    @property
    def is_running(self) -> bool:
        """Whether more is to come."""
        return not (self.answer or self.error or self.stopped)

    def after(self, event: Event) -> "Turn":
        """The turn once `event` has happened."""
        if event.answer:
            answer = event.answer
            return Turn(
                self.question, "", answer.sentences, answer.citations, answer=answer, id=self.id
            )
        if event.type == "replace":
            return replace(self, sentences=(), citations=(), notice=event.text)
        if event.sentence:
            known = {citation.number for citation in self.citations}
            new = tuple(c for c in event.citations if c.number not in known)
            sentences = (*self.sentences, event.sentence)
            return replace(self, sentences=sentences, citations=(*self.citations, *new))
        return replace(self, activity=event.text)

    def failed(self, message: str) -> "Turn":
        """The turn ended by an error; what was already verified stays."""
        return replace(self, activity="", error=message)

    def stop(self) -> "Turn":
        """The turn ended by the visitor; what was already verified stays."""
        return replace(self, activity="", stopped=True) if self.is_running else self


def as_history(turns: Sequence[Turn]) -> list[Message]:
    """The conversation as plain messages, oldest first; questions that failed are left out."""
    messages: list[Message] = []
    for turn in turns:
        if turn.answer:
            messages.append({"role": "user", "content": turn.question})
            messages.append({"role": "assistant", "content": turn.answer.text})
    return messages
