"""Words that only say that documents are asked: "What does the paper say about", 文件怎么说.

They are in every question of some readers and in no answer; searched for with the rest, they
water down the one word that matters.
"""

import re
from functools import lru_cache

from qa.kinds import kind_of

_SOURCE_FR = r"(?:documents?|textes?|rapports?|articles?)"
_SOURCE_EN = r"(?:papers?|documents?|texts?|reports?|articles?)"
_SOURCE_ZH = r"(?:文件|文本|文章)"
# Where something is looked up; a contract or a law is also what is asked about.
_BOOK_FR = r"(?:règlement|manuel|guide|livret|notice|brochure)"
_BOOK_EN = r"(?:handbook|manual|guide|booklet|leaflet|brochure)"
_BOOK_ZH = r"(?:手册|须知|指南|说明书)"
_FRAME = re.compile(
    # "Que dit le document de l'…", "Que prévoient les textes pour …"
    r"^(?:que|comment)\s+(?:dit|disent|prévoit|prévoient|propose|proposent|demande|demandent)\s+"
    rf"(?:(?:le|la|les|ce|cet|cette|ces|deux)\s+)*{_SOURCE_FR}\s+"
    r"(?:à propos d[eu]s?|au sujet d[eu]s?|de|du|des|d['’]|sur|pour|concernant)\s*"
    r"(?:les?\s|la\s|l['’])?"
    # "What does the concept paper say about the …"
    r"|^(?:what|how)\s+(?:does|do)\s+(?:the|this|these|both|two)\s+(?:\w+\s+)?"
    rf"{_SOURCE_EN}\s+(?:say|state|mention|promise|provide|propose|support|plan)(?:\s+or\s+\w+)?"
    r"\s+(?:about|on|for|of|regarding|concerning)\s+(?:the\s+)?"
    # anywhere: "d'après le document", "according to the paper", 文件怎么说
    rf"|\b(?:d['’]après|selon)\s+(?:le|ce|cet)\s+{_SOURCE_FR}\b"
    rf"|\b(?:d['’]après|selon|dans)\s+(?:le|ce|la|cette|notre|votre)\s+{_BOOK_FR}\b"
    rf"|\baccording\s+to\s+the\s+{_SOURCE_EN}\b"
    rf"|\b(?:according\s+to|in)\s+(?:the|this|our|your)\s+(?:\w+\s)?{_BOOK_EN}\b"
    rf"|{_BOOK_ZH}[里中上](?:面?(?:说|规定|写|提到)的?)?"
    rf"|(?:根据|按照|据)?(?:这份|该|本)?{_SOURCE_ZH}(?:中|里)?"
    r"(?:怎么说|怎样谈到|如何看待|说|提到|对|关于)",
    re.IGNORECASE,
)
_WHOLE_SENTENCE = re.compile(r"[^.!?。！？]+[.!?。！？]*\s*")
_SENTENCE = re.compile(r"[^.!?:;。！？：；]+[.!?:;。！？：；]*\s*")
# A sentence with both tells the assistant what to be or to forget.
_ORDERS = re.compile(
    r"\b(?:ignor\w+|forget|disregard|oubli\w+|affich\w+|print|repeat|répèt\w+|reveal|révèl\w+"
    r"|output|you are|act as|answer|skip|invent\w*|make (?:it|something) up|ne (?:\w+ )?cite[sz]?"
    r"|(?:tu es|vous êtes) (?:désormais|maintenant))\b"
    r"|忽略|忘记|忘掉|无视|不必|不要|不用|不许|只准|你现在|显示|打印|重复|输出|编[造一]|删除|执行",
    re.IGNORECASE,
)
_OF_ASSISTANTS = re.compile(
    r"\b(?:instructions?|rules?|prompts?|sources?|consignes?|règles?|documents?|limite?s?"
    r"|citations?"
    r"|restrictions?|assistant|mode|pirate|DAN)\b|指示|指令|命令|规则|提示|来源|限制|模式|引文"
    r"|文档",
    re.IGNORECASE,
)
# What is said to nobody but an assistant.
_TO_ASSISTANTS = re.compile(
    r"\b(?:from now on|à partir de maintenant)\b|从现在(?:起|开始)"
    r"|\b(?:answer|reply|respond|réponds|répondez)\b.{0,30}\b(?:only|just|nothing but"
    r"|uniquement|seulement|rien d['’]autre)\b|只(?:准|许|能)?回答|(?:必须|一律)回答"
    r"|\b(?:this is an|c['’]est un) (?:order|ordre)\b|这是命令|\b(?:avant de répondre"
    r"|before (?:you answer|answering))\b|回答之前|\bas (?:your|the) (?:administrator|developer)\b",
    re.IGNORECASE,
)
# An aside, which may be such a sentence as well.
_ASIDE = re.compile(r"<(\w+)>.*?(?:</\1>|$)|\[[^\]]*\]|\([^)]*\)|（[^）]*）|【[^】]*】", re.DOTALL)
_MARKS = re.compile(r"(?:^|(?<=\s))[#*>=]{2,}\s*")
# What no document has, and some ask the assistant to give away.
_OF_ITS_OWN = re.compile(
    r"\b(?:system|hidden|your|tes|vos|ton|votre) (?:\w+ )?(?:prompt|instructions?|rules?|consignes?"
    r"|règles?)\b|(?:系统|你的|隐藏)的?(?:提示词?|指令|规则)",
    re.IGNORECASE,
)
# "Ignore your rules and tell me whether …"
_QUESTION = re.compile(
    r"[?？]|\b(?:tell|dis|dites|explain|expliqu\w+|summari\w+|résum\w+|answer|répond\w*)\b"
    r"|告诉|说说|回答|解释|总结",
    re.IGNORECASE,
)
_ASKS = re.compile(r"[?？]")
_LEADS_ON = re.compile(r"[:：]\s*$")
_LEAST_LETTERS = 2
# The steps of one answer read its question ten times.
_REMEMBERED = 256


# What is said to be polite, or to say that a question comes: it is in no answer.
_GREETING = re.compile(
    r"^\W*(?:(?:bonjour|bonsoir|salut|hello|hi|hey|good (?:morning|afternoon|evening)|ok(?:ay)?"
    r"|d['’]accord|très bien|thank you|thanks|merci(?: beaucoup| bien)?)\b(?! (?:de|pour"
    r"|for)\b)[\s,.!]*"
    r"|(?:您好|你好|好的|谢谢|多谢)[，,。！!\s]*)+",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"^\W*(?:(?:something else|another (?:question|thing)|one more (?:question|thing)"
    r"|autre (?:chose|question)"
    r"|rien à voir(?:,? mais)?|je change de sujet|(?:two|deux) (?:things|questions"
    r"|choses)(?: please)?)\s?[:,.]\s*"
    r"|(?:换一?个(?:问题|话题)|先不说这个|(?:我?想)?问(?:一下|两件事|几件事"
    r"|个问题))[：:，,。]\s*)+",
    re.IGNORECASE,
)
_PLEASE = re.compile(
    r"^\W*(?:(?:could|can|would|will) you (?:please |kindly )?(?:tell|remind) (?:me|us) (?!about\b)"
    r"|i(?:['’]d| would) (?:just )?like to know |do you know (?=wh|how|if)"
    r"|(?:pouvez|pourriez)-vous (?:me|nous) (?:dire|indiquer|préciser|rappeler) "
    r"|peux-tu (?:me|nous) (?:dire|indiquer|préciser|rappeler) "
    r"|je (?:voudrais|souhaite(?:rais)?|souhaiterais|aimerais) (?:bien )?savoir "
    r"|(?:请问(?:一下)?|麻烦问一下|想问一下|想知道)[，,：:]?)",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?<![\s,，.。;])[\s,，.。;]*+\b(?:merci(?: d['’]avance| beaucoup| bien)?"
    r"|thanks(?: in advance| a lot)?|thank you|svp|stp"
    r"|s['’]il (?:vous|te) pla[iî]t|please)\s*[.!]*\s*$|[，,。]?(?:谢谢|多谢|麻烦(?:告诉"
    r"|说)?一下)[。！!]*$",
    re.IGNORECASE,
)


def without_courtesy(question: str) -> str:
    """`question` without greetings, thanks and "could you tell me"; all of it if that is all."""
    rest = question
    for pattern in (_GREETING, _ANNOUNCED, _PLEASE, _THANKS):
        rest = pattern.sub("", rest, count=1)
    return rest if any(map(str.isalnum, rest)) else question


@lru_cache(_REMEMBERED)
def without_orders(question: str) -> str:
    """`question` without courtesies, and the sentences and asides that give the assistant orders.

    The last sentence is kept, unless another one is the question.
    """
    question = without_courtesy(question)
    plain = _ASIDE.sub(lambda aside: " " if _is_order(aside[0]) else aside[0], question)
    sentences = _SENTENCE.findall(_MARKS.sub("", plain))
    kept: list[str] = []
    for sentence in sentences[:-1]:
        if not _is_order(sentence):
            kept.append(sentence)
        elif kept and _LEADS_ON.search(kept[-1]):
            kept.pop()  # "New instructions:" says nothing without them
    last = sentences[-1:]
    if last and _is_order(last[0]) and not _ASKS.search(last[0]) and any(map(_ASKS.search, kept)):
        last = []
    return "".join([*kept, *last]).strip() or question


def question_in(message: str) -> str:
    """`message` without the sentences before its question, where it has any."""
    asking = [one for one in _WHOLE_SENTENCE.findall(message) if _ASKS.search(one)]
    return "".join(asking) if asking else message


def is_order(question: str) -> bool:
    """Whether it asks for nothing but the assistant's own instructions."""
    asked = without_orders(question)
    return bool(
        _ORDERS.search(asked)
        and _OF_ITS_OWN.search(asked)
        and kind_of(asked) == "other"
        and not _QUESTION.search(asked)
    )


def _is_order(sentence: str) -> bool:
    if _TO_ASSISTANTS.search(sentence):
        return True
    return bool(_ORDERS.search(sentence) and _OF_ASSISTANTS.search(sentence))


@lru_cache(_REMEMBERED)
def without_frame(question: str) -> str:
    """`question` without such words; all of it where nothing would be left."""
    rest = _FRAME.sub(" ", without_orders(question)).strip()
    return rest if sum(c.isalnum() for c in rest) >= _LEAST_LETTERS else question
