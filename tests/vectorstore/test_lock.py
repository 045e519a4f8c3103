"""One process writes at a time: a real second process holds the lock, or dies holding it."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import Document
from tests.vectorstore.others import OtherProcess
from vectorstore.errors import StoreLockedError
from vectorstore.lock import writer_lock
from vectorstore.store import Store


@pytest.fixture
def holder(other_process: Callable[[Path], OtherProcess], tmp_path: Path) -> OtherProcess:
    """Another process that holds the lock of the store in `tmp_path / "home"`."""
    process = other_process(tmp_path / "home")
    assert process.hear() == "ready"
    process.tell("lock")
    assert process.hear() == "locked"
    return process


def test_a_second_writer_is_refused_and_told_who_writes(
    holder: OtherProcess,
    tmp_path: Path,
    open_store: Callable[..., Store],
    document: Callable[..., Document],
) -> None:
    store = open_store(tmp_path / "home", wait=0.1)
    with pytest.raises(StoreLockedError, match=rf"being written by process {holder.pid} \("):
        store.add([document("a", "Un texte.")])
    with pytest.raises(StoreLockedError, match="Try again when that has finished, or stop it"):
        store.rebuild()
    assert store.documents() == []
    holder.tell("release")
    assert holder.hear() == "done"
    store.add([document("a", "Un texte.")])
    assert [record.id for record in store.documents()] == ["a"]


def test_a_second_writer_waits_for_its_turn(
    holder: OtherProcess,
    tmp_path: Path,
    open_store: Callable[..., Store],
    document: Callable[..., Document],
) -> None:
    store = open_store(tmp_path / "home", wait=10)
    timer = threading.Timer(0.4, holder.tell, ["release"])
    timer.start()
    store.add([document("a", "Un texte.")])
    timer.join()
    assert [record.id for record in store.documents()] == ["a"]


def test_the_lock_of_a_killed_process_is_free_at_once(holder: OtherProcess, tmp_path: Path) -> None:
    holder.kill()
    started = time.monotonic()
    with writer_lock(tmp_path / "home", wait=0):
        pass
    assert time.monotonic() - started < 1


def test_the_lock_is_free_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="oops"), writer_lock(tmp_path, wait=0):
        raise ValueError("oops")
    with writer_lock(tmp_path, wait=0):
        pass
    assert not (tmp_path / "writer.json").exists()
