"""Rows, reports and baselines made by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from qa.evaluation import Baseline, Report, Row
from qa.evaluation.report import breakdowns, summary
from qa.evaluation.row import Cited


def row(question: str, figures: Mapping[str, float], **more: int) -> Row:
    return Row(
        id=question, language="fr", type="other", split="report", question="?", history=(),
        gold=("ism/I/3",), acceptable=(), facts=(), reference="", ranking=(), text="",
        citations=(), abstained=False, answer_language="fr", writer="extractive",
        figures=dict(figures), seconds=0.5, **more,
    )  # fmt: skip


def report(
    metric: str, values: Sequence[float], llm: str = "extractive", sha256: str = "abc"
) -> Report:
    rows = tuple(row(f"q{n}", {metric: value}) for n, value in enumerate(values))
    return Report(
        "mine.jsonl", sha256, None, {"llm": llm}, {}, summary(rows), breakdowns(rows), rows, {}
    )


def baseline(metric: str, values: Sequence[float], llm: str = "extractive") -> Baseline:
    figures = {f"q{n}": {metric: value} for n, value in enumerate(values)}
    return Baseline("before.json", "abc", {"llm": llm}, figures)


HOSTILE = "<script>document.title = 'owned'</script><img src='http://attacker.invalid/x.png'>"


def sample_report() -> Report:
    """One question of each result, and everything that others wrote hostile."""
    right = {"citation precision": 1.0, "citation recall": 1.0, "facts": 1.0, "recall@5": 1.0}
    answered = replace(
        row("right", {**right, "recall@1": 1.0, "right language": 1.0}),
        question=f"Qui ? {HOSTILE}",
        history=(HOSTILE,),
        text=f"Xi Jinping [1] {HOSTILE}",
        reference=HOSTILE,
        ranking=("ism/I/3",),
        citations=(Cited(1, "ism/I/3", "ISM, I, al. 3", HOSTILE),),
    )
    partly = replace(
        answered,
        id="partly right",
        gold=("ism/I/3", "ism/I/1"),
        facts=("paix",),
        type="list",
        figures={**answered.figures, "citation recall": 0.5, "facts": 0.0},
    )
    wrong = replace(
        answered,
        id="wrong",
        language="en",
        gold=("ism/I/1",),
        figures={**answered.figures, "citation precision": 0.0, "right language": 0.0},
    )
    refused = replace(
        answered, id="refused", abstained=True, text="…", citations=(),
        figures={"false refusals": 1.0, "right language": 1.0, "recall@1": 0.0, "recall@5": 0.0},
    )  # fmt: skip
    nothing = {"false answers": 0.0, "right language": 1.0}
    silent = replace(refused, id="silent", gold=(), figures=nothing)
    invented = replace(answered, id="invented", gold=(), figures={**nothing, "false answers": 1.0})
    rows = (answered, partly, wrong, refused, silent, invented)
    texts = {one: {"reference": one, "text": HOSTILE} for one in ("ism/I/3", "ism/I/1")}
    settings = {"llm": "extractive", "embedding": HOSTILE}
    return Report(
        f"{HOSTILE}.jsonl", "abc", None, settings, {"code": HOSTILE}, summary(rows),
        breakdowns(rows), rows, texts,
    )  # fmt: skip
