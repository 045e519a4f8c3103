"""What is left of a question without the words for a place."""

import re

from corpus import Language
from corpus.numbering import roman_value
from qa.where.steps import Where
from qa.where.words import SOURCE, UNITS
from vectorstore.analysis import has_chinese, is_function_word, surface_words

# What asks for all that stands there, and adds nothing.
_ALL = frozenset(
    "dit dire disent contient contenir contenu parle parler traite traiter résume résumer résumé "
    "résumez résumes synthèse quoi que montre montrez montrer cite citez citer donne donnez donner "
    "lis lire lisez affiche affichez texte document documents papier rapport article note sujet "
    "trouve trouver raconte explique expliquer expliquez exactement précisément question savoir "
    "aborde porte détaille reprends mot mots exact gros bref seulement juste règlement notice "
    "manuel guide livret prévoit prévoir stipule dispose énonce indique précise bail contrat "
    "convention apprend apprendre apprends évoque évoquer mentionne présente présenter expose "
    "exposer concerne concernent essentiel points principaux principales principal principale "
    "idées grandes lignes aperçu synthétise synthétiser récapitule retenir faut puis peux pouvez "
    "petit petite svp stp merci train raconter thèmes sujets bonjour sais cela ça y "
    "pourriez voudrais aimerais voir connaître bout passage évoqué abordé abordés traité "
    "say says state states about contain contains content contents summarise summarize summary "
    "summarised read show quote give tell text paper report cover covers covered deal deals "
    "exactly find included include includes explain describe describes overview gist brief briefly "
    "please words wording rundown only just set sets out list listed notice booklet handbook "
    "manual leaflet story lease agreement contract provide provides stipulates specifies sum "
    "summary main ideas topic topics subject discuss discusses address addresses "
    "mention mentions talk talks treat treats present presents learn reading tells bear bears bit "
    "grateful get saying whats all mind outlining outline explaining hello thanks hi bit "
    "quick short outline goes know want like need recap looking told passage rules "
    "讲 讲的 讲述 说 写 写的 写了 写着 内容 什么 是 了 主要 总结 概括 介绍 谈 谈的 关于 文件 文本 "
    "文章 文档 报告 说了 讲了 谈了 哪些 原文 规定 一下 帮 我 请 概述 大意 怎么 怎样 如何 一段 这段 "
    "这一段 一节 一章 一部分 部分 这篇 通报 手册 须知 办法 章程 报道 说明书 指南 的话 写些 讲些 "
    "说的是 写的是 讲的是 合同 协议 租约 主要内容 归纳 说明 说明了 都 有 些 啥 简述 概要 要点 "
    "那段 里 麻烦 情形 列出 谢谢 您好 你好 这条 这一条 这章 这节 "
    "想 知道 看 看看 看一下 告诉 涉及 讨论 包括 包含 里面 在 都写 都有 哪些内容 大概 简单"
    " 下".split()
)
# "The paper on migration" is one; "about migration" is what is asked.
_ABOUT = re.compile(rf"\b{SOURCE}(?: (?!says?\b)\w+)? (?:sur|on|about)\b", re.IGNORECASE)
_ABOUT_WHAT = re.compile(
    r"\b(?:about|on|regarding|concerning|sur|à propos|au sujet|concernant|quant"
    r"|(?:dit|disent)(?:-\w+)? (?:de|du|des|d(?=['’])))\b"
    r"|关于|对于|(?:怎么|怎样|如何)[谈看说讲写]|[说提谈]到",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:?!，；：。？！]|\.(?=\s|$)|\s[-–—]\s")
# What asks for all that stands at a place, whatever else is told.
_OVERVIEW = re.compile(
    r"\b(?:r[ée]sum\w+|synth\w+|aperçu|essentiel|grandes lignes|vue d['’]ensemble|teneur|topo"
    r"|en bref|en gros|retenir|de quoi (?:traite|parle|s['’]agit|est-il)\w*|explique\w*"
    r"|récapitul\w*"
    r"|en (?:une?|deux|trois|quelques|cinq) (?:phrases?|mots?|lignes?|puces|points)"
    r"|présente[zr]?|expose[zr]?|contenu|objet"
    r"|summar\w+|sum (?:\w+ )?up|overview|gist|outlin\w+|digest|recap|tl;?dr|rundown|nutshell"
    r"|essence"
    r"|(?:key|main) (?:points|ideas|takeaways|message)|takeaways?|take away|short version|boil"
    r"|talk me through|walk me through|(?:in )?(?:plain|simple) (?:english|terms|words)|explain"
    r"|(?:one|two|three|a few) (?:sentences?|bullets?|lines)|bullet points|(?:general )?contents?"
    r"|all about|the deal with|brief(?:ly)?|describe)\b"
    r"|概[括述要]|归纳|总结|梗概|大意|要点|[一两三几]句话|摘要|提要|简[述介短]|介绍|主要内容|大[概体致]"
    r"|捋|解释|意思|内容(?:是|$)",
    re.IGNORECASE,
)
# The same where its clause ends so: "what does it say?", not "what does it say it costs?".
_SAYS = re.compile(
    r"(?:\b(?:says?|saying|said|contains?|covers?|covered|discuss(?:es)?|deals? with|address(?:es)?"
    r"|provides?|set out|about|on|in it|there|is in|are in|bears?|tells?"
    r"|dit|disent|dis|raconte|contient|prévoit|dispose|stipule|traite|parle|porte|apprend|lit-on"
    r"|question|aborde|y a quoi|quoi|est écrit|y est dit)(?: (?:exactly|exactement|already|overall"
    r"|bear|at all|dedans|au juste|globalement|it|ça|cela|il|elle|you|me|us|to me|for me))*"
    r"|(?:[讲写谈扯]|(?<![小学传])说)[了的着]?些?(?:什么|啥|哪些|内容|明)?(?:内容)?[啊呀呢的]?"
    r"|有(?:什么|哪些|啥)内容|怎么规定的?|都有啥|规定了什么)\s*$",
    re.IGNORECASE,
)
# What asks for something in it.
_SPECIFIC = re.compile(
    r"\bcombien\b|\bhow (?:many|much|long|often|far|old|tall|big|high)\b|多少|几点|几[年月天个岁]"
    r"|谁|哪年|何时|^\W*(?:(?:et|and|à|de|pour|par|in|on|at|from|to|by|for|with|est-ce que) )?"
    r"(?:quand|où|qui|quel(?:le)?s?|pourquoi|when|where|who|whom|which|why|whether"
    r"|what (?!is\b|are\b|was\b|does\b|do\b|did\b|the\b|it\b|on\b|in\b|all\b|else\b|this\b))\b",
    re.IGNORECASE,
)
_SUBJECT = {"fr": "le document", "en": "the document", "zh": "文件"}
_TAKES_NO_SUBJECT = re.compile(
    r"^(?:d['’]après|selon|dans|à|en|au|aux|de|du|d['’]|sous|according|in|on|at|under|within|of"
    r"|from|per|as|by|dès|near|towards?|vers|tout|right|before|avant)\b|^[在据根按依从的]|[里中上内]$",
    re.IGNORECASE,
)


def without_place(text: str, where: Where, language: Language) -> str:
    """`text` without the words for the place, or with the whole document in its stead."""
    gap = "" if language == "zh" else " "
    for words in where.words:
        is_aside = _TAKES_NO_SUBJECT.search(words.strip())
        text = text.replace(words, gap if is_aside else f"{gap}{_SUBJECT[language]}{gap}")
    joined = re.sub(r"\s+(?=[,.?;:!，。？])", "", " ".join(text.split()))
    return joined.lstrip(" ,;:，；：-–—")


def asks_for_summary(question: str) -> bool:
    """Whether the question has words that ask for a summary."""
    return bool(_OVERVIEW.search(question))


def may_ask_for_all(question: str) -> bool:
    """Whether the question may ask for all that stands somewhere."""
    return asks_for_summary(question) or any(
        _SAYS.search(clause) for clause in _CLAUSE.split(question)
    )


def asks_for_all(rest: str) -> bool:
    """Whether `rest`, which is left of a question, asks for all that stands at the place, and
    not for what is said there of something."""
    clauses = _CLAUSE.split(_ABOUT.sub("", rest))
    if any(map(_SPECIFIC.search, clauses)) or any(about for _, about in map(_besides, clauses)):
        return False
    return may_ask_for_all(rest)


def asked_besides(rest: str) -> tuple[list[str], list[str]]:
    """What `rest` asks for beside what stands there: nothing, where these words are of titles. The
    second ones say what it is to be about."""
    both = [_besides(clause) for clause in _CLAUSE.split(_ABOUT.sub("", rest))]
    return [w for words, _ in both for w in words], [w for _, words in both for w in words]


def _besides(clause: str) -> tuple[list[str], list[str]]:
    about = ""
    if found := _ABOUT_WHAT.search(clause):
        clause, about = clause[: found.start()], clause[found.end() :]
    return (
        [word for word in surface_words(clause) if not idle(word)],
        [word for word in surface_words(about) if not idle(word)],
    )


def idle(word: str) -> bool:
    """Whether the word asks for what stands there, and for nothing in it."""
    return (
        word in _ALL
        or word in UNITS
        or is_function_word(word)
        or (len(word) < 2 and not has_chinese(word))
        or not any(map(str.isalpha, word))
        or roman_value(word.upper()) is not None
    )
