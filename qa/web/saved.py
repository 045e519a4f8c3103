"""A conversation as text that the browser keeps, and back."""

from collections.abc import Sequence
from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from qa.web.turns import Turn

_TURNS = TypeAdapter(list[Turn])
# Far more than a person reads; it bounds what one request can make the server parse.
_LONGEST = 4_000_000


def dump(turns: Sequence[Turn]) -> str:
    """The turns as JSON, without what is shown of no answer (the paragraphs passed over)."""
    return _TURNS.dump_json([_trimmed(turn) for turn in turns]).decode()


def load(text: str) -> list[Turn]:
    """The turns that `dump` wrote; none if `text`, which anybody may have sent, is not that.

    A turn that was cut off by leaving the page comes back as stopped.
    """
    if len(text) > _LONGEST:
        return []
    try:
        return [turn.stop() for turn in _TURNS.validate_json(text)]
    except ValidationError:
        return []


def _trimmed(turn: Turn) -> Turn:
    if turn.answer is None or turn.answer.abstained:
        return turn
    return replace(turn, answer=replace(turn.answer, closest=()))
