"""A report as lines of plain text."""

from qa.evaluation.run import Report


def format_report(report: Report) -> str:
    """The metrics as a table: one line a metric, one column a language."""
    groups = list(report.metrics)
    names = report.metrics["all"]
    settings = ", ".join(f"{key} {value}" for key, value in report.settings.items())
    split = f", split {report.split}" if report.split else ""
    lines = [
        f"{report.questions} ({report.sha256}{split}); {settings}",
        f"{'':<20}" + "".join(f"{group:>8}" for group in groups),
    ]
    for name in names:
        cells = [_cell(report.metrics[group].get(name, float("nan"))) for group in groups]
        lines.append(f"{name:<20}" + "".join(f"{cell:>8}" for cell in cells))
    return "\n".join(lines)


def _cell(value: float) -> str:
    if value != value:  # NaN: no question of that group has the metric
        return "–"
    return f"{value:.0f}" if value > 1 else f"{value:.3f}"
