"""A chat that goes on with the passages when its model fails."""

import asyncio

import pytest

from qa import Assistant
from qa.answer import Answer
from qa.wording import MODEL_FAILED
from tests.qa.conftest import API_KEY
from tests.qa.scripted_server import Reply, ScriptedServer

WHO = "Qui a proposé l'Initiative pour la Sécurité Mondiale ?"
TRUE = "Xi Jinping a proposé l'Initiative pour la Sécurité Mondiale [1]."
FAILURES = [
    Reply(status=401, error=f"bad key {API_KEY}"),
    Reply(status=429),
    Reply(status=500),
    Reply(status=400, error="maximum context length"),
    Reply(""),
    Reply(f"{TRUE} Puis la suite", cut=True),
]


@pytest.mark.parametrize("reply", FAILURES, ids=lambda reply: f"{reply.status}-{reply.text[:6]}")
def test_the_passages_answer_with_a_notice(
    model_assistant: Assistant, assistant: Assistant, server: ScriptedServer, reply: Reply
) -> None:
    server.script(reply)
    events = list(model_assistant.stream(WHO, fallback=True))
    answer = events[-1].answer
    assert isinstance(answer, Answer)
    assert answer.notices == (MODEL_FAILED["fr"],)
    assert answer.writer == "extractive"
    assert answer.sentences == assistant.ask(WHO).sentences
    assert [event.text for event in events if event.type == "replace"] == [MODEL_FAILED["fr"]]
    assert API_KEY not in str([event.to_dict() for event in events])


def test_so_does_the_asynchronous_stream(
    model_assistant: Assistant, server: ScriptedServer
) -> None:
    async def last() -> Answer | None:
        answer = None
        async for event in model_assistant.astream(WHO, fallback=True):
            answer = event.answer
        return answer

    server.script(Reply(status=500))
    answer = asyncio.run(last())
    assert answer is not None
    assert answer.writer == "extractive"


def test_a_model_that_works_needs_no_fallback(
    model_assistant: Assistant, server: ScriptedServer
) -> None:
    server.script(TRUE)
    *_, done = model_assistant.stream(WHO, fallback=True)
    assert done.answer is not None
    assert done.answer.writer == "openai:test"
    assert done.answer.notices == ()
