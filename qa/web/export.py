"""Answers as text to take along: with references, as plain text and as Markdown."""

import re
from collections.abc import Sequence
from datetime import date

from qa.answer import Answer, Citation, Sentence
from qa.web.texts import Words
from qa.web.turns import Turn

# Whatever Markdown, or the HTML in it, would make more of than text.
_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~&$!]")
# What makes a list or a heading of a line.
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)


def plain(answer: Answer) -> str:
    """The answer with its markers, and the references that these name."""
    if not answer.citations:
        return answer.text
    lines = [f"[{c.number}] {c.reference} ({c.paragraph_id})" for c in answer.citations]
    return "\n".join([answer.text, "", *lines])


def markdown(turns: Sequence[Turn], words: Words, on: date) -> str:
    """The conversation as Markdown, with one numbered list of references at its end.

    Numbers run through the whole conversation: the same quote has the same one everywhere.
    """
    numbers: dict[tuple[str, int, int], int] = {}
    cited: list[Citation] = []
    parts = ["# Alinéa", f"_{_literal(words.exported_on.format(date=on.isoformat()))}_"]
    for turn in turns:
        for citation in turn.citations:
            if _key(citation) not in numbers:
                cited.append(citation)
                numbers[_key(citation)] = len(cited)
        parts.append("## " + _literal(" ".join(turn.question.split())))
        parts += _reply(turn, numbers, words)
    if cited:
        parts.append(f"## {_literal(words.references)}")
        parts.append("\n".join(_reference(citation, numbers) for citation in cited))
    return "\n\n".join(parts) + "\n"


def _key(citation: Citation) -> tuple[str, int, int]:
    return citation.paragraph_id, citation.start, citation.end


def _reply(turn: Turn, numbers: dict[tuple[str, int, int], int], words: Words) -> list[str]:
    parts = [f"> {_literal(note)}" for note in (turn.answer.notices if turn.answer else ())]
    if turn.answer and turn.answer.abstained:
        parts.append(_literal(turn.answer.text))
    renumbered = {c.number: numbers[_key(c)] for c in turn.citations}
    paragraphs: list[list[str]] = []
    for sentence in turn.sentences:
        if sentence.new_line or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(_sentence(sentence, renumbered, words))
    parts += [" ".join(sentences) for sentences in paragraphs]
    if turn.error:
        parts.append(f"> {_literal(turn.error)}")
    if turn.stopped:
        parts.append(f"> {_literal(words.stopped)}")
    return parts


def _sentence(sentence: Sentence, numbers: dict[int, int], words: Words) -> str:
    markers = "".join(f" \\[{numbers[n]}\\]" for n in sentence.citations if n in numbers)
    status = sentence.status
    doubt = f" _({_literal(words.statuses[status])})_" if status == "unsupported" else ""
    return _literal(sentence.text) + markers + doubt


def _reference(citation: Citation, numbers: dict[tuple[str, int, int], int]) -> str:
    quote = _literal(" ".join(citation.quote.split()))
    title = _literal(citation.document_title)
    place = f"**{_literal(citation.reference)}**, {title} (`{citation.paragraph_id}`)"
    return f"{numbers[_key(citation)]}. {place}: “{quote}”"


def _literal(text: str) -> str:
    """`text` so that Markdown shows exactly it."""
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", text))
