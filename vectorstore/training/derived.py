"""Pairs that no file holds but that follow from those that are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from vectorstore.training.data import PairSet


def joined_queries(sets: Sequence[PairSet]) -> Iterator[PairSet]:
    """Yield the query sets of the missing language direction.

    Where an origin has headings of language A and of B on the same passages of A, and the same
    headings of B on passages of B, the headings of A belong to the passages of B too. This gives
    French headings on English passages of Canadian law.
    """
    queries = {(s.origin, s.source_language, s.target_language): s for s in sets if s.is_query}
    for (origin, left, right), crossing in queries.items():
        own = queries.get((origin, right, right))
        other = queries.get((origin, left, left))
        if left != right and own and other and (origin, right, left) not in queries:
            yield _join(own, crossing, other)


def _join(own: PairSet, crossing: PairSet, other: PairSet) -> PairSet:
    """Follow A heading → A passage (own) → B heading (crossing) → B passage (other)."""
    heading = dict(zip(crossing.targets, crossing.sources, strict=True))
    passage: dict[str, str | None] = {}
    for source, target in zip(other.sources, other.targets, strict=True):
        # A heading that stands over several passages does not say which is meant.
        passage[source] = None if source in passage else target
    pairs = [
        (source, found)
        for source, target in zip(own.sources, own.targets, strict=True)
        if (found := passage.get(heading.get(target, "")))
    ]
    return replace(
        own,
        derived="joined",
        file=f"q-p.{own.source_language}-{other.target_language}.{own.origin} (joined)",
        target_language=other.target_language,
        sources=tuple(source for source, _ in pairs),
        targets=tuple(target for _, target in pairs),
    )
