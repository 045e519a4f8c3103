"""Questions in three languages find their paragraph in the shipped corpus."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from corpus import Document, Language
from tests.vectorstore.others import HashEmbedder
from vectorstore.errors import UnknownDocumentError
from vectorstore.fusion import Signals, fuse
from vectorstore.matching import QuestionMatcher
from vectorstore.search import candidates, search
from vectorstore.store import Store


@pytest.mark.parametrize(
    ("question", "paragraph_id"),
    [
        ("Combien de personnes la Chine formera-t-elle ?", "ism/IV.5/1"),
        ("la formation pour 5 000 personnes", "ism/IV.5/1"),
        ("Quelle est la position de la Chine sur l'intelligence artificielle ?", "ism/III.15/1"),
        ("les trois principes du maintien de la paix de l’O.N.U.", "ism/III.1/2"),
        ("la lutte contre la COVID-19", "ism/III.17/1"),
        ("Lancang Mékong", "ism/III.6/1"),
        ("inteligence artificiele", "ism/III.15/1"),
        ("securite alimentaire et energetique", "ism/III.18/1"),
        ("De quand date le document conceptuel sur l'Initiative ?", "ism/head/1"),
        ("What does it say about artificial intelligence?", "ism/III.15/1"),
        ("Pacific island countries", "ism/III.10/1"),
        ("朋友圈越来越大", "cooperation/p/2"),
        ("国际军事合作的主要方式有哪些？", "cooperation/p/2"),
        ("人工智能", "ism/III.15/1"),
    ],
)
def test_a_question_finds_its_paragraph(
    shipped_store: Store, question: str, paragraph_id: str
) -> None:
    found = [hit.paragraph.id for hit in search(shipped_store, question, k=5)]
    assert paragraph_id in found


@pytest.mark.parametrize(
    ("question", "paragraph_id"),
    [
        ("Combien de personnes la Chine formera-t-elle ?", "ism/IV.5/1"),
        ("intelligence artificielle", "ism/III.15/1"),
        ("防务安全对话磋商", "cooperation/p/2"),
        ("Forum Xiangshan de Pékin", "ism/IV.4/1"),
    ],
)
def test_the_plainest_questions_find_it_first(
    shipped_store: Store, question: str, paragraph_id: str
) -> None:
    assert search(shipped_store, question)[0].paragraph.id == paragraph_id


def test_hits_are_best_first_with_the_score_of_their_signals(shipped_store: Store) -> None:
    hits = search(shipped_store, "la lutte contre le terrorisme", k=20)
    assert len(hits) == 20
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        assert 0 <= hit.lexical < 1
        assert 0 <= hit.soft <= 1
        assert 0 <= hit.sentence <= 1
    found = candidates(shipped_store, "la lutte contre le terrorisme")
    signals = Signals(
        *(
            np.array([getattr(hit, name) for hit in found], dtype=np.float32)
            for name in Signals._fields
        )
    )
    languages = [hit.paragraph.language for hit in found]
    expected = fuse(
        signals,
        [language == "fr" for language in languages],
        [language != "zh" for language in languages],
    )
    assert [hit.score for hit in found] == pytest.approx(expected.tolist(), abs=1e-5)


@pytest.mark.parametrize("k", [0, 1, 7, 45, 1000])
def test_at_most_k_hits_are_returned(shipped_store: Store, k: int) -> None:
    hits = search(shipped_store, "sécurité", k=k)
    assert len(hits) == min(k, 45)
    assert len({hit.paragraph.id for hit in hits}) == len(hits)
    assert hits == search(shipped_store, "sécurité", k=1000)[:k]


def test_documents_limit_the_search(shipped_store: Store) -> None:
    question = "la coopération militaire internationale"
    for names in (["ism"], ["cooperation"], ["ism", "cooperation"]):
        hits = search(shipped_store, question, k=100, documents=names)
        assert {hit.paragraph.document_id for hit in hits} == set(names)
    assert len(search(shipped_store, question, k=100, documents=["cooperation"])) == 3


def test_an_unknown_document_is_refused(shipped_store: Store) -> None:
    with pytest.raises(UnknownDocumentError, match=r"'nowhere'.*Documents: ism, cooperation"):
        search(shipped_store, "paix", documents=["ism", "nowhere"])


@pytest.mark.parametrize(
    "question", ["", "   ", "?", "😀", "zzzyx qqqwv", "a" * 5000, "paix " * 1000]
)
def test_any_question_has_an_answer_without_an_error(shipped_store: Store, question: str) -> None:
    assert len(search(shipped_store, question, k=3)) <= 3


def test_the_language_of_the_question_may_be_given(shipped_store: Store) -> None:
    hits = {
        language: search(shipped_store, "Forum Xiangshan", k=5, language=language)
        for language in ("fr", "en")
    }
    assert {hit[0].paragraph.id for hit in hits.values()} == {"ism/IV.4/1"}


def test_equal_paragraphs_keep_reading_order(
    tmp_path: Path, open_store: Callable[..., Store], document: Callable[..., Document]
) -> None:
    store = open_store(tmp_path)
    text = "\n\n".join(["La paix mondiale est durable."] * 5)
    store.add([document("b", text)])
    store.add([document("a", text)])
    expected = [*(f"a/p/{n}" for n in range(1, 6)), *(f"b/p/{n}" for n in range(1, 6))]
    assert [hit.paragraph.id for hit in search(store, "paix mondiale")] == expected
    store.rebuild()
    assert [hit.paragraph.id for hit in search(store, "paix mondiale")] == expected


def test_a_model_without_token_vectors_uses_the_sentence_vectors(
    tmp_path: Path, open_store: Callable[..., Store], document: Callable[..., Document]
) -> None:
    store = open_store(tmp_path, HashEmbedder())
    store.add([document("a", "La paix mondiale.\n\nLe pain est cuit.")])
    for hit in search(store, "la paix mondiale."):
        assert hit.soft == hit.sentence == pytest.approx(max(hit.dense, 0))
    assert search(store, "la paix mondiale.")[0].dense == pytest.approx(1)


def test_hits_become_plain_data(shipped_store: Store) -> None:
    (hit,) = search(shipped_store, "Combien de personnes la Chine formera-t-elle ?", k=1)
    languages: tuple[Language, ...] = ("fr", "en")
    fr, en = (hit.to_dict(language) for language in languages)
    assert (fr["reference"], en["reference"]) == ("ISM, IV.5, al. 1", "ISM, IV.5, para. 1")
    assert (fr["paragraph_id"], fr["document_id"]) == ("ism/IV.5/1", "ism")
    assert fr["text"] == hit.paragraph.text
    assert fr["score"] == round(hit.score, 4)


def test_sentences_are_matched_with_the_stores_weights(shipped_store: Store) -> None:
    question = "Combien de personnes la Chine formera-t-elle ?"
    matcher = QuestionMatcher(shipped_store, question, "fr")
    good, bad, translated = matcher.match(
        [
            "La Chine offre la formation pour 5000 personnes.",
            "Rejeter la course aux armements dans l'espace.",
            "China will train 5000 people.",
        ],
        ["fr", "fr", "en"],
    )
    assert good.score > translated.score > bad.score
    assert matcher.match([], []) == []
    (whole,) = matcher.match([question], ["fr"])
    assert (whole.lexical, whole.dense, whole.soft, whole.sentence) == pytest.approx((1, 1, 1, 1))
    (empty,) = matcher.match([""], ["fr"])
    assert (empty.lexical, empty.dense, empty.soft, empty.sentence) == (0, 0, 0, 0)
