"""Several questions in one message: "How long is the notice, and who must sign it?"

Each is answered by itself, as it would be alone: they may ask for a number and a name, and the
documents may know one and not the other. One that leans on the one before it ("and when?") is
completed from it. (Asking a compound question part by part: Press et al., "Measuring and narrowing
the compositionality gap in language models", 2023, there with a model.)
"""

import re
from collections.abc import Iterator

from corpus.chinese import simplified
from qa.follow_ups import completed, leans
from qa.frames import without_orders
from qa.kinds import SOUGHT
from qa.question import Inquiry, read_as
from vectorstore.analysis import has_chinese, is_function_word, surface_words

_MOST = 4
# Of a longer message every second word could begin a question.
_LONGEST = 1_000  # characters
_FRAGMENT = 2  # words that say something
_MARK = re.compile(r"[?？]")
_GOES_ON = re.compile(r"[?？]\s*\w")
_SENTENCE = re.compile(r"[^.!?;。！？；]+[.!?;。！？；]*\s*")
_ASKS = re.compile(
    r"\b(?:combien|quel(?:le)?s?|qui|que|quoi|où|quand|comment|pourquoi|lequel|laquelle"
    r"|lesquel(?:le)?s"
    r"|est-ce|(?:faut|peut|doit|puis|est|sont|a|ont|y a)-(?:t-)?(?:il|ils|elle|elles|on|je|nous))\b"
    r"|\bqu['’](?:est|en|il|elle|on|y)"
    r"|\b(?:how|what|which|who|whom|whose|when|where|why)\b"
    r"|(?:^|[,:;]\s*|\b(?:and|or|but) )(?:can|could|do|does|did|is|are|was|were|will|would|must"
    r"|should|may|am"
    r"|has|have) (?:i|we|you|he|she|it|they|there|the|a|an|my|our|your|any|this|that|someone)\b"
    r"|什么|哪|谁|多少|几[个名条天年月日次人位项种张本件元号点]|怎么|怎样|如何|为何|何时|多久"
    r"|多长|多大|多远|吗|是否"
    r"|[能会要有][不没][能会要有]|可不可以|是不是|呢(?=\W*$)",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\w-(?:t-)?(?:il|ils|elle|elles|on|je|nous|vous|tu)\b|\b(?:is|are|do|does|did|can|must|should|will)\b",
    re.IGNORECASE,
)
# Where a second question begins within a sentence.
_AND = re.compile(
    r",?\s(?:et|and|puis|then|mais|but)(?: (?:aussi|also|then|puis|ensuite|si oui"
    r"|if so))?,?\s+(?=(?:(?:if|si|when|once) [^,?]{3,80},\s*)?(?:(?:à|de|en|par|pour|dans"
    r"|sur|avec|sous|jusqu['’]à|depuis|at|by|for|from|in|on|to|with|until|since|after|before"
    r"|under)\s+)?"
    r"(?:combien|quel(?:le)?s?|qui|que|qu['’]|quoi|où|quand|comment|pourquoi|est-ce"
    r"|lesquel(?:le)?s|how|what"
    r"|which|who|whom|whose|when|where|why|(?:can|could|do|does|did|is|are|was|were|will|would"
    r"|must|should)"
    r" (?:i|we|you|he|she|it|they|there|the|a|an|my|our|any|this|that))\b)"
    r"|[，,；、](?:另外|还有|以及|并且|而且|同时|再问一下|那么?|又|再|分别)?(?=[^，,；？?]*"
    r"(?:什么|哪|谁|多少|几|怎么|怎样|如何|为何|何时|多久|多长|吗|是否))",
    re.IGNORECASE,
)
# What opens a second question and says nothing in it.
_OPENING = re.compile(
    r"^\W*(?:(?:et|and|also|aussi|puis|then|par ailleurs|d['’]autre part|besides|another thing"
    r"|autre question|deuxième question)\b[\s,:]*|另外|还有|以及|同时|再问一下|那么?)[，,\s]*",
    re.IGNORECASE,
)


def sub_questions(inquiry: Inquiry) -> list[Inquiry]:
    """The questions in `inquiry`, each complete; none where it is one, or goes on from another.

    What is said before the first question belongs to it, and to those that lean on it.
    """
    is_whole = inquiry.text in (inquiry.asked, inquiry.mended)
    if not is_whole or inquiry.and_when or len(inquiry.text) > _LONGEST:
        return []
    texts = list(_apart(without_orders(simplified(inquiry.mended or inquiry.text))))
    if not 1 < len(texts) <= _MOST:
        return []
    found = [read_as(inquiry, texts[0], texts[0])]
    for text in texts[1:]:
        whole = text
        if leans(text):
            whole = completed(text, inquiry.language, [{"role": "user", "content": texts[0]}])
        found.append(read_as(inquiry, text, whole))
    return found


def _apart(question: str) -> Iterator[str]:
    """The questions, the first with what is said before it."""
    before = ""
    is_first = True
    sentences = _SENTENCE.findall(question)
    marked = any(map(_MARK.search, sentences))
    for sentence in sentences:
        # "I think that it leaks." has a "that" and asks for nothing.
        asks = _MARK.search(sentence) or not marked or has_chinese(sentence)
        if not asks or not _ASKS.search(sentence):
            before += sentence
            continue
        for half in _halves(sentence):
            own = half if is_first else _OPENING.sub("", half)
            yield f"{before}{own}".strip() if is_first else own.strip()
            is_first = False


def _halves(sentence: str) -> list[str]:
    """Two questions in one sentence, or the sentence."""
    for cut in _AND.finditer(sentence):
        halves = [sentence[: cut.start()], sentence[cut.end() :]]
        # "On what day and at what time is it?" is one.
        says = _says(halves[0]) > 1 or _VERB.search(halves[0])
        if all(map(_ASKS.search, halves)) and says and _says(halves[1]):
            return [halves[0], *_halves(halves[1])]
    return [sentence]


def _says(half: str) -> int:
    """How many of its words say something."""
    return sum(len(word) > 1 and not is_function_word(word) for word in surface_words(half))


def is_fragment(part: Inquiry) -> bool:
    """Whether it says so little that it is nothing without the question before it."""
    return part.text != part.asked and _says(part.asked) <= _FRAGMENT


def are_apart(inquiry: Inquiry, parts: list[Inquiry]) -> bool:
    """Whether `parts` of it are asked one after the other, or a number, a date … is asked for among
    other things, so that no sentence that is like the whole answers all."""
    one_by_one = len(parts) > 1 and _GOES_ON.search(inquiry.plain)
    return bool(one_by_one) or any(part.kind in SOUGHT for part in parts)
