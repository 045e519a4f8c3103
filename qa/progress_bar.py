"""A progress bar on the terminal, for work of more than one batch; nothing anywhere else."""

from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class ProgressBar:
    """To be given as the `progress` of an `Assistant`; leaves nothing behind when it ends.

    It draws on the standard error, and only if that is a terminal.
    """

    def __init__(self, words: str) -> None:
        self._words = words
        self._drawn: tuple[Progress, TaskID] | None = None

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` paragraphs, or questions, are done."""
        if self._drawn is None and done < total:
            self._drawn = self._draw()
        if self._drawn:
            progress, task = self._drawn
            progress.update(task, completed=done, total=total)
        if done >= total:
            self._stop()

    def __enter__(self) -> "ProgressBar":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stop()

    def _stop(self) -> None:
        if self._drawn:
            self._drawn[0].stop()
            self._drawn = None

    def _draw(self) -> "tuple[Progress, TaskID]":
        # Here, because most commands have nothing to show.
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

        console = Console(stderr=True)
        columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        progress = Progress(
            *columns, console=console, transient=True, disable=not console.is_terminal
        )
        progress.start()
        return progress, progress.add_task(self._words)
