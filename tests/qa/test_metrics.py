"""The metrics, on cases worked out by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evaluation.metrics import (
    balanced_accuracy,
    citation_precision,
    citation_recall,
    f1,
    fact_coverage,
    mean,
    percentile,
    share,
)
from tests.qa.properties import THOROUGH


@pytest.mark.parametrize(
    ("cited", "gold", "acceptable", "precision"),
    [
        (["a"], ["a"], [], 1.0),
        (["a", "b"], ["a"], [], 0.5),
        (["a", "b"], ["a"], ["b"], 1.0),
        (["a", "a", "b"], ["a"], [], 0.5),  # a paragraph cited twice counts once
        (["c"], ["a"], ["b"], 0.0),
        (["a"], ["a", "b"], [], 1.0),
        (["a", "c", "d", "e"], ["a", "b"], ["c"], 0.5),
        ([], ["a"], [], 0.0),  # nothing cited is not precise
        ([], [], [], 0.0),
        (["a"], [], [], 0.0),
    ],
)
def test_citation_precision(
    cited: list[str], gold: list[str], acceptable: list[str], precision: float
) -> None:
    assert citation_precision(cited, gold, acceptable) == precision


@pytest.mark.parametrize(
    ("cited", "gold", "recall"),
    [
        (["a"], ["a"], 1.0),
        (["a"], ["a", "b"], 0.5),
        (["b", "a", "c"], ["a", "b"], 1.0),
        (["a", "a"], ["a", "b"], 0.5),
        (["a"], ["a", "a"], 1.0),
        ([], ["a"], 0.0),
        (["c"], ["a", "b", "d"], 0.0),
    ],
)
def test_citation_recall(cited: list[str], gold: list[str], recall: float) -> None:
    assert citation_recall(cited, gold) == recall


def test_f1_is_the_harmonic_mean() -> None:
    assert f1(1, 1) == 1
    assert f1(0.5, 1) == pytest.approx(2 / 3)
    assert f1(1, 0) == f1(0, 0) == 0


@pytest.mark.parametrize(
    ("text", "facts", "coverage"),
    [
        ("En 2014, à Genève", ["2014", "genève"], 1.0),
        ("En 2014", ["2014", "genève"], 0.5),
        ("", ["2014"], 0.0),
        ("", [], 1.0),
        ("5 000 personnes", [r"5\s?000\s+personnes"], 1.0),
        ("l’eau", ["l['’]eau"], 1.0),
        ("2014 2014", ["2014"], 1.0),
    ],
)
def test_fact_coverage(text: str, facts: list[str], coverage: float) -> None:
    assert fact_coverage(text, facts) == coverage


def test_balanced_accuracy_gives_a_half_to_always_and_to_never_answering() -> None:
    assert balanced_accuracy(false_answers=0, false_refusals=0) == 1
    assert balanced_accuracy(false_answers=1, false_refusals=0) == 0.5
    assert balanced_accuracy(false_answers=0, false_refusals=1) == 0.5
    assert balanced_accuracy(false_answers=0.2, false_refusals=0.4) == pytest.approx(0.7)


def test_the_mean_of_nothing_is_not_a_number() -> None:
    assert math.isnan(mean([]))
    assert mean([True, False]) == 0.5


@pytest.mark.parametrize(
    ("values", "percent", "found"),
    [
        ([3, 1, 2], 50, 2),
        ([4, 1, 3, 2], 50, 2),
        ([5], 95, 5),
        ([7, 7, 7], 95, 7),  # ties
        (range(1, 101), 95, 95),
        (range(1, 21), 95, 19),
        (range(1, 11), 0, 1),
        (range(1, 11), 100, 10),
    ],
)
def test_percentile_is_the_nearest_rank(values: list[float], percent: float, found: float) -> None:
    assert percentile(values, percent) == found


def test_the_percentile_of_nothing_is_not_a_number() -> None:
    assert math.isnan(percentile([], 50))


def test_share() -> None:
    assert share(["quoted", "supported", "quoted", "unsupported"], "quoted") == 0.5
    assert share(["quoted"], "supported") == 0
    assert share([], "quoted") == 0


IDS = st.lists(st.sampled_from("abcdef"), max_size=6)


@THOROUGH
@given(IDS, IDS, IDS)
def test_metrics_are_shares_that_ignore_order_and_repetition(
    cited: list[str], gold: list[str], acceptable: list[str]
) -> None:
    precision = citation_precision(cited, gold, acceptable)
    assert 0 <= precision <= 1
    assert precision == citation_precision(cited[::-1] * 2, gold * 2, acceptable)
    if gold:
        recall = citation_recall(cited, gold)
        assert 0 <= recall <= 1
        assert recall == citation_recall(cited[::-1] * 2, gold * 2)
        assert min(precision, recall) <= f1(precision, recall) + 1e-12
        assert f1(precision, recall) <= max(precision, recall) + 1e-12
