"""Reading the best paragraphs again, with a model that sees question and paragraph together.

Optional, and slow beside the search: a cross-encoder reads every pair anew (Nogueira and Cho,
"Passage Re-ranking with BERT", 2019). It changes the order and nothing else: a hit keeps its
fused score, by which Alinéa decides whether to answer at all, and which no reranker's scale
resembles; what the reranker says stands beside it in `Hit.reranked`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from vectorstore.errors import RerankerError
from vectorstore.pretrained import Kind, load_pretrained, running

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

    from vectorstore.search import Hit

# Each costs a pass through a model of some hundred megabytes. On the tuning halves named in
# benchmarks/RETRIEVAL.md, mixed pools too but without cmrc2018 and drcd, where nearly all are
# found, the right paragraph is among the first 20 hits of .88 of the questions, the first 30 of
# .92, the first 40 of .94, and among all the candidates of .95.
RERANKED = 30
_KIND = Kind("reranker", "leave ALINEA_RERANKER unset", RerankerError)
# What the names of transformers' classes with a trained head for pairs end with.
_CLASSIFIER = "ForSequenceClassification"
_LANGUAGE_MODEL = "ForCausalLM"


@runtime_checkable
class Reranker(Protocol):
    """Says how well passages answer a question."""

    @property
    def name(self) -> str:
        """What the user asked for: a model name or a folder."""

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """Return one score a passage, higher for better, on a scale of the model's own."""


class CrossEncoderReranker:
    """A sentence-transformers `CrossEncoder`, on the GPU where there is one.

    Torch is imported when it is made. The scores are those of `CrossEncoder.predict`, with the
    activation that the model was saved with.

    Args:
        name_or_folder: a model name on the hub, or a local folder.

    Raises:
        RerankerError: there is no such model, it cannot be read, the hub cannot be reached, or
            it is no cross-encoder with one score a pair; when scoring, that it fails on a text.
    """

    def __init__(self, name_or_folder: str | Path) -> None:
        self._name = str(name_or_folder)
        self._model = load_pretrained(self._name, _KIND, _build)

    @property
    def name(self) -> str:
        """The model name or folder, as given."""
        return self._name

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """Return one score a passage; equal passages have equal scores."""
        # Each text once: padding may move a score by a hair, and make ties a matter of luck.
        distinct = list(dict.fromkeys(passages))
        if not distinct:
            return []
        pairs = [(question, passage) for passage in distinct]
        with running(self._name, _KIND):
            values = self._model.predict(pairs, show_progress_bar=False)
        found = dict(zip(distinct, values.tolist(), strict=True))
        return [found[passage] for passage in passages]


def load_reranker(name: str | None) -> Reranker | None:
    """Return the reranker of that name or folder; None for None.

    Raises:
        RerankerError: the model does not exist, or is no reranker.
    """
    return CrossEncoderReranker(name) if name else None


def rerank(reranker: Reranker, question: str, hits: Sequence[Hit]) -> list[Hit]:
    """The first `RERANKED` of `hits` in the order of the reranker's scores, then the others.

    `hits` are best first; equal scores keep their order.

    Raises:
        RerankerError: the reranker fails.
    """
    best = hits[:RERANKED]
    scores = reranker.scores(question, [hit.paragraph.text for hit in best])
    again = sorted(zip(best, scores, strict=True), key=lambda scored: -scored[1])
    return [*(replace(hit, reranked=score) for hit, score in again), *hits[RERANKED:]]


def _build(name: str, local_files_only: bool) -> CrossEncoder:
    from sentence_transformers import CrossEncoder

    _require_head(name, local_files_only)
    model: CrossEncoder = CrossEncoder(name, local_files_only=local_files_only)
    if model.num_labels != 1:
        raise RerankerError(
            f"The reranker {name!r} gives {model.num_labels} scores for a question and a "
            "paragraph (classes, such as those of entailment); a reranker must give one. "
            f"Give another model, or {_KIND.instead}"
        )
    return model


def _require_head(name: str, local_files_only: bool) -> None:
    """Refuse a model without a head for pairs, to which `CrossEncoder` gives a random one."""
    from sentence_transformers.util import load_file_path

    def saved(file: str) -> Any:
        path = load_file_path(name, file, local_files_only=local_files_only)
        return json.loads(Path(path).read_text("utf-8")) if path else None

    if (saved("config_sentence_transformers.json") or {}).get("model_type") == "CrossEncoder":
        return
    # With a list of modules it is another kind of sentence-transformers model, which may have
    # been made from a language model.
    is_other = saved("modules.json") is not None
    heads = (_CLASSIFIER,) if is_other else (_CLASSIFIER, _LANGUAGE_MODEL)
    architecture = ((saved("config.json") or {}).get("architectures") or [""])[0]
    if (is_other or architecture) and not architecture.endswith(heads):
        raise RerankerError(
            f"{name!r} is an embedding model and no cross-encoder, it has no score for pairs: give "
            f"a CrossEncoder of sentence-transformers as the reranker, or {_KIND.instead}"
        )
