"""What kind of answer a question wants, and which texts show one."""

import re
from typing import Literal

from corpus.chinese import simplified

Kind = Literal[
    "money",
    "number",
    "share",
    "duration",
    "time",
    "place",
    "person",
    "list",
    "reason",
    "definition",
    "metadata",
    "other",
]

# "Which law provides …", "Which Chinese law is …": one thing, and no list.
_ONE_THING = (
    r"(?:[\w-]+ )?(?!(?:is|was|does|has) )[\w-]*[^\Ws] (?:(?:is|was|does|did|has|will|should|must"
    r"|can|of|in|on|for)\b|\w+s (?!(?:are|were|do|does|did|have|has|will|should|must|can)\b))"
)
_OPENS_QUESTION = (
    r"(?:est-ce|qu|comment|pourquoi|où\b|what|how|who|why|which|where|is|are|was|were|do|does|did"
    r"|can|could|should|will|would)"
)
# Where a document speaks of something is no place.
_DOCUMENTS_SAY = (
    r"(?:question|mention|come up|appear|discuss|sp(?:eaks?|oken) of|talks?\b|refers?\b|parle"
    r"|évoqu|cité)"
)
_KINDS: list[tuple[Kind, re.Pattern[str]]] = [
    (
        "list",
        re.compile(
            r"^\W*(?:(?:please|merci de|peux-tu|pouvez-vous|can you|could you) )?(?:list|liste[rz]?"
            r"|énumér\w+|cite[rz]?|(?:donne[rz]?|give)[- ](?:moi|nous|me|us) (?:la|une|the|an?) "
            r"(?:\w+ )?(?:liste?|checklist))\b|^\W*请?(?:帮我)?(?:全部)?(?:列出|列举|罗列)",
            re.I,
        ),
    ),
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
        "share",
        re.compile(
            r"\bquel(?:le)? (?:est (?:le |la )?)?(?:pourcentage|proportion)\b"
            r"|\b(?:what|which) (?:is the )?(?:percentage|proportion|share)\b|\bper ?cent of what\b"
            r"|百分之(?:几|多少)|(?:比例|比重|占比)是?(?:多少|多大|几)",
            re.I,
        ),
    ),
    (
        "duration",
        re.compile(
            r"combien de temps|(?:quelle (?:est |sera )?(?:la )?|sur quelle )durée|\bhow long\b"
            r"|\b(?:what|which) (?:is the |will be the )?duration\b|多久"
            r"|多长时间|(?:持续|用|花|历时)几[年个天]|几年时间",
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
            # "What happens when …" asks for no date.
            r"^(?!\W*(?:qui|que|qu['’]|quel|quelles?|quels|comment|pourquoi|où|who|whom|what|how"
            r"|why|which|where)\b(?!.*\b(?:et|ou|depuis|and|or|since) (?:quand|when)\b))"
            # nor does "When X happens, is it …?"
            rf"(?!\W*(?:quand|when)\b[^?]*,\s*{_OPENS_QUESTION})"
            r".*\b(?:quand|when)\b"
            r"|^\W*(?:année|date|year) (?:de|du|d['’]|of)\b"
            r"|quel(?:le)? (?:date|année|an|jour|mois)\b"
            r"|(?:what|which) (?:year|date|day|month)|什么时候|何时|哪一?[年天月日]|几[年月日]",
            re.I,
        ),
    ),
    (
        "place",
        re.compile(
            rf"^\W*où (?:s['’])?(?:sera|seront|est|sont|a|ont|va|vont|se)\b(?!.*\b{_DOCUMENTS_SAY})"
            r"|^\W*where (?:will|is|are|was|were|does|do|did|should)\b"
            rf"(?!.*\b{_DOCUMENTS_SAY})"
            r"|\b(?:which|what) (?:city|town|place|venue)\b|\bquel(?:le)? (?:ville|lieu|endroit)\b"
            r"|\b[Dd]ans quel pays\b|\b[Ii]n (?:which|what) country\b"
            r"|在哪里|在哪儿|在何处|在何地|在哪个国家|哪[个座一]?(?:城市|省)",
            re.I,
        ),
    ),
    ("person", re.compile(r"^\W*(?:par )?[Qq]ui\b|\b[Ww]hom?\b|谁")),
    (
        "reason",
        re.compile(r"pourquoi|pour quelles? raison|\bwhy\b|为什么|为何|原因|出于什么", re.I),
    ),
    (
        "list",
        re.compile(
            r"\bquel(?:le)?s\b|\bcite[rz]?\b|énumér|liste[rz]?\b|donnez (?:les|des)"
            r"|\brappel(?:er|ez|le) les\b|\bremind me of the\b"
            r"|\bwhat (?!is\b|was\b|does\b|has\b)[a-z-]+(?<!s)s\s(?!is\b)"
            rf"|\bwhich (?!{_ONE_THING})|what are|^\W*list\b|\bname the|哪些|列出|列举|哪几",
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
    r"\b(?:document|texte|article|rapport|page|paper|text|report|file|piece)s?\b"
    r"|(?<!立场)(?<!政策)(?<!法律)(?<!成果)文件|文章|文本|本文|报告|资料|网页",
    re.I,
)
_HEAD_BLOCK = re.compile(
    r"\bdates?\b|\bdaté|\bdated\b|publi|\bmis(?:e)? à jour|\bupdated?\b|\bsources?\b|\btitres?\b"
    r"|\btitles?\b|\bsite\b|\bwebsite\b|vient|provient|come from|\bplus (?:récent|ancien)"
    r"|\b(?:more|most) recent\b|\b(?:newer|older)\b"
    r"|日期|发布(?!会|了)|发表(?!了|过)|更新|(?<!引用)(?<!注明)来源|来自|出处|标题|题目|网站|更[早晚新]",
    re.I,
)
_NUMBER_WORDS = (
    "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|cent|mille|million|two|three|four|five"
    "|seven|eight|nine|ten|hundred|thousand"
)
_SHOWS: dict[Kind, re.Pattern[str]] = {
    "money": re.compile(
        r"[$€£¥]|\b(?:euro|dollar|yuan|franc|livre sterling|pound|rouble|million|milliard"
        r"|billion)s?\b|\bRMB\b|\d\s?[万亿]?元|[万亿]元",
        re.IGNORECASE,
    ),
    "number": re.compile(
        rf"\d|\b(?:{_NUMBER_WORDS})s?\b|[一二三四五六七八九十百千万两]",
        re.IGNORECASE,
    ),
    "share": re.compile(r"%|\bpour ?cents?\b|\bper ?cent\b|百分之|[一二三四五六七八九]成", re.I),
    "duration": re.compile(
        rf"(?:\d|\b(?:un|une|{_NUMBER_WORDS})\b)\s?(?:\w+ )?(?:ans?|années?|mois|semaines?"
        r"|jours?|heures?|years?|months?|weeks?|days?|hours?)\b"
        r"|[\d一二两三四五六七八九十几]\s?个?(?:年|月|周|星期|天|小时)",
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
