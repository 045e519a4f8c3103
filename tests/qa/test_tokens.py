"""Tokens for the HTTP interface: made once, kept as hashes."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from qa.cli import app
from qa.errors import UsageError
from qa.tokens import Tokens, new_token


def test_a_token_is_known_by_its_hash_alone(tmp_path: Path) -> None:
    file = tmp_path / "tokens.txt"
    made = {name: new_token(name) for name in ("laptop", "phone")}
    file.write_text("\n".join(["# mine", "", *(line for _, line in made.values())]))
    tokens = Tokens(file)
    for name, (token, line) in made.items():
        assert tokens.name_of(token) == name
        assert token not in line
        assert tokens.name_of(token + "x") is None
    assert tokens.name_of("") is None
    assert len({token for token, _ in made.values()}) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "names no token"),
        ("# nobody\n", "names no token"),
        ("laptop\n", "Line 1"),
        ("laptop:alinea_in-the-clear\n", "Line 1"),
        ("# x\nlaptop:sha256$short\n", "Line 2"),
        (":sha256$" + "0" * 64, "Line 1"),
    ],
)
def test_a_file_that_cannot_be_right_is_refused(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "tokens.txt"
    file.write_text(text)
    with pytest.raises(UsageError, match=words) as raised:
        Tokens(file)
    assert "in-the-clear" not in str(raised.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere\.txt"):
        Tokens(tmp_path / "nowhere.txt")


@pytest.mark.parametrize("name", ["", " x", "a:b", "a#b", "a\nb"])
def test_names_that_would_spoil_the_file_are_refused(name: str) -> None:
    with pytest.raises(UsageError, match="cannot be a token's name"):
        new_token(name)


def test_the_command_prints_the_line_and_shows_the_token_once(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["token", "laptop"])
    assert done.exit_code == 0
    file = tmp_path / "tokens.txt"
    file.write_text(done.stdout)
    token = done.stderr.split()[-1]
    assert Tokens(file).name_of(token) == "laptop"
