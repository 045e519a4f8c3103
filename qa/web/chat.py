"""What happens when somebody asks, clicks a citation or changes the language.

Each handler takes what the page sends and returns what the page shows. What belongs to one
visitor (the turns, the open place) travels as Gradio session state; this object is shared.
"""

import itertools
import logging
from collections.abc import Iterator, Sequence

from corpus import Language
from qa.assistant import Assistant
from qa.errors import AlineaError, QuestionError
from qa.question import LONGEST_QUESTION
from qa.web import reader, render
from qa.web.footer import footer
from qa.web.reader import Place
from qa.web.texts import WORDS, Words
from qa.web.turns import Turn, as_history

_log = logging.getLogger(__name__)


class Chat:
    """The handlers, over one assistant."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self._opened = itertools.count(1)

    def answer(
        self, question: str, turns: Sequence[Turn], language: Language
    ) -> Iterator[list[Turn]]:
        """The conversation after each event of the new answer; nothing for an empty question."""
        if not question.strip():
            return
        history, turn = as_history(turns), Turn(question.strip())
        yield [*turns, turn]
        try:
            for event in self.assistant.stream(question, history, fallback=True):
                turn = turn.after(event)
                yield [*turns, turn]
        except AlineaError as error:
            yield [*turns, turn.failed(_in_words(error, question, WORDS[language]))]
        except Exception:
            # A visitor must not see a traceback, and whoever runs the server must.
            _log.exception("The question could not be answered.")
            yield [*turns, turn.failed(WORDS[language].unexpected)]

    def conversation(self, turns: Sequence[Turn], language: Language) -> str:
        """The conversation as HTML; the welcome while there is none."""
        words = WORDS[language]
        if turns:
            return render.conversation(turns, words)
        return render.welcome(self.assistant.documents(), words)

    def page(self, place: Place | None, language: Language) -> str:
        """The document at `place` as HTML; an explanation when it is there no more."""
        if place is None:
            return ""
        words = WORDS[language]
        try:
            document = self.assistant.document(place.document_id)
        except AlineaError as error:
            return reader.apology(str(error), words)
        return reader.document_page(document, place, words, opened=next(self._opened))

    def footer(self, language: Language) -> str:
        """Which model and embedding are in use, and what leaves the machine, as HTML."""
        return footer(self.assistant.settings, WORDS[language])


def _in_words(error: AlineaError, question: str, words: Words) -> str:
    """The message; what visitors themselves can mend is said in their language."""
    if isinstance(error, QuestionError):
        length = len(question.strip())
        if length > LONGEST_QUESTION:
            return words.long_question.format(length=length, limit=LONGEST_QUESTION)
        return words.empty_question
    return str(error)
