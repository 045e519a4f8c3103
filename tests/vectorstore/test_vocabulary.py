"""Which words of some texts a word comes near to."""

import pytest

from corpus import Language
from vectorstore.embeddings import BundledEmbedder
from vectorstore.vocabulary import Vocabulary

TEXTS: list[tuple[str, Language]] = [
    ("Les changements climatiques menacent les îles.", "fr"),
    ("The police trains officers.", "en"),
    ("两国合作打击毒品。", "zh"),
]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(TEXTS, BundledEmbedder())


@pytest.mark.parametrize(
    ("word", "language", "found"),
    [
        ("changement", "fr", "changements"),
        ("climat", "fr", "climatiques"),
        ("police", "en", "police"),
        ("合作", "zh", "合作"),
        ("cooperation", "en", "合作"),
    ],
)
def test_a_word_is_near_its_forms_and_translations(
    vocabulary: Vocabulary, word: str, language: Language, found: str
) -> None:
    assert found in vocabulary.near(word, 0.6)
    assert vocabulary.nearness(word, language) >= 0.6


@pytest.mark.parametrize("word", ["budget", "Brexit", "预算", "?"])
def test_other_words_are_near_none(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.near(word, 0.6) == set()


def test_of_no_texts_no_word_is_near() -> None:
    empty = Vocabulary([], BundledEmbedder())
    assert empty.near("paix", 0.1) == set()
    assert empty.nearness("paix", "fr") == 0.0
