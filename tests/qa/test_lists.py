"""Questions for a list: the printed items, each on its line; or the sentence that lists."""

from pathlib import Path

import pytest

from qa import Assistant
from tests.qa.checks import assert_quotes_only, assert_sound

COMMITMENTS = [f"ism/II.{n}/1" for n in range(1, 7)]
PRIORITIES = [f"ism/III.{n}/1" for n in range(1, 21)]
PLATFORMS = [f"ism/IV.{n}/1" for n in range(1, 6)]
LISTS = [
    ("Quels sont les six engagements ?", COMMITMENTS),
    ("Citez les principes de l'Initiative.", COMMITMENTS),
    ("What are the six commitments?", COMMITMENTS),
    ("What are the six pledges?", COMMITMENTS),  # by another word
    ("What are the core concepts and principles?", COMMITMENTS),
    ("倡议的原则有哪些？", COMMITMENTS),
    ("Quelles sont les priorités de la coopération ?", PRIORITIES),
    ("List the cooperation platforms.", PLATFORMS),
    ("Quelles sont les cinq plateformes de coopération ?", PLATFORMS),
    ("合作平台和机制有哪些？", PLATFORMS),
]
NO_LIST = [
    "Quels sont les trois principes du maintien de la paix ?",  # of another thing
    "Quels sont les principes de la coopération militaire ?",
    "Quelles sont les priorités de la Chine en Afrique ?",  # some of them
    "Quel est le principe de la sécurité indivisible ?",  # one of them
]


@pytest.mark.parametrize(("question", "paragraphs"), LISTS)
def test_a_list_is_its_items_in_their_order(
    assistant: Assistant, question: str, paragraphs: list[str]
) -> None:
    answer = assistant.ask(question)
    assert [citation.paragraph_id for citation in answer.citations] == paragraphs
    assert all(sentence.new_line for sentence in answer.sentences)
    first, second = answer.sentences[:2]
    assert first.text.startswith(("Selon ISM", "According to ISM", "据ISM"))
    assert second.text.startswith("ISM")
    assert_sound(answer)
    assert_quotes_only(answer)


@pytest.mark.parametrize("question", NO_LIST)
def test_other_questions_get_no_list(assistant: Assistant, question: str) -> None:
    cited = {citation.paragraph_id for citation in assistant.ask(question).citations}
    assert cited
    assert not any(cited >= set(items) for items in (COMMITMENTS, PRIORITIES, PLATFORMS))


def test_a_list_of_another_length_is_not_there(assistant: Assistant) -> None:
    assert assistant.ask("Quelles sont les sept plateformes de coopération ?").abstained


def test_long_items_are_cut_where_a_clause_ends_and_say_so(assistant: Assistant) -> None:
    answer = assistant.ask("What are the cooperation priorities?")
    second = answer.citations[1]
    assert second.quote.endswith("coexistence pacifique")
    assert f"{second.quote} […]" in answer.sentences[1].text
    assert second.paragraph_text[second.start : second.end] == second.quote
    assert "[…]" not in answer.sentences[12].text  # a whole sentence


def test_a_sentence_that_enumerates_answers_alone(assistant: Assistant) -> None:
    answer = assistant.ask("国际军事合作有哪些方式？")
    (citation,) = answer.citations
    assert citation.quote.startswith("国际军事合作的主要方式包括")
    assert citation.quote.endswith("等等。")


def test_a_chapter_is_no_list(tmp_path: Path) -> None:
    document = tmp_path / "loi.txt"
    articles = "\n\n".join(f"Article {n}\nLe point {n} est réglé ici." for n in range(1, 40))
    document.write_text(f"Loi sur les points\n\nI. Dispositions générales\n\n{articles}\n")
    with Assistant(home=tmp_path / "home") as assistant:
        assistant.ingest([document])
        answer = assistant.ask("Quelles sont les dispositions générales ?", documents=["loi"])
        assert len(answer.citations) <= 4
