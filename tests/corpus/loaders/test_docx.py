"""Word documents, with the numbers that Word counts itself."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from corpus import read_document
from corpus.loaders import load
from corpus.loaders.docx_numbering import _chinese

Write = Callable[[Any], None]


@pytest.fixture
def word(tmp_path: Path) -> Callable[[Write], Path]:
    def make(write: Write) -> Path:
        document = Document()
        write(document)
        document.save(str(tmp_path / "avis.docx"))
        return tmp_path / "avis.docx"

    return make


def a_list(document: Any, *levels: tuple[str, str]) -> str:
    """A list whose levels have these forms and texts; its id."""
    root = document.part.numbering_part.element
    key = str(900 + len(root.findall(qn("w:abstractNum"))))
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}">{inner}</w:abstractNum>'
    )
    root.insert(0, abstract)
    root.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>')
    )
    return key


def item(document: Any, text: str, list_id: str, level: int = 0) -> None:
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/>'
            "</w:numPr>"
        )
    )


def test_styles_become_headings(word: Callable[[Write], Path]) -> None:
    def write(document: Any) -> None:
        document.add_heading("Avis sur l'eau", 0)
        document.add_heading("Contexte", 1)
        document.add_paragraph("Le conseil a été saisi par le ministre.")
        document.add_heading("Analyse", 2)
        document.add_paragraph("La ressource diminue.")

    document = read_document(word(write))
    assert document.title == "Avis sur l'eau"
    assert [p.headings for p in document.body] == [("Contexte",), ("Contexte", "Analyse")]
    assert [p.text for p in document.body][1] == "La ressource diminue."


def test_only_styles_become_headings(word: Callable[[Write], Path]) -> None:
    def write(document: Any) -> None:
        document.add_heading("Guide", 1)
        document.add_paragraph("# Installer le module")

    (paragraph,) = read_document(word(write)).body
    assert paragraph.text.endswith("# Installer le module")


def test_numbers_of_lists_are_those_that_word_prints(word: Callable[[Write], Path]) -> None:
    def write(document: Any) -> None:
        outline = a_list(document, ("decimal", "%1."), ("lowerLetter", "%2)"))
        for text, level in [("Un", 0), ("Sous un", 1), ("Sous deux", 1), ("Deux", 0), ("Autre", 1)]:
            item(document, f"{text} est une phrase.", outline, level)

    loaded = load(word(write))
    assert loaded.text.split("\n\n") == [
        "1. Un est une phrase.",
        "a) Sous un est une phrase.",
        "b) Sous deux est une phrase.",
        "2. Deux est une phrase.",
        "a) Autre est une phrase.",
    ]
    document = read_document(word(write))
    assert [p.id for p in document.body] == [
        "avis/1/1", "avis/1.a/1", "avis/1.b/1", "avis/2/1", "avis/2.a/1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "text", "printed"),
    [
        ("decimal", "Article %1.", ["Article 1.", "Article 2."]),
        ("upperRoman", "%1.", ["I.", "II."]),
        ("lowerRoman", "(%1)", ["(i)", "(ii)"]),
        ("upperLetter", "%1.", ["A.", "B."]),
        ("chineseCountingThousand", "第%1条", ["第一条", "第二条"]),
        ("chineseCounting", "（%1）", ["（一）", "（二）"]),
        ("bullet", "", ["-", "-"]),
        ("decimalZero", "%1", ["01", "02"]),
    ],
)
def test_every_form_of_number(
    word: Callable[[Write], Path], form: str, text: str, printed: list[str]
) -> None:
    def write(document: Any) -> None:
        list_id = a_list(document, (form, text))
        for content in ("premier", "second"):
            item(document, content, list_id)

    lines = load(word(write)).text.split("\n\n")
    assert lines == [f"{printed[0]} premier", f"{printed[1]} second"]


def test_levels_of_an_outline_are_written_together(word: Callable[[Write], Path]) -> None:
    def write(document: Any) -> None:
        outline = a_list(document, ("decimal", "%1"), ("decimal", "%1.%2"))
        for text, level in [("Objet", 0), ("Champ", 1), ("Durée", 1), ("Suite", 0), ("Fin", 1)]:
            item(document, text, outline, level)

    lines = load(word(write)).text.split("\n\n")
    assert lines == ["1 Objet", "1.1 Champ", "1.2 Durée", "2 Suite", "2.1 Fin"]


def test_tables_breaks_and_changes(word: Callable[[Write], Path]) -> None:
    def write(document: Any) -> None:
        table = document.add_table(2, 2)
        for at, text in enumerate(("Année", "Budget", "2023", "1 350 000")):
            table.cell(at // 2, at % 2).text = text
        document.add_paragraph("Première ligne\nseconde ligne\tet suite.")
        paragraph = document.add_paragraph("Texte ")
        paragraph._p.append(
            parse_xml(
                f'<w:ins {nsdecls("w")} w:id="1" w:author="x"><w:r><w:t>ajouté</w:t></w:r></w:ins>'
            )
        )
        paragraph._p.append(
            parse_xml(
                f'<w:del {nsdecls("w")} w:id="2" w:author="x"><w:r><w:delText>effacé</w:delText>'
                "</w:r></w:del>"
            )
        )

    text = load(word(write)).text
    assert "| Année | Budget |\n| 2023 | 1 350 000 |" in text
    assert "Première ligne\nseconde ligne et suite." in text
    assert text.endswith("Texte ajouté")
    assert "effacé" not in text


def test_the_title_of_the_file_serves_where_none_is_printed(word: Callable[[Write], Path]) -> None:
    def write(document: Any) -> None:
        document.core_properties.title = "Avis du conseil"
        document.add_paragraph("Le conseil a été saisi par le ministre. Il a répondu.")

    assert read_document(word(write)).title == "Avis du conseil"


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (2024, "二千零二十四"),
    ],
)
def test_chinese_numerals(number: int, written: str) -> None:
    assert _chinese(number) == written


def test_the_table_of_contents_is_left_out(word: Callable[[Write], Path]) -> None:
    def write(document: Any) -> None:
        style = document.styles.add_style("toc 1", 1)
        document.add_paragraph("Objet\t3", style=style)
        document.add_paragraph("Le conseil a été saisi.")

    assert load(word(write)).text == "Le conseil a été saisi."


_NOTES = f"""<w:{{kind}} {nsdecls("w")}>
<w:{{one}} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{{one}}>
<w:{{one}} w:id="2"><w:p><w:r><w:footnoteRef/><w:t> Voir le rapport annuel.</w:t></w:r></w:p>
<w:p><w:r><w:t>Et son annexe.</w:t></w:r></w:p></w:{{one}}>
<w:{{one}} w:id="5"><w:p><w:r><w:t>Texte entier en ligne.</w:t></w:r></w:p></w:{{one}}>
</w:{{kind}}>"""


def add_notes(document: Any, one: str, root: str) -> None:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kind = f"{one}s"
    part = Part(
        PackURI(f"/word/{kind}.xml"),
        f"{main}.{kind}+xml",
        root.encode(),
        document.part.package,
    )
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    document.part.relate_to(part, f"{relations}/{kind}")


def mark(document: Any, text: str, *marks: tuple[str, str]) -> None:
    """A paragraph with marks of notes after its text."""
    paragraph = document.add_paragraph(text)
    for one, key in marks:
        reference = f'<w:r {nsdecls("w")}><w:{one}Reference w:id="{key}"/></w:r>'
        paragraph._p.append(parse_xml(reference))


def test_footnotes_and_endnotes_stand_at_the_end_in_the_order_of_their_marks(
    word: Callable[[Write], Path],
) -> None:
    def write(document: Any) -> None:
        mark(document, "Le budget est voté.", ("footnote", "5"), ("endnote", "2"))
        mark(document, "Les comptes sont approuvés.", ("footnote", "2"), ("footnote", "9"))
        for one in ("footnote", "endnote"):
            add_notes(document, one, _NOTES.format(kind=f"{one}s", one=one))

    document = read_document(word(write), "avis")
    assert [paragraph.text for paragraph in document.body] == [
        "Le budget est voté.",
        "Les comptes sont approuvés.",
        "Note 1. Texte entier en ligne.",
        "Note i. Voir le rapport annuel. Et son annexe.",
        "Note 2. Voir le rapport annuel. Et son annexe.",
    ]
    assert [p.headings[-1:] for p in document.body[1:3]] == [(), ("Notes",)]
    assert [str(note) for note in document.notes] == ["3 footnotes and endnotes put at the end"]


def test_marks_of_notes_that_are_not_there_are_passed_over(word: Callable[[Write], Path]) -> None:
    document = read_document(word(lambda d: mark(d, "Le budget.", ("footnote", "1"))), "avis")
    assert [paragraph.text for paragraph in document.body] == ["Le budget."]
    assert document.notes == ()
