"""The perturbation bench on the shipped documents: what passes and what is caught, as a floor."""

from collections import Counter

import pytest

from benchmarks.perturbation.cases import Case, own_cases
from benchmarks.perturbation.places import shipped_places
from benchmarks.verification import TARGETS, judge, markdown, summary
from qa.verification import Verdict


@pytest.fixture(scope="module")
def judged() -> list[tuple[Case, Verdict]]:
    return judge(own_cases(shipped_places()))


def test_the_cases_are_many_and_of_every_kind(judged: list[tuple[Case, Verdict]]) -> None:
    kinds = Counter(case.kind for case, _ in judged)
    assert len(judged) >= 200
    assert {"copied", "cut", "number", "date", "negation", "invented clause"} <= set(kinds)


def test_the_cases_are_the_same_in_every_run(judged: list[tuple[Case, Verdict]]) -> None:
    again = [case.sentence for case in own_cases(shipped_places())]
    assert again == [case.sentence for case, _ in judged]


def test_no_falsified_sentence_is_the_paragraphs_own(judged: list[tuple[Case, Verdict]]) -> None:
    for case, verdict in judged:
        if not case.true:
            assert case.sentence not in case.paragraph.text
            assert verdict.status != "quoted"


def test_copies_pass_and_what_is_falsified_is_caught(
    judged: list[tuple[Case, Verdict]],
) -> None:
    found = summary(judged)
    for family in ("copy", "paraphrase"):
        caught, passed = TARGETS[family]
        assert found[family]["all falsified"]["all"]["right"] >= caught, found[family]
        assert found[family]["all true"]["all"]["right"] >= passed, found[family]


def test_every_refusal_has_its_reason_in_the_summary(judged: list[tuple[Case, Verdict]]) -> None:
    refused = sum(verdict.status == "unsupported" for _, verdict in judged)
    rows = [row for kinds in summary(judged).values() for row in kinds.values()]
    assert sum(sum(row.get("refused for", {}).values()) for row in rows) == refused


def test_the_table_has_a_row_for_each_kind(judged: list[tuple[Case, Verdict]]) -> None:
    table = markdown({"tuning": summary(judged)})
    for kind in {case.kind for case, _ in judged}:
        assert f"| {kind} |" in table
