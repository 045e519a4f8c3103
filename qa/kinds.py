"""What kind of answer a question wants."""

import re
from typing import Literal

from corpus.chinese import simplified

Kind = Literal[
    "money",
    "number",
    "share",
    "duration",
    "frequency",
    "time",
    "phone",
    "email",
    "address",
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
_MEASURES = (
    "speed|size|area|height|length|width|distance|temperature|weight|capacity|power|percentage"
)
_MEASURES_FR = (
    "vitesse|taille|surface|superficie|hauteur|longueur|largeur|distance|température|poids"
    "|capacité|puissance"
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
            r"combien (?:[àa]-t-on |doit-on |faut-il )?(?:payer|coûte)|combien (?:d['’](?:argent"
            r"|euros)|(?:\S+ ){0,8}?co[uû]t)|how much (?:money|\S.*\bcost)"
            r"|quel(?:le)? (?:en )?(?:est|sera|était) (?:le |la )?(?:montant|budget|co[uû]t|prix)\b"
            r"|what (?:is|was|will be) the (?:\w+ )?(?:budget|cost|price)\b"
            r"|^\W*(?:montant|budget|co[uû]t|prix|cost|price)\b|\bamount (?:per|a|each|due"
            r"|of the)\b"
            r"|多少(?:钱|美?元)"
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
        "frequency",
        re.compile(
            r"\bhow (?:often|frequently)\b|\b(?:à quelle|quelle est la) fréquence\b"
            r"|\btous les combien\b"
            r"|多久(?:[\u4e00-\u9fff]{0,6})?一[次回趟]|(?:每|多)?(?:隔)?多(?:久"
            r"|长时间)[\u4e00-\u9fff]{0,4}一[次回趟]"
            r"|频率",
            re.I,
        ),
    ),
    (
        "phone",
        re.compile(
            r"\b(?:num[ée]ro|n°) (?:\w+ ){0,2}?(?:de )?(?:t[ée]l(?:[ée]phone)?|portable|fixe"
            r"|urgence)\b"
            r"|\b(?:tele)?phone number|\b(?:hotline|emergency|mobile|contact) number"
            r"|\bnumber (?:do|can|should) (?:i|we) (?:call|ring|dial)\b|\bquel numéro (?:appeler"
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
            r"|^\W*address\b"
            r"|地址(?:是|在|[？?]|$)",
            re.I,
        ),
    ),
    (
        "duration",
        re.compile(
            r"combien de temps|(?:quelle (?:est |sera )?(?:la )?|sur quelle )durée|\bhow long\b"
            r"|\bquel (?:est (?:le )?)?(?:délai|préavis)\b|\bhow much notice\b"
            r"|\b(?:what|which) (?:is the |will be the )?duration\b|多久"
            r"|\bhow old\b|\bquel âge\b|^\W*[âa]ge d[ue]?\b|几岁|多大年纪|多少年了"
            r"|多长时间|(?:持续|用|花|历时)几[年个天]|几年时间",
            re.I,
        ),
    ),
    (
        "number",
        re.compile(
            r"combien|quel nombre|(?:^\W*|quel est le )nombre d(?:e\b|['’])|how many|how much"
            r"|(?:^\W*|what is the )number of\b|\bhow (?:big|tall|far|heavy|fast|large|hot|cold"
            r"|deep|wide|high)\b"
            rf"|\b(?:what|which) (?:is |was "
            rf"|are )?(?:the )?(?:\w+ )?(?:{_MEASURES})\b(?! of (?:life|view))"
            rf"|\bquel(?:le)?s? (?:(?:est|sont|était) )?(?:les? |la "
            rf"|l['’])?(?:\w+ )?(?:{_MEASURES_FR})\b"
            r"|\ben m[²2]\b|多[高重远宽深快]|多少|(?<![哪的这那好])几[个项条年次届]",
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
            r".*\b(?:quand(?! même)|when)\b"
            r"|\bà quelles? heures?\b|\bquel(?:le)?s? (?:sont (?:les )?)?(?:heures?|horaires?)\b"
            r"|\b(?:what|which) (?:time|hours?)\b|\bopening hours\b|几点|^\W*(?:horaires?|jours?) d"
            r"|^\W*(?:année|date|year) (?:de|du|d['’]|of)\b"
            r"|quel(?:le)? (?:date|année|an|jour|mois)\b"
            r"|quelles? (?:sont les )?(?:dates?|jours?)\b|(?:what|which) (?:are the )?dates\b"
            r"|(?:what|which) (?:year|date|day|month)|星期几|[周礼]拜?几|几号|什么时候|何时"
            r"|哪一?[年天月日]|几[年月日]",
            re.I,
        ),
    ),
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
