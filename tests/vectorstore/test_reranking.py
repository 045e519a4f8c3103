"""A cross-encoder puts the best hits in its own order, and changes nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import Document, shipped_documents
from tests.tiny_models import write_cross_encoder, write_static_model, write_transformer
from vectorstore.errors import RerankerError
from vectorstore.reranking import RERANKED, CrossEncoderReranker, load_reranker
from vectorstore.retriever import HybridRetriever
from vectorstore.search import Hit, search
from vectorstore.store import Store

QUESTION = "Combien de personnes la Chine formera-t-elle ?"
TEXTS = [p.text for document in shipped_documents() for p in document.paragraphs]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_cross_encoder(tmp_path_factory.mktemp("reranker") / "model", TEXTS)


@pytest.fixture(scope="module")
def reranker(folder: Path) -> CrossEncoderReranker:
    return CrossEncoderReranker(folder)


def ids(hits: list[Hit]) -> list[str]:
    return [hit.paragraph.id for hit in hits]


def test_the_best_hits_come_in_the_order_of_the_cross_encoder(
    shipped_store: Store, reranker: CrossEncoderReranker, folder: Path
) -> None:
    from sentence_transformers import CrossEncoder

    plain = search(shipped_store, QUESTION, k=100)
    pairs = [(QUESTION, hit.paragraph.text) for hit in plain[:RERANKED]]
    scores = CrossEncoder(str(folder)).predict(pairs).tolist()
    expected = sorted(zip(scores, ids(plain), strict=False), reverse=True)
    found = search(shipped_store, QUESTION, k=100, reranker=reranker)
    assert ids(found) == [name for _, name in expected] + ids(plain)[RERANKED:]
    assert ids(found)[:RERANKED] != ids(plain)[:RERANKED]
    assert [hit.reranked for hit in found[:RERANKED]] == pytest.approx(
        [score for score, _ in expected], abs=1e-5
    )
    assert [hit.reranked for hit in found[RERANKED:]] == [None] * (len(plain) - RERANKED)


def test_what_the_fusion_said_stays_with_each_hit(
    shipped_store: Store, reranker: CrossEncoderReranker
) -> None:
    def signals(hit: Hit) -> tuple[float, ...]:
        return hit.score, hit.lexical, hit.dense, hit.soft

    plain = search(shipped_store, QUESTION, k=100)
    found = search(shipped_store, QUESTION, k=100, reranker=reranker)
    assert {h.paragraph.id: signals(h) for h in found} == {
        h.paragraph.id: signals(h) for h in plain
    }


@pytest.mark.parametrize("k", [0, 1, 7, RERANKED + 2])
def test_the_number_of_hits_does_not_change_their_order(
    shipped_store: Store, reranker: CrossEncoderReranker, k: int
) -> None:
    every = search(shipped_store, QUESTION, k=40, reranker=reranker)
    assert search(shipped_store, QUESTION, k=k, reranker=reranker) == every[:k]


def test_equal_paragraphs_keep_reading_order(
    tmp_path: Path,
    open_store: Callable[..., Store],
    document: Callable[..., Document],
    reranker: CrossEncoderReranker,
) -> None:
    store = open_store(tmp_path)
    texts = ["La paix mondiale est durable.", f"La paix mondiale et la Chine. {'Oui. ' * 40}"]
    for name in ("b", "a"):
        store.add([document(name, "\n\n".join(texts * 4))])
    hits = search(store, "paix mondiale", k=16, reranker=reranker)
    assert len({hit.reranked for hit in hits}) == 2
    assert [len(hit.paragraph.text) for hit in hits[:8]] == [len(hits[0].paragraph.text)] * 8
    for half in (hits[:8], hits[8:]):
        places = [(hit.paragraph.document_id, hit.paragraph.position) for hit in half]
        assert places == sorted(places)


def test_plain_data_have_the_score_only_where_there_is_one(
    shipped_store: Store, reranker: CrossEncoderReranker
) -> None:
    (plain,) = search(shipped_store, QUESTION, k=1)
    (again,) = search(shipped_store, QUESTION, k=1, reranker=reranker)
    assert "reranked" not in plain.to_dict("fr")
    assert again.reranked is not None
    assert again.to_dict("fr")["reranked"] == round(again.reranked, 4)
    assert set(again.to_dict("fr")) - set(plain.to_dict("fr")) == {"reranked"}


def test_the_retriever_gives_the_same_order(
    shipped_store: Store, reranker: CrossEncoderReranker
) -> None:
    found = HybridRetriever(store=shipped_store, k=5, reranker=reranker).invoke(QUESTION)
    hits = search(shipped_store, QUESTION, k=5, reranker=reranker)
    assert [document.id for document in found] == ids(hits)
    assert [document.metadata["reranked"] for document in found] == [
        hit.to_dict("fr")["reranked"] for hit in hits
    ]


def test_passages_of_any_length_are_scored_each_as_alone(reranker: CrossEncoderReranker) -> None:
    passages = ["", "la paix", "la paix " * 500, "和平", "la Chine"]
    together = reranker.scores("la paix", passages)
    alone = [reranker.scores("la paix", [passage])[0] for passage in passages]
    assert together == pytest.approx(alone, abs=1e-5)
    assert reranker.scores("la paix", []) == []


def test_a_model_that_sentence_transformers_saved(
    folder: Path, reranker: CrossEncoderReranker, tmp_path: Path
) -> None:
    from sentence_transformers import CrossEncoder

    CrossEncoder(str(folder)).save(str(tmp_path / "saved"))
    saved = load_reranker(str(tmp_path / "saved"))
    assert saved is not None
    assert saved.name == str(tmp_path / "saved")
    assert saved.scores(QUESTION, TEXTS[:3]) == reranker.scores(QUESTION, TEXTS[:3])


def test_no_name_is_no_reranker() -> None:
    assert load_reranker(None) is None


@pytest.mark.parametrize("name", ["nowhere", "~/nowhere"])
def test_a_missing_folder_is_named(tmp_path: Path, name: str) -> None:
    name = name if name.startswith("~") else str(tmp_path / name)
    with pytest.raises(RerankerError, match=r"no reranker folder '.*nowhere'.*ALINEA_RERANKER"):
        load_reranker(name)


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(RerankerError, match=rf"Cannot load the reranker '{tmp_path}' \(.+\)"):
        load_reranker(str(tmp_path))


@pytest.mark.parametrize("kind", ["static", "transformer", "saved transformer"])
def test_an_embedding_model_is_refused(tmp_path: Path, kind: str) -> None:
    from sentence_transformers import SentenceTransformer

    folder = tmp_path / "model"
    if kind == "static":
        write_static_model(folder)
    else:
        write_transformer(folder, TEXTS)
    if kind == "saved transformer":
        SentenceTransformer(str(folder)).save(str(tmp_path / "saved"))
        folder = tmp_path / "saved"
    with pytest.raises(RerankerError, match=rf"'{folder}' is an embedding model and no cross-enc"):
        load_reranker(str(folder))


def test_a_cross_encoder_of_classes_is_refused(tmp_path: Path) -> None:
    folder = write_cross_encoder(tmp_path / "classes", TEXTS, labels=3)
    with pytest.raises(RerankerError, match=rf"'{folder}' gives 3 scores .* must give one"):
        load_reranker(str(folder))


def test_a_damaged_model_fails_with_its_name(tmp_path: Path, shipped_store: Store) -> None:
    folder = write_cross_encoder(tmp_path / "damaged", TEXTS, missing_words=500)
    with pytest.raises(RerankerError, match=rf"'{folder}' failed on a text \(.+\)"):
        search(shipped_store, QUESTION, reranker=load_reranker(str(folder)))
