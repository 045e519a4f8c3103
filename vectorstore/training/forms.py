"""What a sentence answers, and how people ask for it: patterns and frames in three languages.

A pattern names the parts of a sentence it needs: ``answer`` is left out of the question, ``kept``
is all the question may use, ``unit`` goes into the frame. In French and English the frame stands
before what is kept of the sentence (``~``); in Chinese it stands where the answer stood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Keep = Literal["around", "start", "phrases", "whole"]


@dataclass(frozen=True)
class Form:
    """One kind of question.

    ``keep`` says which words of the sentence stay: those around the answer, those from the start
    on, a few noun phrases, or all. ``chance`` is how often the form is taken where it is found.
    """

    kind: str
    pattern: re.Pattern[str]
    frames: tuple[str, ...]
    keep: Keep = "around"
    chance: float = 1.0


def forms(*forms: tuple[str, str, tuple[str, ...], Keep, float]) -> tuple[Form, ...]:
    """Return the forms of one language; the first that is found and drawn is asked."""
    return tuple(
        Form(kind, re.compile(pattern, re.IGNORECASE), frames, keep, chance)
        for kind, pattern, frames, keep, chance in forms
    )
