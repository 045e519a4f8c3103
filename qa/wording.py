"""The words that Alinéa itself says in an answer, in the language of the question."""

import re
from collections.abc import Sequence

from corpus import Language

ABSTENTION: dict[Language, str] = {
    "fr": "Les documents ne répondent pas à cette question.",
    "en": "The documents do not answer this question.",
    "zh": "现有文件没有回答这个问题。",
}
MODEL_REPLACED: dict[Language, str] = {
    "fr": "La réponse du modèle n'a pas pu être vérifiée ; voici les passages eux-mêmes.",
    "en": "The model's answer could not be verified; here are the passages themselves.",
    "zh": "模型的回答未能通过核对，以下为原文段落。",
}
MODEL_FAILED: dict[Language, str] = {
    "fr": "Le modèle n'a pas répondu ; voici les passages eux-mêmes.",
    "en": "The model did not answer; here are the passages themselves.",
    "zh": "模型没有作出回答，以下为原文段落。",
}
NO_TIME: dict[Language, str] = {
    "fr": "Les passages trouvés ne disent pas quand.",
    "en": "The passages found do not say when.",
    "zh": "找到的段落没有说明时间。",
}
_UNSAID: dict[Language, str] = {
    "fr": "Les documents ne nomment pas : {}.",
    "en": "The documents do not name: {}.",
    "zh": "文件没有提到：{}。",
}
_UNANSWERED: dict[Language, str] = {
    "fr": "Les documents ne répondent pas à ceci : « {} »",
    "en": "The documents do not answer this: “{}”",
    "zh": "现有文件没有回答：“{}”",
}
_NO_PLACE: dict[Language, str] = {
    "fr": "Les documents n'ont pas ce passage : « {} ».",
    "en": "The documents have no such place: “{}”.",
    "zh": "文件中没有这一处：“{}”。",
}
MODEL_CUT: dict[Language, str] = {
    "fr": "La réponse du modèle a atteint sa longueur maximale : la suite manque.",
    "en": "The model's answer reached its maximum length: the rest is missing.",
    "zh": "模型的回答已达到长度上限，后面的内容缺失。",
}
OTHER_LANGUAGE: dict[Language, str] = {
    "fr": "Le modèle n'a pas répondu en français.",
    "en": "The model did not answer in English.",
    "zh": "模型没有用中文回答。",
}
# How the prompts end, which small models like to repeat.
REPLY_LABELS = re.compile(
    r"\A(?:Réponse|Answer|回答|Question complète|Complete question|完整的问题)\s?[:：]\s*"
)
_LANGUAGE_NAMES: dict[Language, dict[Language, str]] = {
    "fr": {"fr": "français", "en": "anglais", "zh": "chinois"},
    "en": {"fr": "French", "en": "English", "zh": "Chinese"},
    "zh": {"fr": "法文", "en": "英文", "zh": "中文"},
}
_FIRST: dict[Language, str] = {
    "fr": "Selon {reference}{language}\u00a0: {quote}",
    "en": "According to {reference}{language}: {quote}",
    "zh": "据{reference}{language}：{quote}",
}
# The lines of a list after its first.
_NEXT: dict[Language, str] = {
    "fr": "{reference}\u00a0: {quote}",
    "en": "{reference}: {quote}",
    "zh": "{reference}：{quote}",
}
_MARKS: dict[Language, str] = {"fr": "«\u00a0{}\u00a0»", "en": "“{}”", "zh": "“{}”"}
_ASIDE: dict[Language, str] = {"fr": " (en {})", "en": " (in {})", "zh": "（{}）"}


def unsaid(names: Sequence[str], language: Language) -> str:
    """Says which names of the question the documents do not have."""
    return _UNSAID[language].format(("、" if language == "zh" else ", ").join(names))


def no_place(words: str, language: Language) -> str:
    """Says that the documents have not the section, paragraph … that the question names."""
    return _NO_PLACE[language].format(words)


def unanswered(question: str, language: Language) -> str:
    """Says which of several questions the documents do not answer."""
    return _UNANSWERED[language].format(question)


def quotation(quote: str, language: Language) -> str:
    """`quote` between the quotation marks of the answer's language."""
    return _MARKS[language].format(quote)


def listed(quote: str, reference: str, language: Language) -> str:
    """The quote in a line of a list, after its reference alone."""
    return _NEXT[language].format(reference=reference, quote=quotation(quote, language))


def framed(quote: str, reference: str, source: Language, language: Language) -> str:
    """The quote after "Selon …", with its language named when it is not the answer's."""
    name = _LANGUAGE_NAMES[language][source]
    aside = "" if source == language else _ASIDE[language].format(name)
    return _FIRST[language].format(
        reference=reference, language=aside, quote=quotation(quote, language)
    )
