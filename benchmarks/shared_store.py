"""Files to write into a store, what is to be in it then, and what a fresh look finds there."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal

from qa.ingestion import ingest
from vectorstore.search import search
from vectorstore.store import Store
from vectorstore.verify import verify

# Of each document, which version is in the store.
State = dict[str, int]
Kind = Literal["ingest", "replace", "remove", "rebuild"]
_RESULTS = Path(__file__).parent / "results"
# A search is asked for all paragraphs of documents up to this long.
_ALL_FOUND = 200
# Processes are forked from one that has loaded all and opened nothing: they start at once.
FORK = get_context("fork")


@dataclass(frozen=True)
class Write:
    """One thing to do to a store; `names` are written as `version`."""

    kind: Kind
    names: tuple[str, ...] = ()
    version: int = 0
    paragraphs: int = 20

    def after(self, state: Mapping[str, int]) -> State:
        """What is in the store once it is done."""
        rest = {name: version for name, version in state.items() if name not in self.names}
        if self.kind in ("ingest", "replace"):
            rest |= dict.fromkeys(self.names, self.version)
        return rest if self.kind != "rebuild" else dict(state)

    def do(self, store: Store, files: Path) -> None:
        """Do it; when this returns it is acknowledged."""
        if self.kind == "rebuild":
            store.rebuild()
        elif self.kind == "remove":
            for name in self.names:
                store.remove(name)
        else:
            paths = [files / f"{name}.txt" for name in self.names]
            for name, path in zip(self.names, paths, strict=True):
                new = path.with_suffix(f".{os.getpid()}")
                new.write_text("\n\n".join(lines(name, self.version, self.paragraphs)), "utf-8")
                os.replace(new, path)  # others may be reading it
            wrong = [report for report in ingest(store, paths) if report.error]
            assert not wrong, wrong


def lines(name: str, version: int, count: int) -> list[str]:
    """The paragraphs of a document in one version."""
    return [f"Le conseil {name} adopte l'article {n} en version{version}." for n in range(count)]


def observed(store: Store) -> tuple[State, list[str]]:
    """What is in the store, and what is wrong with it."""
    state: State = {}
    wrong = [f"{check.name}: {check.detail}" for check in verify(store) if not check.ok]
    for record in store.documents():
        document = store.stored_document(record.id)
        version = int(document.text.rsplit("version", 1)[1].rstrip("."))
        state[record.id] = version
        texts = lines(record.id, version, len(document.paragraphs))
        if [p.text for p in document.paragraphs] != texts:
            wrong.append(f"{record.id} is of several versions")
        if [p.id for p in document.paragraphs] != _ids(record.id, len(texts)):
            wrong.append(f"the ids in {record.id} have changed")
        question = f"conseil {record.id} version{version}"
        hits = search(store, question, k=len(texts) + 50, documents=[record.id], language="fr")
        if len(texts) <= _ALL_FOUND and {hit.paragraph.text for hit in hits} != set(texts):
            wrong.append(f"of {record.id}, {len(hits)} of {len(texts)} paragraphs are found")
    return state, wrong


def _ids(document_id: str, count: int) -> list[str]:
    return [f"{document_id}/p/{n}" for n in range(1, count + 1)]


def child(work: Callable[[Connection], None]) -> tuple[Any, Connection]:
    """A process forked now that does `work`, and this side of a pipe to it."""
    here, there = FORK.Pipe()
    # Should the program fail, they are not to wait for its next word for ever.
    process = FORK.Process(target=_run, args=(work, there, here), daemon=True)
    process.start()
    there.close()
    return process, here


def _run(work: Callable[[Connection], None], there: Connection, here: Connection) -> None:
    here.close()  # or it would never notice that the other side is gone
    work(there)


def heard(pipe: Connection) -> Iterator[Any]:
    """What the other side said, until it is gone."""
    try:
        while True:
            yield pipe.recv()
    except (EOFError, ConnectionError):
        return


def main(run: Callable[[int, int], dict[str, Any]], name: str, unit: str, often: int) -> None:
    """The command line of a loop: run, print and write; exit 1 if anything was wrong.

    `run(often, seed)` gives counts, and under "wrong" a list of faults.
    """
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.{name}")
    parser.add_argument(f"--{unit}", type=int, default=often, dest="often")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=_RESULTS / f"{name}.json")
    given = parser.parse_args()
    os.environ["TOKENIZERS_PARALLELISM"] = "false"  # its threads would not survive a fork
    result = run(given.often, given.seed)
    text = json.dumps(result, ensure_ascii=False, indent=1)
    given.out.write_text(text + "\n")
    sys.stdout.write(text + "\n")
    sys.exit(bool(result["wrong"]))
