"""Products of small matrices on one thread."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController, threadpool_limits

_lock = Lock()
_inside = 0
_limits: "threadpool_limits | None" = None


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """While this is open, NumPy multiplies matrices on one thread.

    Those of a search take less than a millisecond. Halved between two threads they take not much
    less, and 8 or 24 ms wherever another program keeps one of the two waiting for its turn. The
    number of threads is one of the process: the last of those who are inside restores it. NumPy
    must have been loaded.
    """
    global _inside, _limits
    with _lock:
        if not _inside:
            _limits = _blas().limit(limits=1)
        _inside += 1
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if not _inside and _limits is not None:
                _limits.restore_original_limits()


@cache
def _blas() -> "ThreadpoolController":
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController().select(user_api="blas")
