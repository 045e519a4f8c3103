"""axe-core in the page: nothing serious or critical, in either scheme, on any of its parts."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.asking import ask

pytestmark = pytest.mark.e2e

OpenPage = Callable[..., Page]


def violations(page: Page) -> list[str]:
    """What axe-core finds that is serious or critical, each with the elements."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']} ({one['impact']}): {[node['html'][:200] for node in one['nodes']]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_chat_reader_and_library_have_no_serious_violation(
    open_page: OpenPage, scheme: str, width: int
) -> None:
    page = open_page(scheme=scheme, width=width)
    assert violations(page) == []  # the welcome
    ask(page, "Comment préparer une pâte à crêpes ?")
    ask(page, "???")
    turn = ask(page, "Qu'entend-on par « sécurité indivisible » ?")
    turn.get_by_role("button", name="Bonne réponse").click()
    expect(page.locator(".comment")).to_be_visible()
    assert violations(page) == []  # answer, abstention, error, judgement
    if width < 900:
        page.locator("[data-toggle-side]").click()
    expect(page.locator(".documents")).to_be_visible()
    assert violations(page) == []  # the library
    page.locator(".documents .entry").first.press("Enter")
    expect(page.locator("#reader .text")).to_be_visible()
    page.locator("#reader summary").click()
    assert violations(page) == []  # a document from the library, contents open
    page.get_by_role("button", name="Fermer le document").click()
    turn.locator(".chip").first.click()
    expect(page.locator("#reader mark")).to_be_in_viewport()
    assert violations(page) == []  # a citation
