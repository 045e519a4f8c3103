"""What stands around the chat: the name, the export, the list of conversations."""

from html import escape

from qa.web.texts import Words


def brand(words: Words) -> str:
    """The name of the page, and the button that shows and hides the side, as HTML."""
    side = escape(words.side)
    return (
        f"<button type='button' class='toggle' data-toggle-side title='{side}' "
        f"aria-label='{side}' aria-controls='side' aria-expanded='true'>"
        "<span aria-hidden='true'>☰</span></button>"
        f"<h1>Alinéa</h1><p>{escape(words.tagline)}</p>"
    )


def export_button(words: Words, markdown: str | None = None) -> str:
    """The export button as HTML; with `markdown`, the page saves that as a file."""
    file = "" if markdown is None else f' data-markdown="{escape(markdown)}"'
    return f'<button type="button" class="export" data-export{file}>{escape(words.export)}</button>'


def history(words: Words) -> str:
    """The frame of the conversations kept in the browser, which the page fills in."""
    said = {
        "open": words.conversations,
        "delete": words.delete_conversation,
        "delete-it": words.delete_it,
        "delete-every-one": words.delete_all_question,
        "keep": words.keep,
        "copied": words.copied,
        "not-copied": words.not_copied,
    }
    attributes = " ".join(f'data-{name}="{escape(text)}"' for name, text in said.items())
    return (
        f'<section class="history" {attributes}><h2>{escape(words.conversations)}</h2>'
        f'<ul class="conversations"></ul><p class="note">{escape(words.no_conversations)}</p>'
        f'<button type="button" class="tool" data-delete-all hidden>{escape(words.delete_all)}'
        "</button></section>"
    )
