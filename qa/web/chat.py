"""What happens when somebody asks, clicks a citation or changes the language.

Each handler takes what the page sends and returns what the page shows. What belongs to one
visitor (the turns, the open place) travels as Gradio session state; this object is shared.
"""

import itertools
import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from html import escape

from corpus import Language
from qa.assistant import Assistant
from qa.errors import AlineaError, QuestionError
from qa.feedback import Feedback, Rating, record
from qa.question import LONGEST_QUESTION
from qa.web import reader, render
from qa.web.footer import footer
from qa.web.library import Library
from qa.web.reader import Place
from qa.web.saved import dump
from qa.web.stopping import Run, until
from qa.web.texts import WORDS, Words
from qa.web.turns import Turn, as_history
from qa.web.welcome import welcome

_LONGEST_COMMENT = 2_000
_log = logging.getLogger(__name__)


class Chat:
    """The handlers, over one assistant."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.library = Library(assistant)
        self._opened = itertools.count(1)
        self._running: dict[str, Run] = {}

    def answer(
        self,
        question: str,
        turns: Sequence[Turn],
        language: Language,
        excluded: frozenset[str] = frozenset(),
    ) -> Iterator[list[Turn]]:
        """The conversation after each event of the new answer; nothing for an empty question.

        Documents that are `excluded` are not looked at.
        """
        if not question.strip():
            return
        history, turn = as_history(turns), Turn(question.strip())
        yield [*turns, turn]
        documents = self.library.chosen(excluded)
        if documents is None:
            yield [*turns, turn.failed(WORDS[language].none_chosen)]
            return
        run = self._running[turn.id] = Run()
        try:
            events = self.assistant.stream(question, history, documents, fallback=True)
            for event in until(run.stopped, events):
                turn = turn.after(event)
                yield [*turns, turn]
            if turn.is_running and not run.is_abandoned:
                yield [*turns, turn.stop()]
        except AlineaError as error:
            yield [*turns, turn.failed(_in_words(error, question, WORDS[language]))]
        except Exception:
            # A visitor must not see a traceback, and whoever runs the server must.
            _log.exception("The question could not be answered.")
            yield [*turns, turn.failed(WORDS[language].unexpected)]
        finally:
            # Also when the visitor has left.
            del self._running[turn.id]
            run.end()

    def stop(self, turns: Sequence[Turn]) -> None:
        """End the answer that is being written, if there is one; it is shown as stopped."""
        for turn in turns:
            if run := self._running.get(turn.id):
                run.stopped.set()

    def leave(self, turns: Sequence[Turn]) -> None:
        """End it without another word, because the page is about to show something else."""
        for turn in turns:
            if run := self._running.get(turn.id):
                run.abandon()

    def conversation(self, turns: Sequence[Turn], language: Language) -> str:
        """The conversation as HTML, with what the browser keeps; the welcome without one."""
        words = WORDS[language]
        if not turns:
            return welcome(self.assistant.documents(), words)
        html = render.conversation(turns, words)
        if turns[-1].is_running:
            return html
        return f"{html}<div class='saved' hidden data-turns=\"{escape(dump(turns))}\"></div>"

    def page(self, place: Place | None, language: Language) -> str:
        """The document at `place` as HTML; an explanation when it is there no more."""
        if place is None:
            return ""
        words = WORDS[language]
        try:
            document = self.assistant.document(place.document_id)
        except AlineaError as error:
            return reader.apology(str(error), words, opened=next(self._opened))
        return reader.document_page(document, place, words, opened=next(self._opened))

    def footer(self, language: Language, excluded: frozenset[str] = frozenset()) -> str:
        """Which documents, model and embedding are in use, and what leaves the machine."""
        scope = self.library.scope(excluded, language)
        return footer(self.assistant.settings, WORDS[language], scope)

    def rate(
        self, turns: Sequence[Turn], turn_id: str, rating: str, comment: str | None
    ) -> list[Turn]:
        """The conversation with a judgement of one answer, which is also kept for the owner."""
        return [
            self._rated(turn, "good" if rating == "good" else "bad", comment)
            if turn.id == turn_id and turn.answer
            else turn
            for turn in turns
        ]

    def _rated(self, turn: Turn, rating: Rating, comment: str | None) -> Turn:
        assert turn.answer
        settings = self.assistant.settings
        said = None if comment is None else comment.strip()[:_LONGEST_COMMENT]
        feedback = Feedback(
            answer_id=turn.id,
            time=datetime.now(UTC).isoformat(timespec="seconds"),
            rating=rating,
            comment=said or "",
            question=turn.question,
            answer=turn.answer.text,
            cited=tuple(dict.fromkeys(c.paragraph_id for c in turn.citations)),
            writer=turn.answer.writer,
            embedding=settings.embedding,
        )
        record(settings.home, feedback)
        return replace(turn, rating=rating, comment=said)


def _in_words(error: AlineaError, question: str, words: Words) -> str:
    """The message; what visitors themselves can mend is said in their language."""
    if isinstance(error, QuestionError):
        length = len(question.strip())
        if length > LONGEST_QUESTION:
            return words.long_question.format(length=length, limit=LONGEST_QUESTION)
        return words.empty_question
    return str(error)
