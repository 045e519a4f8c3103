"""Printed pages → paragraphs with their page: real PDFs, made here."""

from pathlib import Path
from typing import Any

import pytest

from corpus import read_document
from corpus.errors import UnreadableDocumentError
from corpus.loaders import load
from corpus.loaders.printed import Line, paragraphs_of

A4 = (595.0, 842.0)
LONG = (
    "Le conseil municipal adopte chaque année le budget de la commune, après avoir entendu le "
    "rapport du maire sur les orientations et les engagements pluriannuels envisagés."
)


def printed(path: Path, build: str, *, chinese: bool = False, header: str = "") -> Path:
    """A PDF laid out by a word processor's means: styles, tables, running lines."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

    styles = getSampleStyleSheet()
    if chinese:
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        styles["BodyText"].fontName = "STSong-Light"
        styles["BodyText"].wordWrap = "CJK"

    def running(canvas: Any, document: Any) -> None:
        canvas.drawString(72, 812, header)
        canvas.drawString(280, 30, f"Page {document.page}")

    story = []
    for line in build.strip().split("\n"):
        kind, _, text = line.strip().partition(" ")
        if kind == "break":
            story.append(PageBreak())
        elif kind == "table":
            story.append(Table([row.split("|") for row in text.split("/")]))
        else:
            story.append(Paragraph(text, styles[kind]))
    SimpleDocTemplate(str(path), pagesize=A4).build(
        story, onFirstPage=running, onLaterPages=running
    )
    return path


def test_lines_are_joined_to_paragraphs_under_their_titles(tmp_path: Path) -> None:
    path = printed(
        tmp_path / "rapport.pdf",
        f"Title Rapport annuel\nHeading2 I. Budget\nBodyText {LONG}\nBodyText {LONG} Fin.\n"
        f"Heading2 II. Personnel\nBodyText {LONG}",
    )
    document = read_document(path)
    assert document.title == "Rapport annuel"
    assert [p.text for p in document.body] == [LONG, f"{LONG} Fin.", LONG]
    assert [p.headings for p in document.body] == [("I. Budget",)] * 2 + [("II. Personnel",)]
    assert [p.reference("fr") for p in document.body] == [
        "rapport, I, al. 1, p. 1", "rapport, I, al. 2, p. 1", "rapport, II, p. 1",
    ]  # fmt: skip
    for paragraph in document.paragraphs:
        assert document.text[paragraph.start : paragraph.end] == paragraph.text


def test_a_comment_in_code_is_no_heading(tmp_path: Path) -> None:
    path = printed(
        tmp_path / "guide.pdf",
        f"Title Guide\nHeading2 Usage\nBodyText {LONG}\nBodyText # Installer le module\n"
        f"BodyText {LONG}",
    )
    assert [p.headings for p in read_document(path).body] == [("Usage",)] * 3


def test_pages_are_counted_and_running_lines_left_out(tmp_path: Path) -> None:
    body = "\nbreak\n".join(f"BodyText {LONG} Page {n}." for n in range(1, 5))
    path = printed(tmp_path / "r.pdf", body, header="Rapport annuel 2024")
    loaded = load(path)
    assert "Rapport annuel 2024" not in loaded.text
    assert [str(note) for note in loaded.notes] == ["8 running headers or footers left out"]
    document = read_document(path)
    assert [p.locator.page for p in document.body] == [1, 2, 3, 4]
    assert document.body[2].reference("zh") == "r，第3段，第3页"
    assert document.body[2].id == "r/p/3"


def test_a_paragraph_goes_on_over_the_turn_of_a_page() -> None:
    lines = [
        Line(("La décision est prise par le conseil et publiée au",), 70, 520, 100, 12, 0),
        Line(("recueil des actes administratifs.",), 70, 300, 760, 12, 1),
        Line(("Elle est notifiée.",), 70, 200, 730, 12, 1),
    ]
    loaded = paragraphs_of(lines, [A4, A4])
    first, second = loaded.text.split("\n\n")
    assert first.endswith("publiée au recueil des actes administratifs.")
    assert second == "Elle est notifiée."
    assert loaded.pages == (0, first.index("recueil"))


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("la coopéra\u00ad", "tion des communes", "la coopération des communes"),
        ("le Lancang\u00ad", "Mékong traverse", "le Lancang-Mékong traverse"),
        ("du porte\u00ad", "parole. Le porte-parole dit", "du porte-parole. Le porte-parole dit"),
        ("国家保障公民的合", "法权益", "国家保障公民的合法权益"),
        ("the members of", "the board", "the members of the board"),
    ],
)
def test_words_divided_at_the_end_of_a_line_are_made_whole(
    before: str, after: str, whole: str
) -> None:
    lines = [
        Line((before,), 70, 520, 700, 12, 0),
        Line((after,), 70, 520, 686, 12, 0),
    ]
    assert paragraphs_of(lines, [A4]).text == whole


def test_the_second_column_goes_on_with_the_first() -> None:
    texts = [
        "Le premier alinéa commence dans la",
        "colonne de gauche et s'achève dans",
        "celle de droite.",
    ]
    places = [(70, 280, 114), (70, 280, 100), (310, 400, 760)]
    lines = [
        Line((text,), left, right, bottom, 12, 0)
        for text, (left, right, bottom) in zip(texts, places, strict=True)
    ]
    assert paragraphs_of(lines, [A4]).text == " ".join(texts)


def test_tables_keep_their_rows_and_cells(tmp_path: Path) -> None:
    path = printed(
        tmp_path / "t.pdf",
        f"BodyText {LONG}\ntable Année|Budget|Agents/2022|1 200 000|45/2023|1 350 000|47\n"
        f"BodyText {LONG}",
    )
    assert "| Année | Budget | Agents |\n| 2022 | 1 200 000 | 45 |\n| 2023 | 1 350 000 | 47 |" in (
        load(path).text
    )
    assert len(read_document(path).body) == 3


def test_a_number_before_a_wide_gap_is_no_cell() -> None:
    lines = [
        Line(("1.", "Premier point de la liste."), 70, 400, 700, 12, 0),
        Line(("2.", "Second point de la liste."), 70, 400, 680, 12, 0),
    ]
    assert paragraphs_of(lines, [A4]).text == (
        "1. Premier point de la liste.\n\n2. Second point de la liste."
    )


def test_articles_of_a_law_are_numbered(tmp_path: Path) -> None:
    path = printed(
        tmp_path / "loi.pdf",
        "Heading1 Loi\nBodyText <b>Article L. 221-1</b>. – Le délai est d'un mois.\n"
        "BodyText Il peut être prorogé.\nBodyText 1° Par décret ;\nBodyText 2° Par arrêté.\n"
        "BodyText <b>Article L. 221-2</b>. – La demande est écrite.",
    )
    assert [p.reference("fr") for p in read_document(path).body] == [
        "loi, Article L. 221-1, al. 1, p. 1",
        "loi, Article L. 221-1, al. 2, p. 1",
        "loi, Article L. 221-1, 1, p. 1",
        "loi, Article L. 221-1, 2, p. 1",
        "loi, Article L. 221-2, p. 1",
    ]


def test_chinese_lines_are_joined_without_spaces(tmp_path: Path) -> None:
    text = "国家保障公民的合法权益，任何组织和个人不得侵犯。" * 6
    body = f"BodyText 第一条　{text}\nBodyText 第二条　{text}"
    path = printed(tmp_path / "法律.pdf", body, chinese=True)
    document = read_document(path)
    assert [p.text for p in document.body] == [text, text]
    assert document.language == "zh"
    assert document.body[1].reference("zh") == "法律，第二条，第1页"


def test_a_damaged_page_does_not_lose_the_others(tmp_path: Path) -> None:
    path = printed(tmp_path / "r.pdf", f"BodyText {LONG}\nbreak\nBodyText {LONG}")
    data = path.read_bytes()
    path.write_bytes(data.replace(b"/MediaBox [ 0 0", b"/MediaBox [ x x", 1))
    assert LONG in load(path).text


def test_refusals_say_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(UnreadableDocumentError, match=r"'a\.pdf' is not a PDF, or is damaged"):
        load(path)


def test_titles_of_chapters_beside_page_numbers_are_running_lines() -> None:
    lines = []
    for page in range(6):
        chapter = f"Chapitre {page // 2 + 1} : {'Objet Durée Fin'.split()[page // 2]} {page + 1}"
        lines.append(Line((chapter,), 70, 300, 800, 10, page))
        lines.append(Line((f"{LONG} {page}.",), 70, 520, 740, 12, page))
    loaded = paragraphs_of(lines, [A4] * 6)
    assert loaded.text.count("\n\n") == 5
    assert "Chapitre" not in loaded.text


def test_titles_of_slides_stay() -> None:
    lines = []
    for page, title in enumerate(("Objet du projet", "Calendrier", "Budget", "Suite")):
        lines.append(Line((title,), 70, 300, 800, 24, page))
        lines.append(Line((f"{LONG} {page}",), 70, 520, 700, 12, page))
    text = paragraphs_of(lines, [A4] * 4).text
    assert "# Calendrier" in text


def test_the_table_of_contents_is_left_out_and_reported() -> None:
    texts = ["1. Objet . . . . . . . . . 3", "2. Durée ................ 12", "1. Objet", LONG]
    lines = [Line((text,), 70, 520, 700 - 30 * at, 12, 0) for at, text in enumerate(texts)]
    loaded = paragraphs_of(lines, [A4])
    assert loaded.text == f"1. Objet\n\n{LONG}"
    assert [str(note) for note in loaded.notes] == ["2 lines of a table of contents left out"]
