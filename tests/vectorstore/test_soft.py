"""Soft matching of many passages at once: the same numbers as one passage at a time."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.sentences import split_sentences
from tests.vectorstore.others import HashEmbedder
from vectorstore.embeddings import BundledEmbedder, max_similarity
from vectorstore.soft import NO_TOKENS, SoftMatch, tokens_of

QUESTION = "Combien de personnes seront formées à la sécurité ?"
PASSAGES = [
    "La Chine formera 5000 personnes. Elle respecte la Charte. Rien de plus.",
    "Une phrase seule sur la sécurité",
    "各国人民热爱和平。中国将培训五千人。",
    "",
    "😀 !",
    "personnes personnes personnes. 😀",
]


@pytest.fixture(scope="module")
def model() -> BundledEmbedder:
    return BundledEmbedder()


def one_by_one(model: BundledEmbedder, question: str, passage: str) -> tuple[float, float]:
    asked = model.token_vectors(question)
    (vector,) = model.embed_queries([question])
    found = [0.0]
    for span in split_sentences(passage):
        sentence = passage[span.start : span.end]
        near = float(model.embed_documents([sentence])[0] @ vector)
        found.append((max_similarity(asked, model.token_vectors(sentence)) + max(near, 0)) / 2)
    return max_similarity(asked, model.token_vectors(passage)), max(found)


def assert_same(model: BundledEmbedder, question: str, passages: list[str]) -> None:
    dense = np.zeros(len(passages), dtype=np.float32)
    soft, sentence = SoftMatch(model, question).scores(tokens_of(model, passages), dense)
    expected = [one_by_one(model, question, passage) for passage in passages]
    assert list(zip(soft.tolist(), sentence.tolist(), strict=True)) == [
        pytest.approx(pair, abs=2e-5) for pair in expected
    ]


def test_all_at_once_is_one_by_one(model: BundledEmbedder) -> None:
    assert_same(model, QUESTION, PASSAGES)


@settings(max_examples=40, deadline=None)
@given(
    st.text("paix durée. Le和平。各 !?😀é\n", max_size=30),
    st.lists(st.text("paix Sécurité. 和平。！ 5000é😀\n", max_size=60), min_size=1, max_size=5),
)
def test_any_texts_give_the_same_numbers(
    model: BundledEmbedder, question: str, passages: list[str]
) -> None:
    assert_same(model, question, passages)


def test_the_best_sentence_counts_and_not_what_stands_around_it(model: BundledEmbedder) -> None:
    answer = "La Chine formera 5000 personnes."
    around = "Le riz pousse dans les champs. " * 20
    dense = np.zeros(2, dtype=np.float32)
    _, sentence = SoftMatch(model, "Combien de personnes la Chine formera-t-elle ?").scores(
        tokens_of(model, [answer, around + answer + " " + around]), dense
    )
    assert sentence[0] == pytest.approx(sentence[1], abs=1e-5)


def test_equal_passages_have_equal_scores_wherever_they_stand(model: BundledEmbedder) -> None:
    passages = [PASSAGES[0] if n % 3 else f"{PASSAGES[2]} {n}" for n in range(60)]
    dense = np.zeros(60, dtype=np.float32)
    scores = SoftMatch(model, QUESTION).scores(tokens_of(model, passages), dense)
    for values in scores:
        assert len({values[n] for n in range(60) if n % 3}) == 1


def test_tokens_are_kept_sentence_by_sentence(model: BundledEmbedder) -> None:
    (tokens,) = tokens_of(model, ["Paix et sécurité. 😀. Paix !"])
    assert len(tokens.starts) == len(tokens.norms) == 2
    first, second = np.split(tokens.ids, tokens.starts[1:])
    assert set(second) <= set(first)
    assert tokens.norms[1] == pytest.approx(
        float(np.linalg.norm(model.token_vectors("Paix !").sum(axis=0))), rel=1e-5
    )


def test_a_model_without_tokens_leaves_it_to_the_sentence_vector() -> None:
    embedder = HashEmbedder()
    assert tokens_of(embedder, ["paix"]) == [NO_TOKENS]
    dense = np.array([0.4, -0.2], dtype=np.float32)
    soft, sentence = SoftMatch(embedder, "paix").scores([NO_TOKENS, NO_TOKENS], dense)
    assert soft.tolist() == sentence.tolist() == pytest.approx([0.4, 0.0])


def test_what_each_token_of_the_question_adds_sums_to_the_soft_match(
    model: BundledEmbedder,
) -> None:
    dense = np.zeros(len(PASSAGES), dtype=np.float32)
    match = SoftMatch(model, QUESTION)
    by_token, sentence = match.by_token(tokens_of(model, PASSAGES), dense)
    soft, same = match.scores(tokens_of(model, PASSAGES), dense)
    assert by_token.shape == (len(PASSAGES), len(model.token_ids([QUESTION])[0]))
    np.testing.assert_allclose(by_token.sum(axis=1), soft, atol=2e-5)
    np.testing.assert_array_equal(sentence, same)


def test_what_a_sentence_names_in_other_words_counts_as_nearly_met(model: BundledEmbedder) -> None:
    question = "Que faire des narcotiques ?"
    place = (question.index("narcotiques"), question.index(" ?"))
    passages = ["Il pleut. Il fait beau.", "Il pleut. Il fait beau."]
    tokens, dense = tokens_of(model, passages), np.zeros(2, dtype=np.float32)
    match = SoftMatch(model, question, [[place]])
    nothing = np.zeros((1, 2), dtype=np.float32)
    second = np.array([[0, 1]], dtype=np.float32)
    plain, alone = SoftMatch(model, question).scores(tokens, dense)
    soft, sentence = match.scores(tokens, dense, [nothing, second])
    assert soft.tolist() == plain.tolist()
    assert sentence[0] == alone[0]
    rows = model.token_vectors(question)
    weights = (rows**2).sum(axis=1) / (rows**2).sum()
    own = [place[0] < end and start < place[1] for start, end in model.token_spans(question)]
    assert sentence[1] - alone[1] > 0.3 * weights[own].sum()
    assert sentence[1] <= 1


def test_names_of_other_sentences_than_those_with_tokens_count_nothing(
    model: BundledEmbedder,
) -> None:
    passages = ["Il pleut."]
    tokens, dense = tokens_of(model, passages), np.zeros(1, dtype=np.float32)
    named = [np.ones((1, 2), dtype=np.float32)]
    match = SoftMatch(model, "narcotiques", [[(0, 11)]])
    raised, plain = match.scores(tokens, dense, named), match.scores(tokens, dense)
    assert raised[1].tolist() == plain[1].tolist()
