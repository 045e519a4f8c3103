"""Questions → cited answers. `from qa import Assistant` is where to start."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa.answer import Answer, Citation, Event, Sentence
    from qa.assistant import Assistant
    from qa.settings import Settings

_WHERE = {
    "Answer": "qa.answer",
    "Assistant": "qa.assistant",
    "Citation": "qa.answer",
    "Event": "qa.answer",
    "Sentence": "qa.answer",
    "Settings": "qa.settings",
}

__all__ = ["Answer", "Assistant", "Citation", "Event", "Sentence", "Settings"]


def __getattr__(name: str) -> Any:
    # Lazily, so that `alinea --help` does not pay for Chroma.
    if name not in _WHERE:
        raise AttributeError(f"module 'qa' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_WHERE[name]), name)
