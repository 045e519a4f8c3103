from collections.abc import Iterator
from threading import Barrier, Thread

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from vectorstore.embeddings import BundledEmbedder, TokenIds, Vectors
from vectorstore.search import search
from vectorstore.store import Store
from vectorstore.threads import one_blas_thread


def threads() -> int:
    """Of NumPy; SciPy, where something has loaded it, has a BLAS of its own."""
    (own,) = [one for one in threadpool_info() if "numpy" in one["filepath"]]
    return int(own["num_threads"])


@pytest.fixture(autouse=True)
def two_threads() -> Iterator[None]:
    with threadpool_limits(2, "blas"):
        yield


def test_as_many_threads_afterwards_as_before() -> None:
    with one_blas_thread():
        with one_blas_thread():
            assert threads() == 1
        assert threads() == 1
    assert threads() == 2


def test_an_error_restores_them() -> None:
    with pytest.raises(ValueError, match="why"), one_blas_thread():
        raise ValueError("why")
    assert threads() == 2


def test_the_last_of_several_restores_them() -> None:
    both_are_in = Barrier(2)

    def enter() -> None:
        with one_blas_thread():
            both_are_in.wait(10)

    with one_blas_thread():
        inside = [Thread(target=enter) for _ in range(2)]
        for one in inside:
            one.start()
        for one in inside:
            one.join(10)
        assert threads() == 1
    assert threads() == 2


def test_a_search_is_on_one(monkeypatch: pytest.MonkeyPatch, shipped_store: Store) -> None:
    seen = []
    rows = BundledEmbedder.token_rows

    def watched(embedder: BundledEmbedder, ids: TokenIds) -> Vectors:
        seen.append(threads())
        return rows(embedder, ids)

    monkeypatch.setattr(BundledEmbedder, "token_rows", watched)
    assert search(shipped_store, "Quels sont les six engagements ?")
    assert set(seen) == {1}
