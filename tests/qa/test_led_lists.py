"""Lists that a paragraph introduces are answered whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa import Assistant
from qa.settings import EXTRACTIVE

_TEXT = """# Rowing club handbook

## First day

On your first day, please bring the following to the boathouse:

- a signed membership form;
- proof that you can swim 50 metres;
- two passport photographs.

Changing rooms are on the ground floor.

## Fees

Membership fees depend on age:

- under 18: £60 a year;
- adults: £140 a year.

| Locker | Small | Large |
| --- | --- | --- |
| Winter season | 15 | 22 |
| Summer season | 19 | 28 |

## Insurance

What does the insurance cover?

The insurance of members covers:

- broken oars;
- medical treatment after a capsize.

## Interview

Why did the club move to the lake?

The river silted up after 1998, so that eights could no longer turn.
"""


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("club")
    path: Path = folder / "club.md"
    path.write_text(_TEXT, "utf-8")
    with Assistant(home=folder / "home", llm=EXTRACTIVE) as assistant:
        assistant.ingest([path])
        yield assistant


@pytest.mark.parametrize(
    "question",
    [
        "What must I bring on my first day?",
        "List everything to bring to the boathouse on the first day.",
        "Que faut-il apporter au hangar à bateaux le premier jour ?",
    ],
)
def test_the_items_are_the_answer(club: Assistant, question: str) -> None:
    answer = club.ask(question)
    assert [c.quote for c in answer.citations] == [
        "On your first day, please bring the following to the boathouse:",
        "a signed membership form;",
        "proof that you can swim 50 metres;",
        "two passport photographs.",
    ]
    assert [s.new_line for s in answer.sentences] == [True] * 4
    found = [hit.paragraph.text for hit in club.search(question, k=4)]
    assert found == [c.quote for c in answer.citations]


def test_a_list_behind_a_question_has_its_introduction(club: Assistant) -> None:
    answer = club.ask("What does the insurance of members cover?")
    assert [c.quote for c in answer.citations] == [
        "The insurance of members covers:",
        "broken oars;",
        "medical treatment after a capsize.",
    ]


def test_one_item_is_found_by_what_introduces_it(club: Assistant) -> None:
    answer = club.ask("How much is the membership fee for adults?")
    assert [c.quote for c in answer.citations] == ["adults: £140 a year."]


def test_a_row_is_quoted_with_the_head_of_its_table(club: Assistant) -> None:
    answer = club.ask("How much is a large locker in the summer season?")
    assert [c.quote for c in answer.citations] == [
        "| Locker | Small | Large |",
        "| Summer season | 19 | 28 |",
    ]


def test_a_question_in_a_document_is_no_answer(club: Assistant) -> None:
    answer = club.ask("Why did the club move to the lake?")
    assert [c.quote for c in answer.citations] == [
        "The river silted up after 1998, so that eights could no longer turn."
    ]


def test_a_question_of_the_document_is_never_quoted(club: Assistant) -> None:
    answer = club.ask("What is covered when an oar breaks, and why did they go to the lake?")
    quotes = [c.quote for c in answer.citations]
    assert "broken oars;" in quotes
    assert not any(quote.endswith("?") for quote in quotes)


def test_each_question_is_answered_where_no_paragraph_is_about_both(club: Assistant) -> None:
    answer = club.ask("What does one pay as a grown-up, and why was the river left?")
    assert [c.quote for c in answer.citations] == [
        "The river silted up after 1998, so that eights could no longer turn."
    ]
    assert any("grown-up" in notice for notice in answer.notices)
