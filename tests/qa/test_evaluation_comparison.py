"""Two runs compared: differences, intervals, p-values, what counts as a regression."""

import json
from pathlib import Path

import numpy as np
import pytest

from qa.errors import BaselineError, UsageError
from qa.evaluation import Baseline, compact, compare, read_baseline
from qa.evaluation.catalogue import GATED, METRICS, parse_floors
from qa.evaluation.compare import TOLERANCE
from qa.evaluation.report import Prices, summary
from qa.evaluation.significance import holm, interval
from tests.qa.evaluation_samples import baseline, report, row


def test_the_interval_is_around_the_mean_and_the_same_every_time() -> None:
    values = [0.0] * 50 + [1.0] * 50
    low, high = interval(values)
    # Normal approximation: 0.5 ± 1.96 · 0.5 / √100.
    assert (low, high) == pytest.approx((0.402, 0.598), abs=0.015)
    assert interval(values) == (low, high)
    assert interval([0.25]) == (0.25, 0.25)
    assert interval([0.0] * 10) == (0, 0)


def test_holm_multiplies_by_how_many_are_left_and_keeps_the_order() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.02, 0.02]) == pytest.approx([0.04, 0.04])  # a tie
    assert holm([0.9, 0.8]) == [1, 1]
    assert holm([]) == []


def test_won_and_lost_are_by_which_way_is_better() -> None:
    (recall,) = compare(
        report("citation recall", [1, 0, 0.5]), baseline("citation recall", [0, 1, 0.5])
    ).differences
    assert (recall.won, recall.lost) == (("q0",), ("q1",))
    assert (recall.before, recall.after, recall.change, recall.p) == (0.5, 0.5, 0, 1)
    (answers,) = compare(
        report("false answers", [1, 0]), baseline("false answers", [0, 0])
    ).differences
    assert (answers.won, answers.lost) == ((), ("q0",))
    assert (answers.change, answers.gain) == (0.5, -0.5)


def test_only_questions_with_the_metric_in_both_runs_are_compared() -> None:
    after = report("facts", [1, 1])
    before = Baseline("b", "abc", {}, {"q0": {"facts": 1.0}, "q1": {"MRR": 1.0}})
    (facts,) = compare(after, before).differences
    assert facts.questions == 1


def test_without_chance_more_than_the_tolerance_is_a_regression() -> None:
    before = [1.0] * 100
    small = compare(report("facts", [0.0, *before[1:]]), baseline("facts", before))
    assert small.regressions == ()
    large = compare(report("facts", [0.0, 0.0, *before[2:]]), baseline("facts", before))
    assert large.regressions == ("facts: 1.000 → 0.980, a loss of more than 0.015",)
    assert large.lost == ("q0", "q1")


def test_with_a_model_only_a_significant_loss_is_a_regression() -> None:
    before = [1.0] * 100
    few = report("facts", [0.0] * 4 + before[4:], llm="openai:test")
    assert not compare(few, baseline("facts", before)).deterministic
    assert compare(few, baseline("facts", before)).regressions == ()
    many = report("facts", [0.0] * 12 + before[12:], llm="openai:test")
    (said,) = compare(many, baseline("facts", before)).regressions
    assert said.startswith("facts: 1.000 → 0.880, a significant loss (p = 0.000")
    assert compare(few, baseline("facts", before, llm="openai:test")).regressions == ()


def test_gains_and_metrics_that_are_not_gated_are_no_regressions() -> None:
    zeros, ones = [0.0] * 60, [1.0] * 60
    assert compare(report("facts", ones), baseline("facts", zeros)).regressions == ()
    assert compare(report("ALCE recall", zeros), baseline("ALCE recall", ones)).regressions == ()
    assert compare(report("false answers", zeros), baseline("false answers", ones)).won == tuple(
        sorted(f"q{n}" for n in range(60))
    )


def test_alce_and_what_depends_on_the_machine_are_never_gated() -> None:
    assert not {"ALCE recall", "ALCE precision", "unsupported", "latency p95"} & {
        metric.name for metric in GATED
    }
    assert {metric.unit for metric in GATED} == {"share"}


def test_the_documentation_lists_every_metric_with_its_meaning() -> None:
    text = (Path(__file__).parents[2] / "docs" / "evaluation.md").read_text("utf-8")
    lines = [f"| {m.name} | {m.meaning} | {'gated ' if m.gated else ''}|" for m in METRICS]
    assert "\n".join(lines) in text
    assert f"loss of more than\n   {TOLERANCE}:" in text


def test_the_compact_baseline_is_read_back(tmp_path: Path) -> None:
    one = report("MRR", [1, 1 / 3, 0])
    path = tmp_path / "baseline.json"
    path.write_text(compact(one), "utf-8")
    read = read_baseline(path)
    assert read.figures["q1"] == {"MRR": 0.3333}
    assert compare(one, read).differences[0].lost == ()  # rounding is no loss
    assert path.read_text("utf-8").count('"figures": [') == 3
    assert '  "q1": {"cited": [], "figures": [null, null, 0.3333,' in path.read_text("utf-8")


def test_a_whole_report_is_a_baseline_too(tmp_path: Path) -> None:
    one = report("MRR", [1, 1 / 3])
    path = tmp_path / "report.json"
    path.write_text(json.dumps(one.to_dict()), "utf-8")
    assert read_baseline(path).figures["q1"] == {"MRR": 1 / 3}


@pytest.mark.parametrize(
    "text",
    ["[]", "5", "{}", '{"rows": 3, "sha256": "a", "settings": {}}',
     '{"sha256": "a", "settings": {}, "columns": ["MRR"], "rows": {"q": {"figures": [1, 2]}}}',
     '{"sha256": "a", "settings": {}, "rows": [{"id": "q", "figures": {"MRR": "much"}}]}'],
)  # fmt: skip
def test_what_is_no_baseline_is_refused_by_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "b.json").write_text(text, "utf-8")
    with pytest.raises(BaselineError, match=r"b\.json' is no baseline"):
        read_baseline(tmp_path / "b.json")


def test_other_questions_are_refused() -> None:
    with pytest.raises(BaselineError, match="is of another question set"):
        compare(report("MRR", [1], sha256="def"), baseline("MRR", [1]))
    with pytest.raises(BaselineError, match=r"lacks 1 of the questions, the first is 'q1'"):
        compare(report("MRR", [1, 1]), baseline("MRR", [1]))


def test_floors_are_ceilings_where_less_is_better() -> None:
    floor, ceiling, seconds = parse_floors(["RECALL@5=.5", "false_answers=0.1", "latency-p95=2"])
    assert (floor.fails(0.5), floor.fails(0.49), floor.fails(float("nan"))) == (False, True, True)
    assert (ceiling.fails(0.1), ceiling.fails(0.11)) == (False, True)
    assert (seconds.fails(1), seconds.fails(3)) == (False, True)
    assert str(ceiling) == "false answers ≤ 0.1"
    with pytest.raises(UsageError, match="there is no metric 'speed'"):
        parse_floors(["speed=1"])


def test_tokens_are_added_up_and_priced() -> None:
    rows = [row("a", {}, input_tokens=1000, output_tokens=10), row("b", {}, input_tokens=3000)]
    found = summary(rows, Prices(0.5, 2.0))
    assert (found["input tokens"], found["output tokens"]) == (4000, 10)
    assert found["cost"] == pytest.approx((4000 * 0.5 + 10 * 2.0) / 1e6)
    assert np.isnan(summary(rows)["cost"])


def test_values_are_shown_as_people_read_them() -> None:
    shown = {m.name: m.shown for m in METRICS}
    assert shown["MRR"](0.5) == "0.500"
    assert shown["latency p50"](0.0123) == "12 ms"
    assert shown["latency p50"](2.34) == "2.3 s"
    assert shown["input tokens"](12345) == "12,345"
    assert shown["cost"](0.01234) == "0.0123"
    assert shown["cost"](float("nan")) == "–"
