"""From 1,000 to 199,000 paragraphs: what ingestion, opening and searching cost as a store grows.

`python -m benchmarks.growth DATA_FOLDER [--sizes 1000 10000 100000 199218] [--out FILE]`

DATA_FOLDER holds `law/fr.codes.tsv.gz` and `law/zh.laws.tsv.gz`, real articles, written here as
JSONL, a file for each law, and ingested as a user would: `Assistant.ingest([folder])`. Beside it,
in the same run and each in a process of its own: Chroma alone, which is given the same vectors and
texts (`add`, 1,000 at a time); tantivy alone, which indexes the same texts with its own analyser;
and searches on the filled store beside the same bare calls (see `benchmarks.retrieval_speed`). Up
to 10,000 paragraphs also the same through a Chroma server on this machine. A table is written
beside FILE in Markdown.
"""

import argparse
import gzip
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

_OUT = Path(__file__).parent / "results" / "growth.json"
_LAWS = {"fr": "fr.codes.tsv.gz", "zh": "zh.laws.tsv.gz"}
_QUESTIONS = 150
_MOST_ON_SERVER = 10_000


def write_laws(data: Path, folder: Path, count: int) -> None:
    """`count` articles as JSONL, from both languages in the proportion of the whole."""
    laws: dict[tuple[str, str], list[dict[str, Any]]] = {}
    whole = {code: sum(1 for _ in _articles(data, code)) for code in _LAWS}
    for code, of_all in whole.items():
        wanted = round(count * of_all / sum(whole.values()))
        for number, (title, chapter, text) in enumerate(_articles(data, code)):
            if number < wanted:
                row = {"title": title, "text": text, "headings": [chapter] if chapter else []}
                laws.setdefault((code, title), []).append(row)
    for number, ((code, _), rows) in enumerate(laws.items()):
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{code}-{number}.jsonl").write_text(lines, "utf-8")


def _articles(data: Path, code: str) -> Iterator[list[str]]:
    with gzip.open(data / "law" / _LAWS[code], "rt", encoding="utf-8") as lines:
        yield from (line.rstrip("\n").split("\t") for line in lines)


def texts_in(folder: Path) -> list[str]:
    """The texts of the articles."""
    paths = sorted(folder.glob("*.jsonl"))
    return [json.loads(line)["text"] for path in paths for line in path.open(encoding="utf-8")]


def alinea(work: Path, _: Path) -> dict[str, float]:
    """Ingest the folder, with all that belongs to it."""
    from qa import Assistant

    with Assistant(home=work / "home") as assistant:
        started = time.perf_counter()
        reports = assistant.ingest([work / "laws"])
        seconds = time.perf_counter() - started
    assert all(report.status == "added" for report in reports)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {
        "ingest, paragraphs/s": sum(report.paragraphs for report in reports) / seconds,
        "ingest, seconds": seconds,
        "ingest, peak MB (without the helper)": peak,
    }


def embed(work: Path, _: Path) -> dict[str, float]:
    """The vectors for Chroma alone, made before its time is taken."""
    from vectorstore.embeddings import BundledEmbedder

    texts, model = texts_in(work / "laws"), BundledEmbedder()
    parts = [model.embed_documents(texts[at : at + 1000]) for at in range(0, len(texts), 1000)]
    np.save(work / "vectors.npy", np.concatenate(parts))
    return {}


def chroma(work: Path, _: Path) -> dict[str, float]:
    """Chroma alone."""
    import chromadb

    texts, vectors = texts_in(work / "laws"), np.load(work / "vectors.npy")
    client = chromadb.PersistentClient(str(work / "chroma"))
    collection = client.create_collection(
        "laws", configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
    )
    started = time.perf_counter()
    for at in range(0, len(texts), 1000):
        part = texts[at : at + 1000]
        keys = [str(at + n) for n in range(len(part))]
        collection.add(ids=keys, embeddings=vectors[at : at + 1000], documents=part)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"raw Chroma, paragraphs/s": len(texts) / seconds, "raw Chroma, peak MB": peak}


def tantivy(work: Path, _: Path) -> dict[str, float]:
    """Tantivy alone."""
    import tantivy

    texts = texts_in(work / "laws")
    schema = tantivy.SchemaBuilder().add_text_field("text", stored=True).build()
    (work / "tantivy").mkdir()
    index = tantivy.Index(schema, path=str(work / "tantivy"))
    started = time.perf_counter()
    writer = index.writer(50_000_000, 1)
    for text in texts:
        writer.add_document(tantivy.Document(text=text))
    writer.commit()
    writer.wait_merging_threads()
    return {"raw tantivy, paragraphs/s": len(texts) / (time.perf_counter() - started)}


def searching(work: Path, data: Path) -> dict[str, float]:
    """Open the filled store, and search it."""
    from benchmarks.retrieval_speed import measure, questions
    from vectorstore.embeddings import BundledEmbedder
    from vectorstore.folder_store import FolderStore
    from vectorstore.search import search

    import_module("chromadb")  # whose time is not the store's
    model = BundledEmbedder()
    _ = model.fingerprint
    started = time.perf_counter()
    store = FolderStore(work / "home", model)
    with store.reading():
        opened = time.perf_counter()
    search(store, "Quelles sont les obligations du bailleur ?")
    searched = time.perf_counter()
    figures = measure(store, questions(data / "eval", _QUESTIONS))
    store.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {
        "open, ms": 1000 * (opened - started),
        "first search, ms": 1000 * (searched - opened),
        **{f"{name}, ms" if " / " not in name else name: v for name, v in figures.items()},
        "searching, peak MB": peak,
    }


def server(work: Path, data: Path) -> dict[str, float]:
    """Ingest through a Chroma server, let another machine take its lexical index, and search."""
    from benchmarks.retrieval_speed import best, questions
    from qa import Assistant
    from tests.chroma_server import chroma_server

    with chroma_server(work / "server") as url:
        with Assistant(home=work / "writer", chroma_url=url) as assistant:
            started = time.perf_counter()
            reports = assistant.ingest([work / "laws"])
            ingested = time.perf_counter() - started
        with Assistant(home=work / "reader", chroma_url=url) as assistant:
            started = time.perf_counter()
            assistant.search("Quelles sont les obligations du bailleur ?")
            taken = time.perf_counter() - started
            asked = questions(data / "eval", _QUESTIONS)
            times = [best(partial(assistant.search, question), 3) for question in asked]
    count = sum(report.paragraphs for report in reports)
    return {
        "server: ingest, paragraphs/s": count / ingested,
        "server: first search of a machine, seconds": taken,
        "server: search, again, ms": statistics.median(times),
    }


_PARTS = {part.__name__: part for part in (alinea, embed, chroma, tantivy, searching, server)}


def size_on_disk(folder: Path) -> float:
    """Megabytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def measured(data: Path, count: int) -> dict[str, float]:
    """All figures for a store of `count` articles."""
    with tempfile.TemporaryDirectory(prefix="alinea-") as name:
        work = Path(name)
        (work / "laws").mkdir()
        write_laws(data, work / "laws", count)
        figures: dict[str, float] = {"files": len(list((work / "laws").iterdir()))}
        for part in _PARTS:
            if part == "server" and count > _MOST_ON_SERVER:
                continue
            command = [sys.executable, "-m", "benchmarks.growth", str(data), "--part", part]
            done = subprocess.run(
                [*command, "--work", name], stdout=subprocess.PIPE, text=True, check=True
            )
            figures |= json.loads(done.stdout.splitlines()[-1])
        figures["disk, MB"] = size_on_disk(work / "home")
        rate = figures["ingest, paragraphs/s"]
        figures["ingest / raw Chroma"] = rate / figures["raw Chroma, paragraphs/s"]
        return {name: round(value, 2) for name, value in figures.items()}


def table(sizes: dict[str, dict[str, float]]) -> str:
    """The figures as Markdown, a column a size."""
    names = dict.fromkeys(name for figures in sizes.values() for name in figures)
    rows = [["paragraphs", *(f"{int(size):,}" for size in sizes)], ["---"] * (1 + len(sizes))]
    for name in names:
        cells = (f"{figures[name]:g}" if name in figures else "" for figures in sizes.values())
        rows.append([name, *cells])
    lines = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    return f"# Growth\n\n`python -m benchmarks.growth DATA_FOLDER`, on two cores.\n\n{lines}"


def main() -> None:
    """Measure, print and write after each size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth")
    parser.add_argument("data", type=Path, metavar="DATA_FOLDER")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000, 199_218])
    parser.add_argument("--out", type=Path, default=_OUT)
    parser.add_argument("--part", choices=_PARTS, help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.part:
        sys.stdout.write(json.dumps(_PARTS[given.part](given.work, given.data)) + "\n")
        return
    results: dict[str, Any] = {"cores": os.cpu_count(), "sizes": {}}
    for count in given.sizes:
        results["sizes"][str(count)] = measured(given.data, count)
        text = json.dumps(results, indent=1)
        given.out.write_text(text + "\n")
        given.out.with_suffix(".md").write_text(table(results["sizes"]))
        sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
