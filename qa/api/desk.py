"""Work that blocks, beside an event loop that must not: a few at once, some waiting, no more."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from fastapi import HTTPException

T = TypeVar("T")
# An answer without a model is all computing, of which threads do one at a time; those of a model
# wait for it together.
_AT_ONCE = 8
_WAITING = 256
SECONDS = 120.0  # for one reply, waiting included


class Desk:
    """Does what is brought to it in threads; whoever would wait too long is told at once."""

    def __init__(self, *, at_once: int = _AT_ONCE, waiting: int = _WAITING) -> None:
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="alinea-desk")
        self._most = at_once + waiting
        self._taken = 0

    def close(self) -> None:
        """Wait for what is being done, and stop."""
        self._threads.shutdown()

    async def do(self, work: Callable[[], T]) -> T:
        """The result of `work`.

        Raises:
            HTTPException: 503 if too many wait already, 504 if it takes longer than `SECONDS` (it
                is then done to the end all the same, and keeps its place until then).
        """
        self._take()
        future = self._threads.submit(work)
        future.add_done_callback(self._give_back(asyncio.get_running_loop()))
        return await _in_time(future)

    async def each(self, make: Callable[[], Iterator[T]]) -> AsyncGenerator[T, None]:
        """The items of `make()`, each as soon as it is there; raises as `do`, for each."""
        self._take()
        items = make()
        try:
            while following := await _in_time(self._threads.submit(_next, items)):
                yield following[0]
        finally:
            self._taken -= 1
            if isinstance(items, Generator):
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


def _next(items: Iterator[T]) -> tuple[T] | None:
    for item in items:
        return (item,)
    return None


async def _in_time(future: "Future[T]") -> T:
    try:
        return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(future)), SECONDS)
    except TimeoutError:
        raise HTTPException(504, f"No reply within {SECONDS:.0f} seconds.") from None
