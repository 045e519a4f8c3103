"""Questions that name an item by the number printed in the document."""

import pytest

from qa import Assistant
from qa.printed import names_item, without_item

NAMED = [
    ("Que dit III.12 ?", {"ism/III.12/1"}),
    ("Résume IV.5", {"ism/IV.5/1", "ism/IV.5/2"}),
    ("Quel est le troisième principe ?", {"ism/II.3/1"}),
    ("Quels engagements de désarmement figurent au point 4 des priorités ?",
     {"ism/III.4/1", "ism/III.4/2", "ism/III.4/3"}),
    ("What is the second commitment?", {"ism/II.2/1"}),
    ("第四项重点合作方向是什么？", {"ism/III.4/1", "ism/III.4/2", "ism/III.4/3"}),
    ("What does item 9 of the priorities say?", {"ism/III.9/1"}),
    ("Quelles plateformes figurent au 4e point des plateformes et mécanismes ?",
     {"ism/IV.4/1"}),
]  # fmt: skip
NOT_THERE = [
    "Que dit le point 25 ?",
    "Que dit III.21 ?",
    "Que dit VII.1 ?",
    # items are printed as bare numbers here, and there is no article
    "Que dit l'article 5 ?",
    # the item is there, and does not say it
    "Quel budget prévoit le point 4 des priorités ?",
]


@pytest.mark.parametrize(("question", "paragraphs"), NAMED)
def test_all_paragraphs_of_the_item_are_cited_and_no_other(
    assistant: Assistant, question: str, paragraphs: set[str]
) -> None:
    answer = assistant.ask(question)
    assert {citation.paragraph_id for citation in answer.citations} == paragraphs
    assert [c.paragraph_id for c in answer.citations] == sorted(paragraphs)


@pytest.mark.parametrize("question", NOT_THERE)
def test_an_item_that_is_not_there_or_is_silent_is_not_made_up(
    assistant: Assistant, question: str
) -> None:
    assert assistant.ask(question).abstained


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("What does priority 4 say?", "What does say?"),
        ("le 2e engagement", "le"),
        ("the sixth commitment", "the"),
        ("第四项合作重点", "合作重点"),
        ("第十二条规定了什么", "规定了什么"),
        ("III.4, al. 2", ", al. 2"),
    ],
)
def test_the_words_that_name_an_item(question: str, left: str) -> None:
    assert names_item(question)
    assert without_item(question).split() == left.split()


@pytest.mark.parametrize(
    "question",
    [
        "Que décide le conseil numéro 4 ?",
        "Combien de personnes en 2023 ?",
        "les cinq points de la proposition",
        "la 76e session de l'Assemblée générale",
        "le comité 1540",
        "la première fois",
        "5000 personnes",
        "全球安全倡议六项原则",
    ],
)
def test_other_numbers_name_no_item(question: str) -> None:
    assert not names_item(question)
