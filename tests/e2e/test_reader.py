"""The reader in a real browser: addresses, contents, search, walking through citations, copying."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.asking import ask

pytestmark = pytest.mark.e2e

OpenPage = Callable[..., Page]

_QUESTION = "Qu'entend-on par « sécurité indivisible » ?"


def test_an_address_opens_its_paragraph(open_page: OpenPage, server: str) -> None:
    page = open_page(address=f"{server}?p=ism/III.4/2")
    cited = page.locator("#reader .cited")
    expect(cited).to_be_in_viewport()
    expect(cited).to_have_attribute("data-id", "ism/III.4/2")
    expect(page.locator("#reader .reference")).to_have_text("ISM, III.4, al. 2")
    page.get_by_role("button", name="Fermer le document").click()
    expect(page.locator("#reader")).to_be_hidden()
    expect(page).to_have_url(server)


def test_an_address_of_nothing_says_so(open_page: OpenPage, server: str) -> None:
    page = open_page(address=f"{server}?p=<img src=x>/1")
    expect(page.locator("#reader .note")).to_contain_text("<img src=x>")
    expect(page.locator("#reader img")).to_have_count(0)


def test_the_address_bar_follows_the_reader(page: Page, server: str) -> None:
    ask(page, _QUESTION).locator(".chip").first.click()
    expect(page).to_have_url(f"{server}?p=ism/II.4/1")
    page.get_by_role("button", name="II.5", exact=True).click()
    expect(page).to_have_url(f"{server}?p=ism/II.5/1")
    expect(page.locator("#reader .cited")).to_have_attribute("data-id", "ism/II.5/1")
    page.reload()
    expect(page.locator("#reader .cited")).to_have_attribute("data-id", "ism/II.5/1")


def test_the_contents_lead_to_a_section(page: Page) -> None:
    ask(page, _QUESTION).locator(".chip").first.click()
    last = page.locator("#reader .text h3").last
    expect(last).not_to_be_in_viewport()
    page.locator("#reader summary").click()
    page.locator("#reader nav button").last.click()
    expect(last).to_be_in_viewport()
    expect(page.locator("#reader nav")).to_be_hidden()


def test_search_in_the_document_ignores_case_and_accents(page: Page) -> None:
    ask(page, _QUESTION).locator(".chip").first.click()
    box = page.get_by_role("searchbox")
    box.fill("SOUS-FONDS")
    expect(page.locator("#reader .found")).to_have_text("1 sur 1")
    found = "[...CSS.highlights.get('found-here')].map(String)"
    assert page.evaluate(found) == ["sous-Fonds"]
    box.fill("l’humanite")
    expect(page.locator("#reader .found")).to_contain_text("1 sur ")
    (first,) = page.evaluate(found)
    assert first.lower() == "l'humanité"
    box.press("Enter")
    expect(page.locator("#reader .found")).to_contain_text("2 sur ")
    box.press("Shift+Enter")
    box.press("Shift+Enter")
    count = page.locator("#reader .found").inner_text()
    assert count.split()[0] == count.split()[-1]  # the last one
    box.fill("zorglub")
    expect(page.locator("#reader .found")).to_have_text("Rien")


def test_walks_through_the_citations_of_the_answer(page: Page) -> None:
    turn = ask(page, "Quels sont les six engagements ?")
    quotes = [chip.get_attribute("data-quote") for chip in turn.locator(".chip").all()]
    assert len(quotes) > 1
    turn.locator(".chip").first.click()
    back = page.get_by_role("button", name="Citation précédente")
    forth = page.get_by_role("button", name="Citation suivante")
    expect(back).to_be_disabled()
    for number, quote in enumerate(quotes, start=1):
        expect(page.locator("#reader .walked")).to_have_text(f"{number}/{len(quotes)}")
        expect(page.locator("#reader mark")).to_have_text(quote or "", use_inner_text=False)
        expect(page.locator("#reader mark")).to_be_in_viewport()
        if number < len(quotes):
            forth.click()
    expect(forth).to_be_disabled()
    back.click()
    expect(page.locator("#reader .walked")).to_have_text(f"{len(quotes) - 1}/{len(quotes)}")


def test_copies_reference_and_quotation(page: Page) -> None:
    chip = ask(page, _QUESTION).locator(".chip").first
    chip.click()
    page.get_by_role("button", name="Copier la référence").click()
    expect(page.locator("#said")).to_have_text("Copié")
    assert page.evaluate("navigator.clipboard.readText()") == "ISM, II.4"
    page.get_by_role("button", name="Copier la citation").click()
    wanted = f"«\N{NO-BREAK SPACE}{chip.get_attribute('data-quote')}\N{NO-BREAK SPACE}» (ISM, II.4)"
    page.wait_for_function(
        "async wanted => await navigator.clipboard.readText() === wanted", arg=wanted
    )
