"""The retriever as LangChain knows it: a question in, LangChain documents out."""

from collections.abc import Sequence

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from corpus import detect_language
from vectorstore.reranking import Reranker
from vectorstore.search import Hit, search
from vectorstore.store import Store


class HybridRetriever(BaseRetriever):
    """Paragraphs by words and meaning (see `vectorstore.search`), for any LangChain chain.

    Each document's `page_content` is the paragraph; its metadata hold what `Hit.to_dict` gives.
    """

    store: Store
    k: int = 10
    documents: Sequence[str] = ()
    reranker: Reranker | None = None

    model_config = ConfigDict(arbitrary_types_allowed=True)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        language = detect_language(query)
        hits = search(
            self.store,
            query,
            k=self.k,
            documents=self.documents,
            language=language,
            reranker=self.reranker,
        )
        return [_document(hit, hit.to_dict(language)) for hit in hits]


def _document(hit: Hit, metadata: dict[str, object]) -> Document:
    del metadata["text"]  # it is the page content
    return Document(id=hit.paragraph.id, page_content=hit.paragraph.text, metadata=metadata)
