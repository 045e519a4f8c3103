"""Whether what a question asks for by name is there."""

import pytest

from qa import Assistant


@pytest.mark.parametrize(
    ("question", "paragraph"),
    [
        # The title above says it of all.
        ("Quelles sont les priorités de la coopération en Afrique ?", "ism/III.1/2"),
        # The text does not count them.
        ("Which four deficits are widening?", "ism/I/2"),
        # Another name of the same
        ("What is to be done about the bloodshed around Kyiv?", "ism/III.5/1"),
        # The last noun of its phrase, and not 海上
        ("文件列举了哪些海上跨国犯罪？", "ism/III.11/1"),
    ],
)
def test_it_is_there(assistant: Assistant, question: str, paragraph: str) -> None:
    answer = assistant.ask(question)
    assert paragraph in {citation.paragraph_id for citation in answer.citations}


@pytest.mark.parametrize(
    "question",
    [
        "Quels sont les sept engagements ?",  # six
        "Quelles sont les neuf plateformes de coopération ?",  # five items
        "What does it say about the bloodshed around Caracas?",
        "Combien de forums sont prévus à Addis-Abeba ?",
        "文件规定了哪些关税？",
    ],
)
def test_it_is_not_there(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained
