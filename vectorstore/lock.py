"""One process writes a store at a time: two writers on one Chroma folder lose vectors."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from vectorstore.errors import StoreLockedError, StoreUnavailableError

_LOCK = "writer.lock"
_OWNER = "writer.json"
_OPENING = "opening.lock"
_SECONDS_TO_OPEN = 60.0


@contextmanager
def writer_lock(home: Path, wait: float) -> Iterator[None]:
    """Hold the store's writer lock, waiting up to `wait` seconds for it.

    The lock is the operating system's, so that of a dead process is free at once.

    Raises:
        StoreLockedError: another process kept it; the message names that process.
    """
    home.mkdir(parents=True, exist_ok=True)
    lock = FileLock(home / _LOCK, timeout=wait)
    owner = home / _OWNER
    try:
        lock.acquire()
    except Timeout:
        raise StoreLockedError(
            f"The store {str(home)!r} is being written by {_read_owner(owner)}. "
            "Try again when that has finished, or stop it."
        ) from None
    try:
        owner.write_text(json.dumps({"pid": os.getpid(), "command": " ".join(sys.argv)[:200]}))
        yield
    finally:
        owner.unlink(missing_ok=True)
        lock.release()


@contextmanager
def opening_lock(home: Path) -> Iterator[None]:
    """Hold the lock under which indexes are opened, readers' too.

    Who opens an index where there is none makes it, and two that do so at once get in each
    other's way.

    Raises:
        StoreUnavailableError: the folder cannot be written to, or somebody keeps the lock.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        with FileLock(home / _OPENING, timeout=_SECONDS_TO_OPEN):
            yield
    except OSError as error:  # a time-out is one
        raise StoreUnavailableError(
            f"The store {str(home)!r} cannot be opened: {error}. Check the folder's permissions."
        ) from error


def _read_owner(path: Path) -> str:
    with suppress(OSError, ValueError, KeyError):
        owner = json.loads(path.read_text())
        return f"process {owner['pid']} ({owner['command']})"
    return "another process"
