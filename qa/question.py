"""What a question asks for, and in which language: rules that need no model."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from corpus import Language, detect_language
from corpus.chinese import simplified
from qa.errors import QuestionError
from qa.follow_ups import Message, completed
from qa.frames import without_frame
from qa.verification.names import spelled_out

LONGEST_QUESTION = 4_000
Kind = Literal[
    "money",
    "number",
    "time",
    "place",
    "person",
    "list",
    "reason",
    "definition",
    "metadata",
    "other",
]

_KINDS: list[tuple[Kind, re.Pattern[str]]] = [
    (
        "money",
        re.compile(
            r"combien (?:d['’](?:argent|euros)|(?:\S+ ){0,8}?co[uû]t)|how much (?:money|\S.*\bcost)"
            r"|quel(?:le)? (?:en )?(?:est|sera|était) (?:le |la )?(?:montant|budget|co[uû]t|prix)\b"
            r"|what (?:is|was|will be) the (?:\w+ )?(?:budget|cost|price)\b"
            r"|^\W*(?:montant|budget|co[uû]t|prix|cost|price)\b|多少(?:钱|美?元)"
            r"|(?:预算|费用|金额|经费)是?(?:多少|几)",
            re.I,
        ),
    ),
    (
        "number",
        re.compile(
            r"combien|quel nombre|(?:^\W*|quel est le )nombre d(?:e\b|['’])|how many|how much"
            r"|(?:^\W*|what is the )number of\b|多少|(?<![哪的这那好])几[个项条年次届]",
            re.I,
        ),
    ),
    (
        "time",
        re.compile(
            r"\bquand\b|quel(?:le)? (?:date|année|an|jour|mois)\b|\bwhen\b"
            r"|(?:what|which) (?:year|date|day|month)|什么时候|何时|哪一?[年天月日]|几[年月日]",
            re.I,
        ),
    ),
    (
        "place",
        re.compile(
            r"^\W*où (?:sera|seront|est|sont|a|ont|va|vont|se)\b(?!.*\b(?:question|mention))"
            r"|^\W*where (?:will|is|are|was|were|does|do|did|should)\b"
            r"(?!.*\b(?:come up|appear|mention|discuss))"
            r"|\b(?:which|what) (?:city|town|place|venue)\b|\bquel(?:le)? (?:ville|lieu|endroit)\b"
            r"|在哪里|在哪儿|在何处|在何地|哪[个座一]?(?:城市|地区|省)",
            re.I,
        ),
    ),
    ("person", re.compile(r"^\W*(?:par )?[Qq]ui\b|\b[Ww]hom?\b|谁")),
    ("reason", re.compile(r"pourquoi|pour quelles? raison|\bwhy\b|为什么|为何|原因", re.I)),
    (
        "list",
        re.compile(
            r"\bquel(?:le)?s\b|\bcite[rz]?\b|énumér|liste[rz]?\b|donnez (?:les|des)"
            r"|\bwhat (?!is\b|was\b|does\b|has\b)[a-z-]+(?<!s)s\s(?!is\b)"
            r"|\bwhich\b|what are|^\W*list\b|\bname the|哪些|列出|列举|哪几",
            re.I,
        ),
    ),
    (
        "definition",
        re.compile(
            r"qu['’]est[- ]ce que?|défini|en quoi consist|entend-(?:on|il|elle) par|what is\b"
            r"|what does|meaning of|understand by|consists? of|什么是|是什么|什么叫"
            r"|什么意思|含义|定义",
            re.I,
        ),
    ),
]  # fmt: skip
# A question about a document itself names both the document and what its head block says.
_DOCUMENT = re.compile(
    r"\b(?:document|texte|article|rapport|page|paper|text|report|file)\b"
    r"|文件|文章|文本|本文|报告|资料|网页",
    re.I,
)
_HEAD_BLOCK = re.compile(
    r"\bdate\b|\bdaté|\bdated\b|publi|\bmis(?:e)? à jour|\bupdated?\b|\bsource\b|\btitre\b"
    r"|\btitle\b|\bsite\b|\bwebsite\b|vient|provient|come from"
    r"|日期|发布|发表|更新|(?<!引用)(?<!注明)来源|来自|出处|标题|题目|网站",
    re.I,
)
_SHOWS: dict[Kind, re.Pattern[str]] = {
    "money": re.compile(
        r"[$€£¥]|\b(?:euro|dollar|yuan|franc|livre sterling|pound|rouble|million|milliard"
        r"|billion)s?\b|\bRMB\b|\d\s?[万亿]?元|[万亿]元",
        re.IGNORECASE,
    ),
    "number": re.compile(
        r"\d|\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|cent|mille|million|two|three"
        r"|four|five|six|seven|eight|nine|ten|hundred|thousand)s?\b|[一二三四五六七八九十百千万两]",
        re.IGNORECASE,
    ),
    "time": re.compile(r"\b(?:1[6-9]|20)\d\d\b|\d\s?[年月]"),
    # Where a preposition or a bracket says that a name is where something is.
    "place": re.compile(
        r"\b(?:à|en|in|at|near) (?:the )?(?!January|February|March|April|May\b|June|July|August"
        r"|September|October|November|December)[A-ZÀ-Ý][a-zà-ÿ]+"
        r"|\b(?:au|aux|dans (?:les? |la |l['’])?)\s?(?!Nations|Conseil|Comité|Fonds|Forum|Parti"
        r"|Secrétaire|Groupe|[ÉE]tats?\b|Gouvernement)[A-ZÀ-Ý][a-zà-ÿ]+"
        r"|\([A-ZÀ-Ý][a-zà-ÿ]+\)|在[\u4e00-\u9fff]{2,6}?[市省州县区国城镇]|(?:位于|设在)[\u4e00-\u9fff]"
    ),
}


# "Who proposed it, and when?" is first of all who.
_AND_WHEN = re.compile(
    r",?\s+(?:et|and)\s+(?:quand|when)\W*$|[，、]?(?:是)?(?:何时|什么时候)[？?]?$", re.I
)
_ACRONYM = re.compile(r"\b[A-Z]{2,}\b")


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question made ready: `text` is complete in itself, `asked` is what the user typed.

    `and_when` says that it asks for a time besides: "Who proposed it, and when?" `mended` is
    `asked` without its typos, and `written` are names in it as the documents have them (see
    `naming.in_words_of`).
    """

    asked: str
    text: str
    language: Language
    kind: Kind
    and_when: bool = False
    mended: str = ""
    written: Mapping[int, Sequence[str]] = field(default_factory=dict)

    @property
    def bare(self) -> str:
        """`text` without the words that only say that documents are asked."""
        plain = simplified(self.text)
        return plain if self.kind == "metadata" else without_frame(plain)

    @property
    def plain(self) -> str:
        """`asked` as rules read it: without typos, and traditional characters are simplified."""
        return simplified(self.mended or self.asked)

    @property
    def sought(self) -> str:
        """What to look for: `bare`, with its names in the words of the documents."""
        return self.spelled_out(self.bare)

    def without_typos(self, asked: str, text: str) -> "Inquiry":
        """The same, read anew from `asked` and `text` as they were meant."""
        return _read(replace(self, mended=asked, text=text))

    def spelled_out(self, text: str) -> str:
        """`text`, a part of the question, with its names in the words of the documents."""
        if not self.written and not _ACRONYM.search(text):
            return text
        return spelled_out(text, self.language, self.written)


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
    language = detect_language(asked)
    text = completed(asked, language, history)
    return _read(Inquiry(asked, text, language, "other"))


def _read(inquiry: Inquiry) -> Inquiry:
    """`inquiry` with the kind of answer that it wants."""
    asked = inquiry.mended or inquiry.asked
    # "And for Africa?" asks for what was asked of Asia.
    whole = asked if asked in inquiry.text else inquiry.text
    first = _AND_WHEN.sub("", whole)
    if first != whole and kind_of(first) not in ("other", "time"):
        return replace(inquiry, kind=kind_of(first), and_when=True)
    return replace(inquiry, kind=kind_of(whole), and_when=False)


def kind_of(question: str) -> Kind:
    """What kind of answer the question wants."""
    question = simplified(question)
    if _DOCUMENT.search(question) and _HEAD_BLOCK.search(question):
        return "metadata"
    return next((kind for kind, pattern in _KINDS if pattern.search(question)), "other")


def shows(kind: Kind, text: str) -> bool:
    """Whether `text` holds the kind of thing asked for: a number, a date; any text otherwise."""
    pattern = _SHOWS.get(kind)
    return pattern is None or bool(pattern.search(text))
