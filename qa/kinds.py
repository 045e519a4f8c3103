"""What kind of answer a question wants."""

import re
from typing import Literal

from corpus.chinese import simplified
from qa import measures, times
from qa.measures import Measure
from qa.times import Time

Kind = (
    Measure
    | Time
    | Literal["phone", "email", "address", "place", "person", "list", "reason", "definition"]
    | Literal["metadata", "other"]
)

# What stands in the columns of a table, whose head has the unit.
IN_COLUMNS: frozenset[Kind] = frozenset((*measures.ASKED, *times.ASKED))
# What an answer must hold, where that is asked for.
SOUGHT: frozenset[Kind] = IN_COLUMNS | {"phone", "email", "address", "place"}
# Of these, what few sentences have by chance.
TELLING: frozenset[Kind] = SOUGHT - {"number", "count", "time", "year", "day", "place"}

# "Which law provides …", "Which Chinese law is …": one thing, and no list.
_ONE_THING = (
    r"(?:[\w-]+ )?(?!(?:is|was|does|has) )[\w-]*[^\Ws] (?:(?:is|was|does|did|has|will|should|must"
    r"|can|of|in|on|for)\b|\w+s (?!(?:are|were|do|does|did|have|has|will|should|must|can)\b))"
)
# Where a document speaks of something is no place.
_DOCUMENTS_SAY = (
    r"(?:question|mention|come up|appear|discuss|sp(?:eaks?|oken) of|talks?\b|refers?\b|parle"
    r"|évoqu|cité)"
)
# Nor is where one goes with something, or gets it: "in any shop that sells them".
_WHERE_TO = (
    r"(?:go|puts?|thrown?|leave|left|keep|kept|stored?|get|got|buy|bought|bring|brought|apply"
    r"|report(?:ed)?"
    r"|complain|hand(?:ed)?|return(?:ed)?|find|park(?:ed)?|pay|paid|pick|collect(?:ed)?|sign"
    r"|register|send|sent"
    r"|dispose\w*|recycled?|dépos\w+|jet\w+|rang\w+|laiss\w+|gar\w+|trouver|achet\w+|payer"
    r"|adress\w+|retir\w+"
    r"|récupér\w+|inscri\w+|envoy\w+|rend\w+|mettre|aller|signal\w+|stock\w+|demander)\b"
)
_ZH_WHERE_TO = "[\\u4e00-\\u9fff]?[换办领取买交停放投登查找申扔还吃住打报存]"
_KINDS: list[tuple[Kind, re.Pattern[str]]] = [
    (
        "list",
        re.compile(
            r"^\W*(?:(?:please|merci de|peux-tu|pouvez-vous|can you|could you) )?(?:list|liste[rz]?"
            r"|énumér\w+|cite[rz]?|(?:donne[rz]?|give)[- ](?:moi|nous|me|us) (?:la|une|the|an?) "
            r"(?:\w+ )?(?:liste?|checklist))\b|^\W*请?(?:帮我)?(?:全部)?(?:列出|列举|罗列)"
            r"|列(?:出来|一下)\W*$",
            re.I,
        ),
    ),
    (
        "phone",
        re.compile(
            r"\b(?:num[ée]ro|n°) (?:\w+ ){0,2}?(?:de )?(?:t[ée]l(?:[ée]phone)?|portable|fixe"
            r"|urgence)\b"
            r"|\b(?:tele)?phone number|\b(?:hotline|emergency|mobile|contact) number"
            r"|\bnumber (?:do|can|should) (?:i|we) (?:call|ring|dial)\b|\bphone extension\b"
            r"|\bquel num[ée]ro (?:j['’]appelle|(?:dois|puis)-je|appeler"
            r"|faut-il)"
            r"|电话(?:号码?)?(?:是)?(?:多少|几号|什么)|电话号码|热线(?:号码)?(?:是)?多少"
            r"|打什么电话",
            re.I,
        ),
    ),
    (
        "email",
        re.compile(
            r"\badresses? (?:e-?mail|[ée]lectronique|mail|courriel)|\be-?mail address"
            r"|\bcourriel\b.*\?"
            r"|\bquel (?:e-?mail|courriel|mail)\b|\b(?:what|which) (?:is the )?e-?mail\b|邮箱"
            r"|电子邮件地址",
            re.I,
        ),
    ),
    (
        "address",
        re.compile(
            r"\b(?:quelle (?:est (?:l['’]|son |votre )?)?|^\W*)adresse\b(?! (?:e-?mail"
            r"|[ée]lectronique|mail))"
            r"|\b(?:what|which) (?:is|was) (?:the |its |your )?(?:\w+ ){0,4}?address\b"
            r"|^\W*(?:postal |mailing |street )?address\b|哪条[路街]|门牌"
            r"|地址(?:是|在|[？?]|$)",
            re.I,
        ),
    ),
    # "How many days" asks for a time.
    *times.ASKED.items(),
    *measures.ASKED.items(),
    (
        "place",
        re.compile(
            rf"^\W*où (?:s['’])?(?:sera|seront|est|sont|a|ont|va|vont|se)\b(?!.*\b{_DOCUMENTS_SAY})"
            rf"(?!.*\b{_WHERE_TO})"
            rf"|^\W*where (?:will|is|are|was|were|does|do|did|should)\b(?!.*\b{_DOCUMENTS_SAY})"
            rf"(?!.*\b{_WHERE_TO})"
            r"|\b(?:which|what) (?:city|town|place|venue)\b|\bquel(?:le)? (?:ville|lieu|endroit)\b"
            r"|\b[Dd]ans quel pays\b|\b[Ii]n (?:which|what) country\b"
            rf"|在哪[个一]?(?:位置|地方)(?!{_ZH_WHERE_TO})|在什么(?:位置|地方)|où se trouve\w*"
            rf"|在哪里(?!{_ZH_WHERE_TO})"
            rf"|在哪儿(?!{_ZH_WHERE_TO})|在何处|在何地|在哪个国家|哪[个座一]?(?:城市|省)",
            re.I,
        ),
    ),
    (
        "person",
        re.compile(
            # "What about babies who …" asks for nobody.
            r"^\W*(?:par )?[Qq]ui\b|^(?!\W*(?:(?:[Aa]nd|[Bb]ut) )?(?:[Ww]hat|[Hh]ow) about\b"
            r"[^,]*\bwho\b).*\b[Ww]hom?\b|谁"
        ),
    ),
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
            r"qu['’]est[- ]ce que?|défini|en quoi consist|entend-(?:on|il|elle) (?:\w+ )?par"
            r"|que signifie\w*"
            r"|指的是什么|what is\b|what does|meaning of|understand by|consists? of|什么是"
            r"|是什么|什么叫"
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
    r"|日期|发布(?!会|了)|发表(?!了|过)|更新|(?<!引用)(?<!注明)来源|来自|出处|标题|题目|网站"
    r"|更[早晚新]",
    re.I,
)


def kind_of(question: str) -> Kind:
    """What kind of answer the question wants."""
    question = simplified(question)
    if _DOCUMENT.search(question) and _HEAD_BLOCK.search(question):
        return "metadata"
    return next((kind for kind, pattern in _KINDS if pattern.search(question)), "other")
