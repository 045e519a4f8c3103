"""Codes are what is written, and nothing like it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa import Assistant
from qa.codes import codes_in, of_their_kind

MANUAL = """# The boiler

Switch the boiler on with the green key beside the display.

When something is wrong the display turns red and shows a code.

E33 – The pressure in the circuit is too high. Wait ten minutes and switch it on again.

E41 – The outdoor sensor is not connected. Call an engineer.

The casing is made of steel. The circuit is filled with R290 in the factory. It is sealed.
"""


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The display says E33.", {"E33"}),
        ("显示E33是什么意思", {"E33"}),
        ("R290 ou FV-2210 ?", {"R290", "FV-2210"}),
        ("the 3rd of May 2024, 20 km, 10 h, A4-sized, the Model T", set()),
        ("Article 33, e33", set()),
    ],
)
def test_letters_with_a_number_are_a_code(text: str, codes: set[str]) -> None:
    assert codes_in(text) == codes


def test_codes_of_one_kind_differ_in_their_digits() -> None:
    assert of_their_kind({"E27", "X5", "E1234"}, {"E33", "R290"}) == {"E27"}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("codes")
    (folder / "boiler.md").write_text(MANUAL)
    with Assistant(home=folder / "home") as opened:
        opened.ingest([folder / "boiler.md"])
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "E33?",
        "The display says E33. What should I do?",
        "显示E33怎么办？",
        "Que faire si l'écran affiche E33 ?",
        # It is the reader's car that has this one.
        "I drive an X5. What should I do when the display says E33?",
    ],
)
def test_what_is_said_of_a_code_answers(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert [citation.quote for citation in answer.citations] == [
        "E33 – The pressure in the circuit is too high. Wait ten minutes and switch it on again."
    ]


def test_of_a_paragraph_about_more_what_answers_is_quoted(assistant: Assistant) -> None:
    (citation,) = assistant.ask("Is the circuit filled with R290?").citations
    assert citation.quote.startswith("The circuit is filled with R290")


@pytest.mark.parametrize(
    "question",
    [
        "What does E27 mean?",
        "My display says E27. Why is the sensor not connected?",
        "显示E27怎么办？",
        "Pourquoi le circuit n'est-il pas rempli de R32 ?",
    ],
)
def test_another_code_does_not(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained
