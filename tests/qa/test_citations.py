"""Quotes → numbered citations that are exact, whatever is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import LANGUAGES, Paragraph
from qa import Assistant
from qa.citations import Citations
from tests.qa.checks import PARAGRAPHS, assert_quotes_only, assert_sound
from tests.qa.properties import SLOW, THOROUGH

WORDS = sorted({word for p in PARAGRAPHS.values() for word in p.text.split()})


@pytest.fixture
def paragraph() -> Paragraph:
    return PARAGRAPHS["ism/III.4/2"]


def test_a_citation_names_its_paragraph_in_the_language_of_the_answer(paragraph: Paragraph) -> None:
    made = {language: Citations(language).cite(paragraph, 0, 10) for language in LANGUAGES}
    assert made["fr"].reference == "ISM, III.4, al. 2"
    assert made["en"].reference == "ISM, III.4, para. 2"
    assert made["zh"].reference == "ISM，III.4，第2段"
    assert {citation.language for citation in made.values()} == {"fr"}
    assert made["fr"].document_title.startswith("Document conceptuel")
    assert made["fr"].content_hash == paragraph.content_hash


def test_the_same_quote_keeps_its_number_and_another_gets_the_next(paragraph: Paragraph) -> None:
    citations = Citations("fr")
    first = citations.cite(paragraph, 0, 10)
    second = citations.cite(paragraph, 0, 11)
    assert citations.cite(paragraph, 0, 10) is first
    assert (first.number, second.number) == (1, 2)
    assert citations.all() == (first, second)
    assert citations.numbered([2, 1]) == (second, first)


def test_the_same_words_in_another_paragraph_are_another_citation() -> None:
    citations = Citations("fr")
    one, other = PARAGRAPHS["ism/I/1"], PARAGRAPHS["ism/I/2"]
    assert citations.cite(one, 0, 1).number == 1
    assert citations.cite(other, 0, 1).number == 2


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3), (0, 10_000), (10_000, 10_001)])
def test_a_quote_outside_its_paragraph_is_refused(
    paragraph: Paragraph, start: int, end: int
) -> None:
    citations = Citations("fr")
    with pytest.raises(ValueError, match="no quote at"):
        citations.cite(paragraph, start, end)
    assert citations.all() == ()


@THOROUGH
@given(st.lists(st.tuples(st.sampled_from(sorted(PARAGRAPHS)), st.integers(0, 90)), max_size=12))
def test_numbers_count_up_and_quotes_are_exact(wanted: list[tuple[str, int]]) -> None:
    citations = Citations("en")
    for paragraph_id, start in wanted:
        paragraph = PARAGRAPHS[paragraph_id]
        start = min(start, len(paragraph.text) - 1)
        citations.cite(paragraph, start, min(start + 20, len(paragraph.text)))
    made = citations.all()
    assert [citation.number for citation in made] == list(range(1, len(made) + 1))
    assert len({(c.paragraph_id, c.start, c.end) for c in made}) == len(made)
    for citation in made:
        paragraph = PARAGRAPHS[citation.paragraph_id]
        assert citation.quote == paragraph.text[citation.start : citation.end]


@SLOW
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14), st.sampled_from(["", "ism"]))
def test_every_citation_of_every_answer_is_exact(
    assistant: Assistant, words: list[str], only: str
) -> None:
    question = " ".join(["Que dit le texte :", *words, "?"])
    answer = assistant.ask(question, documents=[only] if only else [])
    assert_sound(answer)
    assert_quotes_only(answer)
    assert not only or {c.document_id for c in answer.citations} <= {only}
