"""Ending an answer before it is complete.

Gradio can cancel an event, but an event sent shortly afterwards is then lost with it, so that
stopping and asking again at once would hang.
"""

import contextvars
import threading
from collections.abc import Iterator
from queue import Empty, SimpleQueue

from qa.answer import Event

_GLANCE_SECONDS = 0.05
_PATIENCE_SECONDS = 1.0


class Run:
    """One answer being written: `stopped` ends it."""

    def __init__(self) -> None:
        self.stopped = threading.Event()
        self.is_abandoned = False
        self._ended = threading.Event()

    def end(self) -> None:
        """Say that nothing more comes."""
        self.stopped.set()
        self._ended.set()

    def abandon(self) -> None:
        """Stop it, and wait until nothing more comes."""
        self.is_abandoned = True
        self.stopped.set()
        self._ended.wait(_PATIENCE_SECONDS)


def until(stopped: threading.Event, events: Iterator[Event]) -> Iterator[Event]:
    """The events as they come; no more once `stopped` is set, even while one is awaited.

    What makes the events ends with the one that it was working on.
    """
    come: SimpleQueue[Event | Exception | None] = SimpleQueue()

    def fetch() -> None:
        try:
            for event in events:
                come.put(event)
                if stopped.is_set():
                    break
            come.put(None)
        except Exception as error:
            come.put(error)

    context = contextvars.copy_context()
    threading.Thread(target=context.run, args=(fetch,), daemon=True).start()
    while not stopped.is_set():
        try:
            event = come.get(timeout=_GLANCE_SECONDS)
        except Empty:
            continue
        if event is None:
            return
        if isinstance(event, Exception):
            raise event
        yield event
