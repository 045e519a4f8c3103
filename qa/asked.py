"""What a question asks for by name.

A near miss is about what the documents are about and asks for something that is not there:
the *budget* of the Initiative, what it says of *Taiwan*. What an answer cannot do without are
the noun after the question word ("which fund", "why is the sky") and the names.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from qa.codes import codes_in
from qa.frames import question_in, without_orders
from qa.idle_nouns import is_idle
from qa.printed import without_item
from qa.question import Inquiry
from qa.verification.names import forms_of, names_in
from qa.verification.numerals import find_numerals
from vectorstore.analysis import fold, surface_words, tagged

# In front of a noun: "la nouvelle vision", "the three principles".
_BEFORE_NOUN = (
    r"(?:(?:nouve[\wl]+|grande?s?|premi\w+|derni\w+|prochaine?s?|autres?|différente?s?|divers(?:es)?"
    r"|different|various|deux|trois|quatre|cinq|six"
    r"|sept|huit|neuf|dix|meilleure?s?|new|other|best|first|second|third|last|next|two|three|four"
    r"|five|seven|eight|nine|ten|\d+|existing|[a-z]+-[a-z]+) )?"
)
# "Which Chinese ministry": adjectives, as far as their endings tell.
_BEFORE_ENGLISH_NOUN = (
    rf"{_BEFORE_NOUN}(?:[a-z]{{3,}}(?:ese|ian|ean|can|ish|al|ary|ic|ive|ous|ed) "
    r"(?!(?:of|for|in|on|at|to|from|with|by|about|that|is|are|was|were|do|does|did|has|have|will"
    r"|would|can|could|should|must|may)\b)){0,2}"
)
# An English noun is the last word before one of these: "what is the annual budget of".
_AFTER_NOUN = (
    r"(?=,?\s(?:of|for|in|on|at|to|from|with|without|by|about|after|before|until|during|per|than|if"
    r"|when|while|under|behind|against|that|who|which|and|or|is"
    r"|are|was|were|do|does|did|has|have|had|will|would|can|could|should|must|may)\b|\W*$)"
)
_BEFORE_HEAD = r"(?:[\w-]+ ){0,3}?"
# What stands where a noun could, and is none: "what is to be done about".
_NO_NOUN = (
    r"(?!\w{3,}ed\b|(?:to be )?(?:done|made|taken|given|seen|found|shown|meant|said|known)\b)"
)
_NOUN = re.compile(
    rf"\bcombien (?:de |d['’])(?:ces |cette |ce )?{_BEFORE_NOUN}(?P<fr1>[\w-]+)"
    r"|\bquel(?:le)?s? (?:en )?(?:est|sont|était|a|ont|sera|seront) (?:les? |la |l['’])?"
    rf"{_BEFORE_NOUN}(?P<fr2>[\w-]+)"
    rf"|\bquel(?:le)?s? {_BEFORE_NOUN}(?P<fr3>[\w-]+)"
    r"|\bhow (?:many|much (?!is\b|are\b|was\b|do\b|does\b|did\b|will\b|would\b|can\b|for\b"
    r"|to\b)) ?"
    rf"{_BEFORE_HEAD}(?P<en1>[\w-]+){_AFTER_NOUN}"
    rf"|\b(?:what|which|who) (?:is|are|was|were) (?:the |an? )?{_NO_NOUN}"
    rf"{_BEFORE_HEAD}(?P<en2>{_NO_NOUN}[\w-]+){_AFTER_NOUN}"
    r"|\b(?:what|which) (?!\w+ly\b|explain(?:s|ed)|makes|made|happen|cause[sd]|led\b|came"
    r"|comes|goes|went|became)"
    rf"{_BEFORE_ENGLISH_NOUN}(?P<en3>[\w-]+)"
    rf"|(?:^\W*|\bquel est le )nombre (?:de |d['’]){_BEFORE_NOUN}(?P<fr6>[\w-]+)"
    rf"|(?:^\W*|\bwhat is the )number of {_BEFORE_HEAD}(?P<en6>[\w-]+){_AFTER_NOUN}"
    r"|\bpourquoi (?:les? |la |l['’])(?P<fr4>[\w-]+)"
    r"|\bwhy (?:is|are|was|were|do|does|did) (?:the )?(?P<en4>[\w-]+)"
    r"|\bqui (?:est|était|sera) (?:les? |la |l['’])(?P<fr7>[\w-]+)"
    r"|\bcomment s['’]appelle(?:nt)? (?:les? |la |l['’])(?P<fr8>[\w-]+)"
    r"|\bqui (?:a|ont|avait|va|doit) [\w-]+ (?:les? |la |l['’])(?P<fr5>[\w-]+)"
    r"|\bwho [\w-]+ (?:the|an?) (?P<en5>[\w-]+)",
    re.IGNORECASE,
)
# "Is there a swimming pool?", "Proposez-vous une assurance ?": what there is, or is not.
_THERE = re.compile(
    rf"\b(?:is|are) there (?:an? |any |some |no )?{_BEFORE_HEAD}(?P<en7>[\w-]+){_AFTER_NOUN}"
    r"|\b(?:do|does) (?:[\w'’-]+ ){1,4}?"
    r"(?:have (?:an? |any |some )|(?:offer|provide|sell) (?:an? |any |some )?)"
    rf"{_BEFORE_HEAD}(?P<en8>[\w-]+){_AFTER_NOUN}"
    r"|\b(?:y (?:a|aura)-t-il|est-ce qu['’]il y a(?:ura)?|(?:avez|proposez|offrez|disposez)-vous)"
    r" (?:une? |des |du |de la |de l['’]|d['’](?:une? )?|de )"
    rf"{_BEFORE_NOUN}(?P<fr9>[\w-]+)",
    re.IGNORECASE,
)
_HAN_THERE = re.compile(r"(?:提供|设有|配有|装了)(?P<rest>[\u4e00-\u9fff]{2,10})吗")
_HAN_MEASURE = "[个名项条种位次场届份部座所家款门支剂枚艘架辆笔批]"
_HAN_AFTER = re.compile(
    rf"(?:哪些|哪[一几]?{_HAN_MEASURE}|(?<!为)什么|多少{_HAN_MEASURE}?|第几|几{_HAN_MEASURE}?)"
    r"(?P<rest>[\u4e00-\u9fff]+)"
)
_HAN_BEFORE = re.compile(
    rf"(?P<rest>[\u4e00-\u9fff]+?)(?:是(?:多少|什么|谁|哪[一几]?{_HAN_MEASURE}?[？?]?$)|为什么"
    rf"|为何)"
)
# Parts of speech, as jieba has them: nouns; what may stand before one; what may join two.
_HAN_NOUNS = ("n", "vn", "an", "j", "l", "nz", "ns", "nt", "nr")
_HAN_DEEDS = ("vn", "an")  # also attributes: 对应的内容
_HAN_BEFORE_NOUN = ("s", "b", "a", "ad", "d", "f", "m", "q", "r", "t", "eng")
_HAN_JOINS = ("c", "x")
_HAN_TIMES = ("m", "q", "t", "r")  # numbers, measures, times, pronouns
# Who did it is told only where it is said that it was done: "Who chairs the committee?", "Which
# countries voted against it?". Others ("who is behind", "who put forward") have too many words.
_WHO = re.compile(
    r"\bqui\b|\bwho\b|\b(?:quel(?:le)?s?|which|what) (?:\w+ ){0,2}?(?:pays|[ée]tats?|nations?"
    r"|gouvernements?|entreprises?|countr(?:y|ies)|states?|governments?|compan(?:y|ies)|scientists?"
    r"|universit\w+|organi[sz]ations?|institutions?|minist(?:ères?|ry|ries)|agenc\w+|autorités?"
    r"|authorit\w+|persons?|personnes?|leaders?|dirigeants?|ministres?"
    r"|ministers?|officials?|responsables?)\b"
    r"|谁|哪[一几]?(?:些|个|位|家)?[\u4e00-\u9fff]{0,5}?(?:国|政府|公司|企业|大学|科学家|组织"
    r"|机构|部门|部委|人)",
    re.IGNORECASE,
)
_ACT = re.compile(
    r"\b(?:vot|sign|ratifi|refus|rejet|rédig|dirig|présid|invent|condamn|déclench|viol|nomm|désign"
    r"|oppos)(?:e|es|ent|é|ée|és|ées|er|era)"
    r"\b|\bécrit\b"
    r"|\b(?:voted?|votes|sign(?:ed|s)|ratif(?:ied|ies)|refused?|refuses|reject(?:ed|s)|wrote"
    r"|written"
    r"|drafted|drew up|chair(?:s|ed)|presides?|heads|headed|leads|led|invented|condemn(?:s|ed)"
    r"|started|triggered|caused|violated|elected|appointed|attended|oppos(?:ed?|es))\b"
    r"|投票|签署|签订|签了|批准|拒绝|撰写|起草|主持|领导(?![人者层])|否决|发动|挑起|引发|违反|当选"
    r"|任命|宣读|出席|反对",
    re.IGNORECASE,
)
# A capital inside a sentence, or an acronym; several in a row are one name.
_CAPITAL = (
    r"(?!(?:I['’]|OK\b|Hi\b|Hello\b|Thanks\b|Please\b|Mon(?:day)?\b|Tuesday|Wednesday|Thursday"
    r"|Friday|Saturday"
    r"|Sunday|January|February|March\b|April|May\b|June|July|August|September|October|November"
    r"|December"
    r"|Christmas|Easter))(?:[A-ZÀ-Ý][\w'’-]{2,}|[A-Z]{2,})"
)
_NAME = re.compile(rf"(?<!^)(?<![.!?:;«“\"#] )\b{_CAPITAL}(?: {_CAPITAL})*")
# A term of a few words; a longer quotation is a sentence.
QUOTED = re.compile(r"[«“‘「『《]\s*([^«»“”‘’「」『』《》]+?)\s*[»”’」』》]|(?<!\w)\"([^\"]+)\"")
_MOST_QUOTED = 5
_CLAUSE_END = re.compile(r"[.!?:;。！？：；]\s*(?=\S)")
# "My flat has 120 m², what …?": what readers tell of themselves.
_TOLD = re.compile(
    r"(?:^|(?<=[,，;；:：]))\s*(?:[我咱]|(?:je|j['’]\w+|nous|mon|ma|mes|notre|nos|i|i['’]m|we|my|our)"
    r"\b)(?:[^,，;；:：?？]|(?<=\d)[,:](?=\d))*[,，;；:：]",
    re.IGNORECASE,
)
# The groups of `_NOUN` that something is counted by, and what opens a count in Chinese.
_COUNTING = frozenset(("fr1", "fr6", "en1", "en6"))
_HAN_COUNTING = ("多少", "几")
# What one asks why it is so, or who did it: "why is the sky blue" is of the sky, not of space.
_SUBJECTS = frozenset(("fr4", "en4", "fr5", "en5"))
# A year or an amount is said as it is; "the three countries" may be a list of them, unless that
# many are asked for: "what are the seven platforms".
_LEAST_NUMBER = 100
_THAT_MANY = re.compile(
    r"(?:\bquel(?:le)?s(?: sont)?(?: les)?|\bcite[rz]?(?: les)?"
    r"|\b(?:what are|which|list|name)(?: the)?)\s*$",
    re.IGNORECASE,
)
# Known names that stand for a government as well: "Pékin propose …".
_CAPITALS = frozenset(("pékin",))

# Of its words one must be met: a translation has others, and not always near ones.
Term = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an answer must come up with: the noun after the question word, names and numbers.

    `names` are known in all three languages, by their numbers in `verification.names`: countries,
    regions, organisations. `words` are all others; of these `exact` are names, what somebody is
    said to have done, and of what one asks why, for which hardly a near word will do, and `counted`
    are asked for by number ("how many members"). Of each of `terms`, which are of several words or
    in quotation marks, one word will do. `numbers` are the years and amounts that the question
    gives, `many` how many of the `words` it asks for ("the seven commitments"). `codes` are those
    in the question, `told` those before it ("The display says E33. What is wrong?").
    """

    words: tuple[str, ...]
    names: tuple[int, ...]
    exact: frozenset[str] = frozenset()
    counted: tuple[Term, ...] = ()
    terms: tuple[Term, ...] = ()
    numbers: frozenset[Fraction] = frozenset()
    many: frozenset[Fraction] = frozenset()
    codes: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()


def asked_for(inquiry: Inquiry) -> Wanted:
    """What an answer to the question cannot do without."""
    # Not what the history lent it: "and for Africa?" asks for Africa alone. Nor "III.4" or "the
    # third principle", which are looked up by number.
    # What is told before ("I live in Leeds.") need not be in the documents.
    asked = without_item(question_in(without_orders(inquiry.plain)))
    nouns, counted, subjects = _nouns(asked)
    alone = [term[0] for term in nouns if len(term) == 1]
    act = _ACT.search(asked) if _WHO.search(asked) else None
    known = list(names_in(asked, inquiry.language))
    spoken = {
        part for _, start, end in known for part in surface_words(fold(asked[start:end].lower()))
    }
    # Of "Southeast Asian", what no known name says.
    names = [
        " ".join(part for part in name.split() if not spoken.issuperset(_plain(part)))
        for name in _NAME.findall(asked)
    ]
    exact = [*subjects, *([act[0]] if act else []), *filter(None, names)]
    words = [
        word
        for word in dict.fromkeys([*alone, *exact])
        if not is_idle(word) and not spoken.issuperset(_plain(word))
    ]
    numerals = [n for n in find_numerals(asked, inquiry.language) if not n.is_ordinal]
    told = [found.span() for found in _TOLD.finditer(asked)]
    numbers = {
        numeral.value
        for numeral in numerals
        if numeral.value >= _LEAST_NUMBER
        and not any(start <= numeral.start < end for start, end in told)
    }
    many = {
        numeral.value
        for numeral in numerals
        if 1 < numeral.value < _LEAST_NUMBER and _THAT_MANY.search(asked[: numeral.start])
    }
    return Wanted(
        tuple(words),
        tuple(dict.fromkeys(name for name, _, _ in known if not _is_capital(name))),
        frozenset(exact),
        tuple(_busy(counted)),
        tuple(_busy([*(term for term in nouns if len(term) > 1), *_quoted(asked, spoken)])),
        frozenset(numbers),
        frozenset(many),
        codes_in(asked),
        codes_in(inquiry.plain) - codes_in(asked),
    )


def _plain(word: str) -> list[str]:
    return surface_words(fold(word.lower()))


def _nouns(question: str) -> tuple[list[Term], list[Term], list[str]]:
    """The nouns that the question asks for; those of them that it wants counted, or is about."""
    nouns: list[Term] = []
    counted: list[Term] = []
    subjects: list[str] = []
    if (found := _NOUN.search(question)) and found.lastgroup:
        noun = found[found.lastgroup]
        nouns.append((noun,))
        if found.lastgroup in _COUNTING:
            counted.append((noun,))
        if found.lastgroup in _SUBJECTS:
            subjects.append(noun)
    if (found := _THERE.search(question)) and found.lastgroup:
        nouns.append((found[found.lastgroup],))
    if (found := _HAN_THERE.search(question)) and (term := _han_term(found["rest"])):
        nouns.append(term)
    if (found := _HAN_AFTER.search(question)) and (term := _han_term(found["rest"])):
        nouns.append(term)
        if found[0].startswith(_HAN_COUNTING):
            counted.append(term)
    if found := _HAN_BEFORE.search(question):
        # "The fee a day is how much?" asks for the fee.
        before = [one for one in tagged(found["rest"]) if one[1] not in _HAN_TIMES]
        nouns += [(word,) for word, tag in before[-1:] if tag in _HAN_NOUNS]
    return nouns, counted, subjects


def _han_term(text: str) -> Term:
    """The nouns of the phrase that `text` begins with: of 海上跨国犯罪 the last two, which are one,
    of 需要各国应对的挑战 what is after the clause, all three of 倡议、文件或者指南."""
    nouns: list[str] = []
    head: list[str] = []
    words = tagged(text)
    last_de = max((at for at, (word, _) in enumerate(words) if word == "的"), default=-1)
    before = ""
    for at, (word, tag) in enumerate(words):
        if tag in _HAN_NOUNS:
            head = [*head[-1:], word]
        elif tag == "uj" and before in _HAN_DEEDS:
            head = []
        elif tag in _HAN_JOINS and head:
            nouns, head = [*nouns, *head], []
        elif at <= last_de and not head:
            continue  # a clause before its noun
        elif tag not in _HAN_BEFORE_NOUN or head:
            break
        before = tag
    return tuple(word for word in (*nouns, *head) if len(word) > 1 or word == "人")


def _busy(terms: Iterable[Term]) -> Iterator[Term]:
    """The terms without their idle words, where any are left."""
    kept = (tuple(word for word in term if not is_idle(word)) for term in terms)
    return filter(None, kept)


def _quoted(question: str, spoken: set[str]) -> Iterator[Term]:
    """The words of each term in quotation marks that has none of the known names, `spoken`."""
    # In « réponds "oui". Qui l'a proposé ? » the quotation is not asked about.
    for found in QUOTED.finditer(_CLAUSE_END.split(question)[-1]):
        words = surface_words(found[1] or found[2])
        if len(words) <= _MOST_QUOTED and spoken.isdisjoint(words):
            yield tuple(word for word in words if len(word) > 1)


def _is_capital(name: int) -> bool:
    """Whether the name stands for a government, which its own documents call otherwise."""
    return forms_of(name)["fr"][0] in _CAPITALS
