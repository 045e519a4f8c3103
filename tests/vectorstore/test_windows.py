"""Very long paragraphs: found by what stands in the middle of them, and cited as they are."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Document
from tests.vectorstore.others import HashEmbedder
from vectorstore.search import search
from vectorstore.store import Store
from vectorstore.verify import verify
from vectorstore.windows import windows

Open = Callable[..., Store]
Make = Callable[..., Document]
FILLING = "Le conseil de la commune adopte le compte rendu de la séance précédente. "
NEEDLE = "Les chats errants sont vaccinés gratuitement au dispensaire."


def long_text(before: int = 20, after: int = 20) -> str:
    return FILLING * before + NEEDLE + " " + FILLING.strip() * after


def test_only_very_long_paragraphs_have_windows() -> None:
    assert windows("") == []
    assert windows(FILLING * 27) == []
    assert len(windows(FILLING * 30)) == 3
    assert windows("会议通过了预算。" * 90) == []
    assert len(windows("会议通过了预算。" * 110)) == 3


def test_windows_are_whole_sentences_of_about_the_same_length() -> None:
    cut = windows(FILLING * 50)
    assert all(window.startswith("Le conseil") and window.endswith(".") for window in cut)
    assert max(map(len, cut)) - min(map(len, cut)) <= 2 * len(FILLING)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.integers(1, 60))
def test_windows_hold_every_word_in_order_and_are_never_too_many(text: str, times: int) -> None:
    whole = text * times
    cut = windows(whole)
    if cut:
        assert "".join("".join(cut).split()) == "".join(whole.split())
        assert 2 <= len(cut) <= 130


def test_a_line_without_an_end_is_cut_all_the_same() -> None:
    assert len(windows("a" * 1_000_000)) <= 70
    assert len(windows("一" * 100_000)) <= 70


def test_a_long_paragraph_is_found_by_a_sentence_in_its_middle(
    open_store: Open, document: Make, tmp_path: Path
) -> None:
    """With a model that has no tokens, whose vector of the whole is all that there is."""
    store = open_store(tmp_path, HashEmbedder(dimension=64))
    store.add([document("long", long_text()), document("other", "La paix mondiale est durable.")])
    question = "Les chats errants vaccinés gratuitement au dispensaire"
    (hit,) = (hit for hit in search(store, question) if hit.paragraph.id == "long/p/1")
    assert hit.paragraph.text == long_text()
    vector = store.embedder.embed_queries([question])[0]
    of_whole, *of_windows = (
        float(store.embedder.embed_documents([text])[0] @ vector)
        for text in (long_text(), *windows(long_text()))
    )
    assert hit.dense == pytest.approx(max(of_windows), abs=1e-4)
    assert hit.dense > of_whole + 0.03


def test_windows_are_counted_replaced_removed_and_rebuilt(
    open_store: Open, document: Make, tmp_path: Path
) -> None:
    store = open_store(tmp_path)

    def vectors() -> int:
        with store.reading() as (_, rows, _):
            return rows.count()

    store.add([document("a", long_text()), document("b", "La paix.")])
    cut = len(windows(long_text()))
    assert store.manifest.windows == cut >= 3
    assert vectors() == 2 + cut
    assert all(check.ok for check in verify(store))
    store.rebuild()
    assert vectors() == 2 + cut
    store.add([document("a", "La guerre.")])
    assert vectors() == 2
    store.add([document("a", long_text())])
    store.remove("a")
    assert (vectors(), store.manifest.windows) == (1, 0)
    assert all(check.ok for check in verify(store))


@pytest.mark.parametrize("limit", [1, 3, 10])
def test_a_paragraph_takes_one_place_however_many_windows_it_has(
    open_store: Open, document: Make, tmp_path: Path, limit: int
) -> None:
    store = open_store(tmp_path)
    store.add([document("long", long_text(60, 60)), *(document(f"d{n}", NEEDLE) for n in range(9))])
    hits = search(store, "Que fait le conseil de la commune ?", k=limit)
    assert len({hit.paragraph.id for hit in hits}) == len(hits) == limit
