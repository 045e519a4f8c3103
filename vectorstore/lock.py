"""One process writes a store at a time: two writers on one Chroma folder lose vectors."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from vectorstore.errors import StoreLockedError

_LOCK = "writer.lock"
_OWNER = "writer.json"


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


def _read_owner(path: Path) -> str:
    with suppress(OSError, ValueError, KeyError):
        owner = json.loads(path.read_text())
        return f"process {owner['pid']} ({owner['command']})"
    return "another process"
