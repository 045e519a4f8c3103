"""A question → the paragraphs that match it best, by words and by meaning."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from corpus import Language, Paragraph, detect_language
from vectorstore.fusion import fuse
from vectorstore.soft import SoftMatch
from vectorstore.store import Store

# Of each signal's best this many go to the fusion: reranking 50 loses almost nothing against
# scoring every paragraph (measured on seven public sets: R@1 equal, R@5 −0.1 points).
_CANDIDATES = 50
# A document replaced during a search loses its old rows; the search then looks again.
_LOOKS = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph found, with its score and the shares that made it (see `fusion`).

    `lexical` is the coverage of the question by the paragraph's words, `dense` the cosine of
    the embeddings, `soft` the token-level match, all in about [0, 1].
    """

    paragraph: Paragraph
    score: float
    lexical: float
    dense: float
    soft: float

    def to_dict(self, language: Language) -> dict[str, Any]:
        """Plain data; the reference is written in `language`."""
        paragraph = self.paragraph
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
        }


def search(
    store: Store,
    question: str,
    *,
    k: int = 10,
    documents: Sequence[str] = (),
    language: Language | None = None,
) -> list[Hit]:
    """The `k` best paragraphs for `question`, best first; only of `documents` if any are named.

    Raises:
        UnknownDocumentError: a named document is not in the store.
    """
    hits = candidates(store, question, max(_CANDIDATES, k), documents=documents, language=language)
    # Ties go to reading order, so that results never depend on how an index was built.
    hits.sort(key=lambda hit: (-hit.score, hit.paragraph.document_id, hit.paragraph.position))
    return hits[:k]


def candidates(
    store: Store,
    question: str,
    limit: int = _CANDIDATES,
    *,
    documents: Sequence[str] = (),
    language: Language | None = None,
) -> list[Hit]:
    """The `limit` best paragraphs by words and the `limit` nearest by meaning, in no order.

    Raises:
        UnknownDocumentError: a named document is not in the store.
    """
    for document_id in documents:
        store.require(document_id)
    language = language or detect_language(question)
    vector = store.embedder.embed_queries([question])[0]
    for _ in range(_LOOKS):
        with store.reading() as (manifest, rows, lexical_index):
            coverage = lexical_index.search(question, language, limit, documents)
            nearest = rows.nearest(vector, limit, documents)
            found = rows.get([*nearest, *coverage])
            coverage |= lexical_index.coverage(
                question, language, [key for key in nearest if key not in coverage]
            )
            owners = manifest.owners
        if store.is_current(manifest):
            break
    shown = [row for row in found if row.owner in owners]
    if not shown:
        return []
    dense = np.stack([row.vector for row in shown]) @ vector
    soft = SoftMatch(store.embedder, question).scores([row.tokens for row in shown], dense)
    signals = zip(shown, dense.tolist(), soft.tolist(), strict=True)
    return [
        _hit(row.paragraph, coverage.get(row.key, 0.0), near, met, language)
        for row, near, met in signals
    ]


def _hit(
    paragraph: Paragraph, lexical: float, dense: float, soft: float, language: Language
) -> Hit:
    score = fuse(lexical, dense, soft, same_language=paragraph.language == language)
    return Hit(paragraph, score, lexical, dense, soft)
