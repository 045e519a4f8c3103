"""The words for a place in a document, as they are read."""

import pytest

from qa.where.steps import LAST, Step
from qa.where.words import where_to_look

READ = [
    ("What does section III say?", [("section", (3,))]),
    ("que dit la partie 2", [("part", (2,))]),
    ("第四部分讲了什么？", [("part", (4,))]),
    ("第三章第十四条", [("chapter", (3,)), ("article", (14,))]),
    ("第7条第二款", [("article", (7,)), ("paragraph", (2,))]),
    ("What does clause 9.4 (b) say?", [("clause", (9, 4, 2))]),
    ("item (c) of clause 4.3", [("clause", (4, 3)), ("clause", (3,))]),
    ("le deuxième alinéa de l'article 5", [("article", (5,)), ("paragraph", (2,))]),
    ("ISM, III.4, al. 2", [("clause", (3, 4)), ("paragraph", (2,))]),
    ("Que dit la page 3 ?", [("page", (3,))]),
    ("annexe B", [("annex", (2,))]),
    ("附件二写了些什么", [("annex", (2,))]),
    ("the last paragraph of chapter 2", [("chapter", (2,)), ("paragraph", (LAST,))]),
    ("l'avant-dernière rubrique", [("section", (LAST - 1,))]),
    ("the third bullet of section 4", [("section", (4,)), ("entry", (3,))]),
    ("What does the introduction say?", [("introduction", ())]),
    ("d'après la conclusion du rapport", [("conclusion", ())]),
    ("How does the document begin?", [("opening", ())]),
    ("Comment se termine la partie 3 ?", [("part", (3,)), ("ending", ())]),
    ("文件结尾希望什么", [("ending", ())]),
    ("Au début du rapport, avant la section 1, que lit-on ?", [("opening", ())]),
]  # fmt: skip
NOT_READ = [
    "What is 3.5 % of the budget?",
    "Un pays qui n'a pas participé au début peut-il encore rejoindre l'initiative ?",
    "the conclusion of the treaty",
    "l'introduction de l'euro",
    "the first part of the year",
    "What part I should play?",
    "à la fin du bail",
    "Is there a conclusion?",
    "How does the race start?",
    "电话以什么开头？",
    "2024年第一季度",
    # what looks like a number and is none, or like a unit
    "What does section IIII say?",
    "第0段说了什么？",
    "un parti politique (II)",
    "附件零",
]


@pytest.mark.parametrize(("question", "steps"), READ)
def test_places_are_read_from_the_outermost_inwards(
    question: str, steps: list[tuple[str, tuple[int, ...]]]
) -> None:
    where = where_to_look(question)
    assert where is not None
    assert [(step.unit, step.number) for step in where.steps] == steps


@pytest.mark.parametrize("question", NOT_READ)
def test_what_is_no_place(question: str) -> None:
    assert where_to_look(question) is None


def test_a_bare_item_may_be_one_of_any_list() -> None:
    bare = where_to_look("Que dit le point 4 ?")
    within = where_to_look("Que dit le point 4 de la section III ?")
    assert bare is not None
    assert bare.is_item
    assert within is not None
    assert not within.is_item
    assert within.names_section


def test_sentences_are_told_from_paragraphs() -> None:
    sentence = where_to_look("What is the first sentence of the paper?")
    paragraph = where_to_look("What is the first paragraph of the paper?")
    assert sentence is not None
    assert paragraph is not None
    assert sentence.is_sentence
    assert not paragraph.is_sentence
    assert sentence.steps == paragraph.steps == (Step("paragraph", (1,), is_counted=True),)
