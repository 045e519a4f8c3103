"""Work that blocks, beside an event loop that must not: a few at once, some waiting, no more."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from fastapi import HTTPException

T = TypeVar("T")
# An answer without a model is all computing, of which threads do one at a time; those of a model
# wait for it together.
_AT_ONCE = 8
_WAITING = 256
SECONDS = 120.0  # for one reply, waiting included
_END = object()


class Desk:
    """Does what is brought to it in threads; whoever would wait too long is told at once."""

    def __init__(self, *, at_once: int = _AT_ONCE, waiting: int = _WAITING) -> None:
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="alinea-desk")
        self._most = at_once + waiting
        self._taken = 0

    def close(self) -> None:
        """Wait for what is being done, and stop."""
        self._threads.shutdown()

    async def do(self, work: Callable[[], T], seconds: float = SECONDS) -> T:
        """The result of `work`.

        Raises:
            HTTPException: 503 if too many wait already, 504 if it takes longer than `seconds`
                (it is then done to the end all the same, and keeps its place until then).
        """
        self._take()
        future = self._threads.submit(work)
        future.add_done_callback(self._give_back(asyncio.get_running_loop()))
        return await _within(future, seconds)

    async def each(self, make: Callable[[], Iterator[T]]) -> AsyncIterator[T]:
        """The items of `make()`, each as soon as it is there; raises as `do`."""
        self._take()
        items: Iterator[T] | None = None
        try:
            items = await _within(self._threads.submit(make), SECONDS)
            while True:
                item = await _within(self._threads.submit(next, items, _END), SECONDS)
                if item is _END:
                    return
                yield item  # type: ignore[misc]  # not _END, hence a T
        finally:
            self._taken -= 1
            if items is not None and hasattr(items, "close"):
                self._threads.submit(items.close)

    def _take(self) -> None:
        if self._taken >= self._most:
            raise HTTPException(
                503,
                "Too many questions are waiting. Ask again in a moment.",
                headers={"Retry-After": "2"},
            )
        self._taken += 1

    def _give_back(self, loop: asyncio.AbstractEventLoop) -> Callable[[Future[T]], None]:
        def give_back() -> None:
            self._taken -= 1

        # In the thread; the count is the loop's alone.
        def called(_: Future[T]) -> None:
            loop.call_soon_threadsafe(give_back)

        return called


async def _within(future: "Future[T]", seconds: float) -> T:
    try:
        return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(future)), seconds)
    except TimeoutError:
        raise HTTPException(504, f"No reply within {seconds:.0f} seconds.") from None
