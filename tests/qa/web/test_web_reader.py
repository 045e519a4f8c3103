import re
from html import unescape

import pytest

from corpus import Document, parse_document, shipped_documents
from qa.web.reader import Place, document_page
from qa.web.texts import WORDS

_WORDS = WORDS["fr"]


@pytest.fixture(scope="module")
def ism() -> Document:
    return next(document for document in shipped_documents() if document.id == "ism")


def test_marks_exactly_the_quoted_characters(ism: Document) -> None:
    for paragraph in ism.paragraphs:
        middle = len(paragraph.text) // 2
        for start, end in ((0, 1), (0, len(paragraph.text)), (middle, middle + 7)):
            place = Place(paragraph.id, "fr", start, end, paragraph.content_hash)
            (marked,) = re.findall(r"<mark>(.*?)</mark>", document_page(ism, place, _WORDS), re.S)
            assert unescape(marked) == paragraph.text[start:end]


def test_shows_every_paragraph_once_with_its_number(ism: Document) -> None:
    html = document_page(ism, Place("ism/I/1", "zh"), _WORDS)
    shown = re.findall(r'data-language="zh">(.*?)</button><p lang=\'\w+\'>(.*?)</p>', html, re.S)
    assert [unescape(text) for _, text in shown] == [p.text for p in ism.paragraphs]
    numbers = [number for number, _ in shown]
    assert numbers[0] == "文首"
    assert {"I，第1段", "II.3", "III.4，第2段", "II，第6项之后"} <= set(numbers)
    assert html.count("<h3 ") == 4
    assert html.count("data-goto") == 4
    assert html.count("class='paragraph cited'") == 1


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 5), (9, 3), (0, 10**8), (10**8, 10**9)])
def test_marks_nothing_where_the_quote_is_not(ism: Document, start: int, end: int) -> None:
    html = document_page(ism, Place("ism/I/1", "fr", start, end), _WORDS)
    assert "<mark>" not in html
    assert "cited" in html


def test_says_when_the_paragraph_has_changed_since(ism: Document) -> None:
    html = document_page(ism, Place("ism/I/1", "fr", 0, 10, "another hash"), _WORDS)
    assert "<mark>" not in html
    assert _WORDS.changed in unescape(html)


def test_opens_at_the_top_when_the_paragraph_is_gone(ism: Document) -> None:
    html = document_page(ism, Place("ism/XX.1/1", "fr", 0, 10), _WORDS)
    assert "cited" not in html
    assert "I. Contexte" in html


def test_reads_a_place_from_what_a_browser_may_send() -> None:
    button = {"paragraph": "ism/I/1", "language": "zh", "start": "3", "end": "9", "hash": "0a"}
    assert Place.from_button(button) == Place("ism/I/1", "zh", 3, 9, "0a")
    assert Place.from_button({}) == Place("", "en")
    odd = {"paragraph": 5, "language": "xx", "start": "-1", "end": "1e9", "hash": None}
    assert Place.from_button(odd) == Place("5", "en", 0, 0, "None")
    assert Place.from_button({"start": "٣"}).start == 0


def test_escapes_the_document() -> None:
    hostile = "<script>alert(1)</script> & <img src=x>"
    document = parse_document(hostile * 9, document_id="x", name=hostile, origin="x.txt")
    html = document_page(document, Place("x/p/1", "fr"), _WORDS)
    assert "<script>" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_rows_of_a_table_stay_lines() -> None:
    text = "Le budget est voté chaque année.\n\n| Année | Budget |\n| 2023 | 1 350 |\n"
    document = parse_document(text, document_id="d", name="d", origin="d.html", markdown=True)
    html = document_page(document, Place("d/p/1", "fr"), _WORDS)
    assert html.count("class='paragraph rows'") == 1
    assert "| Année | Budget |\n| 2023 | 1 350 |" in html
