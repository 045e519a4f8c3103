"""Writers killed at random moments: is every acknowledged document whole, and nothing half done?

`python -m benchmarks.kills [--kills 300] [--seed 1] [--out FILE]`

Again and again a process ingests, replaces, removes and rebuilds, says what it has finished, and
is killed (SIGKILL) a moment later. A fresh process then looks: there must be exactly what
was acknowledged, or that and all of the one write that was under way; every document in one
version, all of its paragraphs found by searching, under the same ids; and `verify` must find
nothing.
"""

import random
import tempfile
import time
from collections import Counter
from functools import partial
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.shared_store import Kind, State, Write, child, heard, main, observed
from vectorstore.embeddings import BundledEmbedder
from vectorstore.folder_store import FolderStore

_NAMES = [f"acte-{letter}" for letter in "abcdefgh"]
_LONGEST = 0.8  # seconds
_PLANNED = 40
# Now and then so many paragraphs that helper processes prepare them.
_MANY = 3200
_RARELY = 0.03


def plan(chance: random.Random, state: State, versions: "count[int]") -> list[Write]:
    """What a writer is to do, one after the other, beginning with `state`."""
    writes: list[Write] = []
    for _ in range(_PLANNED):
        absent = [name for name in _NAMES if name not in state]
        kinds: list[Kind] = ["ingest"] * 3 if absent else []
        if state:
            kinds += ["replace", "replace", "replace", "remove", "remove", "rebuild"]
        kind = chance.choice(kinds)
        if kind == "rebuild":
            write = Write("rebuild")
        else:
            among = absent if kind == "ingest" else list(state)
            names = tuple(chance.sample(among, min(len(among), chance.choice([1, 1, 2, 3]))))
            if kind == "remove":
                names = names[:1]  # each removal is a write of its own
            paragraphs = _MANY if chance.random() < _RARELY else chance.randint(1, 40)
            write = Write(kind, names, next(versions), paragraphs)
        writes.append(write)
        state = write.after(state)
    return writes


def work(home: Path, model: BundledEmbedder, writes: list[Write], pipe: Connection) -> None:
    """Do all of `writes`, saying so after each."""
    store = FolderStore(home, model)
    pipe.send("open")
    for write in writes:
        write.do(store, home.parent)
        pipe.send("done")
    time.sleep(60)


def look(home: Path, model: BundledEmbedder, pipe: Connection) -> None:
    """Say what is in the store."""
    store = FolderStore(home, model)
    pipe.send(observed(store))
    store.close()


def run(kills: int, seed: int) -> dict[str, object]:
    """Kill so often; counts of what happened, and all that was wrong."""
    chance, versions, model = random.Random(seed), count(1), BundledEmbedder()
    _ = model.fingerprint
    state: State = {}
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="alinea-") as folder:
        home = Path(folder) / "home"
        for number in range(1, kills + 1):
            writes = plan(chance, state, versions)
            writer, pipe = child(partial(work, home, model, writes))
            # Now and then while it opens the store; else after a write or two, at any moment.
            awaited = chance.choice([0, 1, 1, 2, 2, 3])
            before = [pipe.recv() for _ in range(awaited)]
            time.sleep(chance.uniform(0, _LONGEST))
            writer.kill()
            writer.join()
            acknowledged = sum(said == "done" for said in (*before, *heard(pipe)))
            for write in writes[:acknowledged]:
                state = write.after(state)
            under_way = writes[acknowledged]
            counts[f"killed during {under_way.kind}"] += 1
            counts["acknowledged writes"] += acknowledged
            _, pipe = child(partial(look, home, model))
            found, faults = pipe.recv()
            counts["documents looked at"] += len(found)
            if found not in (state, under_way.after(state)):
                faults.append(f"{found} is neither {state} nor {under_way.after(state)}")
            elif found != state:
                counts["finished though not acknowledged"] += 1
            wrong += [f"kill {number}, {under_way}: {fault}" for fault in faults]
            state = found
    return {"kills": kills, "seed": seed, **dict(sorted(counts.items())), "wrong": wrong}


if __name__ == "__main__":
    main(run, "kills", "kills", 300)
