"""Paragraph → sentences in three languages, with nothing lost."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import shipped_documents
from corpus.sentences import Span, ends_with_abbreviation, split_sentences
from tests.qa.properties import THOROUGH


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La paix. La sécurité.", ["La paix.", "La sécurité."]),
        ("La paix ! La sécurité ?", ["La paix !", "La sécurité ?"]),
        ("M. Xi parle. Il finit.", ["M. Xi parle.", "Il finit."]),
        ("Voir art. 5 de la Charte. Fin.", ["Voir art. 5 de la Charte.", "Fin."]),
        ("L'article L. 221-1 dit tout. Fin.", ["L'article L. 221-1 dit tout.", "Fin."]),
        ("Au Ier s. av. J.-C. Rome brûle. Fin.", ["Au Ier s. av. J.-C. Rome brûle.", "Fin."]),
        ("Cf. p. 12, al. 3. Fin.", ["Cf. p. 12, al. 3.", "Fin."]),
        ("Peace. Security follows.", ["Peace.", "Security follows."]),
        ("Some, e.g. China, agree. Others wait.", ["Some, e.g. China, agree.", "Others wait."]),
        ("Dr. Li left. Mr. Wu stayed.", ["Dr. Li left.", "Mr. Wu stayed."]),
        ("It grew by 3.5 percent. Then 2,000.", ["It grew by 3.5 percent.", "Then 2,000."]),
        ("和平。安全！发展？", ["和平。", "安全！", "发展？"]),
        ("和平；安全", ["和平；", "安全"]),
        ("他说：“和平。”她走了。", ["他说：“和平。”", "她走了。"]),
        ("Il dit « la paix. » Elle part.", ["Il dit « la paix. »", "Elle part."]),
        ("He said “peace.” She left.", ["He said “peace.”", "She left."]),
        ('He said "peace." She left.', ['He said "peace."', "She left."]),
        ("Fin (voir note.) Suite.", ["Fin (voir note.)", "Suite."]),
        ("Elle dit : « Oui. » « Non. »", ["Elle dit : « Oui. »", "« Non. »"]),
        ("Fin. «Début» ici.", ["Fin.", "«Début» ici."]),
        ("Et puis… Rien.", ["Et puis…", "Rien."]),
        ("Vraiment ?! Oui.", ["Vraiment ?!", "Oui."]),
        ("La paix. elle vient", ["La paix. elle vient"]),
        ("La paix. également", ["La paix. également"]),
        ("La paix. Également", ["La paix.", "Également"]),
        ("En 2014. 40 États.", ["En 2014.", "40 États."]),
        ("Un titre\n\nune suite", ["Un titre", "une suite"]),
        ("une ligne\ncoupée", ["une ligne\ncoupée"]),
        ("1. Premier. 2. Second.", ["1. Premier.", "2. Second."]),
        ("  La paix.\u2002La suite. ", ["La paix.", "La suite."]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "text", ["M.", "le Dr.", "voir art.", "p. ex.", "e.g.", "J.-C.", "1.", "etc."]
)
def test_a_full_stop_of_an_abbreviation_or_a_list_number_is_no_end(text: str) -> None:
    assert ends_with_abbreviation(text)


@pytest.mark.parametrize("text", ["la paix.", "en 2014.", "de 5000.", "the end.", "", "paix"])
def test_another_full_stop_is_an_end(text: str) -> None:
    assert not ends_with_abbreviation(text)


@THOROUGH
@given(
    st.text(alphabet="aé A.!?…。！；«»“”\"')]\n1 中的\u2002[", max_size=60) | st.text(max_size=60)
)
def test_only_white_space_is_between_sentences_and_none_overlap(text: str) -> None:
    spans = split_sentences(text)
    edges = [Span(0, 0), *spans, Span(len(text), len(text))]
    for left, right in pairwise(edges):
        assert left.end <= right.start
        assert not text[left.end : right.start].strip()
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() != "" for s in spans)


def test_every_sentence_of_the_corpus_is_long_enough_to_be_one() -> None:
    for document in shipped_documents():
        for paragraph in document.body:
            for span in split_sentences(paragraph.text):
                assert span.end - span.start > 10, paragraph.text[span.start : span.end]


@pytest.mark.parametrize("unit", [".", "a", " ", "\n", "。", "« ", ". A", "(.) ", "e.g. "])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    def cost(repeats: int) -> float:
        started = time.process_time()
        split_sentences(unit * repeats + ". B")
        return time.process_time() - started

    cost(10)
    small = max(min(cost(4_000) for _ in range(3)), 1e-4)
    assert cost(40_000) / small < 60
