"""Questions and answers → HTML.

The conversation is a `gr.HTML`, not a `gr.Chatbot`: a Chatbot message is Markdown, whose
sanitizer keeps remote images, and what documents, people and models say would have to be
escaped for HTML, Markdown and LaTeX at once. Here everything that is not ours goes through
`escape`, and nothing else happens to it.
"""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from corpus import Language
from qa.answer import Answer, Citation, Sentence, Status
from qa.web.actions import actions
from qa.web.texts import Words
from qa.web.turns import Turn

# The marks tell the statuses apart without colour; their words stand below the answer.
_MARKS: dict[Status, str] = {
    "quoted": "✓",
    "supported": "≈",
    "unsupported": "⚠\N{VARIATION SELECTOR-15}",
}
_SHOWN_OF_QUESTION = 600
# Two lines of the page; the style sheet cuts what is too much.
_SHOWN_OF_PARAGRAPH = 240


def conversation(turns: Sequence[Turn], words: Words) -> str:
    """The turns, oldest first."""
    last = len(turns) - 1
    return "".join(_turn(turn, words, at == last) for at, turn in enumerate(turns))


def _turn(turn: Turn, words: Words, is_last: bool) -> str:
    question = turn.question
    if len(question) > _SHOWN_OF_QUESTION:
        question = question[:_SHOWN_OF_QUESTION] + words.cut
    return (
        f"<article class='turn' data-turn='{escape(turn.id)}'><h2 class='question'>"
        f"<span class='unseen'>{escape(words.you)} </span>{escape(question)}</h2>"
        f"{_reply(turn, words)}{actions(turn, words, is_last)}</article>"
    )


def _reply(turn: Turn, words: Words) -> str:
    answer = turn.answer
    if answer and answer.abstained:
        return _abstention(answer, words)
    parts = [_note(turn.notice)] if turn.notice else []
    parts.append(_sentences(turn, words))
    if turn.is_running:
        activity = words.activities.get(turn.activity, turn.activity)
        parts.append(f"<p class='activity'>{escape(activity)}</p>")
    if turn.stopped:
        parts.append(_note(words.stopped))
    if turn.error:
        parts.append(_error(turn.error, words))
    if answer:
        parts += [_notes(answer, words), _sources(answer, words), _legend(answer, words)]
    busy = "true" if turn.is_running else "false"
    return f"<div class='answer' aria-busy='{busy}'>{''.join(parts)}</div>"


def _sentences(turn: Turn, words: Words) -> str:
    cited = {citation.number: citation for citation in turn.citations}
    line = 0
    lines: list[tuple[int, str]] = []
    for sentence in turn.sentences:
        line += sentence.new_line
        lines.append((line, _sentence(sentence, cited, turn.language, words)))
    grouped = groupby(lines, key=lambda pair: pair[0])
    return "".join(
        f"<p lang='{turn.language}'>{' '.join(html for _, html in group)}</p>"
        for _, group in grouped
    )


def _sentence(
    sentence: Sentence, cited: dict[int, Citation], language: Language, words: Words
) -> str:
    said = escape(words.statuses[sentence.status])
    mark = (
        f"<span class='status' title='{said}' aria-hidden='true'>{_MARKS[sentence.status]}</span>"
        f"<span class='unseen'> ({said})</span>"
    )
    chips = "".join(_chip(cited[n], language) for n in sentence.citations if n in cited)
    # The marks must not be parted from the last word by a line break.
    return (
        f"<span class='sentence {sentence.status}'>{escape(sentence.text)}</span>"
        f"<span class='marks'>\N{WORD JOINER}{mark}{chips}</span>"
    )


def _chip(citation: Citation, language: Language) -> str:
    return (
        f'<button type="button" class="chip" {_naming(citation)} {_place(citation, language)}>'
        f"{citation.number}</button>"
    )


def _naming(citation: Citation) -> str:
    """The accessible name, and what the tooltip shows."""
    reference, quote = escape(citation.reference), escape(citation.quote)
    return (
        f'aria-label="[{citation.number}] {reference}" data-tip="{reference}" '
        f'data-quote="{quote}" data-quote-language="{citation.language}"'
    )


def _place(citation: Citation, language: Language) -> str:
    return _opens(
        citation.paragraph_id, language, citation.start, citation.end, citation.content_hash
    )


def _opens(
    paragraph_id: str, language: Language, start: int = 0, end: int = 0, content_hash: str = ""
) -> str:
    """What a button needs to open the reader; `reader.Place` reads it back."""
    return (
        f'data-paragraph="{escape(paragraph_id)}" data-language="{language}" '
        f'data-start="{start}" data-end="{end}" data-hash="{escape(content_hash)}"'
    )


def _notes(answer: Answer, words: Words) -> str:
    notes = list(answer.notices)
    if answer.rewritten_question != answer.question:
        notes.append(words.understood.format(question=answer.rewritten_question))
    if any(sentence.repaired for sentence in answer.sentences):
        notes.append(words.repaired)
    return "".join(_note(note) for note in notes)


def _note(text: str) -> str:
    return f"<p class='note'>{escape(text)}</p>"


def _sources(answer: Answer, words: Words) -> str:
    by_paragraph: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        by_paragraph.setdefault(citation.paragraph_id, []).append(citation)
    rows = "".join(_source(group, answer.language) for group in by_paragraph.values())
    return f"<h3>{escape(words.sources)}</h3><ol class='sources'>{rows}</ol>"


def _source(citations: Sequence[Citation], language: Language) -> str:
    """One paragraph with the numbers of all its quotes; a click opens the first."""
    first = citations[0]
    numbers = ", ".join(str(citation.number) for citation in citations)
    return (
        f'<li><button type="button" class="source" {_place(first, language)}>'
        f"<span class='number'>{numbers}</span><span><b>{escape(first.reference)}</b> "
        f"<small lang='{first.language}'>{escape(_beginning(first.paragraph_text))}</small></span>"
        "</button></li>"
    )


def _legend(answer: Answer, words: Words) -> str:
    used = dict.fromkeys(sentence.status for sentence in answer.sentences)
    items: Iterable[str] = (
        f"<li class='{status}'><span class='status' aria-hidden='true'>{_MARKS[status]}</span>"
        f"{escape(words.statuses[status])}</li>"
        for status in used
    )
    return f"<ul class='legend'>{''.join(items)}</ul>"


def _abstention(answer: Answer, words: Words) -> str:
    rows = "".join(
        f'<li><button type="button" class="source" {_opens(hit.paragraph.id, answer.language)}>'
        f"<span><b>{escape(hit.paragraph.reference(answer.language))}</b> "
        f"<small lang='{hit.paragraph.language}'>{escape(_beginning(hit.paragraph.text))}</small>"
        "</span></button></li>"
        for hit in answer.closest
    )
    closest = f"<h4>{escape(words.closest)}</h4><ul class='sources'>{rows}</ul>" if rows else ""
    said = f"<p lang='{answer.language}'>{escape(answer.text)}</p>{_notes(answer, words)}"
    heading = f"<h3>{escape(words.abstained)}</h3>"
    return f"<div class='card abstention'>{heading}{said}{closest}</div>"


def _beginning(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= _SHOWN_OF_PARAGRAPH:
        return text
    return text[:_SHOWN_OF_PARAGRAPH].rstrip() + "…"


def _error(message: str, words: Words) -> str:
    return (
        f"<div class='card error' role='alert'><h3>{escape(words.error)}</h3>"
        f"<p>{escape(message)}</p></div>"
    )
