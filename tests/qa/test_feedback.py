"""Judgements are kept, the last one of each answer, and can be read on the command line."""

import json
import os
from dataclasses import replace
from pathlib import Path

from typer.testing import CliRunner

from qa.cli import app
from qa.feedback import FILE, Feedback, read, record

_FEEDBACK = Feedback(
    answer_id="a1",
    time="2026-01-31T10:00:00+00:00",
    rating="good",
    comment="",
    question="Qui ?",
    answer="« Lui. » [1]",
    cited=("ism/I/1",),
    writer="extractive",
    embedding="bundled",
)


def test_the_last_judgement_of_an_answer_counts(tmp_path: Path) -> None:
    assert read(tmp_path) == []
    second = replace(_FEEDBACK, answer_id="a2")
    changed = replace(_FEEDBACK, rating="bad", comment="Non,\nfaux")
    for feedback in (_FEEDBACK, second, changed):
        record(tmp_path, feedback)
    assert read(tmp_path) == [second, changed]


def test_a_damaged_line_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b'{"answer_id": "cut o\n\xff\n[]\n{"cited": 5}\n')
    record(tmp_path, _FEEDBACK)
    assert read(tmp_path) == [_FEEDBACK]


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    record(tmp_path, _FEEDBACK)
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0


def test_the_command_shows_it() -> None:
    home = Path(os.environ["ALINEA_HOME"])
    home.mkdir()
    record(home, replace(_FEEDBACK, comment="Trop court"))
    shown = CliRunner().invoke(app, ["feedback"])
    assert shown.exit_code == 0
    assert "good  Qui ?" in shown.stdout
    assert "Trop court" in shown.stdout
    (data,) = json.loads(CliRunner().invoke(app, ["feedback", "--json"]).stdout)
    assert data["cited"] == ["ism/I/1"]
