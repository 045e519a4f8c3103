"""SQuAD-style files: a corpus of their own, and impossible questions that call for silence."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from qa.cli import main
from qa.errors import QuestionSetError
from qa.evaluation import evaluate
from qa.evaluation.squad import is_squad, read_squad, temporary_assistant
from qa.settings import load_settings


def answer(text: str) -> dict[str, Any]:
    return {"text": text, "answer_start": 0}


SQUAD: dict[str, Any] = {
    "version": "v2.0",
    "data": [
        {
            "title": "Le_riz",
            "paragraphs": [
                {
                    "context": "Le riz pousse dans l'eau claire des rizières, à Arles.",
                    "qas": [
                        {"id": "a", "question": "Où pousse le riz ?", "is_impossible": False,
                         "answers": [answer("l'eau claire"), answer("l'eau"), answer("l'eau")]},
                        {"id": "b", "question": "Qui a inventé le téléphone ?",
                         "is_impossible": True, "answers": []},
                    ],
                },
                {
                    "context": "La récolte du riz a lieu en septembre.",
                    "qas": [{"id": "c", "question": "Quand a lieu la récolte du riz ?",
                             "answers": [answer("en septembre")]}],
                },
            ],
        },
        {"title": "", "paragraphs": []},
        {
            "paragraphs": [{"context": "东京是日本的首都。", "qas": [
                {"id": "d", "question": "日本的首都是哪里？", "answers": [answer("东京")]}]}],
        },
    ],
}  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "dev.json"
    path.write_text(json.dumps(SQUAD), "utf-8")
    return path


def test_a_file_is_read(file: Path) -> None:
    squad = read_squad(file)
    questions = {question.id: question for question in squad.questions.questions}
    assert [document.title for document in squad.documents] == ["Le riz", "article 3"]
    assert questions["a"].gold == {"article-1/p/1"}
    assert questions["a"].facts == (r"l'eau\s+claire|l'eau",)
    assert questions["a"].reference == "l'eau claire"
    assert not questions["b"].answerable
    assert questions["d"].language == "zh"
    assert (is_squad(file), is_squad(Path("mine.jsonl"))) == (True, False)


def test_it_is_measured_over_its_own_paragraphs_alone(file: Path) -> None:
    squad = read_squad(file)
    with temporary_assistant(squad.documents, load_settings()) as assistant:
        assert [record.id for record in assistant.documents()] == ["article-1", "article-3"]
        home = assistant.settings.home
        report = evaluate(assistant, squad.questions)
    assert not home.exists()
    assert report.metrics["recall@1"] == 1
    assert report.groups["type"]["impossible"]["questions"] == 1
    figures = {row.id: row.figures for row in report.rows}
    assert "false answers" in figures["b"]
    assert "facts" in figures["a"]


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ([], [], "dev.json: field 'data' must be a list"),
        (["data"], {}, "dev.json: field 'data' must be a list"),
        (["data", 0], 5, "dev.json, data[0]: field 'paragraphs' must be a list"),
        (["data", 0, "paragraphs", 1, "context"], " ",
         "dev.json, data[0].paragraphs[1]: field 'context' must be a text"),
        (["data", 0, "paragraphs", 0, "qas"], None,
         "dev.json, data[0].paragraphs[0]: field 'qas' must be a list"),
        (["data", 0, "paragraphs", 0, "qas", 0, "question"], "",
         "dev.json, data[0].paragraphs[0].qas[0]: field 'question' must be a text"),
        (["data", 0, "paragraphs", 0, "qas", 0, "answers"], "l'eau",
         "dev.json, data[0].paragraphs[0].qas[0]: field 'answers' must be a list"),
        (["data", 0, "paragraphs", 0, "qas", 1], 7,
         "dev.json, data[0].paragraphs[0].qas[1]: field 'question' must be a text"),
        (["data", 0, "paragraphs", 0, "qas", 1, "id"], "a",
         "dev.json, data[0].paragraphs[0].qas[1]: id 'a' occurs twice"),
        (["data"], [], "dev.json has no questions"),
    ],
)  # fmt: skip
def test_what_is_malformed_is_named_by_its_place(
    file: Path, place: list[Any], value: object, said: str
) -> None:
    data = json.loads(json.dumps(SQUAD))
    if place:
        inner = data
        for step in place[:-1]:
            inner = inner[step]
        inner[place[-1]] = value
    else:
        data = value
    file.write_text(json.dumps(data), "utf-8")
    with pytest.raises(QuestionSetError) as raised:
        read_squad(file)
    assert str(raised.value).startswith(said)


def test_the_command_takes_it_and_leaves_the_store_alone(
    file: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = (home / "manifest.json").read_text("utf-8")
    monkeypatch.setattr(sys, "argv", ["alinea", "evaluate", str(file), "--json", "-"])
    with pytest.raises(SystemExit) as exited:
        main()
    assert not exited.value.code
    assert json.loads(capsys.readouterr().out)["metrics"]["questions"] == 4
    assert (home / "manifest.json").read_text("utf-8") == before
