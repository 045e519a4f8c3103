"""The words of the interface in French, English and Chinese.

In French, the space before ? : ; ! » and after « is a no-break space.
"""

from dataclasses import asdict

from corpus import Language
from qa.web.texts.en import ENGLISH
from qa.web.texts.fr import FRENCH
from qa.web.texts.words import Words
from qa.web.texts.zh import CHINESE

__all__ = ["LANGUAGE_NAMES", "WORDS", "Words", "translations"]

WORDS: dict[Language, Words] = {"fr": FRENCH, "en": ENGLISH, "zh": CHINESE}

LANGUAGE_NAMES: dict[Language, str] = {"fr": "Français", "en": "English", "zh": "中文"}


def translations() -> dict[str, dict[str, str]]:
    """The plain words in the form that `gradio.I18n` wants, by browser locale."""
    return {
        language: {key: text for key, text in asdict(words).items() if isinstance(text, str)}
        for language, words in WORDS.items()
    }
