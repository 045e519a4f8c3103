"""The page: its layout and which event calls which handler."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from corpus import Language
from qa.assistant import Assistant
from qa.web.chat import Chat
from qa.web.reader import Place
from qa.web.texts import LANGUAGE_NAMES, WORDS, translations
from qa.web.turns import Turn

_FOLDER = Path(__file__).parent
_CLICKS = (_FOLDER / "chat.js").read_text(encoding="utf-8")
_CHOOSE_LANGUAGE = (_FOLDER / "language.js").read_text(encoding="utf-8")
_FOCUS_QUESTION = "() => document.querySelector('#question textarea')?.focus()"

# Follows the browser before anything is asked of the server. It cannot be switched while the
# page is open, so that the language chosen in the page comes through `_localise`.
TRANSLATIONS = gr.I18n(**translations())


def build(assistant: Assistant) -> gr.Blocks:
    """The whole page over one assistant; `server.serve` launches it."""
    return _Page(Chat(assistant)).blocks


class _Page:
    def __init__(self, chat: Chat) -> None:
        self.chat = chat
        self.blocks = gr.Blocks(
            title="Alinéa", fill_width=True, fill_height=True, analytics_enabled=False
        )
        with self.blocks:
            self.turns = gr.State(list[Turn]())
            self.place = gr.State(None)
            self._lay_out()
            self._connect()

    def _lay_out(self) -> None:
        with gr.Row(elem_id="top"):
            self.brand = _html("brand", "<h1>Alinéa</h1>")
            choices = [(name, language) for language, name in LANGUAGE_NAMES.items()]
            self.language = gr.Radio(
                choices, label="Langue · Language · 语言", container=False, elem_id="language"
            )
            self.new = gr.Button(TRANSLATIONS("new"), elem_id="new", size="sm", variant="secondary")
        with gr.Row(elem_id="panes"):
            with gr.Column(elem_id="chat", min_width=0):
                self.conversation = _html(
                    "conversation", template="<div role='log' class='turns'>${value}</div>"
                )
                self.question = gr.Textbox(
                    label=TRANSLATIONS("question"),
                    placeholder=TRANSLATIONS("placeholder"),
                    submit_btn=str(TRANSLATIONS("ask")),
                    show_label=False,
                    container=False,
                    lines=1,
                    max_lines=8,
                    autofocus=True,
                    elem_id="question",
                )
                self.footer = _html("foot")
            with gr.Column(elem_id="reader", min_width=0, visible=False) as self.pane:
                self.reader = _html("document")

    def _connect(self) -> None:
        asking: dict[str, Any] = {
            "outputs": [self.conversation, self.question, self.turns],
            "show_progress": "hidden",
            "api_visibility": "private",
        }
        quick: dict[str, Any] = {
            "show_progress": "hidden",
            "api_visibility": "private",
            "queue": False,
        }
        visitor = [self.turns, self.language]
        reading = [self.pane, self.reader, self.place]
        self.question.submit(self._ask, [self.question, *visitor], **asking)
        self.conversation.ask(self._ask_example, visitor, **asking)
        self.conversation.open(self._open, [self.language], reading, **quick)
        self.reader.close(self._close, None, reading, **quick)
        self.new.click(
            self._start_anew, [self.language], [self.conversation, self.turns, *reading], **quick
        ).then(None, js=_FOCUS_QUESTION)
        words = [self.language, self.brand, self.question, self.new]
        texts = [*words, self.conversation, self.reader, self.footer]
        kept = [self.language, self.turns, self.place]
        # Gradio calls the JavaScript first: it finds out or remembers the language.
        self.blocks.load(self._localise, kept, texts, js=_CHOOSE_LANGUAGE, **quick)
        self.language.input(self._localise, kept, texts, js=_CHOOSE_LANGUAGE, **quick)

    # Handlers: the page's values in, the page's values out.

    def _ask(self, question: str, turns: list[Turn], language: Language) -> Iterator[Any]:
        if not question.strip():
            # A generator that yields nothing would empty the page.
            yield gr.skip(), gr.skip(), gr.skip()
            return
        for now in self.chat.answer(question, turns, language):
            yield self.chat.conversation(now, language), "", now

    def _ask_example(
        self, turns: list[Turn], language: Language, event: gr.EventData
    ) -> Iterator[Any]:
        yield from self._ask(str(getattr(event, "ask", "")), turns, language)

    def _open(self, language: Language, event: gr.EventData) -> Any:
        names = ("paragraph", "language", "start", "end", "hash")
        place = Place.from_button({name: getattr(event, name, "") for name in names})
        return gr.Column(visible=True), self.chat.page(place, language), place

    def _close(self) -> Any:
        return gr.Column(visible=False), "", None

    def _start_anew(self, language: Language) -> Any:
        return self.chat.conversation([], language), [], *self._close()

    def _localise(self, language: Language, turns: list[Turn], place: Place | None) -> Any:
        words = WORDS[language]
        return (
            language,
            f"<h1>Alinéa</h1><p>{words.tagline}</p>",
            gr.Textbox(label=words.question, placeholder=words.placeholder, submit_btn=words.ask),
            words.new,
            self.chat.conversation(turns, language),
            self.chat.page(place, language),
            self.chat.footer(language),
        )


def _html(elem_id: str, value: str = "", template: str = "${value}") -> gr.HTML:
    return gr.HTML(
        value,
        html_template=template,
        js_on_load=_CLICKS,
        apply_default_css=False,
        elem_id=elem_id,
        container=False,
    )
