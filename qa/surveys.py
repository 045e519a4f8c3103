"""Questions for all that is said of something: "What does the text say about Africa?"

They are answered from several paragraphs, by the sentences that speak of it, and not by the two
that are most like the question.
"""

import re
from collections.abc import Sequence

from corpus import Language
from corpus.chinese import simplified
from qa.asked import is_general
from qa.naming import is_said
from qa.question import Inquiry, Kind
from qa.sentences import Scored
from qa.verification.names import names_in
from vectorstore.analysis import is_function_word, surface_words
from vectorstore.embeddings import Embedder
from vectorstore.store import Store
from vectorstore.vocabulary import Vocabulary

_KINDS: tuple[Kind, ...] = ("list", "definition", "other")
_MOST_PARAGRAPHS = 4
# How near a word of a sentence must come to one of the topic's (see `Vocabulary.nearness`).
_NEAR = 0.6
# A sentence with the topic's words must come this near to the best one's score: words mean other
# things elsewhere, names do not.
_NEAR_BEST = 0.6
# A topic of more words is a question of its own.
_MOST_WORDS = 4
# What asks for all that is said; what is left of the question is its topic.
_ASKING = re.compile(
    r"^\W*(?:que|qu['’])\s*(?:dit|disent|prévoit|prévoient|propose|proposent|promet|demande|fait)"
    r"(?:-on|-il|-elle)?\b|^\W*qu['’]est-ce qui est (?:dit|prévu|proposé|fait)\b"
    r"|\boù est-il question\b|\btout ce qui concerne\b|\bdans l['’]ensemble\b"
    r"|^\W*what (?:does|do) (?:the|this|these|both|two)(?: \w+){1,2}? (?:say|mention|promise"
    r"|provide|propose|support|plan)\b(?: or \w+)?"
    r"|^\W*what is (?:said|planned|foreseen|proposed|provided)\b"
    r"|^\W*what about\b|\beverything (?:about|on)\b|^\W*where is\b(?=.*\bmentioned\b)"
    r"|怎么说|怎么谈|怎样谈|说了什么|谈了什么|有关的?内容|(?:有)?哪些地方"
    r"|有(?:什么|哪些)(?:内容|安排|主张|措施|规定)",
    re.IGNORECASE,
)
_IDLE = re.compile(
    r"\b(?:documents?|textes?|texts?|papers?|mentioned)\b|提到|谈到|有关|内容", re.IGNORECASE
)


def surveyed(inquiry: Inquiry, sentences: Sequence[Scored], store: Store) -> tuple[Scored, ...]:
    """The best sentence on the topic of each paragraph that speaks of it, best first.

    Empty where the question is none of these, or less than two paragraphs speak of its topic.
    """
    # With the frame ("what does the paper say about") that `inquiry.bare` leaves out.
    asked = simplified(inquiry.text)
    if inquiry.kind not in _KINDS or not _ASKING.search(asked):
        return ()
    topic = _IDLE.sub(" ", _ASKING.sub(" ", asked))
    names, words = _parts(topic, inquiry.language)
    if not 0 < len(names) + len(words) <= _MOST_WORDS:
        return ()
    best: dict[str, Scored] = {}
    ranked = sorted(sentences, key=lambda s: -s.score)
    for sentence in ranked:
        if words and sentence.score < _NEAR_BEST * ranked[0].score:
            break
        paragraph = sentence.paragraph
        text = (sentence.text, paragraph.language)
        if paragraph.id not in best and _speaks_of(
            text, names, words, inquiry.language, store.embedder
        ):
            best[paragraph.id] = sentence
    return tuple(best.values())[:_MOST_PARAGRAPHS] if len(best) > 1 else ()


def _parts(topic: str, language: Language) -> tuple[list[int], list[str]]:
    """The known names in `topic`, and its other words."""
    names = []
    for name, start, end in reversed(list(names_in(topic, language))):
        topic = f"{topic[:start]} {topic[end:]}"
        names.append(name)
    words = surface_words(topic)
    return names, [word for word in words if not is_function_word(word) and not is_general(word)]


def _speaks_of(
    text: tuple[str, Language],
    names: Sequence[int],
    words: Sequence[str],
    language: Language,
    embedder: Embedder,
) -> bool:
    """Whether `text` has all of the topic; of several names alone, one is enough."""
    vocabulary = Vocabulary([text], embedder)
    said = [is_said(name, [text], vocabulary) for name in names]
    if not words:
        return any(said)
    return all(said) and all(vocabulary.nearness(word, language) >= _NEAR for word in words)
