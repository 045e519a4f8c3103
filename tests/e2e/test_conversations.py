"""Conversations in a real browser: stopped, asked anew, copied, exported, kept, judged."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from qa import Assistant
from qa.feedback import read
from tests.e2e.asking import ask
from tests.e2e.conftest import serving
from tests.qa.scripted_server import Reply, ScriptedServer, running_server

pytestmark = pytest.mark.e2e

OpenPage = Callable[..., Page]

_QUESTION = "Qu'entend-on par « sécurité indivisible » ?"
_OTHER = "Qu'est-ce que l'Initiative pour la Sécurité Mondiale ?"


@pytest.fixture(scope="module")
def model() -> Iterator[ScriptedServer]:
    with running_server() as running:
        yield running


@pytest.fixture(scope="module")
def with_model(
    model: ScriptedServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """A chat whose model writes what the test scripts, and its store."""
    folder = tmp_path_factory.mktemp("model")
    with Assistant(home=folder / "home"):
        pass
    variables = {"LLM": "openai:test", "LLM_BASE_URL": model.url, "LLM_API_KEY": "none"}
    given = {f"ALINEA_{name}": value for name, value in variables.items()}
    with serving(folder, **given) as address:
        yield address, folder / "home"


def test_an_answer_can_be_stopped_and_asked_for_again(
    open_page: OpenPage, model: ScriptedServer, with_model: tuple[str, Path]
) -> None:
    sentence = "L'humanité est une communauté de sécurité indivisible [1]."
    model.script(Reply(" ".join([sentence] * 12), size=20))
    model.hold()
    page = open_page(address=with_model[0])
    expect(page.locator("#foot")).to_contain_text("openai:test")
    box = page.locator("#question textarea")
    box.fill(_QUESTION)
    box.press("Enter")
    expect(page.locator(".answer[aria-busy=true]")).to_be_visible()
    box.fill("En attendant")  # what is typed meanwhile stays
    page.get_by_role("button", name="Arrêter").click()
    expect(page.locator(".answer[aria-busy=false] .note")).to_have_text("Réponse interrompue.")
    model.gate.set()
    expect(page.get_by_role("button", name="Demander")).to_be_visible()
    expect(box).to_have_value("En attendant")
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator(".answer[aria-busy=false] .sentence").first).to_be_visible()
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.locator(".answer")).not_to_contain_text("Réponse interrompue.")


def test_a_new_conversation_leaves_the_answer_that_is_being_written(
    open_page: OpenPage, model: ScriptedServer, with_model: tuple[str, Path]
) -> None:
    sentence = "L'humanité est une communauté de sécurité indivisible [1]."
    model.script(Reply(" ".join([sentence] * 12), size=20))
    model.hold()
    page = open_page(address=with_model[0])
    page.locator("#question textarea").fill(_QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".answer[aria-busy=true] .sentence").first).to_be_visible()
    page.get_by_role("button", name="Nouvelle conversation").click()
    expect(page.locator(".welcome")).to_be_visible()
    model.gate.set()
    ask(page, _OTHER)
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.locator(".question")).to_contain_text(_OTHER)


def test_unsupported_sentences_are_shown_as_such(
    open_page: OpenPage, model: ScriptedServer, with_model: tuple[str, Path]
) -> None:
    model.script(
        "L'humanité est une communauté de sécurité indivisible [1]. "
        "Elle se mange avec du chocolat de Bretagne [1]."
    )
    page = open_page(address=with_model[0])
    turn = ask(page, _QUESTION)
    expect(turn.locator(".sentence.unsupported")).to_contain_text("chocolat")
    expect(turn.locator(".legend")).to_contain_text("non étayé par les documents")
    expect(turn.locator(".legend .unsupported .status")).to_contain_text("⚠")


def test_a_question_can_be_edited(page: Page) -> None:
    ask(page, _OTHER)
    ask(page, _QUESTION)
    page.get_by_role("button", name="Modifier").click()
    box = page.locator("#question textarea")
    expect(box).to_be_focused()
    expect(box).to_have_value(_QUESTION)
    expect(page.locator(".turn")).to_have_count(1)


def test_an_answer_is_copied_with_its_references(page: Page) -> None:
    ask(page, _QUESTION)
    page.get_by_role("button", name="Copier", exact=True).click()
    expect(page.locator("#said")).to_have_text("Copié")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "» [1]" in copied
    assert "[1] ISM, II.4 (ism/II.4/1)" in copied.splitlines()


def test_the_conversation_is_exported_as_markdown(page: Page, tmp_path: Path) -> None:
    ask(page, _OTHER)
    ask(page, _QUESTION)
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporter").click()
    assert download.value.suggested_filename == "alinea.md"
    download.value.save_as(tmp_path / "alinea.md")
    text = (tmp_path / "alinea.md").read_text("utf-8")
    assert f"## {_OTHER}" in text
    references = text[text.index("## Références") :].splitlines()[2:]
    assert [line.split(".")[0] for line in references] == [
        str(number) for number in range(1, len(references) + 1)
    ]
    assert any("ism/II.4/1" in line for line in references)


def test_conversations_are_kept_listed_opened_and_deleted(page: Page, server: str) -> None:
    ask(page, _OTHER)
    page.get_by_role("button", name="Nouvelle conversation").click()
    expect(page.locator(".welcome")).to_be_visible()
    ask(page, _QUESTION)
    listed = page.locator(".conversations .entry")
    expect(listed).to_have_text([_QUESTION, _OTHER])
    expect(listed.first).to_have_attribute("aria-current", "true")
    listed.last.click()
    expect(page.locator(".question")).to_contain_text(_OTHER)
    # It goes on where it was.
    follow_up = ask(page, "Et qui l'a proposée ?")
    expect(follow_up.locator(".note")).to_contain_text("Initiative pour la Sécurité Mondiale")
    page.reload()
    expect(page.locator(".turn")).to_have_count(2)
    expect(listed).to_have_text([_OTHER, _QUESTION])
    page.locator(".conversations .remove").last.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Supprimer la conversation")
    dialog.get_by_role("button", name="Annuler").click()
    expect(listed).to_have_count(2)
    page.locator(".conversations .remove").first.press("Enter")
    dialog.get_by_role("button", name="Supprimer").click()
    expect(listed).to_have_text([_QUESTION])
    expect(page.locator(".welcome")).to_be_visible()


def test_what_was_kept_is_not_believed(page: Page, server: str) -> None:
    ask(page, _QUESTION)
    hostile = [{"question": "<img src=x onerror=document.title='owned'>", "answer": 5}]
    kept = json.dumps({"title": "<b>Autre</b>", "time": 9e15, "turns": json.dumps(hostile)})
    page.evaluate("text => localStorage.setItem('alinea-conversation-x', text)", kept)
    page.reload()
    listed = page.locator(".conversations .entry")
    expect(listed.first).to_have_text("<b>Autre</b>")
    listed.first.click()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator("#chat img")).to_have_count(0)
    assert page.title() == "Alinéa"


def test_a_judgement_is_kept_on_this_machine(
    open_page: OpenPage, model: ScriptedServer, with_model: tuple[str, Path]
) -> None:
    address, home = with_model
    model.script("L'humanité est une communauté de sécurité indivisible [1].")
    page = open_page(address=address)
    ask(page, _QUESTION)
    page.get_by_role("button", name="Mauvaise réponse").click()
    comment = page.get_by_role("textbox", name="Un commentaire")
    expect(comment).to_be_focused()
    page.keyboard.type("Trop <b>court</b>")
    page.keyboard.press("Enter")
    expect(page.locator(".thanks")).to_be_visible()
    bad = page.get_by_role("button", name="Mauvaise réponse")
    expect(bad).to_have_attribute("aria-pressed", "true")
    (feedback,) = read(home)
    assert (feedback.rating, feedback.comment) == ("bad", "Trop <b>court</b>")
    assert feedback.question == _QUESTION
    assert feedback.writer == "openai:test"
    assert feedback.cited
