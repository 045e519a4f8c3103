"""The library's handlers over a real store."""

import shutil
from pathlib import Path

import pytest

from qa import Assistant
from qa.web.chat import Chat
from qa.web.library import MOST_AT_ONCE, Library
from qa.web.turns import Turn
from tests.qa.conftest import MakeAssistant

_TEXT = "Le prêt\n\nArticle 1. Le prêt dure trois semaines.\n"


@pytest.fixture
def assistant(make_assistant: MakeAssistant) -> Assistant:
    return make_assistant()


def _upload(folder: Path, name: str, text: str) -> str:
    """A file where a server would have put it: each time in another folder."""
    place = folder / f"{len(list(folder.iterdir()))}"
    place.mkdir()
    (place / name).write_text(text, "utf-8")
    return str(place / name)


def test_a_file_uploaded_again_replaces_itself(assistant: Assistant, tmp_path: Path) -> None:
    library = Library(assistant)
    folder = tmp_path / "received"
    folder.mkdir()
    first = _upload(folder, "prêt.txt", _TEXT)
    *_, report = library.add([first], "fr")
    assert "Ajouté" in report
    assert not Path(first).exists()
    *_, report = library.add([_upload(folder, "prêt.txt", _TEXT)], "fr")
    assert "Inchangé" in report
    *_, report = library.add([_upload(folder, "prêt.txt", _TEXT.replace("trois", "deux"))], "zh")
    assert "已替换" in report
    assert len(assistant.documents()) == 3


def test_each_step_says_what_is_done_and_what_waits(assistant: Assistant, tmp_path: Path) -> None:
    folder = tmp_path / "received"
    folder.mkdir()
    files = [_upload(folder, "a.txt", _TEXT), _upload(folder, "<b>.txt", "\n")]
    first, second, last = Library(assistant).add(files, "en")
    assert first.count("class='busy'") == 2
    assert (second.count("class='added'"), second.count("class='busy'")) == (1, 1)
    assert (last.count("class='added'"), last.count("class='failed'")) == (1, 1)
    assert "&lt;b&gt;.txt" in last
    assert str(assistant.settings.home) not in last


def test_too_many_files_at_once_are_left_out_and_said_so(
    assistant: Assistant, tmp_path: Path
) -> None:
    folder = tmp_path / "received"
    folder.mkdir()
    files = [_upload(folder, "a.txt", _TEXT) for _ in range(MOST_AT_ONCE + 3)]
    *_, last = Library(assistant).add(files, "en")
    assert "Files left out: 3" in last
    assert not any(Path(file).exists() for file in files)


def test_an_upload_that_vanished_is_a_report(assistant: Assistant, tmp_path: Path) -> None:
    *_, last = Library(assistant).add([str(tmp_path / "gone.txt")], "en")
    assert "class='failed'" in last


def test_removing_what_is_gone_is_a_report(assistant: Assistant) -> None:
    library = Library(assistant)
    assert "Removed" in library.remove("cooperation", "en")
    assert "class='failed'" in library.remove("cooperation", "en")


def test_excluded_documents_are_not_looked_at(assistant: Assistant) -> None:
    chat = Chat(assistant)
    library = chat.library
    assert library.chosen(frozenset()) == ()
    assert library.chosen(frozenset({"ism"})) == ("cooperation",)
    assert library.chosen(frozenset({"ism", "cooperation"})) is None
    assert library.html(frozenset({"ism"}), "fr").count(" checked") == 1
    assert "1 sur 2" in chat.footer("fr", frozenset({"ism"}))
    question = "Qu'entend-on par « sécurité indivisible » ?"
    *_, turns = chat.answer(question, [], "fr", frozenset({"ism"}))
    assert turns[-1].answer
    assert {h.paragraph.document_id for h in turns[-1].answer.closest} == {"cooperation"}
    *_, turns = chat.answer(question, [], "fr", frozenset({"ism", "cooperation"}))
    assert "Aucun document" in turns[-1].error


def test_judgements_are_kept_and_shown(assistant: Assistant) -> None:
    from qa.feedback import read

    chat = Chat(assistant)
    *_, turns = chat.answer("Qu'entend-on par « sécurité indivisible » ?", [], "fr")
    rated = chat.rate(turns, turns[0].id, "good", None)
    assert "class='comment'" in chat.conversation(rated, "fr")
    rated = chat.rate(rated, turns[0].id, "good", " Bien ")
    assert "class='thanks'" in chat.conversation(rated, "fr")
    assert [f.comment for f in read(assistant.settings.home)] == ["Bien"]
    # Nothing is kept of what was never said.
    assert chat.rate([Turn("?")], "another", "good", None)[0].rating is None
    assert len(read(assistant.settings.home)) == 1


def test_uploads_leave_nothing_behind(assistant: Assistant, tmp_path: Path) -> None:
    shutil.rmtree(assistant.settings.home / "uploads", ignore_errors=True)
    folder = tmp_path / "received"
    folder.mkdir()
    list(Library(assistant).add([_upload(folder, "a.txt", _TEXT)], "fr"))
    assert list((assistant.settings.home / "uploads").iterdir()) == []
