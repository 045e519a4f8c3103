"""Retrieval is measured on folders of questions in either layout."""

import gzip
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from qa.errors import QuestionSetError
from qa.evaluation.beir import (
    METRICS,
    SIGNALS,
    evaluate_folder,
    filled_store,
    format_retrieval,
    measure,
    rank,
)
from qa.evaluation.retrieval_sets import Passage, RetrievalQuestion, read_sets
from vectorstore.embeddings import BundledEmbedder

TEXTS = {
    "peace": "La paix mondiale est durable.",
    "rice": "Le riz pousse dans l'eau.",
    "moon": "La lune tourne autour de la Terre.",
    "train": "Le train de nuit part à l'heure.",
}
QUESTIONS = {"q1": ("Où pousse le riz ?", "rice"), "q2": ("le train de nuit", "train")}


@pytest.fixture(scope="module")
def embedder() -> BundledEmbedder:
    return BundledEmbedder()


def lines(rows: Sequence[dict[str, Any]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    folder = tmp_path / "rice"
    (folder / "qrels").mkdir(parents=True)
    corpus = [{"_id": i, "title": "", "text": text} for i, text in TEXTS.items()]
    queries = [{"_id": i, "text": text} for i, (text, _) in QUESTIONS.items()]
    (folder / "corpus.jsonl").write_text(lines(corpus), "utf-8")
    (folder / "queries.jsonl").write_text(lines(queries), "utf-8")
    judged = "".join(f"{i}\t{gold}\t1\n" for i, (_, gold) in QUESTIONS.items())
    (folder / "qrels" / "test.tsv").write_text(f"query-id\tcorpus-id\tscore\n{judged}", "utf-8")
    return folder


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    paragraphs = [{"paragraph_id": i, "lang": "fr", "text": t} for i, t in TEXTS.items()]
    questions = [
        {"id": i, "lang": "fr", "question": text, "paragraph_id": gold, "answers": []}
        for i, (text, gold) in QUESTIONS.items()
    ]
    for name, rows in (("set.fr.paragraphs", paragraphs), ("set.fr", questions)):
        (tmp_path / f"{name}.jsonl.gz").write_bytes(gzip.compress(lines(rows).encode()))
    return tmp_path


@pytest.mark.parametrize("layout", ["beir", "pair"])
def test_both_layouts_are_read_indexed_and_measured(
    layout: str, request: pytest.FixtureRequest, embedder: BundledEmbedder
) -> None:
    report = evaluate_folder(request.getfixturevalue(layout), embedder)
    (result,) = report.sets
    assert (result.name, result.questions, result.passages) == (
        {"beir": "rice", "pair": "set.fr"}[layout],
        2,
        4,
    )
    assert list(result.rows) == list(SIGNALS)
    assert result.rows["fused"] == dict.fromkeys(METRICS, 1.0)
    assert json.loads(json.dumps(report.to_dict()))["sets"][0]["rows"] == result.rows
    assert "fused" in format_retrieval(report)


def test_passages_left_out_of_a_question_are_passed_over(embedder: BundledEmbedder) -> None:
    passages = [Passage(i, text, "fr") for i, text in TEXTS.items()]
    plain = RetrievalQuestion("q", "le riz", {"peace": 1})
    without = RetrievalQuestion("q", "le riz", {"peace": 1}, frozenset({"rice"}))
    with filled_store(passages, embedder) as (store, names):
        for question, found in ((plain, True), (without, False)):
            rankings = rank(store, names, [question])
            assert all(("rice" in r["q"]) == found for r in rankings.values() if r["q"])


def test_metrics_are_those_of_a_ranking_counted_by_hand() -> None:
    questions = [RetrievalQuestion(i, "", {"gold": 1}) for i in ("first", "third", "none")]
    rankings = {
        "fused": {"first": ["gold", "a"], "third": ["a", "b", "gold"], "none": []},
    }
    found = measure(rankings, questions)["fused"]
    assert found["first"] == dict.fromkeys(METRICS, 1.0)
    assert found["third"] == pytest.approx(
        {"R@1": 0, "R@5": 1, "R@10": 1, "nDCG@10": 0.5, "MRR@10": 1 / 3}
    )
    assert found["none"] == dict.fromkeys(METRICS, 0.0)


def test_ties_are_broken_by_chance_and_always_alike(embedder: BundledEmbedder) -> None:
    passages = [Passage(f"p{n}", "La paix mondiale est durable.", "fr") for n in range(8)]
    questions = [RetrievalQuestion(f"q{n}", "paix", {"p0": 1}) for n in range(40)]
    with filled_store(passages, embedder) as (store, names):
        once, again = (rank(store, names, questions)["fused"] for _ in range(2))
    assert once == again
    assert {best[0] for best in once.values()} == {passage.id for passage in passages}


def test_the_title_of_a_passage_stands_for_a_missing_text(beir: Path) -> None:
    rows = [{"_id": "a", "title": "Une vie", "text": ""}, {"_id": "rice", "text": "Le riz"}]
    (beir / "corpus.jsonl").write_text(lines(rows), "utf-8")
    (one,) = read_sets(beir)
    assert one.passages == (Passage("a", "Une vie", "fr"), Passage("rice", "Le riz", "fr"))


def _break(name: str, text: str) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        (folder / name).write_text(text, "utf-8")

    return apply


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (_break("corpus.jsonl", "{"), r"corpus\.jsonl' cannot be read"),
        (_break("corpus.jsonl", "[1]\n"), r"corpus\.jsonl, line 1: a JSON object"),
        (_break("queries.jsonl", '{"_id": "q1"}\n'), r"queries\.jsonl, line 1: field 'text'"),
        (_break("queries.jsonl", '{"_id": "x", "text": "y"}'), "lacks the question 'q1'"),
        (_break("qrels/test.tsv", "q1\trice\tmuch\n"), r"test\.tsv, line 1: expected query-id"),
        (_break("qrels/test.tsv", ""), "no judgements"),
    ],
)
def test_a_damaged_folder_is_refused_and_the_place_named(
    beir: Path, damage: Callable[[Path], None], message: str
) -> None:
    damage(beir)
    with pytest.raises(QuestionSetError, match=message):
        list(read_sets(beir))


def test_a_folder_without_a_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match=r"There is no question set.*corpus\.jsonl"):
        list(read_sets(tmp_path))


def test_a_question_about_an_unknown_paragraph_is_refused(pair: Path) -> None:
    row = {"id": "q", "question": "x", "paragraph_id": "nowhere"}
    (pair / "set.fr.jsonl.gz").write_bytes(gzip.compress(lines([row]).encode()))
    with pytest.raises(QuestionSetError, match="no paragraph 'nowhere'"):
        list(read_sets(pair))
