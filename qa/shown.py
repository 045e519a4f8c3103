"""Which texts show the kind of thing that a question asks for (see `kinds`)."""

import re

from qa.kinds import Kind

_NUMBER_WORDS = (
    "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt"
    "|trente|quarante|cinquante|soixante|cent|mille|million|two|three|four|five|seven|eight|nine"
    "|ten"
    "|eleven|twelve|thirteen|fourteen|fifteen|sixteen|twenty|thirty|forty|fifty|sixty|hundred"
    "|thousand"
)
_MONTHS = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    "|January|February|March|April|May|June|July|August|September|October|November|December"
)
_WEEKDAYS = (
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
)
_HAN_NUMBER = "[\\d一二两三四五六七八九十百千几]"
_SHOWS: dict[Kind, re.Pattern[str]] = {
    "money": re.compile(
        r"[$€£¥]|\b(?:euro|dollar|yuan|franc|livre sterling|pound|rouble|million|milliard"
        r"|billion)s?\b|\b(?:RMB|EUR|GBP|USD|CNY)\b|[\d一二两三四五六七八九十百千万亿]\s?元"
        r"|\bgratuit|\bfree of charge\b|\bfor free\b|免费|不收费|[一二两三四五六七八九\d]角",
        re.IGNORECASE,
    ),
    "number": re.compile(
        rf"\d|\b(?:{_NUMBER_WORDS})s?\b|[一二三四五六七八九十百千万两]",
        re.IGNORECASE,
    ),
    "share": re.compile(r"%|\bpour ?cents?\b|\bper ?cent\b|百分之|[一二三四五六七八九]成", re.I),
    "duration": re.compile(
        rf"(?:\d|\b(?:un|une|an?|one|{_NUMBER_WORDS})\b)[\s-]?(?:\w+ )?(?:ans?|années?|mois"
        rf"|semaines?"
        r"|jours?|nuits?|heures?|minutes?|min|h|trimestres?|semestres?|years?|months?|weeks?|days?"
        r"|nights?|hours?)\b"
        rf"|{_HAN_NUMBER}\s?个?(?:年|月|周|星期|天|日|晚|小时|分钟|工作日|学期)",
        re.IGNORECASE,
    ),
    "time": re.compile(
        rf"\b(?:1[6-9]|20)\d\d\b|{_HAN_NUMBER}\s?[年月日号点时]|\b(?:{_MONTHS})\b"
        rf"|\b(?i:{_WEEKDAYS})s?\b"
        r"|\b\d{1,2}\s?(?:h|heures?|[ap]\.?m\b)|\b\d{1,2}[:：.]\d\d\b"
        r"|\b(?:first|last|premiere?|derniere?|1er) (?:\w+ )?(?:day|jour)s?\b|月[初底末]"
        r"|\bmidi\b|\bminuit\b|\bnoon\b|\bmidnight\b"
        r"|[周星][期]?[一二三四五六日天末]|正午|[上下]旬|除夕|春节"
        rf"|\b(?:\d+|{_NUMBER_WORDS})[\s-](?:jours?|semaines?|mois|ans?|heures?|minutes?|days?"
        rf"|weeks?|months?"
        rf"|years?|hours?)\b|{_HAN_NUMBER}\s?个?(?:天|周|月|小时|分钟|工作日)"
    ),
    "frequency": re.compile(
        r"\b(?:every|each|per|once|twice|times|annual|yearly|monthly|weekly|daily|chaque"
        r"|tou(?:te)?s les"
        r"|par (?:jour|semaine|mois|an|trimestre)|fois|annuel|mensuel|hebdomadaire"
        r"|quotidien)\w*\b|每|一[年月周天]一",
        re.IGNORECASE,
    ),
    "phone": re.compile(r"\d[\d\s().-]{4,}\d|\b\d{3,5}\b(?=\D*$)"),
    "email": re.compile(r"\S@\S"),
    "address": re.compile(
        r"\b(?:rue|avenue|boulevard|place|quai|chemin|route|impasse|allée|street|road|lane"
        r"|avenue|wharf|square"
        r"|drive|unit)\b|\d+\s?号|[路街巷]\d|大[道街]",
        re.IGNORECASE,
    ),
    # Where a preposition or a bracket says that a name is where something is.
    "place": re.compile(
        r"\b(?:à|en|in|at|near) (?:the )?(?!January|February|March|April|May\b|June|July|August"
        r"|September|October|November|December)[A-ZÀ-Ý][a-zà-ÿ]+"
        r"|\b(?:au|aux|dans (?:les? |la |l['’])?)\s?(?!Nations|Conseil|Comité|Fonds|Forum|Parti"
        r"|Secrétaire|Groupe|[ÉE]tats?\b|Gouvernement)[A-ZÀ-Ý][a-zà-ÿ]+"
        r"|\([A-ZÀ-Ý][a-zà-ÿ]+\)|在[\u4e00-\u9fff]{2,6}?[市省州县区国城镇]|(?:位于"
        r"|设在)[\u4e00-\u9fff]"
    ),
}


def shows(kind: Kind, text: str) -> bool:
    """Whether `text` holds the kind of thing asked for: a number, a date; any text otherwise."""
    pattern = _SHOWS.get(kind)
    return pattern is None or bool(pattern.search(text))
