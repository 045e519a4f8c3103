"""How many true sentences pass verification, and how many falsified ones are caught.

`python -m benchmarks.verification DATA_FOLDER [--half tuning|reporting] [--out FILE] [--show N]`

DATA_FOLDER holds `law/` and `train/`. The cases come from `benchmarks.perturbation`, by seeded
rules; every paragraph belongs to one of two halves by a hash. `content.json` is fitted on the
tuning half (`python -m benchmarks.calibrate_verification`), the reporting half is for reports.
A table is written beside FILE in Markdown. `--show N` prints N cases of each kind that went
wrong, of the tuning half only.
"""

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks.perturbation.cases import Case, across_cases, is_extra, own_cases
from benchmarks.perturbation.places import across_places, own_places
from qa.verification import Verdict, Verifier
from vectorstore.embeddings import load_embedder
from vectorstore.training.score import Half

OUT = Path(__file__).parent / "results" / "verification.json"
PLACES = 150
HALVES: tuple[Half, ...] = ("tuning", "reporting")
# What the issue of answers asks for: falsified caught, true passed.
TARGETS = {"copy": (0.95, 0.95), "paraphrase": (0.90, 0.70), "across": (0.90, 0.70)}

Results = dict[str, Any]


def all_cases(data: Path, count: int = PLACES) -> list[Case]:
    """The whole bench."""
    return [*own_cases(own_places(data, count)), *across_cases(across_places(data, count))]


def judge(cases: Iterable[Case]) -> list[tuple[Case, Verdict]]:
    """The verdict on each case."""
    judging = Verifier()
    return [(case, judging.check(case.sentence, case.language, case.paragraph)) for case in cases]


def summary(judged: Iterable[tuple[Case, Verdict]]) -> Results:
    """Shares of right verdicts by family, kind and languages, with the reasons of refusals."""
    counts: dict[tuple[str, str, str], list[bool]] = defaultdict(list)
    reasons: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for case, verdict in judged:
        truth = "true" if case.true else "falsified"
        passed = verdict.status != "unsupported"
        right = passed == case.true
        for kind in (case.kind, *(() if is_extra(case.kind) else (f"all {truth}",))):
            for languages in ("all", case.languages):
                counts[case.family, kind, languages].append(right)
        if verdict.reason:
            reasons[case.family, case.kind][verdict.reason] += 1
    results: Results = {}
    for (family, kind, languages), rights in counts.items():
        row = results.setdefault(family, {}).setdefault(kind, {})
        row[languages] = {"n": len(rights), "right": round(sum(rights) / len(rights), 4)}
    for (family, kind), found in reasons.items():
        results[family][kind]["refused for"] = dict(found.most_common())
    return results


def markdown(results: dict[str, Results]) -> str:
    """The shares as a table a family, a row a kind, for every half."""
    lines = ["# Verification: true sentences passed, falsified sentences caught", ""]
    for half, families in results.items():
        for family, kinds in families.items():
            columns = sorted({c for row in kinds.values() for c in row if c != "refused for"})
            lines += [f"## {family}, {half} half", "", f"| kind | {' | '.join(columns)} |"]
            lines += ["|---|" + "---|" * len(columns)]
            for kind in sorted(kinds, key=lambda kind: (not kind.startswith("all"), kind)):
                cells = (kinds[kind].get(column) for column in columns)
                shown = (f"{c['right']:.1%} of {c['n']}" if c else "–" for c in cells)
                lines.append(f"| {kind} | {' | '.join(shown)} |")
            lines.append("")
    return "\n".join(lines)


def cost(cases: list[Case]) -> dict[str, float]:
    """What a check costs, in embeddings of the same sentence and paragraph by the bundled model.

    `first` is the first check of a paragraph, `again` a further sentence on the same one.
    """
    chosen = cases[::7][:200]
    embedder = load_embedder("bundled")
    times = {"embedding": 0.0, "first": 0.0, "again": 0.0}
    judging = Verifier()
    for case in chosen:
        start = time.perf_counter()
        embedder.embed_documents([case.sentence, case.paragraph.text])
        times["embedding"] += time.perf_counter() - start
        for name, said in (("first", case.sentence), ("again", case.sentence + " ")):
            start = time.perf_counter()
            judging.check(said, case.language, case.paragraph)
            times[name] += time.perf_counter() - start
    return {name: round(times[name] / times["embedding"], 1) for name in ("first", "again")}


def main() -> None:
    """Measure, print the table, and write it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--show", type=int, default=0)
    given = parser.parse_args()
    cases = all_cases(given.data)
    console = Console(width=200, highlight=False, markup=False)
    results: dict[str, Results] = {}
    for half in (given.half,) if given.half else HALVES:
        judged = judge(case for case in cases if case.half == half)
        results[half] = summary(judged)
        if half == "tuning":
            _show(judged, given.show, console)
    ratios = cost(cases)
    console.print(markdown(results))
    console.print(f"a check, in embeddings of its texts: {ratios}")
    if given.out:
        report = {"targets": TARGETS, "check in embeddings": ratios, "halves": results}
        given.out.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", "utf-8")
        given.out.with_suffix(".md").write_text(markdown(results) + "\n", "utf-8")


def _show(judged: list[tuple[Case, Verdict]], count: int, console: Console) -> None:
    shown: Counter[tuple[str, str, str]] = Counter()
    for case, verdict in judged:
        key = (case.family, case.kind, case.languages)
        wrong = (verdict.status != "unsupported") != case.true
        if wrong and shown[key] < count:
            shown[key] += 1
            console.print(f"\n{key} {case.source} {verdict.reason} {verdict.score:.2f}")
            console.print(f"  S: {case.sentence}\n  P: {case.paragraph.text[:900]}")


if __name__ == "__main__":
    main()
