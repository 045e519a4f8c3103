"""With a reranker every surface has its order, and whether to answer stays the same."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import shipped_documents
from qa import Assistant
from qa.chain import Request
from qa.evaluation import evaluate
from qa.evaluation.beir import RERANKED, evaluate_folder, format_retrieval
from qa.web.footer import footer
from qa.web.texts import WORDS
from tests.qa.conftest import MakeAssistant
from tests.tiny_models import write_cross_encoder
from vectorstore.embeddings import BundledEmbedder
from vectorstore.reranking import CrossEncoderReranker
from vectorstore.search import Hit

TRAINED = "Combien de personnes la Chine formera-t-elle ?"
QUESTIONS = [
    TRAINED,
    "Quelle est la position de la Chine sur l'intelligence artificielle ?",
    "De quand date le document conceptuel sur l'Initiative ?",
    "Pourquoi le ciel est-il bleu ?",
    "国际军事合作的主要方式有哪些？",
]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    texts = [p.text for document in shipped_documents() for p in document.paragraphs]
    return write_cross_encoder(tmp_path_factory.mktemp("reranker") / "model", texts)


@pytest.fixture(scope="module")
def reranked(
    model: Path, template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Assistant]:
    """An assistant with a reranker, shared: do not write to it."""
    home = shutil.copytree(template, tmp_path_factory.mktemp("reranked") / "home")
    with Assistant(home=home, reranker=str(model)) as shared:
        yield shared


def ids(hits: list[Hit] | tuple[Hit, ...]) -> list[str]:
    return [hit.paragraph.id for hit in hits]


def test_search_has_the_order_of_the_reranker(assistant: Assistant, reranked: Assistant) -> None:
    plain, found = (one.search(TRAINED, k=25) for one in (assistant, reranked))
    scores = [hit.reranked for hit in found if hit.reranked is not None]
    assert len(scores) == len(found)
    assert scores == sorted(scores, reverse=True)
    found, plain = (one.search(TRAINED, k=80) for one in (reranked, assistant))
    assert sorted(ids(found)) == sorted(ids(plain))
    assert ids(found) != ids(plain)


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_draws_on_the_reranked_paragraphs(reranked: Assistant, question: str) -> None:
    evidence = reranked.evidence(question)
    if evidence.inquiry.kind != "metadata":
        scores = [hit.reranked or 0.0 for hit in evidence.hits]
        assert scores == sorted(scores, reverse=True)
        assert scores[-1] > 0
        assert all("reranked" in hit.to_dict("fr") for hit in evidence.closest)
    answer = reranked.ask(question)
    assert list(answer.closest) == list(evidence.closest)
    assert {c.paragraph_id for c in answer.citations} <= set(ids(evidence.hits))


def test_of_equal_sentences_the_one_in_the_best_place_is_quoted(
    make_assistant: MakeAssistant, model: Path, tmp_path: Path
) -> None:
    tails = ["La Chine propose la paix.", "Voir l'annexe.", "Le prêt est gratuit."]
    for number, tail in enumerate(tails):
        text = f"Le prêt d'un livre dure trois semaines. {tail}"
        (tmp_path / f"règle-{number}.txt").write_text(text, "utf-8")
    question = "Combien de semaines dure le prêt d'un livre ?"
    quoted = []
    for settings in ({}, {"reranker": str(model)}):
        assistant = make_assistant(**settings)
        only = [report.document_id for report in assistant.ingest(tmp_path.glob("*.txt"))]
        (first,) = assistant.search(question, k=1, documents=only)
        quoted.append(assistant.ask(question, documents=only).citations[0].paragraph_id)
        assert quoted[-1] == first.paragraph.id
    assert quoted[0] != quoted[1]


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_the_rule_for_answering_looks_at_is_not_reranked(
    assistant: Assistant, reranked: Assistant, question: str
) -> None:
    plain, found = assistant.evidence(question), reranked.evidence(question)
    assert found.features == plain.features
    assert ids(plain.hits) == ids(plain.fused) == ids(found.fused)


def test_a_question_about_a_document_still_has_head_blocks_first(reranked: Assistant) -> None:
    evidence = reranked.evidence(QUESTIONS[2])
    heads = [hit.paragraph.is_head for hit in evidence.hits]
    assert heads == sorted(heads, reverse=True)
    assert reranked.ask(QUESTIONS[2]).citations[0].paragraph_id == "ism/head/1"


def test_the_runnable_uses_it_too(reranked: Assistant) -> None:
    *_, last = reranked.runnable().stream(Request(TRAINED))
    assert last.answer == reranked.ask(TRAINED)


def test_the_evaluation_ranks_with_it_and_names_it(
    reranked: Assistant, model: Path, tmp_path: Path
) -> None:
    question = {"id": "1", "lang": "fr", "question": TRAINED, "gold": ["ism/IV.5/1"]}
    (tmp_path / "one.jsonl").write_text(json.dumps(question), "utf-8")
    report = evaluate(reranked, tmp_path / "one.jsonl")
    assert list(report.rows[0].ranking) == ids(reranked.search(TRAINED, k=10))
    assert report.settings["reranker"] == str(model)


def test_the_chat_names_it(reranked: Assistant, assistant: Assistant, model: Path) -> None:
    assert f"modèle intégré + {model}" in footer(reranked.settings, WORDS["fr"])
    assert "+" not in footer(assistant.settings, WORDS["fr"])


def test_retrieval_sets_have_a_row_for_it(model: Path, tmp_path: Path) -> None:
    (tmp_path / "qrels").mkdir()
    corpus = "".join(
        f'{{"_id": "{n}", "text": "La paix numéro {n} est durable."}}\n' for n in range(300)
    )
    (tmp_path / "corpus.jsonl").write_text(corpus, "utf-8")
    (tmp_path / "queries.jsonl").write_text('{"_id": "q", "text": "la paix numéro 7"}', "utf-8")
    (tmp_path / "qrels" / "test.tsv").write_text("q\t7\t1\n", "utf-8")
    told: list[tuple[int, int]] = []
    report = evaluate_folder(
        tmp_path,
        BundledEmbedder(),
        CrossEncoderReranker(model),
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(256, 300), (300, 300)]
    (result,) = report.sets
    assert result.rows["fused"]["R@1"] == 1
    assert result.rows[RERANKED]["R@1"] == 0
    assert report.to_dict()["reranker"] == str(model)
    assert str(model) in format_retrieval(report).splitlines()[0]
    assert RERANKED in format_retrieval(report)


def test_a_reranker_that_cannot_be_made_leaves_no_store_behind(tmp_path: Path) -> None:
    from qa.errors import RerankerError

    with pytest.raises(RerankerError, match="nowhere"):
        Assistant(home=tmp_path / "new", reranker=str(tmp_path / "nowhere"))
    assert not (tmp_path / "new").exists()


def test_nothing_of_it_is_stored(make_assistant: MakeAssistant, model: Path) -> None:
    plain = ids(make_assistant().search(TRAINED))
    assert ids(make_assistant(reranker=str(model)).search(TRAINED)) != plain
    assert ids(make_assistant().search(TRAINED)) == plain
