"""Every prompt file loads in every language, and says the words that the program looks for."""

from importlib.resources import files
from string import Template

import pytest

from corpus import LANGUAGES, Language
from prompts import REFUSAL, PromptError, check_variables, load_prompt

FILES = sorted(item.name for item in files("prompts").iterdir() if item.name.endswith(".md"))
NAMES = sorted({name.split(".")[0] for name in FILES})
VALUES = {"question": "Q$1?", "paragraphs": "[1] P$$", "refusal": REFUSAL, "history": "H$$"}


def test_there_is_one_file_for_each_prompt_and_language() -> None:
    expected = sorted(f"{name}.{language}.md" for name in NAMES for language in LANGUAGES)
    assert expected == FILES
    assert "answer" in NAMES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_prompt_loads_and_leaves_no_variable_open(name: str, language: Language) -> None:
    text = load_prompt(name, language).substitute(VALUES)
    assert not Template(text.replace("$$", "").replace("$1", "")).get_identifiers()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_prompt_shows_the_sentinel_as_a_rule_and_in_an_example(
    language: Language,
) -> None:
    text = load_prompt("answer", language).substitute(VALUES)
    assert text.count(REFUSAL) == 2
    assert "[1][3]" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_comes_after_the_paragraphs(language: Language) -> None:
    text = load_prompt("question", language).substitute(VALUES)
    assert text.count("[1] P$$") == 1
    assert text.index("[1] P$$") < text.index("Q$1?")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rewriting_prompt_has_the_conversation_before_the_question(language: Language) -> None:
    text = load_prompt("rewrite", language).substitute(VALUES)
    assert text.index("H$$") < text.index("Q$1?")


def test_the_sentinel_is_no_word_of_a_language() -> None:
    assert REFUSAL.isupper()
    assert "_" in REFUSAL
    assert " " not in REFUSAL


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("$question", "has the variables \\['question'\\]"),
        ("$question $paragraphs $other", "'other'"),
        ("$question $paragraphs 5 $", "stray"),
        ("$question $paragraphs ${", "stray"),
        ("", "has the variables \\[\\]"),
    ],
)
def test_a_missing_an_extra_and_a_broken_variable_are_refused(text: str, reason: str) -> None:
    with pytest.raises(PromptError, match=reason) as raised:
        check_variables(Template(text), frozenset({"question", "paragraphs"}), "answer.fr.md")
    assert "'answer.fr.md'" in str(raised.value)


def test_an_escaped_dollar_is_no_variable() -> None:
    check_variables(Template("$question costs $$5"), frozenset({"question"}), "answer.fr.md")
