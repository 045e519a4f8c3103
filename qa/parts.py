"""Questions for two things at once: "How do A and B differ?", "Do both texts say …?"

Each is looked for by itself: the sentences that are most like the whole question are often all
about one of them. (Asking a compound question part by part: Press et al., "Measuring and
narrowing the compositionality gap in language models", 2023, there with a model.)
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from corpus import Language
from corpus.chinese import simplified
from qa.follow_ups import leans
from qa.frames import without_orders
from qa.kinds import Kind
from qa.naming import in_words_of
from qa.question import Inquiry
from qa.sentences import Scored, scored_sentences
from vectorstore.analysis import has_chinese, is_function_word, surface_words
from vectorstore.search import Hit, search
from vectorstore.store import Store

_KINDS: tuple[Kind, ...] = ("list", "definition", "reason", "person", "other")
# Of each part so many paragraphs are found, head blocks among them.
_BEHIND_HEADS = 10
# What the score of a paragraph for the whole question counts beside that for a part.
_OF_WHOLE = 0.6
# Two parts have two paragraphs, unless the second is not nearly as good; two phrases are more often
# answered by one.
_NEARLY = 0.7
_NEARLY_PHRASE = 0.9
# What says that two things are asked for.
_SEVERAL = re.compile(
    r"\bcompar\w*|\bdiff[eéè]r\w*|\bdistin\w+|\bversus\b|\bvs\b|\bcontrast\w*|\bas opposed to\b"
    r"|\bpar rapport à\b|\bsame\b|\bm[êe]mes?\b|\bboth\b|\beach\b|\bchacun\w*|\bas well as\b"
    r"|\bl['’]une? et (?:pour |de |à )?l['’]autre\b|\bainsi que\b"
    r"|比较|对比|区别|不同|异同|一样|一致|相同|各(?:是|有|自|怎)|分别|都要|都请|以及|两方面",
    re.IGNORECASE,
)
# Where the first ends and the second begins.
_BETWEEN = re.compile(
    r"\s(?:et|ainsi que|versus|vs\.?|and|as well as)\s|\b(?:diff[èe]re\w*|compare[ds]?|differs?)\b"
    r"|\bas opposed to\b|\bpar rapport à\b"
    r"|\bque celles? d|\bque ceux d|\bque celui d|\bas for\b|\bcomme pour\b|[和与跟及、]|以及",
    re.IGNORECASE,
)
# Where a second phrase of the same kind begins ("against cyber threats and for peace"), or a second
# question; two nouns or adjectives in one phrase are mostly one thing.
_PREPOSITION = "pour|contre|face|dans|en|sur|chez|avec|envers|in|on|for|against|with|towards?"
_PHRASE = re.compile(rf"\b(?:{_PREPOSITION})\b", re.IGNORECASE)
_BETWEEN_PHRASES = re.compile(
    r",?\s(?:et|and)(?: then| also|,? plus largement,?|,? par ailleurs,?)?"
    rf"(?=\s(?:{_PREPOSITION}|about|of|quel(?:le)?s?|qu['’]\w+|que|qui|comment|pourquoi|où|what"
    r"|(?:à|en|parmi|pour) qu\w+|(?:in|for|to) (?:what|which)|how|why|where|which|who)\b)"
    r"|,\s(?:plus|along with)\s|,?\sd['’]une part,?(?:\set)?"
    r"|[和与及](?=[对在为向从])|[，、；,](?=(?:又|并|以及)?(?:怎样|如何|怎么))|[，；,](?=又)"
    r"|[，,](?=在[\u4e00-\u9fff]{2,8}又)"
)
# What says that more than one thing is asked for, or all there is.
_FOR_MORE = re.compile(
    r"\bà la fois\b|\baussi bien\b|\bd['’]une? (?:côté|part)\b|\bque ce soit\b|\bmais aussi\b"
    r"|\bnon seulement\b|\bcomplète\b|\btout(?:es?)? ce qu|\brésum|\bvue d['’]ensemble\b"
    r"|\bplus largement\b|\ben général\b|\bboth\b|\bincluding\b|\beverything\b|\boverview\b"
    r"|\bas well as\b|\bnot only\b|\b(?:two|several|which) (?:connections|places|contexts)\b"
    r"|\beach\b(?! other)|\bbesides\b|\bmore than once\b|,\s(?:et|and|plus)\s"
    r"|\b(?:et|and) (?:what|how|who|why|que|qu['’]|quel|comment|pourquoi|qui)\b"
    r"|[?？].*[?？]|[:：][^:：,，、]{1,100}[,，、].{0,200}?(?:\set\s|\sand\s|[或和、,])"
    r"|分别|各[自是]|一共|梳理|说全|另外|以及|[，,].{0,60}又",
    re.IGNORECASE | re.DOTALL,
)
_NEXT_QUESTION = re.compile(r"[?？]\s*(?=.*[?？])", re.DOTALL)
# Of which each half must have one of so many best paragraphs of the whole.
_AMONG_BEST = 4
# "What of the digital world: data, cyberspace, artificial intelligence?"
_ENUMERATED = re.compile(r"[:：](?P<items>[^:：?？.。]+)[?？.。\s]*$")
_BETWEEN_ITEMS = re.compile(
    r"[,，、;；]\s*(?:et |and |和|与|及|以及)?|\s(?:et|and|ou|or)\s|以及|[和与及]", re.IGNORECASE
)
# "…, from conflict prevention to peacekeeping"
_RANGE = re.compile(
    r"[,，:：]\s*(?:de |du |des |d['’]|from |从)(?P<first>[^,，?？]+?)(?:\s(?:à|au|aux|to)\s|到)"
    r"(?P<last>[^,，?？]+)",
    re.IGNORECASE,
)
# "Lab safety and epidemics: how do they differ?", 人工智能和外空两个领域，态度有何不同？
_SO_MANY = r"(?:这?[两三四几](?:[个项种样]|方面)|这[些类])"
_FIRST = re.compile(
    r"^(?P<items>[\w'’ -]{3,60}?\s(?:et|and)\s[\w'’ -]{3,40}?)\s?:(?P<rest>.+)"
    rf"|^(?P<zh>[\u4e00-\u9fff、]{{5,40}}?)(?:{_SO_MANY}[^,，]{{0,4}}[,，](?P<zh_rest>.+)"
    rf"|[,，](?P<zh_all>.*(?:{_SO_MANY}|分别).+))",
    re.IGNORECASE | re.DOTALL,
)
_BETWEEN_FIRST = re.compile(r"\s(?:et|and)\s|、|和|与|跟|还有|以及")
_MOST_ITEMS = 4
# A longer one is a question of its own.
_MOST_WORDS = 4
_MOST_CHARACTERS = 12
_BOTH_DOCUMENTS = re.compile(
    r"\b(?:les deux|(?:the )?two|both(?: the)?|each|chaque|chacun des) "
    r"(?:documents?|textes?|texts?|papers?|articles?|sources?)\b|两(?:份|篇|个)(?:文件|文章|文本|资料)",
    re.IGNORECASE,
)
# "How do the article and the concept paper each …?"
_DOCUMENT = r"(?:papers?|articles?|textes?|texts?|documents?|rapports?|reports?|initiatives?)\b"
_BY_NAME = re.compile(
    rf"(?:[\w-]+ ){{0,4}}{_DOCUMENT} (?:and|et) (?:(?:in|dans) )?(?:[\w'’-]+ ){{1,4}}?{_DOCUMENT}"
    r"|[\u4e00-\u9fff]{0,6}(?:文件|文章|报告|倡议)里?[和与跟及][\u4e00-\u9fff]{1,9}(?:文件|文章|报告|倡议)",
    re.IGNORECASE,
)
_ONE_DOCUMENT: dict[Language, str] = {"fr": "le texte", "en": "the text", "zh": "文件"}


class _Part(NamedTuple):
    """A part of a question, and the paragraphs found for it with their scores, best first."""

    inquiry: Inquiry
    found: Sequence[tuple[float, Hit]]

    @property
    def best(self) -> float:
        """The score of the best one."""
        return self.found[0][0] if self.found else 0.0


def of_each_part(
    inquiry: Inquiry, hits: Sequence[Hit], store: Store, documents: Sequence[str] = ()
) -> tuple[Scored, ...]:
    """The best sentence for each part of the question; none where it has one part only.

    `hits` were found for the whole. Of two documents the best sentence of each is given.
    """
    question = without_orders(simplified(inquiry.text))
    asked: list[tuple[str, Sequence[str]]] = []
    allowed: set[str] | None = None
    if inquiry.kind not in _KINDS:
        return ()
    several = _SEVERAL.search(question)
    items = _items(question)
    both = _BOTH_DOCUMENTS.search(question) or (several and _BY_NAME.search(question))
    if both:
        one = _ONE_DOCUMENT[inquiry.language]
        topic = _SEVERAL.sub(" ", f"{question[: both.start()]}{one}{question[both.end() :]}")
        found_in = dict.fromkeys(hit.paragraph.document_id for hit in hits)
        asked = [(topic, [document]) for document in list(found_in)[:2]]
    elif items:
        asked = [(item, documents) for item in items]
    elif several:
        asked = [(half, documents) for half in _halves(question, _BETWEEN)]
    else:
        asked = [(half, documents) for half in _questions(question)]
        asked = asked or [(half, documents) for half in _halves(question, _BETWEEN_PHRASES)]
        allowed = {hit.paragraph.id for hit in hits[:_AMONG_BEST]}
    # What the whole says besides is the context of a phrase, and of two that are compared it is
    # mostly about one.
    of_whole = 0.0 if both or (several and not items) else _OF_WHOLE
    nearly = _NEARLY if several or both or items else _NEARLY_PHRASE
    whole = {hit.paragraph.id: of_whole * hit.score for hit in hits}
    parts: list[_Part] = []
    for text, within in asked:
        # As part of `inquiry`, it has no typos left.
        own = replace(inquiry, asked=text, text=text, mended=text)
        part = in_words_of(store, own, is_mended=True)
        found = search(
            store,
            part.sought,
            k=_BEHIND_HEADS,
            documents=within,
            language=inquiry.language,
            is_mended=True,
        )
        scores = [
            (hit.score + whole.get(hit.paragraph.id, 0.0), hit)
            for hit in found
            if not hit.paragraph.is_head
        ]
        parts.append(_Part(part, sorted(scores, key=lambda one: -one[0])))
    best: list[Scored] = []
    for part, hit in _apart(parts, nearly):
        best.append(_best_sentence(part, hit, store))
    if allowed is not None and not allowed.issuperset(part.paragraph.id for part in best):
        best = []
    goes_on = inquiry.text not in (inquiry.asked, inquiry.mended)
    is_one = len({part.paragraph.id for part in best}) < 2
    if is_one and not goes_on and _FOR_MORE.search(question):
        best = [_best_sentence(inquiry, hit, store) for hit in _two_best(hits)] or best
    return tuple(best)


def _two_best(hits: Sequence[Hit]) -> Sequence[Hit]:
    """The two best paragraphs, where the second is not much worse."""
    ranked = [hit for hit in hits if not hit.paragraph.is_head][:2]
    return ranked if len(ranked) == 2 and ranked[1].score >= _NEARLY * ranked[0].score else []


def _best_sentence(inquiry: Inquiry, hit: Hit, store: Store) -> Scored:
    return max(scored_sentences(inquiry, [hit], store), key=lambda sentence: sentence.score)


def _apart(parts: Sequence[_Part], nearly: float) -> Iterator[tuple[Inquiry, Hit]]:
    """Each part with its best paragraph, or one that is nearly as good and no other part's."""
    taken: dict[int, Hit] = {}
    for at in sorted(range(len(parts)), key=lambda at: -parts[at].best):
        used = {hit.paragraph.id for hit in taken.values()}
        near = [
            hit
            for score, hit in parts[at].found
            if score >= nearly * parts[at].best and hit.paragraph.id not in used
        ]
        for hit in [*near, *(hit for _, hit in parts[at].found)][:1]:
            taken[at] = hit
    for at, part in enumerate(parts):
        if at in taken:
            yield part.inquiry, taken[at]


def _items(question: str) -> list[str]:
    if found := _FIRST.search(question):
        rest = found["rest"] or found["zh_rest"] or found["zh_all"]
        first = _BETWEEN_FIRST.split(found["items"] or found["zh"])
        is_short = found["items"] or all(1 < len(item) < _MOST_CHARACTERS for item in first)
        if len(first) > 1 and is_short and not any(_halves(rest, _BETWEEN_PHRASES)):
            return first[:_MOST_ITEMS]
    if found := _RANGE.search(question):
        return [found["first"], found["last"]]
    found = _ENUMERATED.search(question)
    items = [item.strip() for item in _BETWEEN_ITEMS.split(found["items"])] if found else []
    short = [
        item
        for item in items
        if _says_something(item)
        and (
            len(item) <= _MOST_CHARACTERS if has_chinese(item) else len(item.split()) <= _MOST_WORDS
        )
    ]
    return items[:_MOST_ITEMS] if len(items) > 1 and short == items else []


def _questions(question: str) -> list[str]:
    """Two that stand beside each other, unless one goes on from the other."""
    both = [*_halves(question, _NEXT_QUESTION)]
    return [] if any(map(leans, both[1:])) else both


def _halves(question: str, between: re.Pattern[str]) -> Iterator[str]:
    for cut in between.finditer(question):
        halves = question[: cut.start()], question[cut.end() :]
        if all(map(_says_something, halves)):
            yield halves[0]
            # "What is done for peace and against terrorism?" asks what is done against terrorism.
            *_, phrase = [None, *_PHRASE.finditer(halves[0])]
            goes_on = phrase and _PHRASE.match(halves[1].lstrip())
            yield f"{halves[0][: phrase.start()]}{halves[1]}" if phrase and goes_on else halves[1]
            return


def _says_something(half: str) -> bool:
    return any(len(word) > 1 and not is_function_word(word) for word in surface_words(half))
