import html
import socket
from pathlib import Path

import pytest

from qa import Assistant
from qa.errors import UsageError
from qa.settings import load_settings
from qa.web import serve
from qa.web.chat import Chat
from qa.web.reader import Place
from qa.web.turns import Turn
from qa.wording import MODEL_FAILED

_QUESTION = "Qu'est-ce que la sécurité indivisible ?"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("web") / "home"


def test_the_answer_grows_event_by_event(home: Path) -> None:
    with Assistant(home=home) as assistant:
        chat = Chat(assistant)
        steps = [turns[-1] for turns in chat.answer(f" {_QUESTION}\n", [Turn("Avant")], "fr")]
    assert steps[0] == Turn(_QUESTION)
    assert [step.is_running for step in steps] == [True] * (len(steps) - 1) + [False]
    shown = [len(step.sentences) for step in steps]
    assert shown == sorted(shown)
    assert steps[-1].answer


def test_an_empty_question_is_no_turn(home: Path) -> None:
    with Assistant(home=home) as assistant:
        assert list(Chat(assistant).answer(" \n ", [], "fr")) == []


def test_a_model_that_does_not_answer_gives_way_to_the_passages_with_a_notice(home: Path) -> None:
    with Assistant(
        home=home,
        llm="openai:test",
        llm_base_url=f"http://127.0.0.1:{_free_port()}/v1",
        llm_api_key="none",
        llm_timeout=2.0,
    ) as assistant:
        chat = Chat(assistant)
        *_, last = chat.answer(_QUESTION, [], "fr")
        page = chat.conversation(last, "fr")
        assert last[0].answer is not None
        assert last[0].answer.citations
        assert MODEL_FAILED["fr"] in html.unescape(page)
        assert "Traceback" not in page
        assert chat.conversation(last, "zh") != page
        # The model is on this machine too.
        assert "Rien ne quitte cette machine" in chat.footer("fr")


def test_a_model_elsewhere_is_named(home: Path) -> None:
    for url, target in (("https://models.example/v1", "models.example"), (None, "openai")):
        settings = load_settings(home=home, llm="openai:test", llm_base_url=url, llm_api_key="none")
        with Assistant(settings) as assistant:
            assert f"are sent to {target}" in Chat(assistant).footer("en")


def test_a_document_that_is_gone_is_a_message(home: Path) -> None:
    with Assistant(home=home) as assistant:
        page = Chat(assistant).page(Place("gone/I/1", "fr"), "fr")
        assert "gone" in page
        assert "data-close" in page
        assert Chat(assistant).page(None, "fr") == ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_busy_port_is_named_with_the_way_out(home: Path) -> None:
    with socket.socket() as other, Assistant(home=home) as assistant:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(UsageError, match=rf"Port {port} is in use.*PORT={port + 1}"):
            serve(assistant, "127.0.0.1", port)


def test_an_address_that_is_not_ours_is_refused(home: Path) -> None:
    with Assistant(home=home) as assistant, pytest.raises(UsageError, match=r"'192\.0\.2\.1'"):
        serve(assistant, "192.0.2.1", _free_port())
