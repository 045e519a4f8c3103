"""The evaluation report in a real Chromium: its script filters, and nothing hostile runs."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from qa.evaluation import html_report
from tests.qa.evaluation_samples import sample_report

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report_filters_opens_and_asks_for_nothing(
    browser: Browser, tmp_path: Path, scheme: str
) -> None:
    file = tmp_path / "report.html"
    file.write_text(html_report(sample_report()), "utf-8")
    context = browser.new_context(
        viewport=ViewportSize(width=390, height=800),
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{file.as_uri()}#partly-right")
    expect(page.locator("details[open]")).to_have_attribute("id", "partly-right")
    expect(page.locator("output")).to_have_text("6 of 6")
    page.select_option("select[name=result]", "wrong")
    expect(page.locator("output")).to_have_text("1 of 6")
    expect(page.locator("#questions details:visible")).to_have_attribute("id", "wrong")
    page.select_option("select[name=result]", "")
    page.fill("input[name=text]", "INVENTED")
    expect(page.locator("output")).to_have_text("1 of 6")
    assert page.title().startswith("Evaluation of <script>")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert {url.partition("#")[0] for url in asked} == {file.as_uri()}
    assert said == []
    context.close()
