"""Models that fail: one clear error, no key in it, and a message that says what to do."""

import logging
import socket
import traceback
from typing import Any

import pytest

from qa import Assistant
from qa.errors import ModelCallError, ModelSetupError
from qa.llm import make_chat_model
from qa.settings import load_settings
from tests.qa.conftest import API_KEY, MakeAssistant
from tests.qa.scripted_server import Reply, ScriptedServer

WHO = "Qui a proposé l'Initiative pour la Sécurité Mondiale ?"
TRUE = "Xi Jinping a proposé l'Initiative pour la Sécurité Mondiale [1]."


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(status=401, error=f"Incorrect API key provided: {API_KEY}"), r"provided: \*\*\*"),
        (Reply(status=403, error="forbidden"), "PermissionDeniedError"),
        (Reply(status=404, error="no such model"), "NotFoundError"),
        (Reply(status=429, error="slow down"), "RateLimitError"),
        (Reply(status=400, error="maximum context length is 2048 tokens"), "context length"),
        (Reply(status=500, error="out of memory"), "500 - out of memory"),
        (Reply(TRUE, cut=True), "Connection error"),
        (Reply(f"{TRUE} " * 30, cut=True), "Connection error"),
        (Reply(""), "empty answer"),
        (Reply(" \n "), "empty answer"),
        (Reply(TRUE, ignore_stream=True), "No generation chunks"),
    ],
    ids=lambda value: value if isinstance(value, str) else str(value.status),
)
def test_a_failing_model_is_one_clear_error_without_the_key(
    model_assistant: Assistant,
    server: ScriptedServer,
    caplog: pytest.LogCaptureFixture,
    reply: Reply,
    reason: str,
) -> None:
    caplog.set_level(logging.DEBUG)
    server.script(reply)
    with pytest.raises(ModelCallError, match=reason) as raised:
        model_assistant.ask(WHO)
    message = str(raised.value)
    assert "'openai:test'" in message
    assert "\n" not in message
    assert server.requests
    assert API_KEY not in "".join(traceback.format_exception(raised.value))
    assert API_KEY not in caplog.text


def test_a_key_that_the_provider_reads_itself_is_masked_too(
    make_assistant: MakeAssistant, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = "sk-from-the-environment-0123456789"
    monkeypatch.setenv("OPENAI_API_KEY", secret)
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    assistant = make_assistant(llm="openai:test")
    server.script(Reply(status=401, error="x" * 220 + f" bad key {secret}"))
    with pytest.raises(ModelCallError) as raised:
        assistant.ask(WHO)
    assert server.keys[-1] == secret
    assert "sk-from" not in str(raised.value)


def test_a_refused_connection_is_named_as_such(make_assistant: MakeAssistant) -> None:
    with socket.socket() as reserved:  # bound but not listening: nobody else can answer there
        reserved.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{reserved.getsockname()[1]}/v1"
        assistant = make_assistant(llm="openai:test", llm_base_url=url, llm_api_key=API_KEY)
        with pytest.raises(ModelCallError, match=r"Connection.*Check that its server runs"):
            assistant.ask(WHO)
        assert assistant.ask("Comment réparer un vélo crevé ?").abstained  # no model needed


def test_a_slow_model_is_given_up_after_the_timeout(
    make_assistant: MakeAssistant, server: ScriptedServer
) -> None:
    assistant = make_assistant(llm="openai:test", llm_base_url=server.url, llm_timeout=0.1)
    server.script(Reply(TRUE, wait=0.6))
    with pytest.raises(ModelCallError, match=r"(?i)timed? ?out"):
        assistant.ask(WHO)


def test_what_was_verified_before_a_cut_has_been_sent(
    model_assistant: Assistant, server: ScriptedServer
) -> None:
    server.script(Reply(f"{TRUE} Puis la suite", cut=True))
    events = model_assistant.stream(WHO)
    assert [next(events).type for _ in range(3)] == ["status", "status", "sentence"]
    with pytest.raises(ModelCallError):
        list(events)


def test_an_assistant_goes_on_after_a_failure(
    model_assistant: Assistant, server: ScriptedServer
) -> None:
    server.script(Reply(status=500))
    with pytest.raises(ModelCallError):
        model_assistant.ask(WHO)
    server.script(TRUE)
    assert model_assistant.ask(WHO).writer == "openai:test"


def test_the_key_is_in_no_answer_and_no_log(
    model_assistant: Assistant, server: ScriptedServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.script(TRUE)
    answer = model_assistant.ask(WHO)
    assert server.keys == [API_KEY]
    assert API_KEY not in str(answer.to_dict())
    assert API_KEY not in caplog.text
    assert API_KEY not in repr(model_assistant.settings)


@pytest.mark.parametrize(
    ("llm", "install"),
    [
        ("ollama:qwen3:4b", "alinea[ollama]"),
        ("anthropic:claude", "alinea[anthropic]"),
        ("mistralai:small", "alinea[mistral]"),
        ("google_genai:gemini", "alinea[google]"),
        ("groq:llama", "langchain-groq"),
    ],
)
def test_a_missing_provider_package_is_named_with_the_pip_command(llm: str, install: str) -> None:
    package = install.split("[")[-1].rstrip("]")
    if any(found in llm for found in _installed(package)):
        pytest.skip(f"{package} is installed")
    with pytest.raises(ModelSetupError) as raised:
        make_chat_model(load_settings(llm=llm))
    assert str(raised.value) == (
        f"The model {llm!r} needs a package that is not installed. Run: pip install '{install}'"
    )


@pytest.mark.parametrize("llm", ["nosuch:model", "nonsense", ":", "openai"])
def test_an_unknown_provider_is_refused_with_an_example(llm: str) -> None:
    with pytest.raises(ModelSetupError, match=r"(?s)cannot be set up.*'ollama:qwen3:4b'") as raised:
        Assistant(llm=llm)
    assert repr(llm) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_missing_key_is_named() -> None:
    with pytest.raises(ModelSetupError, match="OPENAI_API_KEY"):
        Assistant(llm="openai:gpt")


def test_a_bare_model_name_goes_to_the_server_at_the_base_url(
    make_assistant: MakeAssistant, server: ScriptedServer
) -> None:
    server.script(TRUE)
    answer = make_assistant(llm="qwen", llm_base_url=server.url).ask(WHO)
    assert server.requests[0]["model"] == "qwen"
    assert answer.writer == "qwen"


def test_the_model_answers_without_streaming_as_well(server: ScriptedServer) -> None:
    server.script(TRUE)
    settings = load_settings(llm="openai:test", llm_base_url=server.url)
    assert make_chat_model(settings).invoke("Bonjour").text == TRUE
    assert not server.requests[0].get("stream")


def _installed(extra: str) -> list[Any]:
    from importlib.util import find_spec

    names = {"mistral": "langchain_mistralai", "google": "langchain_google_genai"}
    module = names.get(extra, f"langchain_{extra.removeprefix('langchain-')}")
    return [""] if find_spec(module) else []
