"""How far a long work has come, for whoever shows it."""

from collections.abc import Callable

# Called with how many paragraphs, or questions, are done and how many there are in all.
Progress = Callable[[int, int], None]


class Count:
    """Counts paragraphs up to `total`, and tells `progress`, if there is one, at every step."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self.total = total
        self._done = 0
        self._progress = progress

    def add(self, paragraphs: int) -> None:
        """Say that so many more are done."""
        self._done += paragraphs
        if self._progress:
            self._progress(self._done, self.total)
