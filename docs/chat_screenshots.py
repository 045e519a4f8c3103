"""Pictures of the chat: `python -m docs.chat_screenshots FOLDER`.

FOLDER gets `chat.png` (the answer beside its source), `phone.png` and `chinese.png`; with
`--all` every view in both schemes, three languages and both widths. The chat runs over a store
of its own with the shipped documents.
"""

import argparse
import itertools
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from corpus import Language
from qa import Assistant
from tests.e2e.asking import ask
from tests.e2e.chromium import launch
from tests.e2e.conftest import serving

_LOCALES: dict[Language, str] = {"fr": "fr-FR", "en": "en-GB", "zh": "zh-CN"}
_QUESTIONS: dict[Language, str] = {
    "fr": "Qu'entend-on par « sécurité indivisible » ?",
    "en": "What is indivisible security?",
    "zh": "什么是国际军事合作？",
}
_OFF_TOPIC: dict[Language, str] = {
    "fr": "Pourquoi le ciel est-il bleu ?",
    "en": "Why is the sky blue?",
    "zh": "天空为什么是蓝色的？",
}
_SIZES = {
    "wide": ViewportSize(width=1440, height=900),
    "phone": ViewportSize(width=390, height=844),
}


def _answer(page: Page, language: Language) -> None:
    ask(page, _QUESTIONS[language])


def _reader(page: Page, language: Language) -> None:
    turn = ask(page, _QUESTIONS[language])
    turn.locator(".chip").first.click()
    page.wait_for_selector("#reader mark")
    page.mouse.move(0, 0)


def _abstention(page: Page, language: Language) -> None:
    ask(page, _OFF_TOPIC[language])


def _library(page: Page, language: Language) -> None:
    if page.locator("#side").is_hidden():
        page.locator("[data-toggle-side]").click()


_VIEWS: dict[str, Callable[[Page, Language], object]] = {
    "welcome": lambda page, language: None,
    "answer": _answer,
    "reader": _reader,
    "abstention": _abstention,
    "library": _library,
}


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(prog="python -m docs.chat_screenshots")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true", help="every view in every form")
    options = parser.parse_args()
    folder: Path = options.folder
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        with Assistant(home=Path(scratch) / "home"):
            pass
        with serving(Path(scratch)) as address:
            browser = launch(playwright)
            if options.all:
                for view, language, size, dark in itertools.product(
                    _VIEWS, _LOCALES, _SIZES, (False, True)
                ):
                    scheme = "dark" if dark else "light"
                    picture = folder / f"{view}-{language}-{size}-{scheme}.png"
                    take(browser, address, picture, view, language, size, dark=dark)
            else:
                take(browser, address, folder / "chat.png", "reader", "fr", "wide")
                take(browser, address, folder / "phone.png", "answer", "en", "phone", dark=True)
                take(browser, address, folder / "chinese.png", "reader", "zh", "wide", dark=True)
            browser.close()


def take(
    browser: Browser,
    address: str,
    picture: Path,
    view: str,
    language: Language,
    size: str,
    *,
    dark: bool = False,
) -> None:
    """One picture of one view."""
    context = browser.new_context(
        locale=_LOCALES[language],
        viewport=_SIZES[size],
        color_scheme="dark" if dark else "light",
    )
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(".welcome")
    _VIEWS[view](page, language)
    page.screenshot(path=picture)
    context.close()


if __name__ == "__main__":
    main()
