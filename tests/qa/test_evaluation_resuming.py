"""A run that was cut off goes on where it stopped; a model is asked several questions at once."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from qa import Answer, Assistant
from qa.errors import ModelCallError
from qa.evaluation import evaluate
from qa.follow_ups import Message
from tests.qa.conftest import API_KEY
from tests.qa.scripted_server import Reply, ScriptedServer
from tests.qa.test_evaluation_runs import QUESTIONS

REPLY = "Le Président chinois Xi Jinping a proposé l'Initiative pour la Sécurité Mondiale [1]."


class Stopping(Assistant):
    """An assistant that is interrupted at its third question, and counts them."""

    asked = 0
    stop = True

    def ask(
        self, question: str, history: Sequence[Message] = (), documents: Sequence[str] = ()
    ) -> Answer:
        self.asked += 1
        if self.asked == 3 and self.stop:
            raise KeyboardInterrupt
        return super().ask(question, history, documents)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.jsonl"
    path.write_text("\n".join(json.dumps(question) for question in QUESTIONS), "utf-8")
    return path


def test_an_interrupted_run_goes_on_where_it_stopped(
    home: Path, file: Path, tmp_path: Path, assistant: Assistant
) -> None:
    kept = tmp_path / "kept"
    stopping = Stopping(home=home)
    with stopping:
        with pytest.raises(KeyboardInterrupt):
            evaluate(stopping, file, resume_in=kept)
        (journal,) = kept.iterdir()
        journal.write_text(journal.read_text("utf-8") + '\n{"id": "4", "lang', "utf-8")
        stopping.asked, stopping.stop = 0, False
        seen: list[tuple[int, int]] = []
        report = evaluate(
            stopping, file, resume_in=kept, progress=lambda done, total: seen.append((done, total))
        )
    assert stopping.asked == 2
    assert seen == [(2, 4), (3, 4), (4, 4)]
    assert [row.scores for row in report.rows] == [
        row.scores for row in evaluate(assistant, file).rows
    ]
    assert list(kept.iterdir()) == []  # complete: nothing is kept


def asked_in(assistant: Assistant, file: Path, kept: Path) -> int:
    """How many of the questions are really asked."""
    seen: list[int] = []
    evaluate(assistant, file, resume_in=kept, progress=lambda done, total: seen.append(done))
    return len(seen) - 1


def test_other_questions_or_settings_begin_anew(home: Path, file: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    with Stopping(home=home) as stopping, pytest.raises(KeyboardInterrupt):
        evaluate(stopping, file, resume_in=kept)
    with Assistant(home=home, passages=4) as other:
        assert asked_in(other, file, kept) == 4
    file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    with Assistant(home=home) as same:
        assert asked_in(same, file, kept) == 4


def usage(read: int, written: int) -> dict[str, Any]:
    return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}


def test_a_model_is_asked_in_parallel_and_its_tokens_are_counted(
    server: ScriptedServer, model_assistant: Assistant, file: Path
) -> None:
    server.script(Reply(REPLY, wait=0.05, usage=usage(700, 20)))
    report = evaluate(model_assistant, file)
    assert [row.id for row in report.rows] == ["1", "2", "3", "4"]
    written = [row for row in report.rows if row.writer == "openai:test"]
    assert server.most_at_once > 1
    assert written[0].input_tokens == 700
    assert report.metrics["input tokens"] == 700 * len(server.requests)
    assert report.metrics["output tokens"] == 20 * len(server.requests)
    first = report.rows[0].figures
    assert first["supported"] + first["quoted"] == 1
    assert report.rows[0].answer_language == "fr"
    assert API_KEY not in json.dumps(report.to_dict())


def test_agreement_with_the_reference_is_measured_where_a_model_writes(
    server: ScriptedServer, model_assistant: Assistant, tmp_path: Path
) -> None:
    server.script(REPLY)
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({**QUESTIONS[0], "reference": "Le Président Xi Jinping."}), "utf-8")
    (row,) = evaluate(model_assistant, path).rows
    # Four words of the reference among the answer's thirteen, in order.
    precision = 4 / 13
    assert row.figures["token F1"] == pytest.approx(2 * precision / (precision + 1))
    assert row.figures["ROUGE-L"] == row.figures["token F1"]


def test_a_failing_model_stops_the_run_and_what_it_said_is_kept(
    server: ScriptedServer, model_assistant: Assistant, file: Path, tmp_path: Path
) -> None:
    server.script(Reply(status=500))
    with pytest.raises(ModelCallError):
        evaluate(model_assistant, file, resume_in=tmp_path / "kept", workers=1)
    server.script(REPLY)
    report = evaluate(model_assistant, file, resume_in=tmp_path / "kept")
    assert len(report.rows) == 4


def test_an_answer_in_another_language_is_told(
    server: ScriptedServer, model_assistant: Assistant, tmp_path: Path
) -> None:
    server.script(REPLY)
    english = {**QUESTIONS[0], "lang": "en", "question": "Who proposed the Initiative?"}
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps(english), "utf-8")
    (row,) = evaluate(model_assistant, path).rows
    assert row.writer == "openai:test"
    assert (row.answer_language, row.figures["right language"]) == ("fr", 0.0)
