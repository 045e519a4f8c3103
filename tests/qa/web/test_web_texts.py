import re
from dataclasses import asdict

import pytest

from corpus import Language
from qa import Assistant
from qa.web.texts import WORDS, translations


def _places(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", text))


def test_every_language_fills_in_the_same_things() -> None:
    french = asdict(WORDS["fr"])
    for words in WORDS.values():
        for key, text in asdict(words).items():
            if isinstance(text, str):
                assert text.strip()
                assert _places(text) == _places(french[key]), key
            else:
                assert len(text) == len(french[key])


def test_french_punctuation_stays_on_its_line() -> None:
    for text in translations()["fr"].values():
        assert not re.search(r" [?:;!»]|« ", text)


@pytest.mark.parametrize("language", WORDS)
def test_every_example_on_the_page_is_answered(assistant: Assistant, language: Language) -> None:
    for question in WORDS[language].examples:
        answer = assistant.ask(question)
        assert not answer.abstained, question
        assert answer.language == language
