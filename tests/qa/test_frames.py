"""Words that only say that documents are asked."""

import pytest

from qa.frames import without_frame
from qa.question import understand


@pytest.mark.parametrize(
    ("question", "sought"),
    [
        ("What does the paper say about Ukraine?", "Ukraine?"),
        ("What does the concept paper say about the Pacific?", "Pacific?"),
        ("Que dit le document de l'Ukraine ?", "Ukraine ?"),
        ("Que prévoient les deux textes pour l’Afrique ?", "Afrique ?"),
        ("Que dit le texte à propos des océans ?", "océans ?"),
        ("D'après le document, qui décide ?", ", qui décide ?"),
        ("文件怎么说乌克兰危机？", "乌克兰危机？"),
        ("文件对非洲有什么安排？", "非洲有什么安排？"),
    ],
)
def test_a_frame_is_not_looked_for(question: str, sought: str) -> None:
    assert without_frame(question) == sought
    inquiry = understand(question)
    assert (inquiry.text, inquiry.sought) == (question, sought)


@pytest.mark.parametrize(
    "question",
    [
        "Qui a proposé l'Initiative ?",
        "What is the title of the paper?",
        "Que dit le document ?",
        "What does the paper say?",
        "文件怎么说？",
        "Que dit la loi sur les documents ?",
    ],
)
def test_what_asks_for_something_else_is_left_whole(question: str) -> None:
    assert without_frame(question) == question


def test_a_question_about_the_document_itself_keeps_its_words() -> None:
    question = "D'après le document, quelle est sa date de publication ?"
    assert understand(question).sought == question
