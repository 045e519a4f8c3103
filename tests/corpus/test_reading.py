"""Files → documents: ids, titles, head blocks, dates, and values that travel as JSON."""

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import Document, Paragraph, content_hash, read_document, slug
from corpus.head import find_date

Parse = Callable[..., Document]
BODY = "Le texte commence ici, et il a plus d'une phrase. En voici une autre."


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Rapport annuel 2021", "rapport-annuel-2021"),
        ("Été à Genève", "ete-a-geneve"),
        ("a__b--c", "a-b-c"),
        ("  -x-  ", "x"),
        ("工作报告（2021）", "2021"),
        ("国家安全", "国家安全"),
        ("国家 安全", "国家-安全"),
        ("???", "document"),
        ("", "document"),
    ],
)
def test_names_become_ids(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_long_names_become_short_ids_that_stay_different() -> None:
    first, second = (slug("rapport annuel " * 15 + year) for year in ("2021", "2022"))
    assert first != second
    assert max(len(first), len(second)) <= 60
    assert len(slug("安" * 80).encode()) <= 180


def test_the_file_name_serves_where_nothing_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "Note interne.txt"
    path.write_text(BODY, "utf-8")
    document = read_document(path)
    assert (document.id, document.title, document.label) == (
        "note-interne",
        "Note interne",
        "Note interne",
    )
    assert (document.origin, document.date, document.source) == ("Note interne.txt", None, None)
    assert [p.id for p in document.paragraphs] == ["note-interne/p/1"]
    assert read_document(path, "other").paragraphs[0].id == "other/p/1"


def test_a_long_name_is_cut_in_the_label(tmp_path: Path) -> None:
    path = tmp_path / f"{'mot ' * 20}.txt"
    path.write_text(BODY, "utf-8")
    document = read_document(path)
    assert len(document.label) == 40
    assert document.label.endswith("…")


def test_markdown_is_known_by_its_ending(tmp_path: Path) -> None:
    for name in ("a.md", "b.markdown", "c.txt"):
        (tmp_path / name).write_text(f"# Titre\n\n## Partie\n\n{BODY}", "utf-8")
    titles = [read_document(tmp_path / name).title for name in ("a.md", "b.markdown", "c.txt")]
    assert titles == ["Titre", "Titre", "# Titre"]


@pytest.mark.parametrize(
    ("head", "title", "date", "source"),
    [
        ("Titre du texte", "Titre du texte", None, None),
        ("Titre\n2023-04-10 21:35", "Titre", "2023-04-10", None),
        ("Titre\n\nMise à jour:2021-11-05 | example.org", "Titre", "2021-11-05", "example.org"),
        ("Titre\n\nPublié le 10.04.2023", "Titre", "2023-04-10", None),
        ("Title\n\nSource: Le Monde\nMay 3, 2021", "Title", "2021-05-03", "Le Monde"),
        ("标题\n\n来源：新华社 2023年4月10日", "标题", "2023-04-10", "新华社 2023年4月10日"),
    ],
)
def test_title_date_and_source_are_read_from_the_head(
    parse: Parse, head: str, title: str, date: str | None, source: str | None
) -> None:
    document = parse(f"{head}\n\n{BODY}")
    assert (document.title, document.date, document.source) == (title, date, source)
    assert [p.id for p in document.paragraphs] == ["d/head/1", "d/p/1"]
    assert document.paragraphs[0].text == head


@pytest.mark.parametrize("text", [BODY, f"1. {BODY}", f"Article 1\n{BODY}", f"I. Titre\n\n{BODY}"])
def test_a_text_may_have_no_head(parse: Parse, text: str) -> None:
    document = parse(text)
    assert document.title == "Doc"
    assert document.body == document.paragraphs


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        ("TENANCY AGREEMENT\n(furnished flat)\nFlat 3, 27 Aldermoor Terrace", "TENANCY AGREEMENT"),
        ("杨树镇人民政府\n关于河道治理的通报", "杨树镇人民政府"),
        # no title above the lines of a letter, a list or a paragraph
        ("Dear all,\nyour parcel is here", "Doc"),
        ("1. First\n2. Second", "Doc"),
        ("The council of the town met on Monday\nand adopted its budget.", "Doc"),
    ],
)
def test_the_first_of_the_lines_at_the_top_is_the_title(
    parse: Parse, opening: str, title: str
) -> None:
    document = parse(f"{opening}\n\n{BODY}")
    assert document.title == title
    # What the others say may be asked for.
    assert document.body == document.paragraphs


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023-04-10 21:35", "2023-04-10"),
        ("2023/4/1", "2023-04-01"),
        ("le 10/04/2023", "2023-04-10"),
        ("10.04.2023", "2023-04-10"),
        ("le 1er janvier 2020", "2020-01-01"),
        ("3 AOÛT 2021", "2021-08-03"),
        ("December 31, 1999", "1999-12-31"),
        ("31 December 1999", "1999-12-31"),
        ("2023年4月10日", "2023-04-10"),
        ("le 3 mars 2020, mis à jour le 2021-01-02", "2020-03-03"),
        ("2023-13-45 puis 2023-01-02", "2023-01-02"),
        ("2023-02-31", None),
        ("en 2023", None),
        ("version 1.2.3", None),
        ("120230-04-10", None),
        ("", None),
    ],
)
def test_the_first_real_date_is_found(text: str, date: str | None) -> None:
    assert find_date(text) == date


def test_content_hashes_ignore_white_space_and_unicode_form_only() -> None:
    text = "L’été  à\u2002Genève,\n5 000 pages"
    same = [
        "L’été à Genève, 5 000 pages",
        f"  {text}\t\n",
        unicodedata.normalize("NFD", text),
        text.replace(" ", "\u00a0"),
    ]
    other = [text.upper(), text.replace("’", "'"), text.replace(",", ""), text.replace(" ", "")]
    assert {content_hash(t) for t in same} == {content_hash(text)}
    assert content_hash(text) not in {content_hash(t) for t in other}
    assert len(content_hash(text)) == 16


def test_the_hash_of_a_document_follows_all_that_a_reader_sees(parse: Parse) -> None:
    document = parse(f"Titre\n\n{BODY}")
    assert document.content_hash == parse(f"Titre\n\n{BODY}").content_hash
    assert document.content_hash != parse(f"Titre\n\n{BODY}!").content_hash
    assert document.content_hash != parse(f"Titres\n\n{BODY}").content_hash


def test_documents_survive_json(shipped: dict[str, Document], parse: Parse) -> None:
    for document in (*shipped.values(), parse(f"I. Un\n\n1. {BODY}\n\n2. {BODY}\n\nFin.")):
        again = Document.from_dict(json.loads(json.dumps(document.to_dict())))
        assert again == document
        assert [p.id for p in again.paragraphs] == [p.id for p in document.paragraphs]
        for paragraph in document.paragraphs:
            assert Paragraph.from_dict(json.loads(json.dumps(paragraph.to_dict()))) == paragraph
