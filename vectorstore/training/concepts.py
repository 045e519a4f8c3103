"""``python -m vectorstore.training.concepts DATA_FOLDER``: make `concepts.npz` anew.

From the thesaurus, the relations between its concepts, and how often each is named in the texts of
``DATA_FOLDER/train``.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from corpus import Language
from vectorstore.concepts import Concepts
from vectorstore.mentions import FILE, keys_of, table
from vectorstore.training.data import PairSet, TrainingDataError, read_pair_sets
from vectorstore.training.thesaurus import LANGUAGES, THESAURUS, read_columns

RELATED = THESAURUS.with_name("related.tsv")
# Of the texts of one origin in one language, terms and headings left out.
_TEXTS, _FEWEST = 3000, 1000
_SENTENCE: dict[Language, int] = {"fr": 40, "en": 40, "zh": 15}  # characters
_SEED = 0

Table = dict[str, Any]  # arrays by name


def table_of(thesaurus: Path) -> Table:
    """The keys of all expressions, sorted, and what concept each is of."""
    found: set[tuple[int, int]] = set()
    for number, columns in enumerate(read_columns(thesaurus)):
        for language, column in zip(LANGUAGES, columns, strict=True):
            for expression in column.split(" | "):
                found |= {(key, number) for key in keys_of(expression, language)}
    keys, numbers = zip(*sorted(found), strict=True)
    return {"keys": np.array(keys, dtype=np.uint64), "concepts": np.array(numbers, dtype=np.uint16)}


def relations(thesaurus: Path, related: Path) -> Table:
    """Which concepts are related to each, by number.

    A line of the file has the first English expression of a concept and, after a tab, those of the
    related ones, the nearest first, joined by `` | ``.

    Raises:
        TrainingDataError: a line names a concept that there is not.
    """
    heads = [columns[LANGUAGES.index("en")].split(" | ")[0] for columns in read_columns(thesaurus)]
    numbers = {head: number for number, head in enumerate(heads)}
    found: dict[int, list[int]] = {}
    for line in related.read_text("utf-8").splitlines():
        head, _, others = line.partition("\t")
        try:
            found[numbers[head]] = [numbers[other] for other in filter(None, others.split(" | "))]
        except KeyError as error:
            raise TrainingDataError(f"{related.name!r}: there is no concept {error}") from error
    lists = [found.get(number, []) for number in range(len(heads))]
    return {
        "related": np.array([one for several in lists for one in several], dtype=np.uint16),
        "starts": np.cumsum([0, *map(len, lists)]).astype(np.uint32),
    }


def information(count: int, samples: Iterable[tuple[Language, Sequence[str]]]) -> Table:
    """That of each of `count` concepts: its mean idf (that of `lexical`) over `samples`.

    A mean over origins, so that what all speak of is common, and not what one is about.
    """
    found = []
    for language, sample in samples:
        named = np.zeros(count)
        for one in Concepts.of_each(sample, [language] * len(sample)):
            named[one.ids] += 1
        found.append(np.log1p((len(sample) - named + 0.5) / (named + 0.5)))
    return {"information": np.mean(found, axis=0).astype(np.float32)}


def samples_of(sets: Iterable[PairSet]) -> list[tuple[Language, list[str]]]:
    """Some texts of each origin that has enough, in each of its languages.

    Raises:
        TrainingDataError: none has enough.
    """
    texts: dict[str, dict[str, list[str]]] = {}
    for one in sets:
        texts.setdefault(one.source_language, {}).setdefault(one.origin, []).extend(one.sources)
        texts.setdefault(one.target_language, {}).setdefault(one.origin, []).extend(one.targets)
    chance = random.Random(_SEED)
    found = []
    for language in LANGUAGES:
        for origin in texts.get(language, {}).values():
            several = [t for t in dict.fromkeys(origin) if len(t) > _SENTENCE[language]]
            sample = chance.sample(several, min(_TEXTS, len(several)))
            if len(sample) >= _FEWEST:
                found.append((language, sample))
    if not found:
        raise TrainingDataError(f"No origin has {_FEWEST:,} texts: give the whole data folder.")
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the table; see ``--help``."""
    parser = argparse.ArgumentParser(
        prog="python -m vectorstore.training.concepts", description=__doc__
    )
    parser.add_argument("data", type=Path, metavar="DATA_FOLDER", help="the folder with train/")
    options = parser.parse_args(arguments)
    try:
        samples = samples_of(read_pair_sets(options.data))
        made = table_of(THESAURUS) | relations(THESAURUS, RELATED)
        count = len(made["starts"]) - 1
        # To find concepts in texts, the table must be there.
        np.savez(FILE, **made, information=np.zeros(count, dtype=np.float32))
        table.cache_clear()
        np.savez(FILE, **made, **information(count, samples))
    except TrainingDataError as error:
        parser.exit(2, f"{error}\n")


if __name__ == "__main__":
    main()
