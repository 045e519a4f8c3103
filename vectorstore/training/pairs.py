"""Tokenised training pairs and the batches drawn from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from vectorstore.training.data import DICTIONARIES, Derived, PairSet
from vectorstore.training.frames import FRAMES
from vectorstore.training.tokenizer import silent_ids

Ids = NDArray[np.int64]
T = TypeVar("T")

_ENCODE_AT_ONCE = 20_000
# No text has so many characters a token; what comes after would be cut off all the same.
_LONGEST = 16


@dataclass(frozen=True)
class Bags:
    """Texts as bags of token ids: bag ``i`` is ``ids[starts[i]:starts[i] + lengths[i]]``."""

    ids: NDArray[np.int32]
    starts: Ids
    lengths: Ids
    # Equal keys mean equal text: such a pair is not a negative.
    keys: Ids

    def take(self, rows: Ids) -> tuple[Ids, Ids, Ids]:
        """Return flat token ids, the offset of every bag in them, and the keys of ``rows``."""
        lengths = self.lengths[rows]
        offsets = np.cumsum(lengths) - lengths
        positions = np.arange(int(lengths.sum())) - np.repeat(offsets - self.starts[rows], lengths)
        return self.ids[positions].astype(np.int64), offsets, self.keys[rows]


def encode(tokenizer: Tokenizer, texts: Sequence[str], max_tokens: int) -> Bags:
    """Tokenise ``texts``; silent tokens are dropped and long texts cut at ``max_tokens``."""
    silent = silent_ids(tokenizer)
    pieces: list[NDArray[np.int32]] = []
    sizes: list[Ids] = []
    for start in range(0, len(texts), _ENCODE_AT_ONCE):
        batch = [text[: max_tokens * _LONGEST] for text in texts[start : start + _ENCODE_AT_ONCE]]
        encodings = tokenizer.encode_batch_fast(batch, add_special_tokens=False)
        cut = [encoding.ids[:max_tokens] for encoding in encodings]
        ids = np.fromiter(chain.from_iterable(cut), dtype=np.int32)
        known = ~np.isin(ids, silent)
        bag = np.repeat(np.arange(len(cut)), [len(ids) for ids in cut])
        pieces.append(ids[known])
        sizes.append(np.bincount(bag[known], minlength=len(cut)))
    lengths = np.concatenate(sizes)
    keys = np.asarray([crc32(text.encode()) for text in texts], dtype=np.int64)
    return Bags(np.concatenate(pieces), np.cumsum(lengths) - lengths, lengths, keys)


@dataclass(frozen=True)
class EncodedSet:
    """One tokenised pair set; ``weight`` is how much it counts beside another of its size."""

    file: str
    family: str
    weight: float
    sources: Bags
    targets: Bags
    # Only headings have frames; questions are questions already, sentences must stay as they are.
    frames: Bags | None = None
    is_query: bool = False
    derived: Derived = ""

    def __len__(self) -> int:
        return len(self.sources.lengths)


def encode_sets(tokenizer: Tokenizer, sets: Iterable[PairSet], max_tokens: int) -> list[EncodedSet]:
    """Tokenise `sets`, each text once: one passage stands in up to five of them."""
    sets = list(sets)
    rows: dict[str, int] = {}
    for text in chain.from_iterable(chain(pairs.sources, pairs.targets) for pairs in sets):
        rows.setdefault(text, len(rows))
    texts = encode(tokenizer, list(rows), max_tokens)
    return [_encoded(tokenizer, pairs, texts, rows) for pairs in sets]


def _encoded(
    tokenizer: Tokenizer, pairs: PairSet, texts: Bags, rows: Mapping[str, int]
) -> EncodedSet:
    sources, targets = (
        select(texts, np.asarray([rows[text] for text in side], dtype=np.int64))
        for side in (pairs.sources, pairs.targets)
    )
    kept = np.flatnonzero((sources.lengths > 0) & (targets.lengths > 0))
    dictionary = pairs.origin in DICTIONARIES
    # Sets of one family talk about the same things in several languages; only those are mixed.
    stem = "dictionary" if dictionary else pairs.origin.partition("-")[0]
    return EncodedSet(
        file=pairs.file,
        family=f"{'q-p' if pairs.is_query else 'parallel'}.{stem}",
        weight=pairs.weight,
        sources=select(sources, kept),
        targets=select(targets, kept),
        frames=_frames(tokenizer, pairs),
        is_query=pairs.is_query,
        derived=pairs.derived,
    )


def _frames(tokenizer: Tokenizer, pairs: PairSet) -> Bags | None:
    if not pairs.is_query or pairs.is_question:
        return None
    frames = FRAMES[pairs.source_language]
    return encode(tokenizer, frames, max(map(len, frames)))


def select(bags: Bags, rows: Ids) -> Bags:
    """The bags of ``rows``."""
    return Bags(bags.ids, bags.starts[rows], bags.lengths[rows], bags.keys[rows])


@dataclass(frozen=True)
class Batch:
    """Row ``i`` of one side belongs to row ``i`` of the other; the rest are negatives."""

    sources: tuple[Ids, Ids, Ids]
    targets: tuple[Ids, Ids, Ids]


@dataclass(frozen=True)
class Mixture:
    """How batches are drawn."""

    size: int = 1024
    mixed_share: float = 0.3
    block_share: float = 0.4
    block: int = 16
    frame_share: float = 0.3


def batches(sets: Sequence[EncodedSet], mixture: Mixture, seed: int) -> Iterator[Batch]:
    """Yield batches for ever.

    A set's ``weight`` is its share of them. Most come from one set. A ``mixed_share`` of them
    draws from all sets of one family and swaps sides at random, so that the right passage must
    also win against passages of the question's own language. A ``block_share`` of all draws takes
    runs of neighbouring rows: files follow their documents, so the negatives are other paragraphs
    of the same document, as in use.
    """
    random = np.random.default_rng(seed)
    families: dict[str, list[EncodedSet]] = {}
    for encoded in sets:
        families.setdefault(encoded.family, []).append(encoded)
    while True:
        block = mixture.block if random.random() < mixture.block_share else 1
        if random.random() < mixture.mixed_share:
            weights = {name: sum(s.weight for s in members) for name, members in families.items()}
            family = families[_pick(random, list(families), list(weights.values()))]
            yield _mixed(random, family, mixture, block)
        else:
            chosen = _pick(random, sets, [s.weight for s in sets])
            rows = _draw(random, len(chosen), mixture.size, block)
            yield Batch(
                _framed(random, chosen, rows, mixture.frame_share), chosen.targets.take(rows)
            )


def _pick(random: np.random.Generator, items: Sequence[T], weights: Sequence[float]) -> T:
    return items[random.choice(len(items), p=np.divide(weights, sum(weights)))]


def _draw(random: np.random.Generator, population: int, size: int, block: int) -> Ids:
    if population <= size:
        return np.arange(population)
    # Blocks start anywhere, so that neighbours are not always the same ones.
    blocks = population // block
    starts = random.choice(blocks, size=min(blocks, -(-size // block)), replace=False) * block
    rows = starts[:, None] + np.arange(block) + random.integers(population)
    return rows.ravel()[:size] % population


def _framed(
    random: np.random.Generator, chosen: EncodedSet, rows: Ids, share: float
) -> tuple[Ids, Ids, Ids]:
    """Take ``rows`` of the sources, a ``share`` of them with the tokens of a random frame."""
    ids, offsets, keys = chosen.sources.take(rows)
    if chosen.frames is None:
        return ids, offsets, keys
    framed = np.flatnonzero(random.random(len(rows)) < share)
    chosen_frames = random.integers(len(chosen.frames.lengths), size=len(framed))
    extra, _, _ = chosen.frames.take(chosen_frames)
    # A mean does not care where in the bag the frame goes.
    ends = np.append(offsets[1:], len(ids))[framed]
    longer = chosen.frames.lengths[chosen_frames]
    growth = np.zeros(len(rows), dtype=np.int64)
    growth[framed] = longer
    return (
        np.insert(ids, np.repeat(ends, longer), extra),
        offsets + np.cumsum(growth) - growth,
        keys,
    )


def _mixed(
    random: np.random.Generator, family: Sequence[EncodedSet], mixture: Mixture, block: int
) -> Batch:
    total = sum(s.weight for s in family)
    sources, targets = [], []
    for member in family:
        rows = _draw(
            random, len(member), max(1, round(mixture.size * member.weight / total)), block
        )
        straight, turned = np.array_split(random.permutation(rows), 2)
        asked = _framed(random, member, straight, mixture.frame_share)
        sources += [asked, member.targets.take(turned)]
        targets += [member.targets.take(straight), member.sources.take(turned)]
    return Batch(join_bags(sources), join_bags(targets))


def join_bags(parts: Sequence[tuple[Ids, Ids, Ids]]) -> tuple[Ids, Ids, Ids]:
    """Lay bags, as ``Bags.take`` gives them, end to end."""
    shifts = np.cumsum([0, *(len(ids) for ids, _, _ in parts[:-1])])
    return (
        np.concatenate([ids for ids, _, _ in parts]),
        np.concatenate([offsets + s for (_, offsets, _), s in zip(parts, shifts, strict=True)]),
        np.concatenate([keys for _, _, keys in parts]),
    )
