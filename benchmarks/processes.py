"""Two to eight processes on one store at once: is anything lost, does everybody see the same?

`python -m benchmarks.processes [--rounds 200] [--seed 1] [--out FILE]`

Eight processes keep a store open. In each round two to eight of them do something at once: write
documents of their own and one that is everybody's, remove, rebuild, or search. Half of them
wait for their turn, half give up at once. A write is carried out or refused; after each round
every process must see exactly what was acknowledged, and of the document that is everybody's, one
of the versions of that round. In each round other embedding models try to open the store, and must
be refused.
"""

import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.shared_store import State, Write, child, main, observed
from vectorstore.embeddings import BundledEmbedder, Embedder, Vectors
from vectorstore.errors import StoreLockedError, StoreMismatchError
from vectorstore.folder_store import FolderStore
from vectorstore.search import search

_MOST = 8
_PATIENCE = 60.0  # seconds
_COMMON = "commun"


class OtherModel:
    """Another embedding model; its vectors may well have the same length."""

    def __init__(self, dimension: int) -> None:
        self.name = "other"
        self.fingerprint = "0" * 64
        self.dimension = dimension

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of the right shape."""
        return np.ones((len(texts), self.dimension), np.float32)

    embed_documents = embed_queries


def work(home: Path, model: Embedder, wait: float, pipe: Connection) -> None:
    """Do what is told, and say what came of it."""
    store = FolderStore(home, model, wait=wait)
    while (told := pipe.recv()) is not None:
        if isinstance(told, Write):
            try:
                told.do(store, home.parent)
                pipe.send("done")
            except StoreLockedError:
                pipe.send("refused")
        elif told == "search":
            hits = search(store, "le conseil adopte en version", k=200, language="fr")
            versions: dict[str, set[str]] = {}
            for hit in hits:
                version = hit.paragraph.text.rsplit("version", 1)[1]
                versions.setdefault(hit.paragraph.document_id, set()).add(version)
            mixed = [name for name, seen in versions.items() if len(seen) > 1]
            pipe.send(f"mixed: {mixed}" if mixed else "done")
        else:
            pipe.send(observed(store))
    store.close()


def plan(chance: random.Random, number: int, state: State, version: int) -> Write | str:
    """What the process `number` is to do, with its own documents or the common one."""
    names = [f"acte-{number}-{letter}" for letter in "abc"]
    mine = [name for name in names if name in state]
    do = chance.random()
    if do < 0.25:
        return "search"
    if do < 0.30:
        return Write("rebuild")
    if do < 0.45 and mine:
        return Write("remove", (chance.choice(mine),))
    paragraphs = chance.randint(1, 15)
    if do < 0.60:
        return Write("replace", (_COMMON,), version, paragraphs)
    return Write("ingest", tuple(chance.sample(names, chance.choice([1, 2]))), version, paragraphs)


def swap(home: Path, dimension: int) -> str:
    """What becomes of opening the store with another model."""
    try:
        FolderStore(home, OtherModel(dimension)).close()
    except StoreMismatchError:
        return "refused"
    return "accepted"


def run(rounds: int, seed: int) -> dict[str, Any]:
    """So many rounds; counts of what happened, and all that was wrong."""
    chance, versions, model = random.Random(seed), count(1), BundledEmbedder()
    _ = model.fingerprint
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="alinea-") as folder:
        home = Path(folder) / "home"
        waits = [_PATIENCE if n % 2 else 0.0 for n in range(_MOST)]
        processes = [child(partial(work, home, model, wait)) for wait in waits]
        state: State = {}
        for number in range(1, rounds + 1):
            acting = chance.sample(range(_MOST), 2 + number % (_MOST - 1))
            plans = {n: plan(chance, n, state, next(versions)) for n in acting}
            said = _at_once({n: processes[n][1] for n in acting}, plans)
            for n, planned in plans.items():
                kind = planned.kind if isinstance(planned, Write) else planned
                counts[f"{kind}: {said[n]}"] += 1
                if isinstance(planned, Write) and said[n] == "done":
                    state = planned.after(state)
            views = _at_once({n: pipe for n, (_, pipe) in enumerate(processes)}, "look")
            common = {
                p.version for p in plans.values() if isinstance(p, Write) and p.names == (_COMMON,)
            }
            if common and _COMMON in state:
                # Of those that wrote it at once nobody knows who was last; all must agree.
                version = views[0][0].get(_COMMON)
                state |= {_COMMON: version} if version in common else {}
            for n, (found, faults) in views.items():
                wrong += [f"round {number}, process {n}: {fault}" for fault in faults]
                if found != state:
                    wrong.append(f"round {number}, process {n} sees {found}, not {state}")
            for dimension in (model.dimension, 2 * model.dimension):
                counts[f"another model: {swap(home, dimension)}"] += bool(state)
        for process, pipe in processes:
            pipe.send(None)
            process.join()
    wrong += [fault for fault in counts if "mixed" in fault or "accepted" in fault]
    return {"rounds": rounds, "seed": seed, **dict(sorted(counts.items())), "wrong": wrong}


def _at_once(pipes: dict[int, Connection], told: Any) -> dict[int, Any]:
    """What processes answer to what they are told at the same time; each its own if a dict."""
    for n, pipe in pipes.items():
        pipe.send(told[n] if isinstance(told, dict) else told)
    return {n: pipe.recv() for n, pipe in pipes.items()}


if __name__ == "__main__":
    main(run, "processes", "rounds", 200)
