"""The report's questions: one closed entry each, and the filters above them."""

import re
from collections.abc import Iterable
from html import escape

from qa.evaluation.catalogue import BY_NAME
from qa.evaluation.charts import class_of
from qa.evaluation.compare import Comparison
from qa.evaluation.findings import RESULTS, result, what_went_wrong
from qa.evaluation.report import Report
from qa.evaluation.row import Cited, Row

_MARKS = {
    "right": "✓",
    "partly right": "◐",
    "wrong": "✗",
    "false refusal": "∅",
    "right refusal": "✓",
    "false answer": "✗",
}


def questions_section(report: Report, comparison: Comparison | None) -> str:
    """The filters and every question with its answer."""
    won = set(comparison.won) if comparison else set()
    lost = set(comparison.lost) if comparison else set()
    entries = []
    for row in report.rows:
        change = "won" if row.id in won else "lost" if row.id in lost else ""
        entries.append(_entry(row, report, change))
    choices = [
        ("language", report.groups["language"]),
        ("type", report.groups["type"]),
        ("result", [word for word in RESULTS if any(result(r) == word for r in report.rows)]),
    ]
    if comparison:
        choices.append(("change", ["won", "lost"]))
    filters = "".join(_filter(name, values) for name, values in choices)
    return (
        "<section id='questions'><h2>Questions</h2>"
        f"<form class='filters' hidden>{filters}<label>text <input type='search' name='text' "
        "autocomplete='off'></label><output></output></form>"
        f"{''.join(entries)}</section>"
    )


def _filter(name: str, values: Iterable[str]) -> str:
    options = "".join(f"<option>{escape(value)}</option>" for value in values)
    return (
        f"<label>{name} <select name='{name}'><option value=''>all</option>{options}</select>"
        "</label>"
    )


def _entry(row: Row, report: Report, change: str) -> str:
    word = result(row)
    tags = "".join(f"<span class='tag'>{escape(tag)}</span>" for tag in (row.type, change) if tag)
    return (
        f"<details id='{anchor(row.id)}' data-language='{escape(row.language)}' "
        f"data-type='{escape(row.type)}' data-result='{word}' data-change='{change}'>"
        f"<summary><i class='{class_of(word)}' title='{word}'>{_MARKS[word]}</i>"
        f"<code>{escape(row.id)}</code><span class='asked' lang='{escape(row.language)}'>"
        f"{escape(row.question)}</span><span class='tags'>{tags}"
        f"<span class='tag {class_of(word)}'>{word}</span></span></summary>"
        f"{_history(row)}{_problems(row)}{_answer(row)}"
        f"<div class='pair'>{_cited(row)}{_gold(row, report)}</div>{_ranking(row)}{_figures(row)}"
        "</details>"
    )


def anchor(question_id: str) -> str:
    """The question's place in the page: its id, without what an HTML id cannot have."""
    return escape(re.sub(r"\s", "-", question_id))


def _history(row: Row) -> str:
    said = "".join(f"<li lang='{row.language}'>{escape(text)}</li>" for text in row.history)
    return f"<h4>Said before</h4><ul>{said}</ul>" if said else ""


def _problems(row: Row) -> str:
    found = "".join(f"<li>{escape(one)}</li>" for one in what_went_wrong(row))
    return f"<h4>What went wrong</h4><ul class='wrong-list'>{found}</ul>" if found else ""


def _answer(row: Row) -> str:
    text = f"<h4>Answer</h4><p class='text' lang='{row.answer_language}'>{escape(row.text)}</p>"
    if row.reference:
        text += f"<h4>Reference answer</h4><p class='text'>{escape(row.reference)}</p>"
    return text


def _cited(row: Row) -> str:
    found = "".join(_card(row, citation) for citation in row.citations)
    return f"<div><h4>Cited</h4>{found or '<p>Nothing.</p>'}</div>"


def _card(row: Row, citation: Cited) -> str:
    kind = "neither"
    if citation.paragraph_id in row.gold:
        kind = "gold"
    elif citation.paragraph_id in row.acceptable:
        kind = "acceptable"
    return (
        f"<blockquote class='{kind}'><b>[{citation.number}] {escape(citation.reference)}</b> "
        f"<code>{escape(citation.paragraph_id)}</code> <span class='tag'>{kind}</span>"
        f"<p>{escape(citation.quote)}</p></blockquote>"
    )


def _gold(row: Row, report: Report) -> str:
    found = []
    for paragraph in row.gold:
        known = report.paragraphs.get(paragraph, {"reference": paragraph, "text": ""})
        cited = "cited" if paragraph in row.cited else "not cited"
        found.append(
            f"<blockquote class='{'gold' if cited == 'cited' else 'neither'}'>"
            f"<b>{escape(known['reference'])}</b> <code>{escape(paragraph)}</code> "
            f"<span class='tag'>{cited}</span><p>{escape(known['text'])}</p></blockquote>"
        )
    nothing = "<p>Nothing: the documents do not answer.</p>"
    return f"<div><h4>Gold</h4>{''.join(found) or nothing}</div>"


def _ranking(row: Row) -> str:
    items = []
    for paragraph in row.ranking:
        allowed = paragraph in row.gold or paragraph in row.acceptable
        name = f"<code>{escape(paragraph)}</code>"
        items.append(f"<li>{f'<b>{name}</b>' if allowed else name}</li>")
    return f"<h4>Found by a search</h4><ol class='ranking'>{''.join(items)}</ol>"


def _figures(row: Row) -> str:
    shown = {name: BY_NAME[name].shown(value) for name, value in row.figures.items()}
    shown["seconds"] = f"{row.seconds:.3f}"
    if row.input_tokens or row.output_tokens:
        shown["tokens"] = f"{row.input_tokens} read, {row.output_tokens} written"
    items = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>" for name, value in shown.items()
    )
    return f"<h4>Figures</h4><dl>{items}</dl>"
