"""The parts of the page and where they stand; `app` says what they do."""

from pathlib import Path

import gradio as gr

from corpus.loaders import SUPPORTED
from qa.web.library import reports
from qa.web.texts import LANGUAGE_NAMES, translations

_SCRIPTS = Path(__file__).parent / "script"

# Follows the browser before anything is asked of the server. It cannot be switched while the
# page is open, so that the language chosen in the page comes through `App._localise`.
TRANSLATIONS = gr.I18n(**translations())


def script(name: str) -> str:
    """A script of the page, in the form that Gradio calls it in."""
    return (_SCRIPTS / name).read_text(encoding="utf-8").rstrip("\n;")


class Layout:
    """The components; to be made inside a `gr.Blocks`."""

    def __init__(self) -> None:
        # What the browser brings along when it opens the page: see script/visit.js.
        self.visit = gr.Textbox(visible=False)
        self._top()
        with gr.Row(elem_id="panes"):
            with gr.Column(elem_id="side", min_width=0):
                self._side()
            with gr.Column(elem_id="chat", min_width=0):
                self._chat()
            with gr.Column(elem_id="reader", min_width=0, visible=False) as self.pane:
                self.reader = _html("document", js="reader.js")

    def _top(self) -> None:
        with gr.Row(elem_id="top"):
            self.brand = _html("brand")
            choices = [(name, language) for language, name in LANGUAGE_NAMES.items()]
            self.language = gr.Radio(
                choices, label="Langue · Language · 语言", container=False, elem_id="language"
            )
            self.export = _html("export", js="export.js")
            self.new = gr.Button(TRANSLATIONS("new"), elem_id="new", size="sm", variant="secondary")

    def _side(self) -> None:
        self.library = _html("library", js="library.js")
        self.add = gr.UploadButton(
            str(TRANSLATIONS("add_documents")),
            file_count="multiple",
            file_types=list(SUPPORTED),
            elem_id="add",
            size="sm",
        )
        self.hint = _html("hint")
        self.reports = _html("reports", value=reports())
        self.history = _html("history", js="history-list.js")

    def _chat(self) -> None:
        self.conversation = _html(
            "conversation",
            template="<div role='log' class='turns' tabindex='0'>${value}</div>",
            js="conversation.js",
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


def _html(elem_id: str, value: str = "", template: str = "${value}", js: str = "") -> gr.HTML:
    return gr.HTML(
        value,
        html_template=template,
        js_on_load=script(js) if js else None,
        apply_default_css=False,
        elem_id=elem_id,
        container=False,
    )
