"""The HTML report: complete, escaped, and asking for nothing."""

import re
from html.parser import HTMLParser

import pytest

from qa.evaluation import Baseline, compare, html_report
from qa.evaluation.findings import RESULTS, result, what_went_wrong
from tests.qa.evaluation_samples import HOSTILE, sample_report

VOID = {"meta", "input"}


class Page(HTMLParser):
    """The tags and attributes of a page, with a check that every tag is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def text() -> str:
    report = sample_report()
    earlier = {row.id: {**row.figures} for row in report.rows}
    earlier["partly right"]["facts"] = 1.0
    earlier["right"]["facts"] = 0.0
    comparison = compare(report, Baseline(HOSTILE, "abc", {"llm": "extractive"}, earlier))
    return html_report(report, comparison)


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_every_question_is_there_with_what_came_of_it(page: Page) -> None:
    found = {one["id"]: one["data-result"] for one in page.all("details")}
    assert found == {
        "right": "right",
        "partly-right": "partly right",
        "wrong": "wrong",
        "refused": "false refusal",
        "silent": "right refusal",
        "invented": "false answer",
    }
    assert set(found.values()) == set(RESULTS)
    changes = {one["id"]: one["data-change"] for one in page.all("details") if one["data-change"]}
    assert changes == {"right": "won", "partly-right": "lost"}


def test_the_filters_offer_what_there_is(text: str) -> None:
    options = dict(re.findall(r"<select name='(\w+)'>(.*?)</select>", text))
    values = {name: re.findall(r"<option>(.*?)</option>", inner) for name, inner in options.items()}
    assert values == {
        "language": ["fr", "en"],
        "type": ["other", "list"],
        "result": list(RESULTS),
        "change": ["won", "lost"],
    }


def test_nothing_from_outside_is_asked_for_and_nothing_hostile_is_a_tag(
    page: Page, text: str
) -> None:
    assert len(page.all("script")) == 1
    assert {"img", "link", "iframe", "a", "object"} & {tag for tag, _ in page.tags} == set()
    for _, attributes in page.tags:
        assert not any(name.startswith("on") or name in ("src", "href") for name in attributes)
    assert "attacker.invalid" in text  # it is shown, as text
    assert "<img" not in text
    (policy,) = [m["content"] for m in page.all("meta") if m.get("http-equiv")]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_charts_are_drawn_and_described(page: Page, text: str) -> None:
    described = [one["aria-label"] or "" for one in page.all("svg")]
    assert described[0].startswith("right 1, partly right 1, wrong 1")
    assert any("95 % interval" in one for one in described)
    assert any(one.startswith("Latency of 6 answers") for one in described)
    assert "nan" not in re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL).lower().split()
    assert 'width="nan' not in text


def test_without_a_baseline_there_is_no_comparison() -> None:
    text = html_report(sample_report())
    Page(text)
    assert "Against" not in text
    assert "<select name='change'>" not in text


def test_what_went_wrong_is_said_in_words() -> None:
    rows = {row.id: row for row in sample_report().rows}
    assert what_went_wrong(rows["right"]) == what_went_wrong(rows["silent"]) == []
    assert what_went_wrong(rows["partly right"]) == [
        "Does not cite ism/I/1 (not among the first 1).",
        "Does not state: paix",
        "ism/I/1 is not found: not among the first 1.",
    ]
    assert what_went_wrong(rows["wrong"])[0] == "Cites ism/I/3, which does not answer."
    assert what_went_wrong(rows["wrong"])[-1] == "Answers in 'fr' instead of 'en'."
    assert what_went_wrong(rows["refused"])[0] == "Abstains, though ism/I/3 answers it."
    assert what_went_wrong(rows["invented"]) == ["Answers, though no paragraph does."]
    assert result(rows["invented"]) == "false answer"
