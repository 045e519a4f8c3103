"""A report in the terminal."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from qa.evaluation.catalogue import BY_NAME, METRICS
from qa.evaluation.compare import Comparison, Difference
from qa.evaluation.report import Report

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

# What of each type and document is worth a column on 80 columns.
_COLUMNS = {
    "recall@5": "R@5",
    "citation precision": "precision",
    "citation recall": "recall",
    "facts": "facts",
    "false refusals": "refused",
    "false answers": "answered",
}
# So many ids of won and lost questions are shown.
_MOST_IDS = 12


def print_report(report: Report, comparison: Comparison | None, console: "Console") -> None:
    """Print the metrics by language, the groups, and what changed."""
    settings = ", ".join(f"{name} {value}" for name, value in report.settings.items())
    split = f", split {report.split}" if report.split else ""
    # File names and ids are no markup.
    head = f"{report.questions} ({report.sha256}{split}); {settings}"
    console.print(head, highlight=False, markup=False, soft_wrap=True)
    console.print(_by_language(report))
    console.print(_by_group(report))
    if comparison:
        said = f"Against {comparison.baseline}:"
        console.print(said, highlight=False, markup=False, soft_wrap=True)
        console.print(_changes(comparison))
        for said in (_ids("won", comparison.won), _ids("lost", comparison.lost)):
            console.print(said, highlight=False, markup=False, soft_wrap=True)


def _by_language(report: Report) -> "Table":
    groups = {"all": report.metrics, **report.groups["language"]}
    table = _table("metric", *groups)
    table.add_row("questions", *(f"{values['questions']:.0f}" for values in groups.values()))
    for metric in METRICS:
        values = [group[metric.name] for group in groups.values()]
        if not all(math.isnan(value) for value in values):
            table.add_row(metric.name, *(metric.shown(value) for value in values))
    return table


def _by_group(report: Report) -> "Table":
    table = _table("", "n", *_COLUMNS.values())
    for by in ("type", "answerability", "document"):
        for name, values in report.groups[by].items():
            table.add_row(name, f"{values['questions']:.0f}", *_cells(values))
        table.add_section()
    return table


def _cells(values: Mapping[str, float]) -> list[str]:
    return [BY_NAME[name].shown(values[name]) for name in _COLUMNS]


def _changes(comparison: Comparison) -> "Table":
    table = _table("metric", "before", "now", "change", "95 % interval", "p", "won", "lost")
    for one in comparison.differences:
        table.add_row(*_change(one), style=_style(one, comparison))
    return table


def _change(one: Difference) -> list[str]:
    return [
        one.metric,
        f"{one.before:.3f}",
        f"{one.after:.3f}",
        f"{one.change:+.3f}",
        f"{one.low:+.3f} {one.high:+.3f}",
        f"{one.p:.3f}",
        str(len(one.won)),
        str(len(one.lost)),
    ]


def _style(one: Difference, comparison: Comparison) -> str | None:
    return "red" if any(r.startswith(f"{one.metric}:") for r in comparison.regressions) else None


def _ids(name: str, ids: tuple[str, ...]) -> str:
    more = f" and {len(ids) - _MOST_IDS} more" if len(ids) > _MOST_IDS else ""
    return f"{name} {len(ids)}: {', '.join(ids[:_MOST_IDS]) or 'none'}{more}"


def _table(first: str, *others: str) -> "Table":
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(first, overflow="fold")
    for name in others:
        table.add_column(name, justify="right", no_wrap=True)
    return table
