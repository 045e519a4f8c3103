"""What can be done with an answer: copy it, ask again, change the question, judge it."""

from html import escape

from qa.web.export import plain
from qa.web.texts import Words
from qa.web.turns import Turn

_THUMBS = (("good", "helpful"), ("bad", "unhelpful"))
# A thumb pointing up, 24 by 24; no font is sure to have one. The style sheet turns it down.
_THUMB = (
    "M7 10v11H3V10h4zm2 11h8.3c.9 0 1.7-.6 1.9-1.5l1.7-7A2 2 0 0 0 19 10h-5.6l.9-4.2"
    "c.2-1-.3-2-1.3-2.4L12.4 3 9 10v11z"
)


def actions(turn: Turn, words: Words, is_last: bool) -> str:
    """The row of buttons below a turn as HTML; only the last question can be asked anew."""
    if turn.is_running:
        return ""
    buttons = ""
    if turn.answer:
        buttons += _tool("copy", words.copy_short, words.copy, plain(turn.answer))
    if is_last:
        buttons += _tool("retry", words.retry, words.retry)
        buttons += _tool("edit", words.edit_short, words.edit)
    judgement = _judgement(turn, words) if turn.answer else ""
    return f"<div class='actions'>{buttons}{judgement}</div>"


def _tool(name: str, label: str, title: str, value: str = "") -> str:
    return (
        f'<button type="button" class="tool" data-{name}="{escape(value)}" '
        f'title="{escape(title)}">{escape(label)}</button>'
    )


def _judgement(turn: Turn, words: Words) -> str:
    thumbs = "".join(
        f"<button type='button' class='thumb' data-rate='{rating}' title='{label}' "
        f"aria-label='{label}' aria-pressed='{'true' if turn.rating == rating else 'false'}'>"
        f"<svg viewBox='0 0 24 24' aria-hidden='true'><path d='{_THUMB}'/></svg></button>"
        for rating, label in ((r, escape(getattr(words, w))) for r, w in _THUMBS)
    )
    return f"<span class='thumbs'>{thumbs}</span>{_comment(turn, words)}"


def _comment(turn: Turn, words: Words) -> str:
    """The question for a comment once there is a judgement; thanks once that is answered."""
    if turn.rating is None:
        return ""
    if turn.comment is not None:
        return f"<p class='thanks'>{escape(words.thanks)}</p>"
    label = escape(words.comment)
    return (
        f"<form class='comment'><input name='comment' maxlength='2000' aria-label='{label}' "
        f"placeholder='{label}'><button type='submit' class='tool'>{escape(words.send_comment)}"
        "</button></form>"
    )
