"""What is left of a question without the words for a place."""

import pytest

from corpus import Language
from qa.where.rest import asked_besides, may_ask_for_all, without_place
from qa.where.words import where_to_look


@pytest.mark.parametrize(
    ("question", "language", "left"),
    [
        ("According to section II, what is due?", "en", "what is due?"),
        ("Que dit la section II sur l'ONU ?", "fr", "Que dit le document sur l'ONU?"),
        ("第四部分讲了什么？", "zh", "文件讲了什么？"),
        ("Dans la conclusion, qui paie ?", "fr", "qui paie?"),
    ],
)
def test_the_whole_document_stands_for_the_place(
    question: str, language: Language, left: str
) -> None:
    where = where_to_look(question)
    assert where is not None
    assert without_place(question, where, language) == left


def test_a_novel_is_said_by_nobody() -> None:
    assert not may_ask_for_all("这是哪个作家所著的小说？")
    assert may_ask_for_all("这一章怎么说？")


@pytest.mark.parametrize(
    "rest",
    [
        "What does the document say?",
        "Je suis en train de lire le document : de quoi y est-il question ?",
        "Could you please sum up the document for me?",
        "文件讲了什么？",
        "the document, what's that all about?",
    ],
)
def test_an_overview_asks_for_nothing_besides(rest: str) -> None:
    assert asked_besides(rest) == ([], [])


@pytest.mark.parametrize(
    ("rest", "besides", "about"),
    [
        ("What does the document say about Africa?", [], ["africa"]),
        ("the document, what does it say a key costs?", ["key", "costs"], []),
        ("which phone number is given?", ["phone", "number"], []),
        ("文件怎么说网络安全？", [], ["网络安全"]),
    ],
)
def test_what_is_asked_besides(rest: str, besides: list[str], about: list[str]) -> None:
    assert asked_besides(rest) == (besides, about)
