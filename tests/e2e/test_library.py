"""The library in a real browser: files added, asked about, left out, removed, refused."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.awkward.made import docx, pdf
from corpus.loaders import SUPPORTED
from qa import Assistant
from tests.e2e.asking import ask
from tests.e2e.conftest import serving

pytestmark = pytest.mark.e2e

OpenPage = Callable[..., Page]

_TEXT = """Le prêt de livres

Article 1. Le prêt dure trois semaines.

Article 2. Il est gratuit.
"""
_QUESTION = "Combien de temps dure le prêt ?"
_DROP = """([name, text]) => {
    const files = new DataTransfer();
    files.items.add(new File([text], name));
    for (const type of ["dragenter", "dragover", "drop"])
        document.body.dispatchEvent(
            new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: files }));
}"""
_NO_AND_AGAIN = """() => {
    document.querySelector('dialog[open] button').click();
    document.querySelector('.documents li:last-child [data-remove]').click();
}"""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A chat of this test's own, to write to."""
    with Assistant(home=tmp_path / "home"):
        pass
    with serving(tmp_path) as address:
        yield address


def _files(folder: Path) -> list[Path]:
    """One small file of each format that can be added."""
    paragraphs = _TEXT.strip().split("\n\n")
    html = "".join(f"<p>{part}</p>" for part in paragraphs)
    page = f"<!doctype html><meta charset=utf-8>{html}"
    written = {
        ".txt": _TEXT.encode(),
        ".pdf": pdf([paragraphs]),
        ".docx": docx(paragraphs),
        ".jsonl": "\n".join(json.dumps({"text": part}) for part in paragraphs).encode(),
        **dict.fromkeys((".md", ".markdown"), _TEXT.encode()),
        **dict.fromkeys((".html", ".htm", ".xhtml"), page.encode()),
    }
    made = []
    for ending in SUPPORTED:
        path = folder / f"prêt{ending.replace('.', '-')}{ending}"
        path.write_bytes(written[ending])
        made.append(path)
    return made


def test_each_format_is_added_and_answers(
    open_page: OpenPage, address: str, tmp_path: Path
) -> None:
    page = open_page(address=address)
    files = _files(tmp_path)
    assert files
    page.locator("#side input[type=file]").set_input_files(files)
    expect(page.locator(".reports .added")).to_have_count(len(files))
    expect(page.locator(".reports .added").first).to_contain_text("Ajouté")
    expect(page.locator(".documents li")).to_have_count(2 + len(files))
    turn = ask(page, _QUESTION)
    expect(turn.locator(".answer")).to_contain_text("trois semaines")
    turn.locator(".chip").first.click()
    expect(page.locator("#reader mark")).to_contain_text("trois semaines")
    assert not list((tmp_path / "home" / "uploads").iterdir())


def test_a_dropped_file_is_added_and_changed_and_removed(open_page: OpenPage, address: str) -> None:
    page = open_page(address=address)
    page.evaluate(_DROP, ["prêt.txt", _TEXT])
    expect(page.locator(".reports .added")).to_contain_text("Ajouté : 2 al., Français")
    page.evaluate(_DROP, ["prêt.txt", _TEXT.replace("trois", "deux")])
    expect(page.locator(".reports .added")).to_contain_text("Remplacé")
    expect(page.locator(".documents li")).to_have_count(3)
    expect(ask(page, _QUESTION).locator(".answer")).to_contain_text("deux semaines")
    page.get_by_role("button", name="Le prêt de livres", exact=False).first.click()
    expect(page.locator("#reader")).to_contain_text("deux semaines")
    remove = page.get_by_role("button", name="Retirer « Le prêt de livres »")
    remove.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Retirer « Le prêt de livres » de la bibliothèque ?")
    dialog.get_by_role("button", name="Annuler").click()
    expect(page.locator(".documents li")).to_have_count(3)
    remove.press("Enter")
    # Said no, and asked again before the browser has told that the dialog was closed.
    page.evaluate(_NO_AND_AGAIN)
    dialog.get_by_role("button", name="Retirer").click()
    expect(page.locator(".documents li")).to_have_count(2)
    expect(page.locator(".reports .removed")).to_contain_text("Le prêt de livres")
    expect(page.locator("#reader")).to_be_hidden()
    page.get_by_role("button", name="Nouvelle conversation").click()
    expect(page.locator(".welcome")).to_be_visible()
    expect(ask(page, _QUESTION).locator("[data-paragraph^='pret/']")).to_have_count(0)


def test_a_file_dropped_while_another_is_read_is_added_too(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(address=address)
    page.evaluate(_DROP, ["premier.txt", "Premier avis\n\n" + "La piscine ouvre tôt. " * 20_000])
    expect(page.locator(".reports .busy")).to_contain_text("Lecture")
    page.evaluate(_DROP, ["second.txt", "Second avis\n\nLe gymnase ferme tard."])
    expect(page.locator(".documents li")).to_have_count(4)


def test_files_that_cannot_be_read_are_reported(
    open_page: OpenPage, address: str, tmp_path: Path
) -> None:
    page = open_page(address=address)
    page.evaluate(_DROP, ["photo.png", "x"])
    expect(page.locator(".reports .failed")).to_contain_text("Format non pris en charge")
    page.evaluate(_DROP, ["vide.txt", "\n"])
    expect(page.locator(".reports .failed")).to_contain_text("holds no text")
    assert str(tmp_path) not in page.locator(".reports").inner_text()
    page.evaluate(_DROP, ["grand.txt", "x" * (50 * 1024 * 1024 + 1)])
    expect(page.locator(".reports .failed")).to_contain_text("Trop grand : 50 Mo au plus")
    expect(page.locator(".documents li")).to_have_count(2)


def test_a_question_looks_only_in_the_chosen_documents(page: Page) -> None:
    question = "Qu'entend-on par « sécurité indivisible » ?"
    choose = page.get_by_role("checkbox", name="Initiative pour la Sécurité Mondiale")
    choose.uncheck()
    expect(page.locator("#foot")).to_contain_text("Documents interrogés : 2 sur 3")
    expect(choose).to_be_focused()
    turn = ask(page, question)
    expect(turn.locator("[data-paragraph^='ism/']")).to_have_count(0)
    for other in page.locator("[data-choose]:not([data-choose=ism])").all():
        other.uncheck()
    expect(page.locator("#foot")).to_contain_text("Documents interrogés : 0 sur 3")
    expect(ask(page, question).locator(".card.error")).to_contain_text("Aucun document n'est coché")
    choose.check()
    expect(page.locator("#foot")).to_contain_text("Documents interrogés : 1 sur 3")
    expect(ask(page, question).locator("[data-paragraph^='ism/']").first).to_be_visible()
