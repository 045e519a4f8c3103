"""`alinea serve` under load: 200 asks at the same moment, and its memory over 10,000.

`python -m benchmarks.http_load [--at-once 200] [--asks 10000] [--out FILE]`

Asks are the fixed set's questions in turn, over real HTTP. Milliseconds are from sending to the
whole answer, of all 200 that wait together; resident memory is read from /proc after each tenth.
"""

import argparse
import asyncio
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console

from corpus import shipped_documents
from qa.evaluation.questions import load_questions

_OUT = Path(__file__).parent / "results" / "http_load.json"
_TENTHS = 10
_PEOPLE = 8  # who ask one after the other, for the memory
_PORT = 7869
_LONG = 300.0


@contextmanager
def serving(home: Path) -> Iterator[tuple[str, int]]:
    """The address and the process of `alinea serve` over a store in `home`."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ALINEA_")}
    with subprocess.Popen(
        [sys.executable, "-m", "qa.cli", "serve", "--port", str(_PORT)],
        env={**environment, "ALINEA_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()  # says that it is there
        yield f"http://127.0.0.1:{_PORT}", process.pid
        process.terminate()


async def ask(client: httpx.AsyncClient, question: str) -> tuple[int, float]:
    """The status of one ask, and its milliseconds."""
    start = time.perf_counter()
    reply = await client.post("/api/ask", json={"question": question})
    return reply.status_code, (time.perf_counter() - start) * 1000


async def measure(url: str, process: int, at_once: int, asks: int) -> dict[str, Any]:
    """What 200 at once wait for, and what 10,000 in a row leave in memory."""
    known = {p.id for document in shipped_documents() for p in document.paragraphs}
    questions = [q.text for q in load_questions(None, known).questions if not q.history]
    limits = httpx.Limits(max_connections=at_once)
    async with httpx.AsyncClient(base_url=url, timeout=_LONG, limits=limits) as client:
        for question in questions:  # whatever is loaded on first use
            await ask(client, question)
        burst = [questions[i % len(questions)] for i in range(at_once)]
        together = await asyncio.gather(*(ask(client, question) for question in burst))
        statuses = Counter(status for status, _ in together)
        times = sorted(ms for _, ms in together)
        resident, rates = [_megabytes(process)], []
        for _ in range(_TENTHS):
            begun = time.perf_counter()
            left = iter(range(asks // _TENTHS))

            async def person(left: Iterator[int] = left) -> None:
                for i in left:
                    status, _ = await ask(client, questions[i % len(questions)])
                    statuses[status] += 1

            await asyncio.gather(*(person() for _ in range(_PEOPLE)))
            rates.append(asks / _TENTHS / (time.perf_counter() - begun))
            resident.append(_megabytes(process))
    return {
        "cores": os.cpu_count(),
        "at once": at_once,
        "statuses": {str(status): count for status, count in sorted(statuses.items())},
        "milliseconds at once": {
            "p50": round(statistics.median(times), 1),
            "p95": round(times[int(0.95 * len(times))], 1),
            "slowest": round(times[-1], 1),
        },
        "asks": asks,
        "asks a second, by tenths": [round(rate, 1) for rate in rates],
        "resident MB, by tenths": resident,
        "growth from the first tenth to the last": round(resident[-1] / resident[1], 3),
    }


def _megabytes(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+)", status)
    assert found
    return round(int(found[1]) / 1024, 1)


def main() -> None:
    """Measure, print and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--at-once", type=int, default=200)
    parser.add_argument("--asks", type=int, default=10_000)
    parser.add_argument("--out", type=Path, default=_OUT)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder) / "home") as (url, process):
        result = asyncio.run(measure(url, process, options.at_once, options.asks))
    Console().print(result)
    options.out.write_text(json.dumps(result, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
