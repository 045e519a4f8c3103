"""A report as one HTML file that asks for nothing else: styles, script and charts are in it.

Everything that documents, questions and models say goes through `escape`; the page's policy
allows its own script and style by their hashes, and nothing from anywhere.
"""

import math
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from html import escape
from importlib.resources import files

from qa.evaluation.catalogue import BY_NAME, METRICS
from qa.evaluation.charts import change_with_interval, class_of, dots, histogram, stacked_bar
from qa.evaluation.compare import Comparison
from qa.evaluation.findings import RESULTS, result
from qa.evaluation.html_questions import questions_section
from qa.evaluation.report import Report

_TILES = (
    "recall@5",
    "citation precision",
    "citation recall",
    "facts",
    "balanced accuracy",
    "right language",
    "latency p50",
    "latency p95",
)
_RECALLS = ("recall@1", "recall@3", "recall@5", "recall@10")
_GROUP_COLUMNS = (
    *("recall@1", "recall@5", "nDCG@10", "citation precision", "citation recall", "facts"),
    *("false refusals", "false answers"),
)


def html_report(report: Report, comparison: Comparison | None = None) -> str:
    """The whole page."""
    style, script = _file("report.css"), _file("report.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    body = "".join(
        (
            _header(report),
            _tiles(report, comparison),
            _results(report),
            _changes(comparison) if comparison else "",
            _charts(report),
            _tables(report),
            questions_section(report, comparison),
            _footer(report),
        )
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Evaluation of {escape(report.questions)}</title><style>{style}</style></head>"
        f"<body>{body}<script>{script}</script></body></html>\n"
    )


def _header(report: Report) -> str:
    split = f", split {report.split}" if report.split else ""
    settings = " · ".join(f"{name} {value}" for name, value in report.settings.items())
    return (
        f"<header><p class='brand'>Alinéa</p><h1>Evaluation of {escape(report.questions)}</h1>"
        f"<p>{len(report.rows)} questions{escape(split)} · set {escape(report.sha256)} · "
        f"{escape(settings)}</p></header><main>"
    )


def _tiles(report: Report, comparison: Comparison | None) -> str:
    changed = {one.metric: one for one in comparison.differences} if comparison else {}
    tiles = []
    for name in _TILES:
        change = ""
        if name in changed:
            one = changed[name]
            kind = "gain" if one.gain > 0 else "loss" if one.gain < 0 else "same"
            change = f"<small class='{kind}'>{one.change:+.3f}</small>"
        metric = BY_NAME[name]
        tiles.append(
            f"<li title='{escape(metric.meaning)}'><strong>{metric.shown(report.metrics[name])}"
            f"</strong>{change}<span>{escape(name)}</span></li>"
        )
    return f"<ul class='tiles'>{''.join(tiles)}</ul>"


def _results(report: Report) -> str:
    groups = {"all": list(report.rows)}
    for row in report.rows:
        groups.setdefault(row.language, []).append(row)
    lines = []
    for name, rows in groups.items():
        found = Counter(map(result, rows))
        counts: dict[str, int] = {word: found[word] for word in RESULTS}
        lines.append(_line(name, stacked_bar(counts), str(len(rows))))
    total = Counter(map(result, report.rows))
    legend = "".join(
        f"<li><i class='{class_of(word)}'></i><b>{word}</b> {total[word]}"
        f"<span>{meaning}</span></li>"
        for word, meaning in RESULTS.items()
    )
    content = f"{''.join(lines)}<ul class='legend'>{legend}</ul>"
    return _section("What came of the questions", content)


def _changes(comparison: Comparison) -> str:
    regressions = "".join(f"<li>{escape(one)}</li>" for one in comparison.regressions)
    verdict = (
        f"<p class='loss'>Worse than the baseline:</p><ul>{regressions}</ul>"
        if regressions
        else "<p class='gain'>No regression.</p>"
    )
    ends = [abs(x) for one in comparison.differences for x in (one.low, one.high, one.change)]
    widest = max([*ends, 0.01])
    lines = "".join(
        _line(
            one.metric,
            change_with_interval(one, widest),
            f"{one.before:.3f} → {one.after:.3f}, {one.change:+.3f}, p {one.p:.3f}, "
            f"{len(one.won)} won, {len(one.lost)} lost",
        )
        for one in comparison.differences
    )
    note = (
        f"Dot: change; line: its 95 % bootstrap interval; the scale goes from −{widest:.3f} to "
        f"+{widest:.3f}. p: paired randomisation test."
    )
    title = f"Against {comparison.baseline}"
    return _section(title, f"{verdict}<p class='note'>{note}</p><div class='wide'>{lines}</div>")


def _charts(report: Report) -> str:
    recalls = []
    for name, values in {"all": report.metrics, **report.groups["language"]}.items():
        measured = {one: values[one] for one in _RECALLS if not math.isnan(values[one])}
        if measured:
            said = " · ".join(f"{value:.2f}" for value in measured.values())
            recalls.append(_line(name, dots(measured), said))
    seconds = [row.seconds for row in report.rows]
    p50, p95 = (BY_NAME[name].shown(report.metrics[name]) for name in _TILES[-2:])
    found = _section(
        "Retrieval: recall at 1, 3, 5 and 10",
        f"<p class='note'>From the smallest dot to the largest, on a scale from 0 to 1.</p>"
        f"{''.join(recalls)}",
    )
    latency = _section(
        "Latency",
        f"<p class='note'>Lines: half of the answers within {p50}, 95 % within {p95}.</p>"
        f"{histogram(seconds)}",
    )
    return f"<div class='pair'>{found}{latency}</div>"


def _tables(report: Report) -> str:
    languages = {"all": report.metrics, **report.groups["language"]}
    shown = [m for m in METRICS if not all(math.isnan(v[m.name]) for v in languages.values())]
    rows = [
        [f"<span title='{escape(metric.meaning)}'>{escape(metric.name)}</span>"]
        + [metric.shown(values[metric.name]) for values in languages.values()]
        for metric in shown
    ]
    by_language = _table(["metric", *languages], rows)
    groups = [
        _table(
            [by, "questions", *_GROUP_COLUMNS],
            [[escape(name), *_group_cells(values)] for name, values in report.groups[by].items()],
        )
        for by in ("type", "answerability", "document")
    ]
    return _section("Every metric, by language", by_language) + _section(
        "By type, answerability and document", "".join(groups)
    )


def _group_cells(values: Mapping[str, float]) -> list[str]:
    cells = [BY_NAME[name].shown(values[name]) for name in _GROUP_COLUMNS]
    return [f"{values['questions']:.0f}", *cells]


def _footer(report: Report) -> str:
    items = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
        for name, value in {**report.settings, **report.versions}.items()
    )
    return f"</main><footer><h2>Made with</h2><dl>{items}</dl></footer>"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table; the cells of `rows` are HTML."""
    cells = "".join(f"<th scope='col'>{escape(cell)}</th>" for cell in head)
    lines = "".join(
        "<tr>"
        + "".join(
            f"<td>{cell}</td>" if place else f"<th scope='row'>{cell}</th>"
            for place, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return (
        f"<div class='scroll' tabindex='0'><table><thead><tr>{cells}</tr></thead>"
        f"<tbody>{lines}</tbody></table></div>"
    )


def _line(name: str, chart: str, said: str) -> str:
    return f"<div class='line'><b>{escape(name)}</b>{chart}<span>{escape(said)}</span></div>"


def _section(title: str, content: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{content}</section>"


def _file(name: str) -> str:
    return (files("qa.evaluation") / "page" / name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
