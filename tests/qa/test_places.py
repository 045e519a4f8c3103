"""Names of countries and regions, asked for in one language and met in another."""

import pytest

from qa import Assistant
from qa.places import places


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Que dit le texte des États-Unis et de la Corée du Nord ?", ["US", "KP"]),
        ("What about Latin America and the Caribbean?", ["419", "029"]),
        ("法国总统对非洲有什么看法？", ["FR", "002"]),
        ("l’Amérique latine, l'AMERIQUE LATINE", ["419"]),
        ("the world, le monde, 世界", []),
        ("Le niveau de la mer", []),  # "Niger" is in no word of it
        ("", []),
    ],
)
def test_the_places_that_a_text_names(text: str, codes: list[str]) -> None:
    assert [place.code for _, place in places(text)] == codes


def test_a_place_has_its_name_in_each_language() -> None:
    [(words, place)] = places("Et le Japon ?")
    assert words == "japon"
    assert dict(place.names) == {"fr": "Japon", "en": "Japan", "zh": "日本"}


@pytest.mark.parametrize(
    ("question", "paragraph_id"),
    [
        ("What is planned for Latin America and the Caribbean?", "ism/III.9/1"),
        ("文件对拉丁美洲有什么安排？", "ism/III.9/1"),
        ("文件怎么说乌克兰危机？", "ism/III.5/1"),
        ("What does the paper say about Ukraine?", "ism/III.5/1"),
        ("Que dit le document de l'Ukraine ?", "ism/III.5/1"),
    ],
)
def test_a_place_named_in_another_language_is_found(
    assistant: Assistant, question: str, paragraph_id: str
) -> None:
    answer = assistant.ask(question)
    assert paragraph_id in {citation.paragraph_id for citation in answer.citations}


@pytest.mark.parametrize(
    "question",
    [
        "法国总统对全球安全倡议有什么看法？",
        "日本对全球安全倡议持什么态度？",
        "Que dit le document de la Norvège ?",
        "What does the paper say about Brazil?",
    ],
)
def test_a_place_that_no_paragraph_names_gets_no_answer(
    assistant: Assistant, question: str
) -> None:
    assert assistant.ask(question).abstained
