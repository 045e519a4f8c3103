"""The page: which event of which part calls which handler."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import gradio as gr

from corpus import Language
from qa.assistant import Assistant
from qa.web.chat import Chat
from qa.web.export import markdown
from qa.web.frame import brand, export_button, history
from qa.web.layout import TRANSLATIONS, Layout, script
from qa.web.library import upload_hint
from qa.web.reader import Place
from qa.web.saved import load
from qa.web.texts import WORDS
from qa.web.turns import Turn
from qa.web.visit import Visit

__all__ = ["TRANSLATIONS", "build"]

_FOCUS_QUESTION = "() => document.querySelector('#question textarea')?.focus()"
_QUICK: dict[str, Any] = {
    "show_progress": "hidden",
    "api_visibility": "private",
    "queue": False,
}
_STREAMED: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def build(assistant: Assistant) -> gr.Blocks:
    """The whole page over one assistant; `server.serve` launches it."""
    return _App(Chat(assistant)).blocks


class _App:
    def __init__(self, chat: Chat) -> None:
        self.chat = chat
        self.library = chat.library
        self.blocks = gr.Blocks(
            title="Alinéa", fill_width=True, fill_height=True, analytics_enabled=False
        )
        with self.blocks:
            # What belongs to one visitor.
            self.turns = gr.State(list[Turn]())
            self.place = gr.State(None)
            self.excluded = gr.State(frozenset[str]())
            self.parts = Layout()
            self._connect_chat()
            self._connect_reader()
            self._connect_library()
            self._connect_language()

    # Chat

    def _connect_chat(self) -> None:
        parts = self.parts
        shown = [parts.conversation, parts.question, self.turns]
        visitor = [self.turns, parts.language, self.excluded]
        # A question sent while an answer is still being written waits for its end.
        parts.question.submit(
            self._ask,
            [parts.question, *visitor],
            shown,
            trigger_mode="always_last",
            **_STREAMED,
        )
        parts.conversation.ask(self._ask_example, visitor, shown, **_STREAMED)
        parts.conversation.retry(self._retry, visitor, shown, **_STREAMED)
        told = [self.turns, parts.language]
        parts.question.stop(self.chat.stop, self.turns, None, **_QUICK)
        parts.conversation.edit(self._edit, told, shown, **_QUICK).then(None, js=_FOCUS_QUESTION)
        parts.conversation.rate(self._rate, told, [parts.conversation, self.turns], **_QUICK)
        parts.export.export(self._export, told, parts.export, **_QUICK)
        cleared = [*shown, *self._reading]
        parts.new.click(self._start_anew, told, cleared, **_QUICK).then(None, js=_FOCUS_QUESTION)
        parts.history.anew(self._start_anew, told, cleared, **_QUICK)
        parts.history.restore(self._restore, told, cleared, **_QUICK)

    def _ask(
        self, question: str, turns: list[Turn], language: Language, excluded: frozenset[str]
    ) -> Iterator[Any]:
        yield from self._answer(question, turns, language, excluded, value="")

    def _answer(
        self,
        question: str,
        turns: list[Turn],
        language: Language,
        excluded: frozenset[str],
        **box_values: str,
    ) -> Iterator[Any]:
        if not question.strip():
            # A generator that yields nothing would empty the page.
            yield gr.skip(), gr.skip(), gr.skip()
            return
        box: Any = self._box(language, is_running=True, **box_values)
        for now in self.chat.answer(question, turns, language, excluded):
            if not now[-1].is_running:
                box = self._box(language)
            yield self.chat.conversation(now, language), box, now
            box = gr.skip()  # what is typed meanwhile stays

    def _ask_example(
        self,
        turns: list[Turn],
        language: Language,
        excluded: frozenset[str],
        event: gr.EventData,
    ) -> Iterator[Any]:
        yield from self._answer(_text(event, "ask"), turns, language, excluded)

    def _retry(
        self, turns: list[Turn], language: Language, excluded: frozenset[str]
    ) -> Iterator[Any]:
        question = turns[-1].question if turns else ""
        yield from self._answer(question, turns[:-1], language, excluded)

    def _edit(self, turns: list[Turn], language: Language) -> Any:
        before, question = turns[:-1], turns[-1].question if turns else ""
        return self.chat.conversation(before, language), question, before

    def _rate(self, turns: list[Turn], language: Language, event: gr.EventData) -> Any:
        comment = getattr(event, "comment", None)
        said = None if comment is None else str(comment)
        rated = self.chat.rate(turns, _text(event, "turn"), _text(event, "rating"), said)
        return self.chat.conversation(rated, language), rated

    def _export(self, turns: list[Turn], language: Language) -> str:
        words = WORDS[language]
        return export_button(words, markdown(turns, words, date.today()))

    def _start_anew(self, turns: list[Turn], language: Language) -> Any:
        self.chat.leave(turns)
        return self._conversation([], language)

    def _restore(self, turns: list[Turn], language: Language, event: gr.EventData) -> Any:
        self.chat.leave(turns)
        return self._conversation(load(_text(event, "turns")), language)

    def _conversation(self, turns: list[Turn], language: Language) -> Any:
        conversation = self.chat.conversation(turns, language)
        return conversation, self._box(language), turns, *self._close()

    def _box(self, language: Language, *, is_running: bool = False, **more: Any) -> gr.Textbox:
        words = WORDS[language]
        return gr.Textbox(
            submit_btn=False if is_running else words.ask,
            stop_btn=words.stop if is_running else False,
            **more,
        )

    # Reader

    @property
    def _reading(self) -> list[Any]:
        return [self.parts.pane, self.parts.reader, self.place]

    def _connect_reader(self) -> None:
        for part in (self.parts.conversation, self.parts.reader, self.parts.library):
            part.open(self._open, [self.parts.language], self._reading, **_QUICK)
        self.parts.reader.close(self._close, None, self._reading, **_QUICK)

    def _open(self, language: Language, event: gr.EventData) -> Any:
        names = ("paragraph", "language", "start", "end", "hash")
        return self._opened(Place.from_button({n: _text(event, n) for n in names}), language)

    def _opened(self, place: Place, language: Language) -> Any:
        return gr.Column(visible=True), self.chat.page(place, language), place

    def _close(self) -> Any:
        return gr.Column(visible=False), "", None

    # Library

    def _connect_library(self) -> None:
        parts = self.parts
        visitor = [parts.language, self.excluded, self.turns, self.place]
        changed = [parts.library, parts.footer, parts.conversation, *self._reading]
        # What is dropped while another file is being read waits for its turn.
        parts.add.upload(
            self._add,
            [parts.add, *visitor],
            [parts.reports, *changed],
            trigger_mode="multiple",
            **_STREAMED,
        )
        parts.library.remove(self._remove, visitor, [parts.reports, *changed], **_QUICK)
        parts.library.choose(
            self._choose,
            [parts.language, self.excluded],
            [parts.library, parts.footer, self.excluded],
            **_QUICK,
        )

    def _add(
        self,
        paths: list[str] | None,
        language: Language,
        excluded: frozenset[str],
        turns: list[Turn],
        place: Place | None,
    ) -> Iterator[Any]:
        nothing = [gr.skip()] * 6
        for reports in self.library.add(paths or [], language):
            yield reports, *nothing
        yield gr.skip(), *self._documents(language, excluded, turns, place)

    def _remove(
        self,
        language: Language,
        excluded: frozenset[str],
        turns: list[Turn],
        place: Place | None,
        event: gr.EventData,
    ) -> Any:
        document_id = _text(event, "document")
        reports = self.library.remove(document_id, language)
        if place and place.document_id == document_id:
            place = None
        return reports, *self._documents(language, excluded, turns, place)

    def _choose(self, language: Language, excluded: frozenset[str], event: gr.EventData) -> Any:
        document_id = _text(event, "document")
        is_chosen = getattr(event, "chosen", False) is True
        excluded = excluded - {document_id} if is_chosen else excluded | {document_id}
        return (
            self.library.html(excluded, language),
            self.chat.footer(language, excluded),
            excluded,
        )

    def _documents(
        self, language: Language, excluded: frozenset[str], turns: list[Turn], place: Place | None
    ) -> Any:
        """What shows the documents, after these have changed."""
        return (
            self.library.html(excluded, language),
            self.chat.footer(language, excluded),
            gr.skip() if turns else self.chat.conversation(turns, language),
            *(self._opened(place, language) if place else self._close()),
        )

    # Language, and what the browser brings

    def _connect_language(self) -> None:
        parts = self.parts
        kept = [parts.language, parts.visit, self.turns, self.place, self.excluded]
        texts = [
            *(parts.language, parts.brand, parts.export, parts.new, parts.question),
            *(parts.conversation, parts.library, parts.add, parts.hint, parts.history),
            *(parts.footer, self.turns, *self._reading),
        ]
        # Gradio calls the JavaScript first: it finds out or remembers the language.
        for event in (self.blocks.load, parts.language.input):
            event(self._localise, kept, texts, js=script("visit.js"), **_QUICK)

    def _localise(
        self,
        language: Language,
        visit: str,
        turns: list[Turn],
        place: Place | None,
        excluded: frozenset[str],
    ) -> Any:
        words = WORDS[language]
        brought = Visit.from_browser(visit)
        turns = turns or brought.turns
        if brought.paragraph_id:
            place = Place(brought.paragraph_id, language)
        box = gr.Textbox(label=words.question, placeholder=words.placeholder, submit_btn=words.ask)
        return (
            language,
            brand(words),
            export_button(words),
            words.new,
            box,
            self.chat.conversation(turns, language),
            self.library.html(excluded, language),
            gr.UploadButton(label=words.add_documents),
            upload_hint(words),
            history(words),
            self.chat.footer(language, excluded),
            turns,
            *(self._opened(place, language) if place else self._close()),
        )


def _text(event: gr.EventData, name: str) -> str:
    return str(getattr(event, name, ""))
