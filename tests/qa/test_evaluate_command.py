"""`alinea evaluate`: what it prints and writes, and its exit codes."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qa.cli import main
from tests.qa.test_evaluation_runs import QUESTIONS

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command as `alinea` does; gives the exit code and what it printed."""

    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["alinea", "evaluate", *map(str, arguments)])
        with pytest.raises(SystemExit) as exited:
            main()
        printed = capsys.readouterr()
        return int(exited.value.code or 0), printed.out, printed.err

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path / "mine.jsonl", QUESTIONS)


def write(path: Path, questions: list[dict[str, Any]]) -> Path:
    path.write_text("\n".join(json.dumps(question) for question in questions), "utf-8")
    return path


@pytest.mark.usefixtures("home")
class TestWithAStore:
    def test_it_prints_tables_and_writes_both_files(
        self, run: Run, file: Path, tmp_path: Path
    ) -> None:
        code, out, err = run(file, "--json", "new/r.json", "--html", "r.html")
        assert (code, err) == (0, "")
        assert out.startswith("mine.jsonl (")
        data = json.loads((tmp_path / "new" / "r.json").read_text("utf-8"))
        assert data["metrics"]["questions"] == 4
        assert data["failures"] == []
        assert (tmp_path / "r.html").read_text("utf-8").startswith("<!doctype html>")
        assert not list(tmp_path.rglob("*.tmp"))

    def test_json_to_the_screen_is_nothing_but_json(self, run: Run, file: Path) -> None:
        code, out, _ = run(file, "--json", "-")
        assert code == 0
        assert json.loads(out)["sha256"]

    def test_a_run_is_no_regression_of_itself(self, run: Run, file: Path, tmp_path: Path) -> None:
        run(file, "--json", "before.json")
        code, out, _ = run(
            file, "--baseline", "before.json", "--json", "after.json", "--html", "r.html"
        )
        assert code == 0
        assert "won 0: none" in out
        assert "Against before.json:" in out
        comparison = json.loads((tmp_path / "after.json").read_text("utf-8"))["comparison"]
        assert {one["p"] for one in comparison["differences"]} == {1.0}
        assert "No regression." in (tmp_path / "r.html").read_text("utf-8")

    def test_a_worse_run_exits_with_1_and_says_where(
        self, run: Run, file: Path, tmp_path: Path
    ) -> None:
        run(file, "--json", "before.json")
        better = json.loads((tmp_path / "before.json").read_text("utf-8"))
        better["rows"][1]["figures"]["facts"] = 1.0
        (tmp_path / "better.json").write_text(json.dumps(better), "utf-8")
        code, out, err = run(file, "--baseline", "better.json", "--html", "r.html")
        assert code == 1
        assert err == ("alinea: regression: facts: 1.000 → 0.833, a loss of more than 0.015\n")
        assert "lost 1: 2" in out
        assert "Worse than the baseline" in (tmp_path / "r.html").read_text("utf-8")

    def test_floors_that_hold_and_one_that_does_not(self, run: Run, file: Path) -> None:
        code, _, err = run(
            file,
            *("--fail-under", "recall@5=0.5"),
            *("--fail-under", "false-answers=0.1"),
            *("--fail-under", "facts=0.9"),
            *("--fail-under", "token F1=0.1"),
        )
        assert code == 1
        assert err.splitlines() == [
            "alinea: facts ≥ 0.9 does not hold: it is 0.833",
            "alinea: token F1 ≥ 0.1 does not hold: it is –",
        ]

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--split", "test"], "There is no split 'test'"),
            (["--fail-under", "recall=0.5"], "there is no metric 'recall'"),
            (["--fail-under", "quoted=0.5"], "there is no metric 'quoted'"),
            (["--fail-under", "MRR=high"], "a number is needed, as in MRR=0.9"),
            (["--fail-under", "MRR=nan"], "a number is needed"),
            (["--fail-under", "MRR"], "a number is needed"),
            (["--price", "5"], "two numbers are needed"),
            (["--baseline", "none.json"], "The baseline 'none.json' cannot be read"),
            (["--baseline", "mine.jsonl"], "The baseline 'mine.jsonl' cannot be read"),
            (["--baseline", "other.json"], "'other.json' is no baseline"),
            (["--json", "."], "'.' cannot be written"),
            (["--html", "mine.jsonl/r.html"], "cannot be written"),
            (["--beir", ".", "--html", "r.html"], "--beir measures retrieval alone"),
            (["--llm", "nope:model"], "The model 'nope:model' cannot be set up"),
        ],
    )
    def test_bad_usage_is_one_line_before_anything_runs(
        self, run: Run, file: Path, tmp_path: Path, arguments: list[str], said: str
    ) -> None:
        (tmp_path / "other.json").write_text("{}", "utf-8")
        before = sorted(tmp_path.iterdir())
        code, out, err = run(*([] if "--beir" in arguments else [file]), *arguments)
        assert (code, out) == (1 if "--llm" in arguments else 2, "")
        assert err.startswith("alinea: ")
        assert said in err
        assert err.count("\n") == 1
        assert sorted(tmp_path.iterdir()) == before

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("{", "line 5: not JSON"),
            ("[]", "line 5: a JSON object is needed"),
            (json.dumps({**QUESTIONS[0], "id": "1"}), "line 5: id '1' occurs twice"),
            (
                json.dumps({**QUESTIONS[0], "id": "5", "gold": ["ism/I/99"]}),
                "line 5: field 'gold' names 'ism/I/99'",
            ),
            (json.dumps({**QUESTIONS[0], "id": "5", "type": 3}), "line 5: field 'type' must be"),
            (json.dumps({**QUESTIONS[0], "id": "5", "reference": []}), "field 'reference' must"),
        ],
    )
    def test_a_bad_question_file_leaves_nothing_half_written(
        self, run: Run, file: Path, tmp_path: Path, line: str, said: str
    ) -> None:
        file.write_text(f"{file.read_text('utf-8')}\n{line}", "utf-8")
        code, out, err = run(file, "--json", "r.json", "--html", "r.html")
        assert (code, out) == (2, "")
        assert err.startswith(f"alinea: mine.jsonl, {said}" if "line" in said else "alinea: mine")
        assert said in err
        assert not (tmp_path / "r.json").exists()
        assert not (tmp_path / "r.html").exists()

    def test_a_folder_is_bad_usage_that_names_beir(self, run: Run, tmp_path: Path) -> None:
        code, _, err = run(tmp_path)
        assert code == 2
        assert "is a folder: measure retrieval on it with --beir" in err

    def test_an_empty_file_is_bad_usage(self, run: Run, file: Path) -> None:
        file.write_text("", "utf-8")
        code, _, err = run(file)
        assert (code, err) == (2, "alinea: mine.jsonl has no questions.\n")

    def test_a_baseline_of_other_questions_is_bad_usage(
        self, run: Run, file: Path, tmp_path: Path
    ) -> None:
        run(file, "--split", "tune", "--json", "tune.json")
        code, _, err = run(file, "--baseline", "tune.json")
        assert code == 2
        assert "tune.json lacks 3 of the questions" in err
        other = write(tmp_path / "other.jsonl", QUESTIONS[:1])
        code, _, err = run(other, "--baseline", "tune.json")
        assert code == 2
        assert "tune.json is of another question set" in err


def test_a_store_problem_exits_with_3(run: Run, tmp_path: Path, file: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "manifest.json").write_text("{", "utf-8")
    code, _, err = run(file)
    assert code == 3
    assert err.startswith("alinea: The store's manifest")
