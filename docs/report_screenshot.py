"""Pictures of an evaluation report: `python -m docs.report_screenshot REPORT.html FOLDER`.

REPORT.html is what `alinea evaluate --html` wrote. FOLDER gets `report.png`, the overview, and
`question.png`, one question opened; with `--all` also both in the dark and on a phone.
"""

import argparse
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.e2e.chromium import launch

_WIDE, _PHONE = 1440, 390
_HEIGHT = {"report": 1500, "question": 900}


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(prog="python -m docs.report_screenshot")
    parser.add_argument("report", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--question", default="fr-013", help="the question to open")
    parser.add_argument("--all", action="store_true", help="also dark and phone")
    options = parser.parse_args()
    page = options.report.resolve().as_uri()
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for name, fragment in (("report", ""), ("question", f"#{options.question}")):
            picture = options.folder / f"{name}.png"
            take(browser, f"{page}{fragment}", picture, _WIDE, _HEIGHT[name])
            if options.all:
                for width, dark in ((_WIDE, True), (_PHONE, False), (_PHONE, True)):
                    kind = f"{width}-{'dark' if dark else 'light'}"
                    picture = options.folder / f"{name}-{kind}.png"
                    take(browser, f"{page}{fragment}", picture, width, _HEIGHT[name], dark=dark)
        browser.close()


def take(
    browser: Browser, address: str, picture: Path, width: int, height: int, *, dark: bool = False
) -> None:
    """One picture of the part of the page that `address` scrolls to."""
    context = browser.new_context(
        viewport=ViewportSize(width=width, height=height),
        color_scheme="dark" if dark else "light",
    )
    page = context.new_page()
    page.goto(address)
    page.screenshot(path=picture)
    context.close()


if __name__ == "__main__":
    main()
