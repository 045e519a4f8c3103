"""What the tests in the browser do again and again."""

from playwright.sync_api import Locator, Page, expect


def ask(page: Page, question: str) -> Locator:
    """Ask as a person would; returns the finished turn."""
    number = page.locator(".turn").count()
    box = page.locator("#question textarea")
    box.fill(question)
    box.press("Enter")
    turn = page.locator(".turn").nth(number)
    expect(turn.locator(".answer[aria-busy=false], .card").first).to_be_visible()
    return turn


def scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
