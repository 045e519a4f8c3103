"""What a question asks for, and in which language: rules that need no model."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus import Language, detect_language
from qa.errors import QuestionError

LONGEST_QUESTION = 4_000
# Older turns say little about the question at hand.
_TURNS = 6

Kind = Literal["number", "time", "person", "list", "reason", "definition", "metadata", "other"]
Message = Mapping[str, str]

_KINDS: list[tuple[Kind, re.Pattern[str]]] = [
    (
        "metadata",
        re.compile(
            r"(?:de quand date|quelle est la (?:date|source)|quel est le titre|date(?:nt)?\b.*publi"
            r"|publié|d['’]où (?:vient|provient)|when (?:was|is|were).*(?:publish|dated|updated)"
            r"|(?:date|source|title) of (?:the|this)|what is the (?:date|source|title)"
            r"|mis(?:e)? à jour|发布(?:日期|时间|于)|日期|来源|出处|标题|更新时间"
            r"|什么时候发布|何时发布)",
            re.IGNORECASE,
        ),
    ),
    ("number", re.compile(r"combien|quel nombre|how many|how much|多少|几[个项条年次届]", re.I)),
    (
        "time",
        re.compile(
            r"\bquand\b|quel(?:le)? (?:date|année|an|jour|mois)\b|\bwhen\b"
            r"|(?:what|which) (?:year|date|day|month)|什么时候|何时|哪一?[年天月日]|几[年月日]",
            re.I,
        ),
    ),
    ("person", re.compile(r"^\W*(?:par )?qui\b|\bwho\b|\bwhom\b|谁", re.I)),
    ("reason", re.compile(r"pourquoi|pour quelles? raison|\bwhy\b|为什么|为何|原因", re.I)),
    (
        "list",
        re.compile(
            r"quel(?:le)?s (?:sont|en sont)|\bcite[rz]?\b|énumér|liste[rz]?\b|donnez (?:les|des)"
            r"|\bwhich\b|what are|\blist\b|\bname the|哪些|列出|列举|有哪几",
            re.I,
        ),
    ),
    (
        "definition",
        re.compile(
            r"qu['’]est[- ]ce que?|défini|what is\b|what does|meaning of|什么是|是什么|含义|定义",
            re.I,
        ),
    ),
]  # fmt: skip
# A question that leans on the one before it: it starts with a conjunction, is a bare
# fragment, or points back with a pronoun.
_LEANS = re.compile(
    r"^\W*(?:et\b|mais\b|and\b|but\b|what about\b|how about\b|also\b|那|那么|还有|它|他们|她|这)"
    r"|\b(?:celui|celle|ceux|celles)(?:-ci|-là)?\b|\b(?:il|elle|ils|elles|it|they|them|its|their)\b"
    r"|[它]|\by a-t-(?:il|elle)\b|\ben\b$",
    re.IGNORECASE,
)
_IMPERSONAL = re.compile(
    r"\b(?:y a-t-il|est-il|s['’]agit-il|faut-il|il y a|is it|does it)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question made ready: `text` is complete in itself, `asked` is what the user typed."""

    asked: str
    text: str
    language: Language
    kind: Kind


def understand(question: str, history: Sequence[Message] = ()) -> Inquiry:
    """The question with what it lacks taken from the last question of the history.

    Raises:
        QuestionError: it is empty, or longer than 4,000 characters.
    """
    asked = unicodedata.normalize("NFC", question).strip()
    if not any(character.isalnum() for character in asked):
        raise QuestionError("The question is empty. Ask it in French, English or Chinese.")
    if len(asked) > LONGEST_QUESTION:
        raise QuestionError(
            f"The question has {len(asked):,} characters; the limit is {LONGEST_QUESTION:,}. "
            "Shorten it, or add the long text as a document."
        )
    text = _complete(asked, history)
    return Inquiry(asked, text, detect_language(asked), kind_of(asked))


def kind_of(question: str) -> Kind:
    """What kind of answer the question wants."""
    return next((kind for kind, pattern in _KINDS if pattern.search(question)), "other")


def _complete(question: str, history: Sequence[Message]) -> str:
    earlier = [m["content"] for m in history[-_TURNS:] if m.get("role") == "user"]
    without_idioms = _IMPERSONAL.sub("", question)
    if not earlier or not _LEANS.search(without_idioms):
        return question
    previous = earlier[-1].strip()[:LONGEST_QUESTION]
    return f"{previous} {question}"
