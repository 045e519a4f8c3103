"""Who may use the chat: lines are made, checked, and never show a password."""

import asyncio
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from qa.cli import app
from qa.errors import UsageError
from qa.users import Users, line_for

_PASSWORD = "correct horse 电池"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "users.txt"
    path.write_text(f"# readers\n\n{line_for('léa', _PASSWORD)}\n", "utf-8")
    return path


def test_only_the_right_password_enters(file: Path) -> None:
    users = Users(file)
    assert asyncio.run(users.may_enter("léa", _PASSWORD))
    for name, password in (("léa", _PASSWORD + " "), ("léa", ""), ("bob", _PASSWORD), ("", "")):
        assert not asyncio.run(users.may_enter(name, password))
    assert _PASSWORD not in file.read_text("utf-8")


def test_the_same_password_is_hashed_differently_each_time() -> None:
    assert line_for("léa", _PASSWORD) != line_for("léa", _PASSWORD)


def test_a_name_waits_after_too_many_wrong_passwords(file: Path) -> None:
    users = Users(file)
    for _ in range(10):
        assert not asyncio.run(users.may_enter("léa", "wrong"))
    assert not asyncio.run(users.may_enter("léa", _PASSWORD))


@pytest.mark.parametrize("line", ["léa:secret", "léa", ":scrypt$YQ==$YQ==", "léa:md5$YQ==$YQ=="])
def test_a_line_that_is_no_user_is_refused_without_showing_it(tmp_path: Path, line: str) -> None:
    path = tmp_path / "users.txt"
    path.write_text(f"#\n{line}\n", "utf-8")
    with pytest.raises(UsageError, match="Line 2") as raised:
        Users(path)
    assert "secret" not in str(raised.value)


def test_a_file_without_users_is_refused(tmp_path: Path) -> None:
    (tmp_path / "users.txt").touch()
    with pytest.raises(UsageError, match="names no user"):
        Users(tmp_path / "users.txt")
    with pytest.raises(UsageError, match="cannot be read"):
        Users(tmp_path / "none.txt")


@pytest.mark.parametrize("name", ["", " léa", "a:b", "#a", "a\nb"])
def test_names_that_would_break_the_file_are_refused(name: str) -> None:
    with pytest.raises(UsageError, match="name"):
        line_for(name, _PASSWORD)


def test_the_command_prints_the_line(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["password", "léa"], input=f"{_PASSWORD}\n{_PASSWORD}\n")
    assert done.exit_code == 0
    assert _PASSWORD not in done.output
    path = tmp_path / "users.txt"
    path.write_text(done.stdout, "utf-8")
    assert asyncio.run(Users(path).may_enter("léa", _PASSWORD))
    assert "ALINEA_USERS" not in os.environ
