"""What is said to a chat model: one Markdown file a prompt and language, checked when loaded."""

from functools import cache
from importlib.resources import files
from string import Template

from corpus import Language

# What a model must say, alone, when the paragraphs do not answer. The prompts contain it, the
# parser recognises it, the tests use it.
REFUSAL = "NO_ANSWER"

_VARIABLES = {
    "answer": frozenset({"refusal"}),
    "question": frozenset({"question", "paragraphs"}),
    "rewrite": frozenset({"history", "question"}),
}


class PromptError(ValueError):
    """A prompt file lacks a variable, or has one that nothing fills."""


@cache
def load_prompt(name: str, language: Language) -> Template:
    """The prompt `name` in `language`.

    Raises:
        PromptError: the file's variables are not those that the code fills.
    """
    text = (files(__package__) / f"{name}.{language}.md").read_text("utf-8")
    template = Template(text)
    check_variables(template, _VARIABLES[name], f"{name}.{language}.md")
    return template


def as_data(text: str) -> str:
    """`text` for use between a prompt's tags: its angle brackets can close none of them."""
    return text.replace("<", "‹").replace(">", "›")


def check_variables(template: Template, expected: frozenset[str], name: str) -> None:
    """Make sure that `template` is well formed and has exactly the `expected` variables."""
    if not template.is_valid():
        raise PromptError(f"{name!r} has a stray '$': write '$$' for the character itself")
    found = frozenset(template.get_identifiers())
    if found != expected:
        raise PromptError(
            f"{name!r} has the variables {sorted(found)}, the code fills {sorted(expected)}"
        )
