"""How long a cold start takes, as a ratio to importing what it cannot do without.

`python -m benchmarks.startup [--runs 9] [--out benchmarks/results/startup.json]` runs the
commands in turn, A B A B …, each as a process of its own, and prints medians and ratios.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_ALINEA = str(Path(sys.executable).parent / "alinea")
_ASK = [_ALINEA, "ask", "Combien de personnes la Chine formera-t-elle ?"]
_PAIRS = {
    "help": ([_ALINEA, "--help"], [sys.executable, "-c", "import typer"]),
    "ask": (_ASK, [sys.executable, "-c", "import chromadb, langchain_core"]),
}


def measure(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Wall seconds and peak memory (MiB) of one run of `command`."""
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} exited with {process.returncode}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return time.perf_counter() - started, usage.ru_maxrss / unit


def compare(runs: int) -> dict[str, dict[str, float]]:
    """For each pair: the median ratio of wall times run by run, and the peak memory."""
    results = {}
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "ALINEA_HOME": home}
        measure(_ASK, environment)  # builds the store
        for name, (command, reference) in _PAIRS.items():
            rows = []
            for _ in range(runs):
                seconds, peak = measure(command, environment)
                rows.append((seconds, measure(reference, environment)[0], peak))
            results[name] = {
                "seconds": round(statistics.median(row[0] for row in rows), 3),
                "reference seconds": round(statistics.median(row[1] for row in rows), 3),
                "ratio": round(statistics.median(row[0] / row[1] for row in rows), 2),
                "peak MiB": round(max(row[2] for row in rows), 1),
            }
    return results


def main() -> None:
    """Measure, print, and write the result."""
    parser = argparse.ArgumentParser(description="Cold start, against bare imports.")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/startup.json"))
    options = parser.parse_args()
    results = compare(options.runs)
    text = json.dumps(results, indent=2)
    options.out.write_text(text + "\n", "utf-8")
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
