"""Names of countries and regions, asked for in one language and met in another."""

import pytest

from corpus import Language
from qa import Assistant
from qa.verification.names import names_in, says_name


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        ("Que dit le texte des États-Unis et de la Turquie ?", "fr", ["États-Unis", "Turquie"]),
        ("What about Latin America and the Caribbean?", "en", ["Latin America", "Caribbean"]),
        ("法国总统对非洲有什么看法？", "zh", ["法国", "非洲"]),
        ("l’Amérique latine, l'AMERIQUE LATINE", "fr", ["Amérique latine", "AMERIQUE LATINE"]),
        ("le monde", "fr", []),
        ("the world", "en", []),
        ("世界", "zh", []),
        ("Le niveau de la mer", "fr", []),  # "Niger" is in no word of it
        ("Does the UN, or un autre, know who the WHO is?", "en", ["UN", "WHO"]),
        ("", "fr", []),
    ],
)
def test_the_names_in_a_text(text: str, language: Language, named: list[str]) -> None:
    assert [text[start:end] for _, start, end in names_in(text, language)] == named


@pytest.mark.parametrize(
    ("question", "language", "text", "text_language"),
    [
        ("Et le Japon ?", "fr", "about Japanese law", "en"),
        ("法国怎么样？", "zh", "La politique française", "fr"),
        ("And the UN?", "en", "le rôle de l'ONU", "fr"),
        ("et le Moyen-Orient ?", "fr", "中东地区", "zh"),
    ],
)
def test_a_name_is_said_in_another_language_and_no_other_name_is(
    question: str, language: Language, text: str, text_language: Language
) -> None:
    [(name, _, _)] = names_in(question, language)
    assert says_name(name, text, text_language)
    [(other, _, _)] = names_in("Et la Norvège ?", "fr")
    assert not says_name(other, text, text_language)


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
