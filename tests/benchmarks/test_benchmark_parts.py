"""The parts of the benchmarks that could mislead: typos, significance, mixed pools."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.embedding_speed import measure
from benchmarks.retrieval import HALVES, averages, markdown, pools, run
from qa.evaluation.retrieval_sets import read_sets
from qa.evaluation.significance import p_value
from vectorstore.embeddings import BundledEmbedder
from vectorstore.training.typos import with_typo


@given(st.text("abcdé ’中文", max_size=40), st.text("0123456789", min_size=1, max_size=5))
def test_a_typo_is_one_edit_and_always_the_same(question: str, seed: str) -> None:
    once = with_typo(question, seed)
    assert once == with_typo(question, seed)
    assert abs(len(once) - len(question)) <= 1


def test_only_long_latin_words_get_a_typo() -> None:
    assert with_typo("le riz 中国的和平", "q1") == "le riz 中国的和平"
    changed = {with_typo("la sécurité", f"q{n}") for n in range(30)}
    assert len(changed) > 10
    assert all(each.startswith("la s") for each in changed)


def test_the_same_figures_differ_by_chance_only() -> None:
    assert p_value([1.0, 0.0, 1.0], [1.0, 0.0, 1.0]) == 1.0
    assert p_value([1.0, 0.0], [0.0, 1.0]) == pytest.approx(1.0, abs=0.01)


def test_p_is_the_share_of_swaps_that_differ_as_much() -> None:
    # Of the 2⁶ ways to swap six equal differences, two are as extreme as none and all.
    assert p_value([1.0] * 6, [0.0] * 6) == pytest.approx(2 / 64, abs=0.006)
    assert p_value([1.0] * 40, [0.0] * 40) < 0.001


@pytest.fixture
def data(tmp_path: Path) -> Path:
    texts = {
        "fr": ["La paix mondiale est durable.", "Le riz pousse dans l'eau claire."],
        "en": ["World peace is durable.", "Rice grows in clear water."],
    }
    asked = {"fr": ["la paix mondiale", "le riz"], "en": ["world peace", "the rice"]}
    pairs = {"calaw.fr": "fr fr", "calaw.en": "en en", "calaw.fr-en": "fr en"}
    (tmp_path / "eval").mkdir()
    for name, languages in pairs.items():
        question_language, language = languages.split()
        paragraphs = [
            {"paragraph_id": f"calaw-{language}-{n}", "lang": language, "text": text}
            for n, text in enumerate(texts[language])
        ]
        questions = [
            {"id": f"{name}-{n}", "question": text, "paragraph_id": f"calaw-{language}-{n % 2}"}
            for n, text in enumerate(asked[question_language] * 8)
        ]
        for part, rows in ((f"{name}.paragraphs", paragraphs), (name, questions)):
            lines = "".join(json.dumps(row) + "\n" for row in rows)
            file = tmp_path / "eval" / f"{part}.jsonl.gz"
            file.write_bytes(gzip.compress(lines.encode()))
    return tmp_path


def test_mixed_pools_hold_both_languages_without_the_twin(data: Path) -> None:
    mixed = list(pools(read_sets(data / "eval")))[-1]
    assert {passage.language for passage in mixed.passages} == {"fr", "en"}
    across = mixed.questions["calaw.fr-en mixed"][0]
    assert set(across.relevant) == {"calaw-en-0"}
    assert across.left_out == frozenset({"calaw-fr-0"})


def test_every_set_half_and_signal_is_in_the_table(data: Path) -> None:
    results = run(read_sets(data / "eval"), BundledEmbedder(), HALVES)
    assert list(results) == [
        *("calaw.en", "calaw.en typo", "calaw.fr-en", "calaw.fr", "calaw.fr typo"),
        *("calaw.fr mixed", "calaw.en mixed", "calaw.fr-en mixed"),
    ]
    for half in HALVES:
        table = markdown(results, half)
        assert all(f"| {name} (" in table for name in results)
    assert sum(results["calaw.fr"][half]["questions"] for half in HALVES) == 16
    assert set(averages(results)) == {
        *("plain", "one typo", "mixed, same language", "mixed, other language")
    }


def test_the_model_is_compared_with_its_tokenizer_in_three_ways() -> None:
    figures = measure(["La paix mondiale.", "和平"], ["la paix"], rounds=1)
    assert list(figures) == ["passages", "questions", "loading"]
    assert all(value > 0 for pair in figures.values() for value in pair.values())
