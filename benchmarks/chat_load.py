"""How the chat answers one person, and sixteen at once, through its real server.

`python -m benchmarks.chat_load [--people 16] [--questions 10] [--out FILE]`

Starts `alinea chat` over the shipped documents and speaks to it as the page does: an event is
put into Gradio's queue, and its stream is read to the end. Each person asks the same questions
of the fixed set in another order, one after the other. "first words" is when the stream first
shows something of the answer, "answer" when it is whole; milliseconds. With Chromium there
(`--browser`) the time until a person can type is measured too, in a fresh browser.
"""

import argparse
import asyncio
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console

from corpus import shipped_documents
from qa.evaluation.questions import load_questions

_OUT = Path(__file__).parent / "results" / "chat_load.json"
_TIMEOUT = 60.0
_OPENED = 5
# A sentence of the newest turn, or the card that says there is none.
_SHOWN = re.compile(r"class='(?:sentence|card)")


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds from the question to the first words and to the whole answer."""

    first: float
    whole: float


@contextmanager
def chat(home: Path) -> Iterator[str]:
    """The address of `alinea chat` over a store in `home`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ALINEA_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "qa.cli", "chat", "--port", str(port)],
        env={**environment, "ALINEA_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 2 * _TIMEOUT
        while process.poll() is None and time.monotonic() < deadline:
            try:
                urllib.request.urlopen(address, timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


async def visit(client: httpx.AsyncClient, event: int, asked: list[str]) -> list[Timing]:
    """One person's questions, one after the other.

    Raises:
        RuntimeError: the server says that an answer failed.
    """
    session = uuid.uuid4().hex
    timings = []
    for question in asked:
        started = time.perf_counter()
        joined = await client.post(
            "/gradio_api/queue/join",
            json={
                "data": [question, None, "fr", None],
                "fn_index": event,
                "session_hash": session,
                "trigger_id": None,
            },
        )
        joined.raise_for_status()
        timings.append(await _answer(client, session, question, started))
    return timings


async def _answer(client: httpx.AsyncClient, session: str, question: str, started: float) -> Timing:
    first = 0.0
    stream = client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session})
    async with stream as lines:
        async for line in lines.aiter_lines():
            if not line.startswith("data:"):
                continue
            said: dict[str, Any] = json.loads(line[5:])
            now = 1000 * (time.perf_counter() - started)
            if not first and _SHOWN.search(line.rpartition("<article")[2]):
                first = now
            if said["msg"] in ("process_completed", "unexpected_error"):
                if not said.get("success"):
                    raise RuntimeError(f"No answer to {question!r}: {line[:300]}")
                return Timing(first or now, now)
    raise RuntimeError(f"The stream ended before the answer to {question!r}")


async def load(address: str, people: int, asked: list[str]) -> tuple[list[Timing], int]:
    """The timings of so many people at once, and how many of their visits failed."""
    limits = httpx.Limits(max_connections=4 * people)
    async with httpx.AsyncClient(base_url=address, timeout=_TIMEOUT, limits=limits) as client:
        config = (await client.get("/config")).json()
        event = next(
            d["id"] for d in config["dependencies"] if any(e == "submit" for _, e in d["targets"])
        )
        await visit(client, event, asked[:2])  # the first question loads what is lazy
        orders = [asked[n % len(asked) :] + asked[: n % len(asked)] for n in range(people)]
        ended = await asyncio.gather(
            *(visit(client, event, order) for order in orders), return_exceptions=True
        )
    done = [one for one in ended if not isinstance(one, BaseException)]
    return [timing for timings in done for timing in timings], len(ended) - len(done)


def questions(count: int) -> list[str]:
    """Questions of the fixed set, spread over it."""
    known = {p.id for document in shipped_documents() for p in document.paragraphs}
    every = [one.text for one in load_questions(None, known).questions if not one.history]
    return every[:: max(1, len(every) // count)][:count]


def opening(address: str) -> list[float]:
    """Milliseconds until a person can type, each in a fresh browser context."""
    from playwright.sync_api import sync_playwright

    from tests.e2e.chromium import launch

    times = []
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for _ in range(_OPENED):
            context = browser.new_context()
            page = context.new_page()
            started = time.perf_counter()
            page.goto(address, wait_until="commit")
            page.locator("#question textarea").fill("a")
            times.append(1000 * (time.perf_counter() - started))
            context.close()
        browser.close()
    return times


def summary(values: list[float]) -> dict[str, float]:
    """Median, 95th percentile and the longest."""
    cuts = statistics.quantiles(values, n=20)
    shown = {"p50": statistics.median(values), "p95": cuts[-1], "longest": max(values)}
    return {name: round(value) for name, value in shown.items()}


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chat_load")
    parser.add_argument("--people", type=int, default=16)
    parser.add_argument("--questions", type=int, default=10)
    parser.add_argument("--browser", action="store_true")
    parser.add_argument("--out", type=Path, default=_OUT)
    given = parser.parse_args()
    asked = questions(given.questions)
    report: dict[str, Any] = {"cores": os.cpu_count(), "questions": len(asked)}
    with tempfile.TemporaryDirectory(prefix="alinea-") as name, chat(Path(name)) as address:
        for people in (1, given.people):
            timings, failed = asyncio.run(load(address, people, asked))
            report[f"{people} at once"] = {
                "answers": len(timings),
                "failed visits": failed,
                "first words": summary([timing.first for timing in timings]),
                "answer": summary([timing.whole for timing in timings]),
            }
        if given.browser:
            report["page opened"] = summary(opening(address))
    given.out.write_text(json.dumps(report, indent=1) + "\n", "utf-8")
    Console().print(report)


if __name__ == "__main__":
    main()
