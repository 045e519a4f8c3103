"""What becomes of files that were not made to be read easily: `docs/awkward-inputs.md`.

`python -m benchmarks.awkward_inputs`

Every case of `benchmarks.awkward.cases`, at its full size, is added to a fresh store by a process
of its own, which then says what the report was, how long it took and how much memory it and the
processes it started held at most. `--case NAME` is that process.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks.awkward.case import Case
from benchmarks.awkward.cases import cases
from qa import Assistant

OUT = Path(__file__).parent / "results" / "awkward_inputs.json"
DOCS = Path(__file__).parent.parent / "docs" / "awkward-inputs.md"
_INTRODUCTION = """# Awkward inputs

What `alinea ingest` makes of files that were not made to be read easily, one process each, at
full size. One bad file never stops the others. Seconds and MB are those of adding it (peak of the
process, and of the one that reads PDF, Word and HTML, which is stopped after 120 seconds or
2,000 MB). Written by `python -m benchmarks.awkward_inputs`; the test suite runs the same cases,
the big ones smaller.

| input | report | says | s | MB |
|---|---|---|---|---|
"""


def outcome(case: Case, scale: float = 1.0) -> dict[str, Any]:
    """The report of `case` in a fresh store, with what it took."""
    with tempfile.TemporaryDirectory(prefix="alinea-") as name:
        folder = Path(name) / "files"
        folder.mkdir()
        path = case.make(folder, scale)
        with Assistant(home=Path(name) / "home") as assistant:
            before = _peak()
            started = time.perf_counter()
            report = assistant.ingest([path])[0]
            seconds = time.perf_counter() - started
            text = assistant.document(report.document_id).text if report.document_id else ""
    said = [report.error, *map(str, report.notes)]
    return {
        "case": case.name,
        "status": report.status,
        "expected": report.status == case.expected and case.says in " ".join([*said, text]),
        "paragraphs": report.paragraphs,
        "says": "; ".join(filter(None, said)).replace(f"{folder}/", ""),
        "seconds": round(seconds, 2),
        "megabytes": round(max(_peak(), before) / 1024),
    }


def _peak() -> int:
    """Peak memory in KiB of this process or of any that it started."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds)


def _in_process(case: Case) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.awkward_inputs", "--case", case.name]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    said: dict[str, Any] = json.loads(ended.stdout)
    return said


def main() -> None:
    """Run one case, or all and write the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.awkward_inputs")
    parser.add_argument("--case")
    given = parser.parse_args()
    console = Console(highlight=False, markup=False, soft_wrap=True)
    if given.case:
        case = next(case for case in cases() if case.name == given.case)
        console.print(json.dumps(outcome(case)))
        return
    rows = []
    for case in cases():
        rows.append(_in_process(case))
        console.print(rows[-1])
    OUT.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", "utf-8")
    DOCS.write_text(_INTRODUCTION + "".join(map(_line, rows)), "utf-8")
    console.print(f"{len(rows)} cases, {sum(not row['expected'] for row in rows)} not as expected")


def _line(row: dict[str, Any]) -> str:
    count = f"{row['paragraphs']} paragraphs" if row["status"] == "added" else ""
    said = "; ".join(filter(None, (count, row["says"]))).replace("|", "\\|").replace("\n", " ")
    shown = said if len(said) <= 160 else f"{said[:160]}…"
    return (
        f"| {row['case']} | {row['status']} | {shown} | {row['seconds']:.1f} "
        f"| {row['megabytes']} |\n"
    )


if __name__ == "__main__":
    main()
