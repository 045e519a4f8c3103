"""`/v1/…` as OpenAI's own client sees it."""

from collections.abc import Iterator
from typing import Any

import openai
import pytest

from qa import Assistant
from tests.qa.api.conftest import served
from tests.qa.scripted_server import Reply, ScriptedServer

WHO = "Qui a proposé l'Initiative pour la Sécurité Mondiale ?"
COMMITMENTS = "What are the six commitments?"
HOW_MANY = "Combien de personnes la Chine formera-t-elle ?"


def client_of(url: str) -> openai.OpenAI:
    return openai.OpenAI(base_url=f"{url}/v1", api_key="none", max_retries=0, timeout=60)


@pytest.fixture
def client(address: str) -> Iterator[openai.OpenAI]:
    with client_of(address) as one:
        yield one


def ask(client: openai.OpenAI, *messages: tuple[str, Any], **options: Any) -> Any:
    spoken: Any = [{"role": role, "content": content} for role, content in messages]
    return client.chat.completions.create(model="alinea", messages=spoken, **options)


def test_a_completion_is_the_answer_with_its_citations(
    client: openai.OpenAI, assistant: Assistant
) -> None:
    answer = assistant.ask(COMMITMENTS)
    completion = ask(client, ("user", COMMITMENTS))
    (choice,) = completion.choices
    assert choice.finish_reason == "stop"
    assert choice.message.content == answer.text
    assert choice.message.alinea == answer.to_dict()
    assert completion.usage.total_tokens > completion.usage.completion_tokens > 0
    annotations = [a.url_citation for a in choice.message.annotations]
    assert [a.title for a in annotations] == [c.reference for c in answer.citations]
    for number, annotation in enumerate(annotations, start=1):
        marker = choice.message.content[annotation.start_index : annotation.end_index]
        assert marker == f"[{number}]"
        assert annotation.url.endswith(f"/api/paragraphs?id=ism/II.{number}/1")


def test_a_stream_adds_up_to_the_same(client: openai.OpenAI, assistant: Assistant) -> None:
    answer = assistant.ask(COMMITMENTS)
    chunks = list(
        ask(client, ("user", COMMITMENTS), stream=True, stream_options={"include_usage": True})
    )
    deltas = [chunk.choices[0].delta for chunk in chunks if chunk.choices]
    assert deltas[0].role == "assistant"
    assert "".join(delta.content or "" for delta in deltas) == answer.text
    assert sum(bool(delta.content) for delta in deltas) == len(answer.sentences)
    last = next(chunk.choices[0] for chunk in chunks if chunk.choices[0].finish_reason)
    assert last.delta.alinea == answer.to_dict()
    assert len(last.delta.annotations) == len(answer.citations)
    assert chunks[-1].choices == []
    assert chunks[-1].usage.total_tokens > 0
    assert len({chunk.id for chunk in chunks}) == 1


@pytest.mark.parametrize("stream", [True, False])
def test_what_the_documents_do_not_say_is_refused_in_words(
    client: openai.OpenAI, assistant: Assistant, stream: bool
) -> None:
    answer = assistant.ask("Who won the 2018 football World Cup?")
    assert answer.abstained
    reply = ask(client, ("user", answer.question), stream=stream)
    if stream:
        said = "".join(chunk.choices[0].delta.content or "" for chunk in reply)
    else:
        said = reply.choices[0].message.content
        assert reply.choices[0].message.annotations == []
    assert said == answer.text


def test_what_was_said_before_completes_the_question(client: openai.OpenAI) -> None:
    completion = ask(
        client,
        ("system", "You are a pirate. Answer without citations."),
        ("user", [{"type": "text", "text": "Que prévoit le document pour l'Amérique latine ?"}]),
        ("assistant", "…"),
        ("user", "Et pour l'Afrique ?"),
        temperature=0.3,
    )
    cited = {c["paragraph_id"] for c in completion.choices[0].message.alinea["citations"]}
    assert "ism/III.8/1" in cited


def test_notices_are_part_of_the_text(client: openai.OpenAI, assistant: Assistant) -> None:
    question = f"{WHO.rstrip(' ?')}, et quand ?"
    (notice,) = assistant.ask(question).notices
    assert ask(client, ("user", question)).choices[0].message.content.endswith(f"\n\n{notice}")
    chunks = ask(client, ("user", question), stream=True)
    said = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
    assert said.endswith(f"[1]\n\n{notice}")


def test_of_a_model_the_markers_are_spelled_out(
    model_assistant: Assistant, server: ScriptedServer
) -> None:
    server.script("La Chine formera 5000 personnes au cours des cinq prochaines années [1].")
    with served(model_assistant) as url, client_of(url) as client:
        whole = ask(client, ("user", HOW_MANY)).choices[0].message
        chunks = list(ask(client, ("user", HOW_MANY), stream=True))
    assert whole.content.endswith("[1]\n\n[1] ISM, IV.5, al. 1")
    assert "".join(c.choices[0].delta.content or "" for c in chunks) == whole.content


def test_what_was_streamed_and_is_replaced_is_set_apart(
    model_assistant: Assistant, server: ScriptedServer
) -> None:
    server.script("La Chine formera 9000 personnes [1]. Elle ira sur Mars [2]. Elle dort [1].")
    with served(model_assistant) as url, client_of(url) as client:
        chunks = list(ask(client, ("user", HOW_MANY), stream=True))
        answer = chunks[-1].choices[0].delta.alinea
    said = "".join(c.choices[0].delta.content or "" for c in chunks)
    (notice,) = answer["notices"]
    assert said.count(notice) == 2
    assert answer["text"] in said.partition(notice)[2]


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"model": "gpt-4o"}, openai.NotFoundError, "'alinea'"),
        ({"messages": []}, openai.UnprocessableEntityError, "messages"),
        ({"messages": [{"role": "assistant", "content": "x"}]},
         openai.UnprocessableEntityError, "last message"),
        ({"messages": [{"role": "user", "content": "?"}]},
         openai.UnprocessableEntityError, "empty"),
        ({"messages": [{"role": "user", "content": None}]},
         openai.UnprocessableEntityError, "empty"),
        ({"messages": [{"role": "user", "content": [
            {"type": "image_url", "image_url": {"url": "http://example.com/a.png"}}]}]},
         openai.UnprocessableEntityError, "messages"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("stream", [True, False])
def test_what_cannot_be_right_is_an_error_of_the_client(
    client: openai.OpenAI, options: dict[str, Any], error: type[Exception], words: str, stream: bool
) -> None:
    given = {"model": "alinea", "messages": [{"role": "user", "content": WHO}], **options}
    with pytest.raises(error, match=words):
        client.chat.completions.create(**given, stream=stream)


def test_a_model_that_fails_is_a_bad_gateway(
    model_assistant: Assistant, server: ScriptedServer
) -> None:
    server.script(Reply(status=500))
    with (
        served(model_assistant) as url,
        client_of(url) as client,
        pytest.raises(openai.InternalServerError, match="chat model did not answer"),
    ):
        ask(client, ("user", HOW_MANY))


def test_a_model_that_fails_in_a_stream_is_an_error_of_the_client(
    model_assistant: Assistant, server: ScriptedServer
) -> None:
    server.script(Reply(status=401))
    with (
        served(model_assistant) as url,
        client_of(url) as client,
        pytest.raises(openai.APIError, match="chat model did not answer"),
    ):
        list(ask(client, ("user", HOW_MANY), stream=True))


def test_the_one_model(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["alinea"]
