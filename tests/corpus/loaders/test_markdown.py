"""Markdown files: what a reader sees of them, and the structure that they write."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import read_document
from corpus.loaders import load


def read(folder: Path, text: str) -> str:
    path = folder / "note.md"
    path.write_text(text, "utf-8")
    return load(path).text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("**Defrost** means a *short* period.", "Defrost means a short period."),
        ("See [the list](https://a.b/c 'x') or <https://a.b>.", "See the list or https://a.b."),
        ("See [the list][1].\n\n[1]: https://a.b", "See the list.\n\n"),
        ("![A map of **Torrin**](map.png) shows it.", "A map of Torrin shows it."),
        ("Run `alinea --help`.", "Run alinea --help."),
        ("Fish &amp; chips, 2 \\* 3", "Fish & chips, 2 * 3"),
        ("one<br>two <b>three</b><!-- four -->", "one two three"),
        # What looks like a mark and is none.
        ("2 * 3 * 4, snake_case_name, [1], [^1]", "2 * 3 * 4, snake_case_name, [1], [^1]"),
        # Structure stays.
        ("- **Auto**: as the curve.\n- Eco", "- Auto: as the curve.\n- Eco"),
        ("3. *Third*\n4. Fourth", "3. Third\n4. Fourth"),
        ("# The `plan` #", "# The plan"),
        ("The *plan*\n========", "# The plan"),
        ("A part\n---", "## A part"),
        ("One.\n\n---\n\nTwo.", "One.\n\n\n\nTwo."),
        ("> Said *she*.\n> - a point", "Said she.\n- a point"),
        ("| a | b |\n|---|:-:|\n| **c** | d |", "| a | b |\n| c | d |"),
        ("<div>\n<p>Centred</p>\n</div>", "\nCentred\n"),
        ("```py\nx = '**y**'\n```", "\nx = '**y**'\n"),
        ("第一条 **国家**保障[权益](https://a.b)。", "第一条 国家保障权益。"),
    ],
)
def test_marks_are_not_read(tmp_path: Path, written: str, text: str) -> None:
    assert read(tmp_path, written).strip("\n") == text.strip("\n")


@pytest.mark.parametrize(
    "written",
    ["```sh\n# Install it\nrun\n```", "    # Install it\n    run", "\\# Install it\nrun"],
    ids=["fenced", "indented", "escaped"],
)
def test_a_comment_in_code_is_no_heading(tmp_path: Path, written: str) -> None:
    path = tmp_path / "guide.md"
    path.write_text(f"# Guide\n\nFirst this:\n\n{written}\n\nThen that.", "utf-8")
    paragraphs = read_document(path).paragraphs
    assert not any("Install" in heading for one in paragraphs for heading in one.headings)
    assert "# Install it" in "\n".join(one.text for one in paragraphs)


def test_front_matter_gives_the_title_and_the_date(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text('---\ntitle: "The plan"\ndate: 2024-03-01\n---\n\nIt says *this*.', "utf-8")
    document = read_document(path)
    assert (document.title, document.date) == ("The plan", "2024-03-01")
    assert document.paragraphs[-1].text == "It says this."


def test_a_rule_at_the_top_is_no_front_matter(tmp_path: Path) -> None:
    assert read(tmp_path, "---\n\nOne.\n\n---\n\nTwo.").split() == ["One.", "Two."]


@given(st.text(st.sampled_from("ab *_`[]()<>!#-=|\\&:\n1.~"), max_size=60))
def test_no_paragraph_is_lost(tmp_path_factory: pytest.TempPathFactory, written: str) -> None:
    """Whatever is written between them, the first and the last are read."""
    path = tmp_path_factory.getbasetemp() / "any.md"
    path.write_text(f"begin\n\n{written}\n\nend", "utf-8")
    words = load(path).text.split()
    assert words[0] == "begin"
    assert "end" in words[-1]
