"""A question → the paragraphs that match it best, by words and by meaning."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

import numpy as np

from corpus import Language, Paragraph, detect_language
from vectorstore.concepts import ConceptMatch
from vectorstore.embeddings import Embedder, SoftMatcher
from vectorstore.errors import StoreUnavailableError
from vectorstore.fusion import Signals, fuse
from vectorstore.reranking import Reranker, rerank
from vectorstore.soft import SoftMatch, settled
from vectorstore.store import Store
from vectorstore.threads import one_blas_thread

# Of each signal's best this many go to the fusion: on the tuning halves of benchmarks/ 25, 35
# and 50 are equal within 0.2 points, and reading them takes most of a search's time.
CANDIDATES = 40
# A document replaced during a search loses its old rows; the search then looks again.
_LOOKS = 20
_STUMBLES = 6
_PAUSE = 0.01  # seconds after the first stumble; doubled after each


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph found, with its score and the shares that made it (see `fusion`).

    `lexical` is the coverage of the question by the paragraph's words, `dense` the cosine of
    the embeddings, `soft` the token-level match, `sentence` the match of its best sentence,
    all in about [0, 1]. `reranked` is the score of the reranker that chose the hit's place, on
    its own scale; None where none did.
    """

    paragraph: Paragraph
    score: float
    lexical: float
    dense: float
    soft: float
    sentence: float
    concepts: float
    reranked: float | None = None

    def to_dict(self, language: Language) -> dict[str, Any]:
        """Plain data; the reference is written in `language`."""
        paragraph = self.paragraph
        again = {} if self.reranked is None else {"reranked": round(self.reranked, 4)}
        return {
            "paragraph_id": paragraph.id,
            "reference": paragraph.reference(language),
            "document_id": paragraph.document_id,
            "document_title": paragraph.document_title,
            "text": paragraph.text,
            "language": paragraph.language,
            "score": round(self.score, 4),
            "lexical": round(self.lexical, 4),
            "dense": round(self.dense, 4),
            "soft": round(self.soft, 4),
            "sentence": round(self.sentence, 4),
            "concepts": round(self.concepts, 4),
            **again,
        }


def search(
    store: Store,
    question: str,
    *,
    k: int = 10,
    documents: Sequence[str] = (),
    language: Language | None = None,
    reranker: Reranker | None = None,
    is_mended: bool = False,
) -> list[Hit]:
    """The `k` best paragraphs for `question`, best first; only of `documents` if any are named.

    Typos are looked for unless the question `is_mended`.

    Raises:
        UnknownDocumentError: a named document is not in the store.
        RerankerError: the reranker fails.
    """
    limit = max(CANDIDATES, k)
    hits = candidates(
        store, question, limit, documents=documents, language=language, is_mended=is_mended
    )
    # Ties go to reading order, so that results never depend on how an index was built.
    hits.sort(key=lambda hit: (-hit.score, hit.paragraph.document_id, hit.paragraph.position))
    if reranker:
        hits = rerank(reranker, question, hits)
    return hits[:k]


@one_blas_thread()
def candidates(
    store: Store,
    question: str,
    limit: int = CANDIDATES,
    *,
    documents: Sequence[str] = (),
    language: Language | None = None,
    is_mended: bool = False,
) -> list[Hit]:
    """The `limit` best paragraphs by words and the `limit` nearest by meaning, in no order.

    Raises:
        UnknownDocumentError: a named document is not in the store.
    """
    for document_id in documents:
        store.require(document_id)
    language = language or detect_language(question)
    if not is_mended:
        question = mended(store, question, language)
    vector = store.embedder.embed_queries([question])[0]
    stumbles = 0
    for _ in range(_LOOKS):
        try:
            with store.reading() as (manifest, vectors, lexical_index):
                coverage = lexical_index.search(question, language, limit, documents)
                # Several windows of one paragraph may be among the nearest.
                wanted = 2 * limit if manifest.windows else limit
                nearest = dict(islice(vectors.nearest(vector, wanted, documents).items(), limit))
                coverage |= lexical_index.coverage(
                    question, language, [key for key in nearest if key not in coverage]
                )
                found = lexical_index.rows(coverage)
        except StoreUnavailableError:
            # Chroma may stumble over what another process is writing this very moment.
            stumbles += 1
            if stumbles == _STUMBLES:
                raise
            time.sleep(_PAUSE * 2**stumbles)
            store.reopen()
            continue
        if store.is_current(manifest):
            break
    shown = [row for row in found if row.owner in manifest.owners]
    if not shown:
        return []
    lexical = np.array([coverage.get(row.key, 0.0) for row in shown], dtype=np.float32)
    dense = np.stack([row.vector for row in shown]) @ vector
    if not isinstance(store.embedder, SoftMatcher):
        # Where tokens are matched, the best sentence says it better, and of many windows one is
        # like the question by chance.
        windows = np.array([nearest.get(row.key, -1.0) for row in shown], dtype=np.float32)
        dense = np.maximum(dense, windows)
    dense = settled(dense)
    concepts = ConceptMatch(question, language)
    in_concepts, named = concepts.match([row.concepts for row in shown])
    matched = SoftMatch(store.embedder, question, concepts.places).scores(
        [row.tokens for row in shown], dense, named
    )
    signals = Signals(lexical, dense, *matched, in_concepts)
    languages = [row.paragraph.language for row in shown]
    is_chinese = language == "zh"
    scores = fuse(
        signals,
        [own == language for own in languages],
        [(own == "zh") == is_chinese for own in languages],
    )
    columns = np.stack([scores, *signals], axis=1).tolist()
    return [Hit(row.paragraph, *values) for row, values in zip(shown, columns, strict=True)]


def mended(store: Store, question: str, language: Language) -> str:
    """`question` with its typos replaced by what was meant (see `spelling`)."""
    with store.reading() as (_, _, lexical_index):
        return lexical_index.mend(question, language, partial(_is_word, store.embedder))


def _is_word(embedder: Embedder, word: str) -> bool:
    """Whether the embedding model has `word` whole, as it has the usual ones."""
    return isinstance(embedder, SoftMatcher) and len(embedder.token_ids([word])[0]) == 1
