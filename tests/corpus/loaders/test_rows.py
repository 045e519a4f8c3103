"""JSONL of paragraphs: numbers, pages and titles as given."""

import json
from pathlib import Path
from typing import Any

import pytest

from corpus import read_document
from corpus.errors import UnreadableDocumentError

ROWS: list[dict[str, Any]] = [
    {"text": "Le conseil adopte le budget.", "number": "Article 1", "headings": ["Titre I"],
     "page": 3, "title": "Code des communes", "date": "2024-01-01", "source": "exemple.fr"},
    {"text": "Il est exécutoire.\n\nDès sa publication.", "number": "Article 1", "page": 4},
    {"text": "国家保障公民的合法权益。", "number": 2},
    {"text": "1. No number is read from this text."},
]  # fmt: skip


def rows(folder: Path, *given: Any) -> Path:
    path = folder / "code.jsonl"
    lines = (g if isinstance(g, str) else json.dumps(g, ensure_ascii=False) for g in given)
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_each_line_is_a_paragraph(tmp_path: Path) -> None:
    document = read_document(rows(tmp_path, *ROWS))
    assert (document.title, document.date, document.source) == (
        "Code des communes", "2024-01-01", "exemple.fr",
    )  # fmt: skip
    assert [p.id for p in document.paragraphs] == [
        "code/Article1/1", "code/Article1/2", "code/2/1", "code/p/4",
    ]  # fmt: skip
    assert [p.reference("fr") for p in document.paragraphs] == [
        "code, Article 1, al. 1, p. 3",
        "code, Article 1, al. 2, p. 4",
        "code, 2",
        "code, 4ᵉ paragraphe",
    ]
    assert [p.language for p in document.paragraphs] == ["fr", "fr", "zh", "en"]
    assert document.paragraphs[0].headings == ("Titre I",)
    assert document.paragraphs[1].text == "Il est exécutoire.\nDès sa publication."
    for paragraph in document.paragraphs:
        assert document.text[paragraph.start : paragraph.end] == paragraph.text


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{oops", "Line 2 of 'code.jsonl' is no JSON"),
        ("[1]", "Line 2 of 'code.jsonl' has no \"text\""),
        ('{"text": 3}', 'has no "text"'),
        ('{"text": "x", "page": 0}', "page 0 is not a number from 1"),
        ('{"text": "x", "page": true}', "page True is not"),
        ('{"text": "x", "language": "de"}', "language 'de' is not one of fr, en, zh"),
        ('{"text": "x", "headings": [1]}', "headings .1. is not a list of titles"),
        ('{"text": "x", "number": ["1"]}', "number .* is not a text"),
        ('{"text": "x", "title": 5}', "title 5 is not a text"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, says: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=says):
        read_document(rows(tmp_path, ROWS[0], line))


def test_nothing_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError, match="holds no text"):
        read_document(rows(tmp_path, "", '{"text": "  "}'))
