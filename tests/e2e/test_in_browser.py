"""The chat as a visitor meets it: asked, clicked and read in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.asking import ask, scrolls_sideways

pytestmark = pytest.mark.e2e

OpenPage = Callable[..., Page]

_QUESTIONS = {
    "fr-FR": "Qu'entend-on par « sécurité indivisible » ?",
    "en-GB": "What is the Global Security Initiative?",
    "zh-CN": "什么是国际军事合作？",
}
_ASK = {"fr-FR": "Demander", "en-GB": "Ask", "zh-CN": "提问"}
_OFF_TOPIC = "Comment préparer une pâte à crêpes ?"


@pytest.mark.parametrize("locale", list(_QUESTIONS))
def test_answers_with_citations_in_the_language_of_the_question(
    open_page: OpenPage, locale: str
) -> None:
    page = open_page(locale)
    expect(page.get_by_role("button", name=_ASK[locale], exact=True)).to_be_visible()
    turn = ask(page, _QUESTIONS[locale])
    expect(turn.locator(".question")).to_contain_text(_QUESTIONS[locale])
    chip = turn.get_by_role("button", name="[1]").first
    expect(chip).to_be_visible()
    expect(turn.locator(".answer p").first).to_have_attribute("lang", locale[:2])
    # Without colour: every sentence carries a mark, and its meaning stands below.
    expect(turn.locator(".sentence")).to_have_count(turn.locator(".marks .status").count())
    expect(turn.locator(".legend li")).not_to_have_count(0)


def test_a_citation_opens_its_paragraph_with_the_quote_in_view(page: Page) -> None:
    turn = ask(page, _QUESTIONS["fr-FR"])
    chip = turn.locator(".chip").first
    chip.hover()
    expect(page.get_by_role("tooltip")).to_contain_text("ISM, II.4")
    quote = chip.get_attribute("data-quote")
    assert quote
    chip.click()
    mark = page.locator("#reader mark")
    expect(mark).to_be_in_viewport()
    expect(mark).to_have_text(quote, use_inner_text=False)
    cited = page.locator("#reader .cited")
    expect(cited.locator(".number")).to_have_text("II.4")
    expect(cited).to_have_attribute("data-id", "ism/II.4/1")
    expect(page.locator("#reader .paragraph")).to_have_count(42)
    expect(page.locator("#reader .text h3")).to_contain_text(
        ["I. Contexte", "II. Concepts", "III. Priorités", "IV. "]
    )
    # It stands beside the chat.
    reader, chat = page.locator("#reader").bounding_box(), page.locator("#chat").bounding_box()
    assert reader
    assert chat
    assert reader["x"] >= chat["x"] + chat["width"] - 1
    page.get_by_role("button", name="Fermer le document").click()
    expect(page.locator("#reader")).to_be_hidden()


def test_the_same_citation_comes_back_into_view(page: Page) -> None:
    chip = ask(page, _QUESTIONS["fr-FR"]).locator(".chip").first
    chip.click()
    mark = page.locator("#reader mark")
    expect(mark).to_be_in_viewport()
    page.locator("#reader .paragraph").first.scroll_into_view_if_needed()
    expect(mark).not_to_be_in_viewport()
    chip.click()
    expect(mark).to_be_in_viewport()


def test_abstains_with_the_closest_paragraphs_to_open(page: Page) -> None:
    turn = ask(page, _OFF_TOPIC)
    card = turn.locator(".card.abstention")
    expect(card).to_contain_text("Les documents ne répondent pas à cette question.")
    expect(turn.locator(".chip")).to_have_count(0)
    card.get_by_role("button").first.click()
    expect(page.locator("#reader .cited")).to_be_in_viewport()
    expect(page.locator("#reader mark")).to_have_count(0)


def test_a_follow_up_is_completed_from_the_conversation(page: Page) -> None:
    ask(page, "Qu'est-ce que l'Initiative pour la Sécurité Mondiale ?")
    turn = ask(page, "Et qui l'a proposée ?")
    expect(turn.locator(".note")).to_contain_text("Initiative pour la Sécurité Mondiale")
    expect(page.locator(".turn")).to_have_count(2)


def test_works_with_the_keyboard_alone(page: Page) -> None:
    page.keyboard.press("Tab")
    page.locator("#question textarea").focus()
    page.keyboard.type(_QUESTIONS["fr-FR"])
    page.keyboard.press("Enter")
    expect(page.locator(".answer[aria-busy=false]")).to_be_visible()
    focused = page.locator(":focus")
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        if "chip" in (focused.get_attribute("class") or ""):
            break
    expect(focused).to_have_class("chip")
    expect(page.get_by_role("tooltip")).to_contain_text("ISM, II.4")
    number = focused.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#reader mark")).to_be_in_viewport()
    expect(page.locator("#reader .cited")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#reader")).to_be_hidden()
    expect(focused).to_have_class("chip")
    expect(focused).to_have_text(number)


def test_a_phone_shows_the_reader_over_the_chat_and_never_scrolls_sideways(
    open_page: OpenPage,
) -> None:
    page = open_page(width=390, height=844)
    assert not scrolls_sideways(page)
    turn = ask(page, _QUESTIONS["fr-FR"])
    assert not scrolls_sideways(page)
    turn.locator(".chip").first.click()
    expect(page.locator("#reader mark")).to_be_in_viewport()
    assert not scrolls_sideways(page)
    assert page.locator("#reader").bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    # What lies below can be reached neither by touch nor by keyboard.
    expect(page.locator("#chat")).to_have_attribute("inert", "")
    page.get_by_role("button", name="Fermer le document").click()
    expect(turn.locator(".chip").first).to_be_in_viewport()
    expect(page.locator("#side")).to_be_hidden()
    page.get_by_role("button", name="Documents et conversations").click()
    expect(page.locator(".documents")).to_be_in_viewport()
    assert not scrolls_sideways(page)
    page.keyboard.press("Escape")
    expect(page.locator("#side")).to_be_hidden()
    ask(page, _OFF_TOPIC)
    assert not scrolls_sideways(page)


def test_a_hostile_question_is_plain_text(page: Page) -> None:
    question = (
        "<img src=http://attacker.invalid/x.png onerror=document.title='owned'>"
        "<script>document.title='owned'</script> ${document.title='owned'} {{value}} "
        "![x](http://attacker.invalid/y) sécurité indivisible ?"
    )
    turn = ask(page, question)
    expect(turn.locator(".question")).to_contain_text(question)
    expect(page.locator("#chat img, #chat script, #chat iframe, #chat a")).to_have_count(0)
    assert page.title() == "Alinéa"


def test_a_hostile_document_is_plain_text(open_page: OpenPage) -> None:
    page = open_page("en-GB")
    expect(page.locator(".documents")).to_contain_text("<script>")
    turn = ask(page, "What is the zorglub fed twice a day?")
    turn.get_by_role("button", name="Zorglub").first.click()
    reader = page.locator("#reader")
    expect(reader.locator(".cited")).to_be_in_viewport()
    for text in ("<img src=", "${document.title", "{{value}}", "![pixel]", "<iframe", "&lt;b&gt;"):
        expect(reader).to_contain_text(text)
    inside = "img, script, iframe, a, b b"
    expect(reader.locator(inside)).to_have_count(0)
    expect(turn.locator(inside)).to_have_count(0)
    assert page.title() == "Alinéa"


@pytest.mark.parametrize("question", ["", "   ", "\n"])
def test_an_empty_question_does_nothing(page: Page, question: str) -> None:
    box = page.locator("#question textarea")
    box.fill(question)
    box.press("Enter")
    page.get_by_role("button", name="Demander").click()
    # Gradio takes one submission at a time, and drops what comes while one is under way.
    page.wait_for_timeout(1_000)
    expect(page.get_by_role("heading", name="Interrogez vos documents")).to_be_visible()
    turn = ask(page, _QUESTIONS["fr-FR"])
    expect(page.locator(".turn")).to_have_count(1)
    expect(turn.locator(".chip")).not_to_have_count(0)


def test_a_question_of_100_000_characters_is_refused_clearly(page: Page) -> None:
    turn = ask(page, "sécurité " * 11_111 + "x")
    error = turn.locator(".card.error")
    expect(error).to_contain_text("La question compte 100000 caractères ; la limite est de 4000.")
    expect(page.locator("#question textarea")).to_have_value("")
    assert not scrolls_sideways(page)
    expect(ask(page, _QUESTIONS["fr-FR"]).locator(".chip")).not_to_have_count(0)


def test_a_question_without_words_is_refused_in_the_interface_language(page: Page) -> None:
    expect(ask(page, "???").locator(".card.error")).to_contain_text("ne contient aucun mot")


def test_the_language_can_be_switched_and_is_remembered(page: Page) -> None:
    ask(page, _QUESTIONS["fr-FR"])
    page.get_by_role("radio", name="中文").click()
    expect(page.get_by_role("button", name="提问", exact=True)).to_be_visible()
    expect(page.locator(".legend")).to_contain_text("逐字引用")
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    page.reload()
    # So is the conversation that the tab showed.
    expect(page.locator(".legend")).to_contain_text("逐字引用")
    page.get_by_role("button", name="新对话").click()
    expect(page.locator(".welcome")).to_contain_text("向您的文件提问")
    expect(page.get_by_role("radio", name="中文")).to_be_checked()


def test_an_example_can_be_clicked_and_the_conversation_cleared(page: Page) -> None:
    example = page.locator(".examples button").nth(1)
    text = example.inner_text()
    example.click()
    expect(page.locator(".question")).to_contain_text(text)
    expect(page.locator(".chip").first).to_be_visible()
    page.locator(".chip").first.click()
    expect(page.locator("#reader")).to_be_visible()
    page.get_by_role("button", name="Nouvelle conversation").click()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator("#reader")).to_be_hidden()
    expect(page.locator("#question textarea")).to_be_focused()


def test_visitors_do_not_see_each_other(open_page: OpenPage) -> None:
    first, second = open_page(), open_page()
    ask(first, _QUESTIONS["fr-FR"])
    ask(second, _OFF_TOPIC)
    expect(first.locator(".turn")).to_have_count(1)
    expect(second.locator(".turn")).to_have_count(1)


def test_says_what_is_in_use_and_what_leaves_the_machine(page: Page) -> None:
    foot = page.locator("#foot")
    expect(foot).to_contain_text("sans modèle de langue")
    expect(foot).to_contain_text("Rien ne quitte cette machine")


def test_follows_the_dark_scheme(open_page: OpenPage) -> None:
    page = open_page(scheme="dark")
    colour = page.locator(".gradio-container").evaluate("e => getComputedStyle(e).backgroundColor")
    assert colour == "rgb(21, 23, 27)"
