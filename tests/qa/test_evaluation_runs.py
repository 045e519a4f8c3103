"""A run over a question file: what it measures, and that it measures the same twice."""

import json
import math
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from qa import Assistant
from qa.cli import main
from qa.errors import QuestionSetError
from qa.evaluation import Report, evaluate, format_report

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
    assert rows["1"].cited == ("ism/I/3",)
    assert (rows["1"].precision, rows["1"].recall, rows["1"].facts) == (1, 1, 1)
    assert (rows["2"].recall, rows["2"].facts) == (0.5, 0.5)
    assert rows["3"].abstained
    assert not rows["3"].answerable
    assert rows["4"].ranking[0] == "cooperation/p/2"
    assert len(rows["4"].ranking) == 10


def test_the_metrics_are_means_over_the_questions_that_have_them(report: Report) -> None:
    overall = report.metrics["all"]
    assert overall["questions"] == 4
    assert overall["citation recall"] == pytest.approx((1 + 0.5 + 1) / 3)
    assert overall["facts"] == pytest.approx((1 + 0.5 + 1) / 3)
    assert (overall["false answers"], overall["false refusals"]) == (0, 0)
    assert overall["balanced accuracy"] == 1
    assert overall["MRR"] == 1
    assert overall["recall@1"] == pytest.approx((1 + 0.5 + 1) / 3)
    assert set(report.metrics) == {"all", "fr", "en", "zh"}
    assert math.isnan(report.metrics["zh"]["false answers"])


def test_two_runs_give_the_same_scores(assistant: Assistant, file: Path, report: Report) -> None:
    again = evaluate(assistant, file)
    assert str(again.metrics) == str(report.metrics)  # NaN is not equal to itself
    assert [replace(row, seconds=0) for row in again.rows] == [
        replace(row, seconds=0) for row in report.rows
    ]
    assert again.sha256 == report.sha256


def test_only_one_split_is_run(assistant: Assistant, file: Path) -> None:
    assert [row.id for row in evaluate(assistant, file, split="tune").rows] == ["4"]


def test_the_report_is_json_without_nan(report: Report) -> None:
    data = json.loads(json.dumps(report.to_dict(), allow_nan=False))
    assert data["metrics"]["zh"]["false answers"] is None
    assert [row["id"] for row in data["rows"]] == ["1", "2", "3", "4"]


def test_the_table_has_one_line_a_metric_and_one_column_a_language(report: Report) -> None:
    first, header, *lines = format_report(report).splitlines()
    assert first.startswith(f"mine.jsonl ({report.sha256}); embedding bundled, llm extractive")
    assert header.split() == ["all", "fr", "en", "zh"]
    assert [line[:20].strip() for line in lines] == list(report.metrics["all"])
    assert "nan" not in format_report(report)


def test_a_set_about_documents_that_are_not_there_is_refused_before_anything_runs(
    assistant: Assistant, tmp_path: Path
) -> None:
    path = tmp_path / "other.jsonl"
    path.write_text(json.dumps({**QUESTIONS[0], "gold": ["law/5/1"]}))
    with pytest.raises(QuestionSetError, match=r"'gold' names 'law/5/1'.*not in the store"):
        evaluate(assistant, path)


@pytest.mark.usefixtures("home")
def test_the_command_prints_the_table_or_json(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["alinea", "evaluate", str(file), "--json"])
    with pytest.raises(SystemExit) as exited:
        main()
    assert not exited.value.code
    assert json.loads(capsys.readouterr().out)["metrics"]["all"]["questions"] == 4


@pytest.mark.usefixtures("home")
def test_the_command_refuses_a_bad_file_as_a_usage_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.jsonl").write_text("{")
    monkeypatch.setattr(sys, "argv", ["alinea", "evaluate", "bad.jsonl"])
    with pytest.raises(SystemExit) as exited:
        main()
    assert exited.value.code == 2
    assert capsys.readouterr().err.startswith("alinea: bad.jsonl, line 1: not JSON")
