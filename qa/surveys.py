"""Questions for all that is said of something: "What does the text say about Africa?"

They are answered from several paragraphs, by the sentences that speak of it, and not by the two
that are most like the question.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Language
from corpus.chinese import simplified
from qa.frames import without_orders
from qa.idle_nouns import is_general
from qa.kinds import Kind
from qa.naming import is_said
from qa.question import Inquiry
from qa.sentences import Scored, scored_sentences
from qa.verification.names import names_in
from vectorstore.analysis import is_function_word, surface_words
from vectorstore.concepts import Concepts, concepts_called
from vectorstore.embeddings import Embedder
from vectorstore.search import Hit
from vectorstore.store import Store
from vectorstore.vocabulary import Vocabulary

_KINDS: tuple[Kind, ...] = ("list", "definition", "other")
_MOST_PARAGRAPHS = 4
_MOST_NAMING = 2  # sentences of a paragraph, where names are the topic
# The sentences on the topic are looked for in as many.
_PARAGRAPHS = 8
# How near a word of a paragraph must come to one of the topic's (see `Vocabulary.nearness`).
_NEAR = 0.7
# A sentence with the topic's words must come this near to the best one's score: words mean other
# things elsewhere, names do not.
_NEAR_BEST = 0.52
# A topic of more words is a question of its own.
_MOST_WORDS = 4
# What asks for all that is said; what is left of the question is its topic.
_ASKING = re.compile(
    r"^\W*(?:que|qu['’])\s*(?:dit|disent|prévoit|prévoient|propose|proposent|promet|demande|fait"
    r"|veut|souhaite|offre)(?:-on|-il|-elle)?\b"
    r"(?:\s(?:la |le |les |l['’])?(?-i:[A-ZÀ-Ý])[\w-]+"
    r"(?=\s(?:pour|sur|avec|contre|en|dans|au|à)\b))?"
    r"|^\W*qu['’]est-ce qui est (?:dit|prévu|proposé|fait)\b"
    r"|\bque (?:dit|prévoit|propose|fait)-(?:on|il|elle)\b"
    r"|\boù est-il question\b|\btout ce qui (?:concerne|touche)\b|\bdans l['’]ensemble\b"
    r"|\bquelles mentions sont faites\b|^\W*où\b(?=.{1,40}\b(?:intervien|apparaî|figure|mentionn))"
    r"|\btou(?:te)?s les (?:passages|endroits|paragraphes|engagements|références|dispositions"
    r"|obligations|mesures|projets)\b"
    r"|^\W*what (?:does|do) (?:(?:the|this|these|both|two)(?: \w+){1,2}?|(?-i:[A-Z])\w+) (?:say"
    r"|mention|promise|provide|propose|support|plan|want|offer)\b(?: or \w+)?"
    r"|^\W*what is (?:said|planned|foreseen|proposed|provided)\b"
    r"|^\W*what about\b|\beverything\b(?=.*\b(?:about|on)\b)|^\W*where is\b(?=.*\bmentioned\b)"
    r"|^\W*where (?:does|do|is|are)\b"
    r"(?=.*\b(?:come up|appear|mention(?:ed)?|discuss(?:ed)?|sp(?:eak|oken) of|talk|refer)\b)"
    r"|\bwhich (?:passages?|paragraphs?|sections?|parts?|points?)\b(?=.*\b(?:mention|speak|talk"
    r"|deal|discuss))|\bin (?:which|what) (?:connections?|contexts?)\b"
    r"|\b(?:dans|à|en) quel(?:le)?s? (?:contextes?|sujets?|occasions?|passages?|endroits?)\b"
    r"|\bquels (?:passages|paragraphes|points) (?:parlent|traitent|mentionnent|évoquent)\b"
    r"|\bon en parle où\b|^\W*où (?:parle|mentionne|évoque)-t-on\b"
    r"|\b(?:all|every) (?:the )?(?:passages?|mentions?|places?|paragraphs?|commitments?|references?"
    r"|provisions?|obligations?|measures?|plans?)\b"
    r"|\bin (?:several|which) places\b"
    r"|怎么说|怎么谈|怎样谈|说了什么|谈了什么|有关的?内容|(?:有)?哪些地方|各处|全部提及|都提到"
    r"|内容(?:都|分别)?有哪些|有(?:什么|哪些)(?:内容|安排|主张|措施|规定|提法)",
    re.IGNORECASE,
)
# "…, and what is to be done about it?"
_AND_WHAT = re.compile(
    r"(?<![\s?？.!]),?\s(?:et|and)\s(?:que|qu['’]\S+|quel(?:le)?s?|comment|what|how|in what"
    r"|in connection)\b.*$"
    r"|[，,](?:又|都|各)(?:是|有|说|怎么)?[\u4e00-\u9fff]{0,8}[？?]?$",
    re.IGNORECASE,
)
# What stands around a topic and is not part of it.
_IDLE = re.compile(
    r"\b(?:documents?|textes?|texts?|papers?|passages?|mention\w*|come up|appears?|discuss(?:ed)?"
    r"|sp(?:eak|oken) of|talks?|refers?|parlent|évoqu\w+|says?|keeps? coming up"
    r"|about|please|propos\w+|mesures|measures|concrete|concrètes|points?|sujet"
    r"|faites-moi|je cherche|profit|looking|lutte|fight|principle|principe|summari[sz]e|connection"
    r"|intervien\w*|apparaî\w*|figure\w*)\b|提到|谈到|有关|内容|文件|涉及|出现|合作|主张|汇总|这份|说了什么|请",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Topic:
    """What all is asked for that is said of it: known names, and other words."""

    text: str
    names: tuple[int, ...]
    words: tuple[str, ...]


def topic_of(inquiry: Inquiry) -> Topic | None:
    """The topic, where the question asks for all that is said of one."""
    # With the frame ("what does the paper say about") that `inquiry.bare` leaves out.
    asked = without_orders(simplified(inquiry.text))
    if inquiry.kind not in _KINDS or not _ASKING.search(asked):
        return None
    tail = _AND_WHAT.search(asked)
    if tail and not any(names_in(tail[0], inquiry.language)):
        asked = asked[: tail.start()]
    text = _IDLE.sub(" ", _ASKING.sub(" ", asked))
    names, words = _parts(text, inquiry.language)
    return Topic(text, names, words) if 0 < len(names) + len(words) <= _MOST_WORDS else None


def surveyed(
    inquiry: Inquiry, topic: Topic, hits: Sequence[Hit], store: Store
) -> tuple[Scored, ...]:
    """The best sentence on the topic of each of `hits` that speaks of it, best first.

    Of names alone the two best, because each is about them; of other words none where less than
    two paragraphs speak of it.
    """
    speaks = _Speaking(topic, hits, inquiry.language, store.embedder)
    speaking = [hit for hit in hits if speaks(hit.paragraph.text, hit.paragraph.language)]
    looked_at = [hits[0], *(hit for hit in speaking[:_PARAGRAPHS] if hit != hits[0])]
    ranked = sorted(scored_sentences(inquiry, looked_at, store), key=lambda s: -s.score)
    best: dict[str, list[Scored]] = {}
    least, most = (2, 1) if topic.words else (1, _MOST_NAMING)
    for sentence in ranked:
        if topic.words and sentence.score < _NEAR_BEST * ranked[0].score:
            break
        paragraph = sentence.paragraph
        # The best one may speak of it in words that are not near.
        is_best = bool(topic.words) and sentence is ranked[0]
        said = is_best or speaks(sentence.text, paragraph.language)
        if len(best.get(paragraph.id, ())) < most and said:
            best.setdefault(paragraph.id, []).append(sentence)
    every = list(best.values())[:_MOST_PARAGRAPHS]
    return tuple(sentence for some in every for sentence in some) if len(best) >= least else ()


def _parts(topic: str, language: Language) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The known names in `topic`, and its other words."""
    names = []
    for name, start, end in reversed(list(names_in(topic, language))):
        topic = f"{topic[:start]} {topic[end:]}"
        names.append(name)
    words = surface_words(topic)
    # A single Chinese character is a word like "in" or "each" here.
    kept = [w for w in words if len(w) > 1 and not is_function_word(w) and not is_general(w)]
    return tuple(names), tuple(kept)


class _Speaking:
    """Whether a text, of `hits` or a part of one, has all of the topic; of names alone, one."""

    def __init__(
        self, topic: Topic, hits: Sequence[Hit], language: Language, embedder: Embedder
    ) -> None:
        paragraphs = [hit.paragraph for hit in hits]
        # Of the climate "in the Initiative", a paper on that Initiative need not name it.
        titles = Vocabulary(
            ((f"{p.document_title} {p.document_label}", p.language) for p in paragraphs), embedder
        )
        others = [word for word in topic.words if not titles.has(word, language)]
        words = others if others or topic.names else topic.words
        vocabulary = Vocabulary(((p.text, p.language) for p in paragraphs), embedder)
        self._near = [vocabulary.near(word, _NEAR) for word in words]
        # 气候变化 is "changements climatiques" and near to no word of it.
        name = ("" if language == "zh" else " ").join(topic.words)
        self._concepts = concepts_called(name, language) if not topic.names else set()
        self._names = topic.names
        self._embedder = embedder

    def __call__(self, text: str, language: Language) -> bool:
        """Whether `text` speaks of the topic."""
        own = Vocabulary([(text, language)], self._embedder)
        said = (is_said(name, [(text, language)], own) for name in self._names)
        if not self._near:
            return any(said)
        words = set(surface_words(text))
        in_words = all(not words.isdisjoint(near) for near in self._near) and all(said)
        return in_words or self._names_topic(text, language)

    def _names_topic(self, text: str, language: Language) -> bool:
        if not self._concepts:
            return False
        return Concepts.of(text, language).names_any(self._concepts)
