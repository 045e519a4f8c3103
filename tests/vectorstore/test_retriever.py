"""The retriever in a LangChain chain."""

import asyncio

import pytest
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda

from vectorstore.errors import UnknownDocumentError
from vectorstore.retriever import HybridRetriever
from vectorstore.search import search
from vectorstore.store import Store

QUESTION = "Combien de personnes la Chine formera-t-elle ?"


def ids(documents: list[Document]) -> list[str | None]:
    return [document.id for document in documents]


def test_it_is_a_langchain_retriever_that_returns_the_hits(shipped_store: Store) -> None:
    retriever = HybridRetriever(store=shipped_store, k=4)
    assert isinstance(retriever, BaseRetriever)
    found = retriever.invoke(QUESTION)
    hits = search(shipped_store, QUESTION, k=4)
    assert ids(found) == [hit.paragraph.id for hit in hits]
    assert [document.page_content for document in found] == [hit.paragraph.text for hit in hits]


def test_metadata_hold_what_a_citation_needs(shipped_store: Store) -> None:
    metadata = HybridRetriever(store=shipped_store, k=1).invoke(QUESTION)[0].metadata
    assert metadata["paragraph_id"] == "ism/IV.5/1"
    assert metadata["reference"] == "ISM, IV.5, al. 1"
    assert metadata["document_id"] == "ism"
    assert metadata["language"] == "fr"
    assert metadata["score"] > 0
    assert "text" not in metadata


def test_references_are_in_the_language_of_the_question(shipped_store: Store) -> None:
    retriever = HybridRetriever(store=shipped_store, k=10, documents=["ism"])
    english = retriever.invoke("How many people will China train in five years?")
    chinese = retriever.invoke("中国将培训多少人？")
    assert all("al. " not in document.metadata["reference"] for document in english)
    assert all("，" in document.metadata["reference"] for document in chinese)


def test_it_works_in_batches_chains_and_asynchronously(shipped_store: Store) -> None:
    retriever = HybridRetriever(store=shipped_store, k=3)
    questions = [QUESTION, "人工智能", "Pacific island countries"]
    alone = [ids(retriever.invoke(question)) for question in questions]
    assert [ids(found) for found in retriever.batch(questions)] == alone
    assert (retriever | RunnableLambda(ids)).invoke(QUESTION) == alone[0]
    assert ids(asyncio.run(retriever.ainvoke(QUESTION))) == alone[0]


def test_documents_limit_it(shipped_store: Store) -> None:
    retriever = HybridRetriever(store=shipped_store, documents=["cooperation"])
    found = retriever.invoke(QUESTION)
    assert {document.metadata["document_id"] for document in found} == {"cooperation"}
    with pytest.raises(UnknownDocumentError):
        HybridRetriever(store=shipped_store, documents=["nowhere"]).invoke(QUESTION)
