"""Rankings, agreement with reference answers and ALCE's scores, on cases worked out by hand."""

from collections.abc import Sequence
from math import log2

import pytest

from qa.evaluation.alce import alce_scores
from qa.evaluation.overlap import rouge_l, token_f1, tokens
from qa.evaluation.ranking import ranking_figures

RANKED = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]


def figures(ranking: list[str], *gold: str) -> dict[str, float]:
    return ranking_figures({"q": ranking}, {"q": dict.fromkeys(gold, 1)})["q"]


@pytest.mark.parametrize(
    ("gold", "recalls", "mrr"),
    [
        (["a"], (1, 1, 1, 1), 1),
        (["c"], (0, 1, 1, 1), 1 / 3),
        (["a", "d"], (0.5, 0.5, 1, 1), 1),
        (["b", "f", "x"], (0, 1 / 3, 1 / 3, 2 / 3), 1 / 2),
        (["x"], (0, 0, 0, 0), 0),
    ],
)
def test_recall_and_reciprocal_rank(gold: list[str], recalls: Sequence[float], mrr: float) -> None:
    found = figures(RANKED, *gold)
    assert [found[f"recall@{k}"] for k in (1, 3, 5, 10)] == pytest.approx(recalls)
    assert found["MRR"] == pytest.approx(mrr)


def test_ndcg_discounts_by_the_logarithm_of_the_rank() -> None:
    assert figures(RANKED, "a")["nDCG@10"] == 1
    assert figures(RANKED, "c")["nDCG@10"] == pytest.approx(1 / log2(4))
    ideal = 1 / log2(2) + 1 / log2(3)
    assert figures(RANKED, "a", "d")["nDCG@10"] == pytest.approx((1 + 1 / log2(5)) / ideal)
    graded = ranking_figures({"q": ["a", "b"]}, {"q": {"b": 2, "a": 1}})["q"]["nDCG@10"]
    assert graded == pytest.approx((1 + 2 / log2(3)) / (2 + 1 / log2(3)))


def test_an_empty_ranking_and_one_that_is_missing_have_zero() -> None:
    assert set(figures([], "a").values()) == {0.0}
    assert set(ranking_figures({}, {"q": {"a": 1}})["q"].values()) == {0.0}


def test_the_order_given_decides_whatever_the_ids() -> None:
    # trec_eval breaks ties by id: there must be none.
    assert figures(["z", "a"], "z")["recall@1"] == 1
    assert figures(["a", "z"], "a")["recall@1"] == 1


def test_tokens_are_words_and_single_chinese_characters() -> None:
    assert tokens("L’ONU, en 2014 : « Paix »") == ["l", "onu", "en", "2014", "paix"]
    assert tokens("国际合作 ABC") == ["国", "际", "合", "作", "abc"]
    assert tokens("ＡＢＣ") == ["abc"]


@pytest.mark.parametrize(
    ("answer", "reference", "found"),
    [
        ("En 2014.", "en 2014", 1),
        ("in the year 2014", "2014", 2 * (1 / 4) * 1 / (1 / 4 + 1)),
        ("2014 2014", "2014", 2 * (1 / 2) / (3 / 2)),  # said twice, right once
        ("和平与发展", "和平", 2 * (2 / 5) / (7 / 5)),
        ("rice", "peace", 0),
        ("", "peace", 0),
        ("peace", "", 0),
        ("", "", 0),
        ("…", "peace", 0),
    ],
)
def test_token_f1(answer: str, reference: str, found: float) -> None:
    assert token_f1(answer, reference) == pytest.approx(found)


@pytest.mark.parametrize(
    ("answer", "reference", "found"),
    [
        # Lin's own example: both share two words with the reference, in order and not.
        ("police kill the gunman", "police killed the gunman", 3 / 4),
        ("the gunman kill police", "police killed the gunman", 2 / 4),
        ("a b c", "a b c", 1),
        ("c b a", "a b c", 1 / 3),
        ("a b", "a x b x", 2 * 1 * (2 / 4) / (3 / 2)),
        ("a a", "a", 2 * (1 / 2) / (3 / 2)),
        ("和平发展", "发展和平", 2 / 4),  # two longest ones, of the same length
        ("", "a", 0),
        ("a", "", 0),
    ],
)
def test_rouge_l(answer: str, reference: str, found: float) -> None:
    assert rouge_l(answer, reference) == pytest.approx(found)


def contains(ids: Sequence[str], sentence: str) -> bool:
    """A sentence of letters is supported by paragraphs whose names have all of them."""
    return "?" not in "".join(ids) and set(sentence) <= set("".join(ids))


@pytest.mark.parametrize(
    ("sentences", "recall", "precision"),
    [
        ([("a", ["a"])], 1, 1),
        ([("a", ["b"])], 0, 0),
        ([("a", [])], 0, 0),
        ([], 0, 0),
        ([("a", ["a"]), ("b", [])], 1 / 2, 1),
        ([("a", ["a"]), ("b", ["a"])], 1 / 2, 1 / 2),
        ([("ab", ["a", "b"])], 1, 1),  # only together
        ([("a", ["a", "b"])], 1, 1 / 2),  # b is not needed
        ([("a", ["a", "ab"])], 1, 1),  # either would do: neither is irrelevant
        ([("ab", ["a", "b", "c"])], 1, 2 / 3),
        ([("ab", ["a", "c"])], 0, 0),  # not supported: no citation is precise
        ([("a", ["a", "a"])], 1, 1),  # the same twice is one citation
        ([("a", ["a", "?"])], 0, 0),  # one names no paragraph
    ],
)
def test_alce(sentences: list[tuple[str, list[str]]], recall: float, precision: float) -> None:
    assert alce_scores(sentences, contains) == pytest.approx((recall, precision))
