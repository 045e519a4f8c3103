"""A run over a question file: what it measures, and that it measures the same twice."""

import io
import json
import math
from pathlib import Path

import pytest
from rich.console import Console

from qa import Assistant
from qa.errors import QuestionSetError
from qa.evaluation import Report, evaluate, print_report
from qa.evaluation.row import Row

QUESTIONS = [
    {"id": "1", "lang": "fr", "gold": ["ism/I/3"], "facts": ["Xi Jinping"],
     "question": "Qui a proposé l'Initiative pour la Sécurité Mondiale ?"},
    {"id": "2", "lang": "fr", "gold": ["ism/III.17/1", "ism/III.10/1"], "facts": ["COVID", "qqq"],
     "question": "Quel est le rôle de l'Organisation mondiale de la santé ?"},
    {"id": "3", "lang": "en", "gold": [], "question": "Who is Taylor Swift?"},
    {"id": "4", "lang": "zh", "gold": ["cooperation/p/2"], "split": "tune",
     "question": "国际军事合作的主要方式有哪些？"},
]  # fmt: skip


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("questions") / "mine.jsonl"
    path.write_text("\n".join(json.dumps(question) for question in QUESTIONS), "utf-8")
    return path


@pytest.fixture(scope="module")
def report(assistant: Assistant, file: Path) -> Report:
    return evaluate(assistant, file)


def test_each_question_has_its_row(report: Report) -> None:
    rows = {row.id: row for row in report.rows}
    assert list(rows) == ["1", "2", "3", "4"]
    first, second = rows["1"].figures, rows["2"].figures
    assert rows["1"].cited == ("ism/I/3",)
    assert {first[m] for m in ("citation precision", "citation recall", "facts")} == {1.0}
    assert (second["citation recall"], second["facts"]) == (0.5, 0.5)
    assert second["recall@10"] == 1
    assert rows["3"].abstained
    assert rows["3"].figures == {"false answers": 0.0, "right language": 1.0}
    assert rows["4"].ranking[0] == "cooperation/p/2"
    assert len(rows["4"].ranking) == 10
    assert rows["4"].documents == ("cooperation",)


def test_the_metrics_are_means_over_the_questions_that_have_them(report: Report) -> None:
    overall = report.metrics
    assert overall["questions"] == 4
    assert overall["citation recall"] == pytest.approx((1 + 0.5 + 1) / 3)
    assert overall["facts"] == pytest.approx((1 + 0.5 + 1) / 3)
    assert (overall["false answers"], overall["false refusals"]) == (0, 0)
    assert overall["balanced accuracy"] == 1
    assert overall["MRR"] == 1
    assert overall["recall@1"] == pytest.approx((1 + 0.5 + 1) / 3)
    assert overall["quoted"] == overall["ALCE recall"] == overall["ALCE precision"] == 1
    assert 0 < overall["latency p50"] <= overall["latency p95"]
    assert math.isnan(overall["token F1"])  # no model wrote
    assert math.isnan(overall["input tokens"])


def test_the_metrics_are_broken_down_four_ways(report: Report) -> None:
    assert {by: list(groups) for by, groups in report.groups.items()} == {
        "language": ["fr", "en", "zh"],
        "type": ["other"],
        "answerability": ["answerable", "unanswerable"],
        "document": ["ism", "cooperation"],
    }
    assert math.isnan(report.groups["language"]["zh"]["false answers"])
    assert report.groups["document"]["ism"]["citation recall"] == 0.75
    assert report.groups["answerability"]["unanswerable"]["questions"] == 1


def test_the_report_says_what_it_was_made_with(report: Report) -> None:
    assert report.settings == {"embedding": "bundled", "llm": "extractive", "passages": "8"}
    assert {"alinea", "code", "python", "embedding model", "document ism"} <= set(report.versions)
    assert report.paragraphs["ism/I/3"]["reference"] == "ISM, I, al. 3"


def test_two_runs_give_the_same_scores(assistant: Assistant, file: Path, report: Report) -> None:
    again = evaluate(assistant, file, workers=3)
    assert [row.scores for row in again.rows] == [row.scores for row in report.rows]
    assert again.sha256 == report.sha256


def test_a_row_survives_json(report: Report) -> None:
    for row in report.rows:
        assert Row.from_dict(json.loads(json.dumps(row.to_dict()))) == row


def test_only_one_split_is_run(assistant: Assistant, file: Path) -> None:
    assert [row.id for row in evaluate(assistant, file, split="tune").rows] == ["4"]


def test_the_report_is_json_without_nan(report: Report) -> None:
    data = json.loads(json.dumps(report.to_dict(), allow_nan=False))
    assert data["groups"]["language"]["zh"]["false answers"] is None
    assert [row["id"] for row in data["rows"]] == ["1", "2", "3", "4"]


def test_the_table_has_one_line_a_metric_and_one_column_a_language(report: Report) -> None:
    out = io.StringIO()
    print_report(report, None, Console(file=out, width=80))
    first, *lines = out.getvalue().splitlines()
    assert first == (f"mine.jsonl ({report.sha256}); embedding bundled, llm extractive, passages 8")
    assert ["metric", "all", "fr", "en", "zh"] in [line.split() for line in lines]
    assert ["recall@1", "0.833", "0.750", "–", "1.000"] in [line.split() for line in lines]
    assert ["unanswerable", "1", *"–––––", "0.000"] in [line.split() for line in lines]
    assert "token F1" not in out.getvalue()
    assert "nan" not in out.getvalue().split()


def test_a_set_about_documents_that_are_not_there_is_refused_before_anything_runs(
    assistant: Assistant, tmp_path: Path
) -> None:
    path = tmp_path / "other.jsonl"
    path.write_text(json.dumps({**QUESTIONS[0], "gold": ["law/5/1"]}), "utf-8")
    with pytest.raises(QuestionSetError, match=r"'gold' names 'law/5/1'.*not in the store"):
        evaluate(assistant, path)
