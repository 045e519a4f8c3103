"""Questions that lean on the one before them: "Et pour l'Afrique ?", 它什么时候提出的？

A follow-up in which something stands in the place of something is completed by putting it there:
"Que prévoit le document pour l'Asie ?" and "Et pour l'Afrique ?" ask what it provides for Africa
alone. Any other is joined to the question before.
"""

import re
from collections.abc import Mapping, Sequence

from corpus import Language
from corpus.chinese import simplified
from qa.times import MONTHS, WEEKDAYS
from qa.verification.names import rows_of_names
from vectorstore.analysis import count_chinese, is_function_word, surface_words

Message = Mapping[str, str]

# What stands around a quotation, or in the place of what was left out.
_MARKS = re.compile(r"[«»“”\"„「」]|\[(?:…|\.\.\.|\d+)\]|\n")
_SHORTEST_QUOTE = 24  # a Chinese character counts for two

# Older turns say little about the question at hand.
_TURNS = 6
_LONGEST = 4_000  # a question's limit
# A question leans on the one before it when it opens with a conjunction or a demonstrative, …
_OPENS = re.compile(
    r"^\W*(?:et|mais|and|but|what about|how about|also)\b"
    r"|^\W*(?:那|还有|还(?=打算|准备|会|要|想|能|可以|需)|它|他们|她|这(?!份|篇|[个些两]文件))|呢\W*$",
    re.IGNORECASE,
)
# … when it has a word that always points back, …
_POINTS_BACK = re.compile(
    r"\b(?:celui|celle|ceux|celles)(?:-ci|-là|\b(?!\s+(?:de|du|des|d['’]|qu|dont|où|et|pour|à)))"
    r"|\bl['’](?:a|ont|avait|avaient)\b|\b(?:en|y) (?:parle|dit|est|sont|étai[ent]{1,3})\b"
    r"|\b(?:qui|quand|où|combien) (?:en|y) (?-i:[a-zà-ÿ]{2,}(?:e|es|ent|a|ont|ait|t))\b"
    r"|\b(?:is|was|are|were|about|of|for|with|by) (?:that|this|those|these)\W*$"
    r"|它|为此|对此|其中(?!国)|[那这]些(?=[是有会能都吗呢跟和，？?])",
    re.IGNORECASE,
)
# … when it is no sentence by itself, …
_ELLIPTIC = re.compile(
    r"^\W*(?:(?:dans|à|en|pour|avec|contre|par|de|sur|in|for|with|against|by|to|at|on|under) )?"
    r"(?:quel(?:le)?s?|which|what) [\w'’-]+(?: (?:en particulier|exactement|précisément|exactly"
    r"|in particular|precisely|else))?\W*$"
    r"|^\W*(?:(?:sur|en|pendant|pour|dans|avec|over|for|in|by|with) )?"
    r"(?:combien|how (?:many|much|long|often))(?: (?:de |d['’])?[\w'’-]+)?\W*$"
    r"|^\W*(?:用|花|要|需要?|一?共|历时|为期)?(?:几|多少|多久|多长)[\u4e00-\u9fff]{0,4}\W*$"
    r"|^\W*(?:其|主要|具体|法律)*(?:目的|目标|宗旨|依据|原因|理由|背景|内容|时间|地点|条件|方式|对象"
    r"|结果|影响|作用|意义|范围|期限|前提|特点)(?:是|有)(?:什么|哪些|谁|哪里|怎样的)\W*$"
    r"|^\W*(?:是)?谁[\u4e00-\u9fff]{1,3}\W*$"
    r"|^\W*(?:是)?(?:在|于)?(?:哪里|哪儿|何处|何时|什么时候|哪[一个]?[年月天座]?(?:城市|地方|国家)?)"
    r"[\u4e00-\u9fff]{0,3}\W*$"
    r"|^\W*(?:具体|针对|因为)[\u4e00-\u9fff]{0,4}(?:什么|哪些|哪个|谁)[\u4e00-\u9fff]{0,4}\W*$"
    r"|^\W*(?:具体)?(?:都)?(?:是|在|有)?(?:哪些|哪几个|哪个|什么(?!是))[\u4e00-\u9fff]{0,3}\W*$",
    re.IGNORECASE,
)
# … or a pronoun before which it names nothing that the pronoun could stand for.
_PRONOUN = re.compile(
    r"\b(?:ils?|elles?|cela|ceci|ça|y|it|they|them|its|their)\b(?P<last>\W*$)?"
    # "The conference on it" leaves open on what.
    r"|(?<=\bthe )\w+ (?:on|of|for|about|behind) (?P<open>it|them)\b",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"\b(?i:les?|la|une?|des|du|aux?|ce|cet|cette|ces|the|this|that|these|every|each|all)"
    r"\s+(?!qu[ei]\b|qu['’]|dont\b)\w+\b(?!-)|\b[ldLD]['’]\w{3,}|(?<=\s)[A-ZÀ-Þ]\w"
)
_IMPERSONAL = re.compile(
    r"\b(?:y (?:a|aura|avait|aurait)-t-il|est-il|s['’]agit-il|faut-il|fait-il|fera-t-il|\w+-il de"
    r"|il y (?:a|aura|avait|aurait)|il faut|is it"
    r"|does it (?:matter|take|mean|seem|follow|rain|snow|make sense))\b",
    re.IGNORECASE,
)
_PREPOSITIONS = "pour|sur|dans|en|avec|contre|for|about|on|in|with|against"
# "And for Africa?" takes the place of what follows the same preposition; "And for what reason?"
# takes nothing's place.
_INSTEAD = re.compile(
    rf"^\W*(?:et|mais|and|but|what about|how about)\s+(?P<preposition>{_PREPOSITIONS})\s+"
    r"(?P<rest>(?!quel|quoi|qui\b|combien|what|which|whom?\b|how\b)[^,;:]{2,80})$",
    re.IGNORECASE,
)
# "What about energy?", 那人工智能呢 take the place of what all was asked of, where the question
# before ends with it or, in Chinese, frames it.
_SUBJECT = re.compile(
    r"^\W*(?:et|and|what about|how about)\s+(?P<own>(?:(?:les?|la|des|the|an?)\s+|l['’])?"
    r"(?!(?:more|else|precisely|exactly|puis|ensuite|précisément|exactement)\b"
    r"|\w+-(?:t-)?(?:ils?|elles?|ce|on)\b)"
    r"(?P<first>[\w-]+)(?: [\w'’-]+){0,4})\s*\?*$"
    r"|^\W*(?:那么?)?(?P<own_zh>(?!.*(?:怎么|什么|谁|哪|后|吗|它|这))[\u4e00-\u9fff]{2,10})呢\W*$",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"\b(?:pour|sur|for|about|on)\s+(?P<topic>[\w'’-]+(?: [\w'’-]+){0,5})\s*\?*$"
    r"|(?:在|对于?|关于|就|针对)(?P<framed>[\u4e00-\u9fff]{2,12}?)(?:上|方面|问题上?)?"
    r"(?=有什么|有哪些|怎么|如何|是什么|持)"
    r"|(?:怎么|怎样|如何)(?:说|谈|看|讲|看待)(?P<said>[\u4e00-\u9fff]{2,10})[？?]*$",
    re.IGNORECASE,
)
# Before the name of a place.
_WHERE = re.compile(
    r"(?<!\w)(?:(?:à|en|dans|chez|in|at) (?:les? |la |l['’]|the )?|aux? )$", re.IGNORECASE
)
_ANOTHER = re.compile(rf"\b(?:{_PREPOSITIONS})\b", re.IGNORECASE)
# "And in summer?" takes the place of no garden.
_TIME = re.compile(
    r"\b(?:été|hiver|printemps|automne|week-?ends?|semaine|journée|soirée|matinée|nuit|vacances"
    r"|summer|winter|spring|autumn|weekdays?|mornings?|afternoons?|evenings?|nights?|holidays?"
    rf"|(?:{WEEKDAYS})s?|{MONTHS}|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
# "What does it say about terrorism?" and "And on drugs?" have the same one.
_ABOUT = (frozenset(("pour", "sur")), frozenset(("for", "about", "on")))


def completed(question: str, language: Language, history: Sequence[Message]) -> str:
    """`question`, with what it lacks taken from the last question of `history`."""
    earlier = [m.get("content", "") for m in history[-_TURNS:] if m.get("role") == "user"]
    if not earlier or not leans(simplified(question)):
        return question
    previous = earlier[-1].strip()[:_LONGEST]
    return _in_its_place(question, previous, language) or f"{previous} {question}"


def quotes_of(message: str) -> tuple[str, ...]:
    """What of an answer may be words of a document: its parts between quotation marks and lines."""
    return tuple(filter(_tells, map(_plain, _MARKS.split(message[:_LONGEST]))))


def has_quote(text: str, quotes: Sequence[str]) -> bool:
    """Whether one of `quotes` is of `text`, or `text` of one of them."""
    plain = _plain(text)
    # "Peace" is in many a quote, and none of it.
    whole = _tells(plain)
    return any(quote in plain or (whole and plain in quote) for quote in quotes)


def _tells(text: str) -> bool:
    return count_chinese(text) + len(text) >= _SHORTEST_QUOTE


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" .,;:。，；：")


def _in_its_place(question: str, previous: str, language: Language) -> str | None:
    """The previous question about what this one names; None where that has no place in it."""
    if found := _INSTEAD.search(question):
        *_, last = [None, *_ANOTHER.finditer(previous)]
        if last and _same(last[0].lower(), found["preposition"].lower()):
            start = last.end()
            if bool(_TIME.search(found["rest"])) == bool(_TIME.search(previous, start)):
                return f"{previous[:start]} {found['rest']}"
    found, asked = _SUBJECT.search(simplified(question)), _TOPIC.search(simplified(previous))
    if found and asked and not is_function_word((found["first"] or "").lower()):
        # Chinese within Chinese, and no other within it.
        start, end = found.span("own" if asked["topic"] else "own_zh")
        first, final = asked.span(asked.lastgroup or 0)
        if start >= 0:
            return previous[:first] + question[start:end] + previous[final:]
    if found and found["own_zh"]:
        own = found["own_zh"].removesuffix("的")
        if end := _end_of_alike(own, simplified(previous)):
            return own + previous[end:]
    here, there = rows_of_names(question, language), rows_of_names(previous, language)
    opening = _OPENS.search(question)
    if len(here) == len(there) == 1 and opening:
        (_, start, end), (names, first, final) = here[0], there[0]
        # "What about France's nuclear policy?" asks for more than another country.
        rest = _OPENS.sub(" ", f"{question[:start]} {question[end:]}")
        if len(names) == 1 and all(map(is_function_word, surface_words(rest))):
            # "À Pékin" and "en Afrique" change places whole.
            own = _WHERE.search(question, opening.end(), start)
            other = _WHERE.search(previous, 0, first)
            if own and other:
                start, first = own.start(), other.start()
            return previous[:first] + question[start:end] + previous[final:]
    return None


def _end_of_alike(term: str, previous: str) -> int:
    """Where the words that open `previous` end if they are like `term`: 普通证, 研究证; else 0."""
    end = 0
    for word in surface_words(previous):
        if not previous.startswith(word, end):
            return 0
        end += len(word)
        if end >= len(term):
            break
    opening = previous[:end]
    is_alike = len(opening) == len(term) != 1 and opening[-1:] == term[-1:]
    return end if is_alike and opening != term else 0


def _same(preposition: str, other: str) -> bool:
    return preposition == other or any({preposition, other} <= alike for alike in _ABOUT)


def leans(question: str) -> bool:
    """Whether a question lacks something that the one before it may have said."""
    if any(pattern.search(question) for pattern in (_OPENS, _POINTS_BACK, _ELLIPTIC)):
        return True
    if all(is_function_word(word) for word in surface_words(question)):
        return True  # "Why?"
    plain = _IMPERSONAL.sub("", question)
    for pronoun in _PRONOUN.finditer(plain):
        before = plain[: pronoun.start()]
        inverted = before.endswith("-")  # "la Chine formera-t-elle": a subject may precede
        is_open = pronoun["open"] or (pronoun["last"] is not None and not inverted)
        if is_open or not _NAMES.search(before):
            return True
    return False
