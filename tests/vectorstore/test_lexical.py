"""The lexical index: its coverage formula, filters, removal, and what unknown words do."""

import math
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Paragraph, parse_document
from tests.vectorstore.others import lexical_row
from vectorstore.analysis import content, grams, words
from vectorstore.concepts import Concepts
from vectorstore.lexical import LexicalIndex, LexicalRow
from vectorstore.rows import pack, unpack
from vectorstore.soft import Tokens

TEXTS = {
    "peace": "la paix mondiale",
    "war": "une guerre mondiale longue",
    "sea": "la paix en mer",
    "rice": "du riz du riz",
    "hub": "Forum Xiangshan",
}
DOCUMENTS = {"peace": "a", "war": "a", "sea": "b", "rice": "b", "hub": "c"}
QUESTIONS = ["paix mondiale", "guerre", "riz riz", "paix Xiangshan inconnue", "securite mer"]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    return filled(tmp_path_factory.mktemp("lexical"))


def filled(folder: Path) -> LexicalIndex:
    index = LexicalIndex(folder)
    index.add(lexical_row(row, DOCUMENTS[row], text) for row, text in TEXTS.items())
    return index


def bm25_share(question: list[str], row: str, analyse: Callable[[str], list[str]]) -> float:
    """BM25 of the question's tokens in the row over the most it could be, by the book."""
    tokens = {name: Counter(analyse(text)) for name, text in TEXTS.items()}
    mean = sum(c.total() for c in tokens.values()) / len(tokens)
    k1, b = 1.2, 0.75
    score = most = 0.0
    for token in question:
        holding = sum(token in counts for counts in tokens.values())
        idf = math.log(1 + (len(TEXTS) - holding + 0.5) / (holding + 0.5))
        count = tokens[row][token]
        norm = k1 * (1 - b + b * tokens[row].total() / mean)
        score += idf * count * (k1 + 1) / (count + norm)
        most += idf * (k1 + 1)
    return score / most


@pytest.mark.parametrize("question", QUESTIONS)
def test_coverage_is_the_formula_it_says_it_is(index: LexicalIndex, question: str) -> None:
    found = index.search(question, "fr", 10)
    asked = content(question)
    for row in TEXTS:
        by_words = bm25_share(words(asked, "fr"), row, lambda text: words(text, "fr"))
        by_grams = bm25_share(grams(asked), row, grams)
        assert found.get(row, 0.0) == pytest.approx((by_words + by_grams) / 2, abs=1e-5)


@pytest.mark.parametrize("question", QUESTIONS)
def test_search_and_coverage_agree(index: LexicalIndex, question: str) -> None:
    found = index.search(question, "fr", 10)
    none = dict.fromkeys(TEXTS, 0.0)
    assert index.coverage(question, "fr", [*TEXTS, "unknown"]) == pytest.approx({**none, **found})
    assert index.coverage("zzzyx", "fr", list(TEXTS)) == none
    assert list(index.search(question, "fr", 1)) == list(index.search(question, "fr", 10))[:1]


def test_the_best_row_comes_first(index: LexicalIndex) -> None:
    scores = list(index.search("paix mondiale", "fr", 10).values())
    assert scores == sorted(scores, reverse=True)
    assert next(iter(index.search("paix mondiale", "fr", 10))) == "peace"


@given(
    st.lists(st.sampled_from("paix guerre mondiale mer riz inconnu la 和平".split()), max_size=9)
)
@settings(max_examples=50, deadline=None)
def test_coverage_lies_between_0_and_1(index: LexicalIndex, asked: list[str]) -> None:
    found = index.search(" ".join(asked), "fr", 10)
    assert all(0 < score < 1 for score in found.values())


def test_unknown_words_lower_the_coverage(index: LexicalIndex) -> None:
    known = index.search("paix mondiale", "fr", 10)["peace"]
    less = index.search("paix mondiale zzzyx", "fr", 10)["peace"]
    least = index.search("paix mondiale zzzyx qqqwv", "fr", 10)["peace"]
    assert known > less > least > 0


@pytest.mark.parametrize("question", ["", "?", "zzzyx", "😀"])
def test_questions_that_share_nothing_find_nothing(index: LexicalIndex, question: str) -> None:
    assert index.search(question, "fr", 10) == {}


def test_documents_limit_the_search_and_not_the_scores(index: LexicalIndex) -> None:
    everywhere = index.search("paix mondiale", "fr", 10)
    within = index.search("paix mondiale", "fr", 10, ["b"])
    assert set(everywhere) == {"peace", "war", "sea"}
    assert within == {"sea": pytest.approx(everywhere["sea"])}
    assert index.search("paix", "fr", 10, ["unknown"]) == {}
    assert set(index.search("paix mondiale", "fr", 10, ["a", "b"])) == {"peace", "war", "sea"}


def test_rows_of_removed_owners_are_gone(tmp_path: Path) -> None:
    index = filled(tmp_path)
    index.remove(["a@1", "nobody@9"])
    assert index.count() == 3
    assert set(index.search("paix mondiale", "fr", 10)) == {"sea"}


def test_what_was_added_is_there_when_opened_again(tmp_path: Path) -> None:
    expected = filled(tmp_path).search("paix mondiale", "fr", 10)
    assert LexicalIndex(tmp_path).search("paix mondiale", "fr", 10) == expected


def test_rows_that_were_removed_do_not_upset_the_scores(tmp_path: Path) -> None:
    index = filled(tmp_path)
    for _ in range(6):  # more of them are removed than there are
        index.remove(["a@1", "b@1"])
        index.add(lexical_row(row, DOCUMENTS[row], TEXTS[row]) for row in TEXTS if row != "hub")
    assert index.count() == 5
    for question in QUESTIONS:
        found = index.search(question, "fr", 10)
        assert all(0 < score < 1 for score in found.values()), found
    assert next(iter(index.search("la paix en mer", "fr", 10))) == "sea"
    assert min(index.information("words", words("paix mondiale riz", "fr")).values()) > 0


def test_information_is_the_idf(index: LexicalIndex) -> None:
    paix, unknown = words("paix inconnue", "fr")
    found = index.information("words", [paix, unknown])
    assert found == {
        paix: pytest.approx(math.log(1 + 3.5 / 2.5)),
        unknown: pytest.approx(math.log(1 + 5.5 / 0.5)),
    }


def test_what_a_killed_writer_left_does_not_stop_the_next_one(tmp_path: Path) -> None:
    filled(tmp_path / "whole")
    shutil.copytree(tmp_path / "whole", tmp_path / "cut")
    early = LexicalIndex(tmp_path / "cut")  # opened before the other writer's time
    LexicalIndex(tmp_path / "whole").remove(["a@1"])
    # Killed after it had written which rows are deleted, and before it had committed that.
    for file in tmp_path.glob("whole/*"):
        if file.suffix == ".del" or file.name == ".managed.json":
            shutil.copy(file, tmp_path / "cut")
    assert list(tmp_path.glob("cut/*.del"))
    for index in (early, LexicalIndex(tmp_path / "cut")):
        assert index.count() == 5
    early.remove(["a@1"])
    assert early.count() == 3


def test_a_write_that_fails_changes_nothing_and_lets_the_next_one_in(tmp_path: Path) -> None:
    index = filled(tmp_path)

    def rows() -> Iterator[LexicalRow]:
        yield lexical_row("new", "d", "jamais vu")
        raise RuntimeError("no more rows")

    with pytest.raises(RuntimeError):
        index.add(rows())
    assert index.count() == 5
    index.remove(["a@1"])
    assert index.count() == 3


def test_rows_are_kept_with_the_index(index: LexicalIndex) -> None:
    sea, hub = LexicalIndex(index._folder).rows(["sea", "unknown", "hub", "sea"])
    assert (sea.key, sea.owner, sea.paragraph.text) == ("sea", "b@1", TEXTS["sea"])
    assert hub.paragraph == lexical_paragraph("hub")
    assert index.rows([]) == []


def lexical_paragraph(row: str) -> Paragraph:
    packed = lexical_row(row, DOCUMENTS[row], TEXTS[row]).packed
    return unpack(row, "", packed).paragraph


def test_a_row_comes_back_as_it_was_packed() -> None:
    text = "1. « La paix »\n😀 和平"
    (paragraph,) = parse_document(text, document_id="a", name="A", origin="a.txt").paragraphs
    vector = np.linspace(-1, 1, 7, dtype=np.float32)
    ids = np.array([1, 2**31, 3], dtype=np.uint32)
    tokens = Tokens(ids, np.array([0, 2], np.uint32), np.array([1.5, np.inf], np.float32))
    concepts = Concepts(np.array([7, 2**15, 7], np.uint16), np.array([2, 0, 1], np.uint32))
    row = unpack("a@1/0", "a@1", pack(paragraph, vector, tokens, concepts))
    assert (row.key, row.owner, row.paragraph) == ("a@1/0", "a@1", paragraph)
    assert row.vector.tolist() == vector.tolist()
    for name in ("ids", "starts", "norms"):
        assert getattr(row.tokens, name).tolist() == getattr(tokens, name).tolist()
    for name in ("ids", "counts"):
        assert getattr(row.concepts, name).tolist() == getattr(concepts, name).tolist()


def test_no_more_rows_are_remembered_than_there_is_room_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vectorstore.lexical._MOST_REMEMBERED", 3)
    index = filled(tmp_path)
    for _ in range(3):
        for row in TEXTS:
            assert [found.key for found in index.rows([row])] == [row]
        assert len(index.search("paix mondiale riz Xiangshan", "fr", 10)) == 5
        assert len(index._remembered) <= 5 + 3
