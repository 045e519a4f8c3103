"""A question → the paragraphs that match it best, by words and by meaning."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus import Language, Paragraph, detect_language
from vectorstore.fusion import fuse
from vectorstore.matching import Meaning
from vectorstore.rows import Row
from vectorstore.store import Store

# Of each signal's best this many go to the fusion: reranking 50 loses almost nothing against
# scoring every paragraph (measured on seven public sets: R@1 equal, R@5 −0.1 points).
_CANDIDATES = 50


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
    for document_id in documents:
        store.require(document_id)
    language = language or detect_language(question)
    limit = max(_CANDIDATES, k)
    meaning = Meaning(store.embedder, question)
    with store.reading() as (manifest, rows, lexical_index):
        coverage = lexical_index.search(question, language, limit, documents)
        near = {row.key: row for row in rows.nearest(meaning.vector, limit, documents)}
        found = {**near, **{r.key: r for r in rows.get([k for k in coverage if k not in near])}}
        coverage |= lexical_index.coverage(
            question, language, [key for key in near if key not in coverage]
        )
        owners = manifest.owners
    hits = [
        _hit(row, coverage.get(row.key, 0.0), meaning, language)
        for row in found.values()
        if row.owner in owners
    ]
    # Ties go to reading order, so that results never depend on how an index was built.
    hits.sort(key=lambda hit: (-hit.score, hit.paragraph.document_id, hit.paragraph.position))
    return hits[:k]


def _hit(row: Row, lexical: float, meaning: Meaning, language: Language) -> Hit:
    dense = float(meaning.vector @ row.vector)
    soft = meaning.soft(row.paragraph.text, dense)
    same = row.paragraph.language == language
    score = fuse(lexical, dense, soft, same_language=same)
    return Hit(row.paragraph, score, lexical, dense, soft)
