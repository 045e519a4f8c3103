"""Several questions in one message."""

import pytest

from qa import Assistant
from qa.question import understand
from qa.sub_questions import sub_questions
from tests.qa.checks import assert_sound


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        (
            "How long is the notice, and who must sign it?",
            ["How long is the notice", "How long is the notice who must sign it?"],
        ),
        (
            "押金一共多少钱？另外退房以后几天之内退？",
            ["押金一共多少钱？", "退房以后几天之内退？"],
        ),
        (
            "J'habite au B. Quelle autorisation faut-il, et à quelle heure peut-on commencer ?",
            ["J'habite au B. Quelle autorisation faut-il", "à quelle heure peut-on commencer ?"],
        ),
        (
            "What is the charge? And my neighbour, how long will he find spare parts?",
            ["What is the charge?", "my neighbour, how long will he find spare parts?"],
        ),
        # one question
        ("On what day and at what time is the meeting?", []),
        ("Je crois que la chaudière, qui est vieille, fuit. Qui la répare ?", []),
        ("What is the difference between a lodger and a tenant?", []),
        ("Que fait la Chine pour la paix et la sécurité ?", []),
    ],
)
def test_a_message_is_cut_into_its_questions(message: str, questions: list[str]) -> None:
    assert [one.text for one in sub_questions(understand(message))] == questions


def test_a_follow_up_is_not_cut() -> None:
    history = [{"role": "user", "content": "Combien de personnes la Chine formera-t-elle ?"}]
    assert sub_questions(understand("Et pourquoi, et où ?", history)) == []


def test_each_question_is_answered(assistant: Assistant) -> None:
    answer = assistant.ask(
        "Combien de personnes la Chine formera-t-elle, et qui a proposé l'Initiative ?"
    )
    assert {c.paragraph_id for c in answer.citations} >= {"ism/IV.5/1", "ism/I/3"}
    assert_sound(answer)


def test_what_cannot_be_answered_is_said(assistant: Assistant) -> None:
    answer = assistant.ask(
        "How many people will China train, and how much does a pool ticket cost?"
    )
    assert [c.paragraph_id for c in answer.citations] == ["ism/IV.5/1"]
    assert any("pool ticket" in notice for notice in answer.notices)


def test_what_leans_on_a_question_without_answer_has_none(assistant: Assistant) -> None:
    assert assistant.ask("Who won the 2014 World Cup, and when was it?").abstained
