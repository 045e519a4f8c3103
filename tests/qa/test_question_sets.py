"""Question files: what is wrong with one is said by file, line and field; the shipped one."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from corpus import LANGUAGES
from qa.errors import QuestionSetError
from qa.evaluation import Question, load_questions
from qa.evaluation.questions import SHIPPED_QUESTIONS
from tests.qa.checks import PARAGRAPHS

GOOD: dict[str, Any] = {
    "id": "fr-1",
    "lang": "fr",
    "type": "factoid",
    "question": "Qui a proposé l'Initiative ?",
    "gold": ["ism/I/3"],
    "facts": ["Xi"],
    "split": "tune",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.jsonl"


def write(file: Path, *questions: dict[str, Any] | str) -> None:
    lines = [q if isinstance(q, str) else json.dumps(q, ensure_ascii=False) for q in questions]
    file.write_text("\n".join(lines), "utf-8")


def test_a_good_file_is_read_with_defaults(file: Path) -> None:
    write(file, GOOD, "", {"id": "2", "lang": "zh", "question": "何时？"})
    loaded = load_questions(file, PARAGRAPHS)
    first, second = loaded.questions
    assert loaded.name == "mine.jsonl"
    assert (first.gold, first.facts, first.answerable) == (frozenset({"ism/I/3"}), ("Xi",), True)
    assert (second.split, second.type, second.history) == ("report", "other", ())
    assert not second.answerable


def test_only_the_asked_split_is_read(file: Path) -> None:
    write(file, GOOD, {**GOOD, "id": "fr-2", "split": "report"})
    assert [q.id for q in load_questions(file, PARAGRAPHS, "report").questions] == ["fr-2"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", ""),
        ("id", None),
        ("id", 5),
        ("question", "  "),
        ("question", None),
        ("lang", "de"),
        ("lang", None),
        ("lang", ["fr"]),
        ("split", "test"),
        ("split", None),
        ("gold", ["ism/I/99"]),
        ("gold", "ism/I/3"),
        ("gold", [["ism/I/3"]]),
        ("acceptable", ["nope/1"]),
        ("acceptable", {"ism/I/3": 1}),
        ("facts", ["(unclosed"]),
        ("facts", ["*"]),
        ("facts", [5]),
        ("facts", "Xi"),
        ("history", "avant"),
        ("history", ["avant"]),
        ("history", [{"role": "user"}]),
        ("history", [{"role": "user", "content": 5}]),
    ],
)
def test_a_bad_field_is_named_with_its_file_and_line(file: Path, field: str, value: object) -> None:
    write(file, {**GOOD, "id": "fr-0"}, "", {**GOOD, field: value})
    with pytest.raises(QuestionSetError) as raised:
        load_questions(file, PARAGRAPHS)
    assert str(raised.value).startswith("mine.jsonl, line 3: field ")
    assert repr(field) in str(raised.value)


@pytest.mark.parametrize("line", ["{", "nothing", "[1]", '"text"', "5", '{"id": "a",}'])
def test_a_malformed_line_is_named(file: Path, line: str) -> None:
    write(file, GOOD, line)
    with pytest.raises(QuestionSetError, match=r"^mine\.jsonl, line 2: "):
        load_questions(file, PARAGRAPHS)


def test_an_id_that_occurs_twice_is_named(file: Path) -> None:
    write(file, GOOD, {**GOOD, "question": "Une autre ?"})
    with pytest.raises(QuestionSetError, match=r"mine\.jsonl, line 2: id 'fr-1' occurs twice"):
        load_questions(file, PARAGRAPHS)


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_an_empty_file_is_refused(file: Path, text: str) -> None:
    file.write_text(text)
    with pytest.raises(QuestionSetError, match=r"mine\.jsonl has no questions"):
        load_questions(file, PARAGRAPHS)


def test_a_split_without_questions_and_an_unknown_split_are_refused(file: Path) -> None:
    write(file, GOOD)
    with pytest.raises(QuestionSetError, match="no questions in split report"):
        load_questions(file, PARAGRAPHS, "report")
    with pytest.raises(QuestionSetError, match=r"no split 'test'\. Splits: tune, report"):
        load_questions(file, PARAGRAPHS, "test")


def test_a_file_that_cannot_be_read_is_named(file: Path, tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match=r"mine\.jsonl' cannot be read"):
        load_questions(file, PARAGRAPHS)
    with pytest.raises(QuestionSetError, match="cannot be read"):
        load_questions(tmp_path, PARAGRAPHS)
    file.write_bytes("à".encode("latin-1"))
    with pytest.raises(QuestionSetError, match="cannot be read"):
        load_questions(file, PARAGRAPHS)


def test_a_line_separator_inside_a_text_does_not_end_the_line(file: Path) -> None:
    write(file, {**GOOD, "question": "Qui\u2028a proposé\x85l'Initiative ?"})
    assert len(load_questions(file, PARAGRAPHS).questions) == 1


# The shipped set


@pytest.fixture(scope="module")
def shipped() -> tuple[Question, ...]:
    return load_questions(None, PARAGRAPHS).questions


def test_the_shipped_set_has_its_349_questions_in_three_languages(
    shipped: tuple[Question, ...],
) -> None:
    assert len(shipped) == 349
    assert Counter(q.language for q in shipped) == {"fr": 163, "en": 92, "zh": 94}
    assert sum(q.answerable for q in shipped) == 256


def test_the_shipped_set_has_every_kind_of_question(shipped: tuple[Question, ...]) -> None:
    types = Counter(question.type for question in shipped)
    ordinary = (
        "factoid list definition why comparison multi yesno reworded typo followup injection"
    ).split()
    assert {*types} == {*ordinary, "offtopic", "nearmiss"}
    assert min(types.values()) >= 10
    assert types["offtopic"] >= 24
    assert types["nearmiss"] >= 32
    for question in shipped:
        if question.type in ("offtopic", "nearmiss"):
            assert not question.answerable, question.id
        if question.type == "multi":
            assert len(question.gold) > 1, question.id
        if question.type not in ("offtopic", "nearmiss", "injection", "followup"):
            assert question.answerable, question.id


def test_every_shipped_line_has_every_field() -> None:
    fields = {"id", "lang", "type", "question", "history", "gold", "acceptable", "facts"}
    for line in SHIPPED_QUESTIONS.read_text("utf-8").splitlines():
        assert set(json.loads(line)) == fields | {"reference", "split"}


def test_key_facts_are_in_the_gold_paragraphs(shipped: tuple[Question, ...]) -> None:
    for question in shipped:
        text = "\n".join(PARAGRAPHS[one].text for one in sorted(question.gold))
        assert bool(question.reference) == question.answerable, question.id
        for fact in question.facts:
            assert re.search(fact, text, re.IGNORECASE), (question.id, fact)


def test_the_version_of_the_shipped_set_is_that_of_its_description() -> None:
    description = SHIPPED_QUESTIONS.with_name("QUESTIONS.md").read_text("utf-8")
    versions = re.findall(r"^\| (\d+) \| `(\w{16})` \|", description, re.MULTILINE)
    assert [int(number) for number, _ in versions] == list(range(1, len(versions) + 1))
    assert versions[-1][1] == load_questions(None, PARAGRAPHS).sha256


def test_every_body_paragraph_is_asked_about_at_least_twice(shipped: tuple[Question, ...]) -> None:
    asked = Counter(paragraph for question in shipped for paragraph in question.gold)
    assert {p: asked[p] for p in PARAGRAPHS if asked[p] < 2} == {}


def test_the_halves_are_balanced_in_every_language_and_type(shipped: tuple[Question, ...]) -> None:
    for language in LANGUAGES:
        for answerable in (True, False):
            splits = Counter(
                q.split for q in shipped if q.language == language and q.answerable == answerable
            )
            assert abs(splits["tune"] - splits["report"]) <= 1
    for kind in {q.type for q in shipped}:
        splits = Counter(q.split for q in shipped if q.type == kind)
        assert abs(splits["tune"] - splits["report"]) <= 3


def test_the_shipped_questions_are_well_formed(shipped: tuple[Question, ...]) -> None:
    assert len({q.text + str(q.history) for q in shipped}) == len(shipped)
    for question in shipped:
        assert question.id.startswith(f"{question.language}-")
        assert bool(question.history) == (question.type == "followup")
        assert bool(question.facts) == question.answerable, question.id
        assert not question.gold & question.acceptable
