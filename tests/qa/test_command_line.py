"""The commands: what they print, as words and as JSON, and their exit codes."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from qa import Assistant
from qa.cli import main
from tests.tiny_models import write_cross_encoder, write_static_model

WHO = "Qui a proposé l'Initiative pour la Sécurité Mondiale ?"
OFF_TOPIC = "Comment réparer un vélo crevé ?"
COMMANDS = [
    "ask",
    "search",
    "ingest",
    "documents",
    "remove",
    "chat",
    "evaluate",
    "verify",
    "rebuild",
]
BODY = "Où l'été naît, la forêt prospère. Les élèves français y étudient l'écologie à Noël."


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Outcome]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command as `alinea` does, in this process."""

    def run(*arguments: object) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["alinea", *map(str, arguments)])
        with pytest.raises(SystemExit) as exited:
            main()
        printed = capfd.readouterr()
        return Outcome(int(exited.value.code or 0), printed.out, printed.err)

    return run


def assert_one_line_error(outcome: Outcome, code: int) -> None:
    assert outcome.code == code
    assert outcome.out == ""
    assert outcome.err.startswith("alinea: ")
    assert outcome.err.count("\n") == 1


def test_help_is_plain_and_names_every_command(run: Run) -> None:
    outcome = run("--help")
    assert (outcome.code, outcome.err) == (0, "")
    assert all(f"  {command} " in outcome.out for command in COMMANDS)
    assert not set(outcome.out) & set("╭│╰\x1b")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_plain_help(run: Run, command: str) -> None:
    outcome = run(command, "--help")
    assert outcome.code == 0
    assert outcome.out.startswith(f"Usage: alinea {command}")
    assert not set(outcome.out) & set("╭│╰\x1b")


@pytest.mark.parametrize(
    "arguments", [["nope"], ["ask"], ["ask", WHO, "--nope"], ["search", WHO, "-k", "0"], ["ingest"]]
)
def test_a_command_line_that_makes_no_sense_is_a_usage_error(
    run: Run, arguments: list[str]
) -> None:
    outcome = run(*arguments)
    assert outcome.code == 2
    assert "Error:" in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.usefixtures("home")
class TestAsking:
    def test_an_answer_is_printed_with_its_references(self, run: Run) -> None:
        outcome = run("ask", WHO)
        assert (outcome.code, outcome.err) == (0, "")
        assert "Le Président chinois Xi Jinping a proposé" in outcome.out
        assert "[1] ISM, I, al. 3  (ism/I/3)" in outcome.out

    def test_an_abstention_shows_what_comes_closest(self, run: Run) -> None:
        outcome = run("ask", OFF_TOPIC)
        assert outcome.code == 0
        assert outcome.out.startswith("Les documents ne répondent pas")
        assert outcome.out.count("\n  ") == 3

    def test_json_is_the_answer_of_the_python_api(self, run: Run, home: Path) -> None:
        data = run("ask", WHO, "--json").data
        with Assistant(home=home) as assistant:
            assert data == assistant.ask(WHO).to_dict()

    def test_only_the_named_document_is_asked(self, run: Run) -> None:
        outcome = run("ask", WHO, "--document", "cooperation", "--json")
        assert {hit["document_id"] for hit in outcome.data["closest"]} == {"cooperation"}

    def test_search_lists_paragraphs_with_scores(self, run: Run) -> None:
        lines = run("search", "pays insulaires du Pacifique", "-k", 2).out.splitlines()
        assert len(lines) == 4
        assert "ism/III.10/1  ISM, III.10" in lines[0]
        data = run("search", "pays insulaires du Pacifique", "-k", 2, "--json").data
        assert data[0]["paragraph_id"] == "ism/III.10/1"

    @pytest.mark.parametrize("question", ["", " ?!", "a" * 100_000])
    @pytest.mark.parametrize("command", ["ask", "search"])
    def test_what_is_no_question_is_a_usage_error(
        self, run: Run, command: str, question: str
    ) -> None:
        outcome = run(command, question)
        assert_one_line_error(outcome, 2)
        assert len(outcome.err) < 300

    def test_an_unknown_document_is_a_store_error(self, run: Run) -> None:
        for arguments in (["ask", WHO, "-d", "nope"], ["search", WHO, "-d", "nope"],
                          ["remove", "nope"]):  # fmt: skip
            outcome = run(*arguments)
            assert_one_line_error(outcome, 3)
            assert "'nope'" in outcome.err
            assert "ism, cooperation" in outcome.err


@pytest.mark.usefixtures("home")
class TestDocuments:
    def test_documents_are_listed(self, run: Run) -> None:
        outcome = run("documents")
        assert "ism  Document conceptuel" in outcome.out
        assert "2023-04-10" in outcome.out
        assert [record["id"] for record in run("documents", "--json").data] == [
            "ism",
            "cooperation",
        ]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16", "utf-16-le"])
    def test_a_text_in_any_usual_encoding_is_read_right(
        self, run: Run, home: Path, tmp_path: Path, encoding: str
    ) -> None:
        (tmp_path / "Forêt noire.txt").write_bytes(f"{BODY}\n\n{BODY} Fin.".encode(encoding))
        outcome = run("ingest", tmp_path / "Forêt noire.txt")
        assert (outcome.code, outcome.err) == (0, "")
        assert outcome.out.startswith("added      foret-noire ")
        with Assistant(home=home) as assistant:
            assert BODY in assistant.document("foret-noire").text

    def test_a_file_is_added_once_replaced_when_changed_and_removed(
        self, run: Run, tmp_path: Path
    ) -> None:
        file = tmp_path / "note.txt"
        file.write_text(BODY, "utf-8")
        assert run("ingest", file, "--json").data[0]["status"] == "added"
        assert run("ingest", file, "--json").data[0]["status"] == "unchanged"
        file.write_text(f"{BODY}\n\nLe castor construit un barrage sur la rivière.", "utf-8")
        assert run("ingest", file, "--json").data[0]["status"] == "replaced"
        found = run("search", "castor barrage rivière", "-k", 1, "--json").data
        assert found[0]["document_id"] == "note"
        assert run("remove", "note").out.startswith("removed  note")
        assert [r["id"] for r in run("documents", "--json").data] == ["ism", "cooperation"]

    def test_a_removed_shipped_document_stays_removed(self, run: Run) -> None:
        assert run("remove", "cooperation", "--json").data[0]["id"] == "cooperation"
        assert [record["id"] for record in run("documents", "--json").data] == ["ism"]
        assert run("rebuild").code == 0
        assert [record["id"] for record in run("documents", "--json").data] == ["ism"]

    @pytest.mark.parametrize(
        ("name", "data", "reason"),
        [
            ("binary.txt", bytes(range(256)) * 40, "binary data"),
            ("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 99, "binary data"),
            ("empty.txt", b"", "holds no text"),
            ("blank.md", b" \n\n", "holds no text"),
            ("table.xyz", b"a", "no loader reads"),
        ],
    )
    def test_a_file_that_cannot_be_read_fails_and_the_others_are_added(
        self, run: Run, tmp_path: Path, name: str, data: bytes, reason: str
    ) -> None:
        (tmp_path / name).write_bytes(data)
        (tmp_path / "good.txt").write_text(BODY, "utf-8")
        outcome = run("ingest", tmp_path / name, tmp_path / "good.txt")
        assert outcome.code == 1
        assert outcome.out.startswith("added      good ")
        assert reason in outcome.err
        assert name in outcome.err
        assert outcome.err.count("\n") == 1

    def test_a_missing_file_and_an_empty_folder_fail(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        outcome = run("ingest", tmp_path / "nope.txt", tmp_path / "empty", "--json")
        assert outcome.code == 1
        errors = [report["error"] for report in outcome.data]
        assert "There is no file" in errors[0]
        assert "holds no document" in errors[1]


@pytest.mark.usefixtures("home")
class TestStore:
    def test_a_sound_store_is_verified(self, run: Run) -> None:
        run("remove", "ism")  # all of it would be searched for; the store's own tests do that
        outcome = run("verify", "--json")
        assert (outcome.code, outcome.err) == (0, "")
        assert all(check["ok"] for check in outcome.data)

    def test_a_lost_text_is_found_and_exits_with_3(self, run: Run, home: Path) -> None:
        next((home / "documents").glob("ism*")).unlink()
        outcome = run("verify")
        assert outcome.code == 3
        assert "FAILED  text of ism" in outcome.out
        assert "alinea rebuild" in outcome.err

    def test_a_rebuild_keeps_the_answers(self, run: Run) -> None:
        before = run("ask", WHO, "--json").data
        assert run("rebuild", "--json").data == {"documents": 2, "paragraphs": 43}
        assert run("ask", WHO, "--json").data == before

    @pytest.mark.parametrize("damage", ["{", "[]", "null", '{"schema": 99}', "\x00"])
    @pytest.mark.parametrize("command", [["ask", WHO], ["rebuild"]])
    def test_a_damaged_manifest_is_a_store_error_and_nothing_is_touched(
        self, run: Run, home: Path, damage: str, command: list[str]
    ) -> None:
        (home / "manifest.json").write_text(damage)
        before = sorted(home.rglob("*"))
        outcome = run(*command)
        assert_one_line_error(outcome, 3)
        assert str(home) in outcome.err
        assert sorted(home.rglob("*")) == before
        assert (home / "manifest.json").read_text() == damage

    def test_a_home_that_is_a_file_is_a_store_error(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "file").write_text("")
        monkeypatch.setenv("ALINEA_HOME", str(tmp_path / "file"))
        assert_one_line_error(run("documents"), 3)

    def test_another_embedding_model_is_refused_as_a_usage_of_this_store(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("ALINEA_EMBEDDING", str(tmp_path / "no-model"))
        assert_one_line_error(run("documents"), 1)


@pytest.mark.usefixtures("home")
class TestOtherModels:
    def test_the_score_of_a_reranker_is_shown_before_that_of_the_fusion(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ALINEA_RERANKER", str(write_cross_encoder(tmp_path / "model", [WHO])))
        data = run("search", WHO, "-k", 2, "--json").data
        outcome = run("search", WHO, "-k", 2)
        assert (outcome.code, outcome.err) == (0, "")
        lines = outcome.out.splitlines()[::2]
        for line, hit in zip(lines, data, strict=True):
            shown = [float(number) for number in line.split()[:2]]
            assert shown == pytest.approx([hit["reranked"], hit["score"]], abs=1e-3)

    def test_a_reranker_that_cannot_be_loaded_fails(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ALINEA_RERANKER", str(tmp_path / "nowhere"))
        outcome = run("ask", WHO)
        assert_one_line_error(outcome, 1)
        assert "nowhere" in outcome.err

    def test_a_store_is_rebuilt_for_another_embedding_model(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ALINEA_EMBEDDING", str(write_static_model(tmp_path / "model")))
        refused = run("ask", WHO)
        assert_one_line_error(refused, 3)
        assert "alinea rebuild" in refused.err
        assert (run("rebuild").code, run("ask", WHO, "--json").code) == (0, 0)

    @pytest.mark.parametrize("terminal", [True, False])
    def test_a_long_document_shows_a_bar_on_a_terminal_alone(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: bool
    ) -> None:
        monkeypatch.setenv("TTY_COMPATIBLE", str(int(terminal)))
        (tmp_path / "long.txt").write_text(f"{BODY}\n\n" * 300, "utf-8")
        outcome = run("ingest", tmp_path / "long.txt", "--json")
        assert outcome.data[0]["paragraphs"] == 300
        if terminal:
            assert "Indexing" in outcome.err
            assert "300/300" in outcome.err
        else:
            assert outcome.err == ""


class TestSettings:
    def test_an_unknown_setting_is_a_usage_error(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ALINEA_EMBEDING", "x")
        outcome = run("documents")
        assert_one_line_error(outcome, 2)
        assert "ALINEA_EMBEDDING" in outcome.err

    @pytest.mark.parametrize("text", ["port = ", "lmm = 'x'", "port = 'x'"])
    def test_a_bad_settings_file_is_a_usage_error(self, run: Run, text: str) -> None:
        Path("alinea.toml").write_text(text)
        assert_one_line_error(run("documents"), 2)

    @pytest.mark.parametrize("llm", ["nosuch:model", "ollama:x", "openai:x"])
    def test_a_model_that_cannot_be_set_up_fails(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, llm: str
    ) -> None:
        monkeypatch.setenv("ALINEA_LLM", llm)
        outcome = run("ask", WHO)
        assert_one_line_error(outcome, 1)
        assert repr(llm) in outcome.err
