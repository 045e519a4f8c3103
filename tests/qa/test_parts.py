"""Questions for two things at once are answered for each of them."""

import pytest

from qa import Assistant
from tests.qa.checks import assert_sound


@pytest.mark.parametrize(
    ("question", "paragraphs"),
    [
        (
            "Comparez ce qui est proposé pour les armes conventionnelles et pour les armes de "
            "destruction massive.",
            {"ism/III.4/2", "ism/III.4/3"},
        ),
        (
            "What is asked of Pacific islands versus Latin America: how does the planned support "
            "differ between the two regions?",
            {"ism/III.9/1", "ism/III.10/1"},
        ),
        ("对中东和对非洲之角，文件提出的合作安排有什么不同？", {"ism/III.7/1", "ism/III.8/1"}),
        (
            "Comment le texte veut-il aider l'ONU, de la prévention des conflits au maintien de la "
            "paix ?",
            {"ism/III.1/1", "ism/III.1/2"},
        ),
        (
            "How does the text treat Africa as opposed to the Pacific?",
            {"ism/III.8/1", "ism/III.10/1"},
        ),
        (
            "Que prévoit l'ISM pour le numérique : données, cyberespace, intelligence "
            "artificielle ?",
            {"ism/III.13/1", "ism/III.15/1"},
        ),
        (
            "Que met la Chine sur la table contre les cybermenaces et face aux risques de l'IA ?",
            {"ism/III.13/1", "ism/III.15/1"},
        ),
        (
            "How is development supposed to bring about security, in the vision and in the 2030 "
            "Agenda item?",
            {"ism/II.1/1", "ism/III.20/1"},
        ),
        (
            "Que demande-t-on contre la prolifération nucléaire et contre le terrorisme ?",
            {"ism/III.3/1", "ism/III.12/1"},
        ),
        (
            "What does the concept paper say about artificial intelligence, and about cyberspace?",
            {"ism/III.13/1", "ism/III.15/1"},
        ),
        # The items stand before what is asked of each.
        (
            "人工智能和外空两个领域，中国对军事用途的态度有何不同？",
            {"ism/III.15/1", "ism/III.16/1"},
        ),
        ("海上通道安全和能源运输安全，分别打算怎么保障？", {"ism/III.11/1", "ism/III.18/1"}),
        # Two questions
        (
            "文件怎么回应联合国秘书长的《我们的共同议程》？又希望在联合国各机构里讨论些什么？",
            {"ism/III.1/1", "ism/IV.1/1"},
        ),
        # One paragraph is the best for both parts, and for more than one is asked.
        (
            "Je prépare un exposé sur le désarmement : que dit le texte des armes nucléaires, "
            "chimiques et légères ?",
            {"ism/III.3/1", "ism/III.4/2"},
        ),
    ],
)
def test_each_of_two_things_is_answered(
    assistant: Assistant, question: str, paragraphs: set[str]
) -> None:
    answer = assistant.ask(question)
    assert_sound(answer)
    assert {citation.paragraph_id for citation in answer.citations} == paragraphs


@pytest.mark.parametrize(
    "question",
    [
        "Les deux textes parlent-ils du maintien de la paix ?",
        "Do both documents mention peacekeeping?",
        "两份文件对中国安全观的表述一样吗？",
        "Comment l'article et le document traitent-ils chacun le maintien de la paix ?",
        "How do the article and the concept paper each treat peacekeeping?",
        "概念文件和那篇讲军事合作的文章各是怎么讲维和的？",
    ],
)
def test_of_two_documents_each_is_quoted(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert_sound(answer)
    cited = {citation.paragraph_id.partition("/")[0] for citation in answer.citations}
    assert cited == {"ism", "cooperation"}


@pytest.mark.parametrize(
    "question",
    [
        "Qui a proposé l'Initiative et quand ?",
        "Quelles sont les menaces traditionnelles et non traditionnelles ?",
        "Do all countries have the same rights?",
        "Combien de personnes la Chine formera-t-elle, et pour quoi ?",
    ],
)
def test_one_thing_is_left_whole(assistant: Assistant, question: str) -> None:
    assert assistant.evidence(question).parts == ()


def test_the_paragraphs_of_the_parts_are_what_a_model_reads_first(assistant: Assistant) -> None:
    evidence = assistant.evidence("对中东和对非洲之角，文件提出的合作安排有什么不同？")
    first = [hit.paragraph.id for hit in evidence.hits[: len(evidence.parts)]]
    assert first == [part.paragraph.id for part in evidence.parts]


@pytest.mark.parametrize(
    "question",
    [
        "和" * 3990 + "吗？",
        "中国和" * 1300 + "？",
        ":，" * 1990 + "谁？",
        "，" * 3990 + "谁？",
        "a and " * 600 + ": who?",
        "à la fois " * 390 + "?",
        "(" * 3990 + "who?",
        "<a>" * 1300 + "who?",
        "? " * 1990 + "who?",
        "，什么" * 1300 + "？",
        " ,.;" * 990 + "thanks",
        "ok, " * 990 + "who?",
    ],
)
def test_a_hostile_question_is_read_without_trying_every_way(
    assistant: Assistant, question: str
) -> None:
    """Patterns that could be matched in many ways would keep this from ending."""
    assert_sound(assistant.ask(question))
