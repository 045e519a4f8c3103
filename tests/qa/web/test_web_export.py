"""What is taken along: text with references, and Markdown that shows exactly that text."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import Assistant
from qa.answer import Answer
from qa.web.export import markdown, plain
from qa.web.saved import dump, load
from qa.web.texts import WORDS
from qa.web.turns import Turn

_DAY = date(2026, 1, 31)


def _asked(assistant: Assistant, question: str) -> Turn:
    turn = Turn(question)
    for event in assistant.stream(question):
        turn = turn.after(event)
    return turn


@pytest.fixture(scope="module")
def turns(assistant: Assistant) -> list[Turn]:
    questions = (
        "Qu'entend-on par « sécurité indivisible » ?",
        "Combien de personnes la Chine se propose-t-elle de former ?",
        "Pourquoi le ciel est-il bleu ?",
        "Qu'entend-on par « sécurité indivisible » ?",
    )
    return [_asked(assistant, question) for question in questions]


def test_the_same_quote_has_one_number_in_the_whole_conversation(turns: list[Turn]) -> None:
    text = markdown(turns, WORDS["fr"], _DAY)
    body, _, references = text.partition("## Références\n\n")
    numbers = [line.partition(".")[0] for line in references.splitlines()]
    distinct = {(c.paragraph_id, c.start, c.end) for turn in turns for c in turn.citations}
    assert numbers == [str(number) for number in range(1, len(distinct) + 1)]
    first, second, third, again = body.split("\n## ")[1:]
    assert first.partition("\n")[2].strip() == again.partition("\n")[2].strip()
    assert "\\[1\\]" in first
    assert "\\[1\\]" not in second
    assert "ne répondent pas" in third
    assert "2026" in text.splitlines()[2]


def test_plain_text_names_its_references(turns: list[Turn]) -> None:
    answer = turns[0].answer
    assert answer
    text = plain(answer)
    assert text.startswith(answer.text)
    assert "[1] ISM, II.4 (ism/II.4/1)" in text.splitlines()
    assert turns[2].answer
    assert plain(turns[2].answer) == turns[2].answer.text


@given(st.text(alphabet="ab \n\\`*_[]<>#|~&$!-+=1.)(", max_size=40))
def test_markdown_makes_nothing_of_what_was_said(text: str) -> None:
    answer = Answer(text, text, "fr", text, (), (), True, ())
    shown = markdown([Turn(text, answer=answer)], WORDS["en"], _DAY)
    unescaped = shown.replace("\\\\", "")
    for special in "`*_[]<>|~&$!":
        count = unescaped.count(special) - unescaped.count("\\" + special)
        assert count == (2 if special == "_" else 0)  # the line with the date


def test_a_kept_conversation_comes_back(turns: list[Turn]) -> None:
    kept = load(dump(turns))
    for before, after in zip(turns, kept, strict=True):
        assert before.answer
        expected = before
        if not before.answer.abstained:
            expected = replace(before, answer=replace(before.answer, closest=()))
        assert after == expected
        assert after.id == before.id


@pytest.mark.parametrize(
    "text", ["", "null", "{}", "[1]", '[{"question": 5}]', "[" * 10_000, " " * 4_000_001]
)
def test_what_is_no_conversation_is_none(text: str) -> None:
    assert load(text) == []


def test_a_question_left_unanswered_comes_back_as_stopped() -> None:
    (turn,) = load(dump([Turn("Qui ?")]))
    assert turn.stopped
    assert not turn.is_running
