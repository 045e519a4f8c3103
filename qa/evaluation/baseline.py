"""Earlier results to compare with: a run's JSON, or the compact file that is committed.

The compact file has one line a question, so that its diff shows what changed:
`"fr-003": {"cited": ["ism/II.1/1"], "figures": [1, 1, 0.5, …]}`, the figures in the order of
`columns`, null where the question does not have the metric.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.errors import BaselineError
from qa.evaluation.catalogue import GATED
from qa.evaluation.report import Report

_COLUMNS = [metric.name for metric in GATED]
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Baseline:
    """Earlier figures of each question, by question id and metric, and what they are of."""

    name: str
    sha256: str
    settings: Mapping[str, str]
    figures: Mapping[str, Mapping[str, float]]


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file that `compact` wrote, or `alinea evaluate --json`.

    Raises:
        BaselineError: there is no such file, or it is neither.
    """
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BaselineError(f"The baseline {str(path)!r} cannot be read: {error}") from None
    try:
        return _from_data(path.name, data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BaselineError(
            f"{str(path)!r} is no baseline ({type(error).__name__}: {error}). Take a file that "
            "`alinea evaluate --json FILE` wrote."
        ) from None


def _from_data(name: str, data: Any) -> Baseline:
    if "columns" in data:
        columns = data["columns"]
        pairs = {
            question: zip(columns, line["figures"], strict=True)
            for question, line in data["rows"].items()
        }
        figures = {
            question: {metric: float(value) for metric, value in found if value is not None}
            for question, found in pairs.items()
        }
    else:
        figures = {
            row["id"]: {metric: float(value) for metric, value in row["figures"].items()}
            for row in data["rows"]
        }
    return Baseline(name, str(data["sha256"]), dict(data["settings"]), figures)


def compact(report: Report) -> str:
    """The report as a baseline to commit: the gated metrics, one line a question."""
    head = {
        "questions": report.questions,
        "sha256": report.sha256,
        "settings": report.settings,
        "metrics": {name: _short(report.metrics[name]) for name in _COLUMNS},
        "columns": _COLUMNS,
    }
    rows = []
    for row in report.rows:
        figures = [_short(row.figures.get(name)) for name in _COLUMNS]
        line = {"cited": row.cited, "figures": figures}
        rows.append(f"  {json.dumps(row.id)}: {json.dumps(line, ensure_ascii=False)}")
    opening = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    return opening + ',\n "rows": {\n' + ",\n".join(rows) + "\n }\n}\n"


def _short(value: float | None) -> float | int | None:
    if value is None or math.isnan(value):
        return None
    return int(value) if value in (0, 1) else round(value, _DIGITS)
