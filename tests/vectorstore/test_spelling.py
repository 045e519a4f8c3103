"""Typos are mended by words of the documents or the language, and nothing else is touched."""

from pathlib import Path

import pytest

from tests.vectorstore.others import lexical_row
from vectorstore.lexical import LexicalIndex
from vectorstore.spelling import initials, nearest

HELD = ["sécurité", "sécheresse", "intelligence", "former", "état", "paix", "développement"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("securite", "sécurité"),
        ("sécurrité", "sécurité"),
        ("sécuirté", "sécurité"),
        ("inteligence", "intelligence"),
        ("intellgience", "intelligence"),
        ("dévelopement", "développement"),
        ("etat", "état"),
        ("aapx", None),  # two edits in a short word
        ("zzzyx", None),
        ("réunion", None),
    ],
)
def test_a_typo_is_near_what_was_meant(word: str, meant: str | None) -> None:
    assert nearest(word, HELD) == meant


def test_the_first_of_equals_is_taken() -> None:
    assert nearest("securite", ["sécurité", "securité"]) == "sécurité"


def test_a_first_letter_may_lack_its_accent() -> None:
    assert "é" in initials("etat")
    assert initials("zone") == "z"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    index = LexicalIndex(Path(tmp_path_factory.mktemp("lexical")))
    texts = ["L'intelligence artificielle et la sécurité.", "La paix mondiale."]
    index.add(lexical_row(str(n), "a", text) for n, text in enumerate(texts))
    return index


@pytest.mark.parametrize(
    ("question", "mended"),
    [
        ("L’inteligence artificielle ?", "L’intelligence artificielle ?"),
        ("inteligence", "intelligence"),
        ("la securite mondiale", "la sécurité mondiale"),
        ("l'intelligence artificielle", "l'intelligence artificielle"),
        ("la paix monidale en 2021", "la paix mondiale en 2021"),
        ("和平 inteligence", "和平 intelligence"),
        ("", ""),
        # What no document holds is a word of the language.
        ("la guerre et la geurre", "la guerre et la guerre"),
        ("inteligence et polution", "intelligence et pollution"),
        ("les crimes et les règles", "les crimes et les règles"),
        ("un bien comun", "un bien commun"),
        # A name may be like any word; two of its letters swapped are a slip.
        ("que dit Macron de la paix", "que dit Macron de la paix"),
        ("le Pacs et le Cesu", "le Pacs et le Cesu"),
        ("que fait la Corée du Nord", "que fait la Corée du Nord"),
        ("que fait la Chnie pour la paix", "que fait la Chine pour la paix"),
        ("Inteligence et paix à Genève", "Intelligence et paix à Genève"),
        ("la paix selon l'AUKUS", "la paix selon l'AUKUS"),
        # Mostly words that nobody knows: another language.
        ("künstliche Intelligenz Sicherheit", "künstliche Intelligenz Sicherheit"),
    ],
)
def test_only_typos_are_mended(index: LexicalIndex, question: str, mended: str) -> None:
    assert index.mend(question, "fr", lambda word: False) == mended


@pytest.mark.parametrize(
    ("question", "mended"),
    [
        ("waht abuot the iland", "what about the island"),
        ("wich principels", "which principles"),
        ("safty in orbt", "safety in orbit"),
        # The documents' word is French, the question's own is as near.
        ("artificial inteligence securty", "artificial intelligence security"),
        ("Mondiale", "Mondiale"),
    ],
)
def test_an_english_question_is_mended_in_english(
    index: LexicalIndex, question: str, mended: str
) -> None:
    assert index.mend(question, "en", lambda word: False) == mended


def test_a_word_that_is_one_is_left_alone(index: LexicalIndex) -> None:
    assert index.mend("la paix montiale", "fr", lambda word: False) == "la paix mondiale"
    assert index.mend("la paix montiale", "fr", lambda word: True) == "la paix montiale"


def test_titles_are_searched_with_the_paragraph(tmp_path: Path) -> None:
    index = LexicalIndex(tmp_path)
    index.add([lexical_row("1", "a", "Article unique.", context=["Loi sur les grains"])])
    assert list(index.search("grains", "fr", 5)) == ["1"]
