"""The events of a streamed answer, in order; the async twins."""

import asyncio
import json

import pytest

from qa import Answer, Assistant, Event
from qa.chain import Request
from qa.errors import QuestionError
from tests.qa.checks import assert_order

ANSWERED = "Qui a proposé l'Initiative pour la Sécurité Mondiale ?"
OFF_TOPIC = "Comment réparer un vélo crevé ?"


@pytest.mark.parametrize("question", [ANSWERED, OFF_TOPIC, "What is indivisible security?"])
def test_events_come_in_order_and_end_with_the_answer(assistant: Assistant, question: str) -> None:
    events = list(assistant.stream(question))
    assert_order([event.type for event in events])
    assert events[-1].answer == assistant.ask(question)


def test_sentences_are_those_of_the_answer_and_bring_their_citations(assistant: Assistant) -> None:
    events = list(assistant.stream(ANSWERED))
    answer = events[-1].answer
    assert answer
    sent = [event for event in events if event.type == "sentence"]
    assert tuple(event.sentence for event in sent) == answer.sentences
    for event in sent:
        assert event.sentence
        assert tuple(citation.number for citation in event.citations) == event.sentence.citations
        assert set(event.citations) <= set(answer.citations)


def test_no_sentence_is_sent_when_the_documents_do_not_answer(assistant: Assistant) -> None:
    events = list(assistant.stream(OFF_TOPIC))
    assert [event.type for event in events] == ["status", "done"]
    assert events[-1].answer is not None
    assert events[-1].answer.abstained


def test_events_are_plain_data_for_the_wire(assistant: Assistant) -> None:
    for event in assistant.stream(ANSWERED):
        data = event.to_dict()
        assert json.loads(json.dumps(data)) == data
        assert data["type"] == event.type
        assert ("answer" in data) == (event.type == "done")
        assert ("sentence" in data) == (event.type == "sentence")


def test_a_question_that_is_refused_is_refused_in_a_stream_too(assistant: Assistant) -> None:
    with pytest.raises(QuestionError):
        list(assistant.stream("?"))


def test_the_async_twins_give_the_same(assistant: Assistant) -> None:
    async def both() -> tuple[Answer, list[Event]]:
        return await assistant.aask(ANSWERED), [e async for e in assistant.astream(ANSWERED)]

    answer, events = asyncio.run(both())
    assert answer == assistant.ask(ANSWERED)
    assert events == list(assistant.stream(ANSWERED))


def test_async_answers_to_several_questions_do_not_mix(assistant: Assistant) -> None:
    questions = [ANSWERED, OFF_TOPIC, "国际军事合作的主要方式有哪些？"] * 2

    async def ask() -> list[Answer]:
        return await asyncio.gather(*(assistant.aask(question) for question in questions))

    assert asyncio.run(ask()) == [assistant.ask(question) for question in questions]


def test_an_error_reaches_the_async_caller(assistant: Assistant) -> None:
    with pytest.raises(QuestionError):
        asyncio.run(assistant.aask(""))


def test_the_chain_is_a_langchain_runnable(assistant: Assistant) -> None:
    events = list(assistant.runnable().stream(Request(ANSWERED)))
    assert [event.type for event in events] == ["sentence", "done"]
    assert events[-1].answer == assistant.ask(ANSWERED)
