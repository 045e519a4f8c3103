"""Writes the model card from what was read, what was trained and what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from vectorstore.training.data import PairSet
from vectorstore.training.recipe import Preparation, Recipe
from vectorstore.training.score import Figures
from vectorstore.training.sources import origin_of
from vectorstore.training.thesaurus import Concept


def write_card(
    folder: Path,
    sets: Sequence[PairSet],
    concepts: Sequence[Concept],
    members: Sequence[Recipe],
    preparation: Preparation,
    measured: Sequence[Figures],
    device: str,
) -> None:
    """Write ``folder/README.md``; `device` says what the weights were trained on."""
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.suffix != ".md")
    sections = [
        _HEAD.format(megabytes=size / 1e6),
        _recipe(members, preparation, device),
        _scores(measured),
        _LIMITS,
        _data(sets, concepts),
    ]
    (folder / "README.md").write_text("\n".join(sections), encoding="utf-8")


_HEAD = """\
---
language: [fr, en, zh]
library_name: sentence-transformers
pipeline_tag: sentence-similarity
tags: [sentence-transformers, static-embedding, retrieval]
---

# Alinéa's bundled embedder

A static embedding model for French, English and Chinese: one row a token, a text is the
normalised mean of its rows. {megabytes:.1f} MB on disk (int8 rows, one float scale a
row). It was trained for Alinéa from random weights, on the public sets listed below and on
Alinéa's own thesaurus; no other model's weights were used. It finds passages for questions and
headings, within and across the three languages, at a fraction of a millisecond a text.

```python
from sentence_transformers import SentenceTransformer

model = SentenceTransformer("vectorstore/bundled_model")   # or, without torch:

from vectorstore.embeddings import BundledEmbedder

vectors = BundledEmbedder().embed_queries(["Combien de personnes seront formées ?"])
```
"""

_LIMITS = """
## Limits

- It knows words, not their order: negation, who did what to whom, and dates or amounts are lost.
  Alinéa therefore never ranks with it alone.
- The French and English training queries are headings, marginal notes and questions made by rule;
  only Chinese had questions that people wrote, and few. Law, administration and business software
  are well covered, everyday subjects less, news and science poorly.
- French and Chinese meet mostly in business documentation and dictionaries: on other subjects the
  bridge between the two is weaker than between French and English.
- It prefers passages in the question's own language to equally good ones in another.
- Chinese is meant to be simplified: traditional characters are mostly unknown to the model itself.
  Alinéa simplifies texts and questions before it asks it.
"""


def _recipe(members: Sequence[Recipe], preparation: Preparation, device: str) -> str:
    columns = [_flat(recipe) for recipe in members]
    lines = [
        f"| {name} | {value} |{' |' * (len(members) - 1)}"
        for name, value in asdict(preparation).items()
    ]
    lines += [
        f"| {name} | {' | '.join(str(column[name]) for column in columns)} |" for name in columns[0]
    ]
    settings = "\n".join(lines)
    return f"""
## Recipe

```
python -m vectorstore.training DATA_FOLDER
```

The sets of the last section lie in `DATA_FOLDER/train`. The library's vocabulary trainer is not
deterministic; `--tokenizer vectorstore/bundled_model/tokenizer.json` keeps the vocabulary.

Text is NFKD-normalised, stripped of accents and lower-cased; punctuation and apostrophes separate;
a Unigram vocabulary is trained on all sets. {len(members)} tables are trained, one a column below,
and joined: laid side by side and projected on their first principal directions. The rows of each
are trained with symmetric InfoNCE (cosine times `scale`, the batch as negatives) and Adam. Most
batches come from one set; a `mixed_share` of them mixes the languages of one family of sets, a
`block_share` takes runs of neighbouring paragraphs, so that negatives come from the same document,
and a `frame_share` of the headings is put into question words. With `joined`, headings are joined
to the passages of a third set; with `made`, there are questions made from sentences of the
passages, from their translations and from dictionary entries, by patterns and frames in the three
languages (`questions.py`), at most `questions` pairs a set, a tenth of them with a typo; no
language model wrote any. A `thesaurus_share` of the batches are pairs of expressions of one concept
of the thesaurus.

The weights in this folder were trained on {device}; on another device the same recipe gives other
bits. EXPERIMENTS.md beside the training code says what was tried, and
how this model came to be.

| setting | {" | ".join(f"run {number}" for number in range(1, len(members) + 1))} |
|---|{"---|" * len(members)}
{settings}
"""


def _flat(recipe: Recipe) -> dict[str, object]:
    values: dict[str, object] = asdict(recipe)
    del values["mixture"]
    return values | asdict(recipe.mixture)


def _scores(measured: Sequence[Figures]) -> str:
    rows = "\n".join(
        f"| {f.name} | {f.questions} | {f.recall_at_1:.1f} | {f.recall_at_5:.1f} "
        f"| {f.recall_at_10:.1f} | {f.ndcg_at_10:.1f} |"
        for f in measured
    )
    return f"""
## Scores

In percent, ties counted as half, the cosine alone: what Alinéa adds to it is measured in
`benchmarks/results/retrieval.md`. Reporting half of each set;
`python -m vectorstore.training.score DATA_FOLDER --half reporting` repeats it.

| set | questions | R@1 | R@5 | R@10 | nDCG@10 |
|---|---|---|---|---|---|
{rows}
"""


def _data(sets: Sequence[PairSet], concepts: Sequence[Concept]) -> str:
    rows = []
    for pairs in sets:
        origin = origin_of(pairs.origin)
        facts = (origin.content, origin.source, origin.licence) if origin else ("?", "?", "?")
        cells = (f"`{pairs.file}`", f"{len(pairs):,}", *facts, f"`{pairs.sha256}`")
        rows.append(f"| {' | '.join(cells)} |")
    table = "\n".join(rows)
    expressions = sum(map(len, concepts))
    return f"""
## Training data

The weights are Alinéa's own work; the sets stay under their own licences and are named here to
credit those who made them. Share-alike sets carry "SA" in the licence. Sets whose licence forbids
commercial use, or that have none, were not used.

The thesaurus (`vectorstore/training/thesaurus.tsv`, {len(concepts):,} concepts, {expressions:,}
expressions) says how officials, journalists and everybody else call the same thing in the three
languages. It was written for this purpose by a language model, by topics and from general
knowledge, without sight of any question or document that Alinéa is measured on. Those who chose
the topics of its first 2,442 concepts and the examples of its instruction knew the shipped
documents and what development questions about them had failed; the topics of the others follow
general lists. Four of the runs that these weights were joined of learnt the first ones alone. It
stands under Alinéa's own licence.

| file | pairs | content | source | licence, attribution | SHA-256 |
|---|---|---|---|---|---|
{table}
"""
