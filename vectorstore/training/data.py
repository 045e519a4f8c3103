"""Reads training pairs: ``TYPE.LANGUAGES.SOURCE.tsv.gz``, one ``source<TAB>target`` a line."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

# Licences that forbid shipping weights trained on a set are written into its file name.
REFUSED_MARKS = ("-NC", "-NOLIC")


# The sets whose queries are questions that people wrote; the other queries are headings.
QUESTIONS = frozenset({"drcd-test", "cmrc-trial"})
DICTIONARIES = frozenset({"cedict", "cfdict", "unbis-terms"})
# Rare words meet their translation nowhere else.
_DICTIONARY_WEIGHT = 1.5


class TrainingDataError(ValueError):
    """The training folder is missing, empty, or holds a set that must not train shipped weights."""


# Where a set comes from that is not in the data folder: see `derived`, `questions`, `thesaurus`.
Derived = Literal["", "joined", "made", "thesaurus"]


@dataclass(frozen=True)
class PairSet:
    """One training file: sentence pairs, headings with their passages, or dictionary entries."""

    file: str
    sha256: str
    source_language: str
    target_language: str
    origin: str
    is_query: bool
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    # Whether the sources are questions already, not headings or sentences.
    is_question: bool = False
    # Its share of the batches beside a set of the same size and weight 1.
    weight: float = 1.0
    derived: Derived = ""

    def __len__(self) -> int:
        return len(self.sources)


def read_pair_sets(folder: Path) -> list[PairSet]:
    """Read every set under ``folder/train``, sorted by file name.

    Raises:
        TrainingDataError: no set was found, a name or line is malformed, or a file is marked
            non-commercial or without licence.
    """
    train = folder / "train"
    files = sorted(train.glob("*.tsv.gz"))
    if not files:
        raise TrainingDataError(f"No *.tsv.gz in {str(train)!r}: give the folder that holds train/")
    refused = [file.name for file in files if any(mark in file.name for mark in REFUSED_MARKS)]
    if refused:
        raise TrainingDataError(
            f"{', '.join(map(repr, refused))} must not train weights that ship (non-commercial or "
            "no licence): move it out of train/"
        )
    return [_read(file) for file in files]


def _read(file: Path) -> PairSet:
    # "q-p.en-fr.calaw", "q-p.fr.calaw" and "fr-en.calaw-seg" are the three shapes in use.
    parts = file.name.removesuffix(".tsv.gz").split(".")
    if len(parts) not in (2, 3):
        raise TrainingDataError(f"{file.name!r} is not named TYPE.LANGUAGES.SOURCE.tsv.gz")
    languages = parts[-2].split("-")
    data = file.read_bytes()
    sources, targets = [], []
    for number, line in enumerate(gzip.decompress(data).decode().rstrip("\n").split("\n"), 1):
        source, tab, target = line.partition("\t")
        if not tab:
            raise TrainingDataError(f"{file.name!r}, line {number}: no tab between the two sides")
        sources.append(source)
        targets.append(target)
    return PairSet(
        file=file.name,
        sha256=hashlib.sha256(data).hexdigest(),
        source_language=languages[0],
        target_language=languages[-1],
        origin=parts[-1],
        is_query=parts[0] == "q-p",
        sources=tuple(sources),
        targets=tuple(targets),
        is_question=parts[-1] in QUESTIONS,
        weight=_DICTIONARY_WEIGHT if parts[-1] in DICTIONARIES else 1.0,
    )
