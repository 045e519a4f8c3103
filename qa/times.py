"""Times: what asks for one, and which texts show one.

"At what time?" is not answered by a day, nor "which day" by "within two weeks".
"""

import re
from typing import Literal

from qa.measures import HAN_NUMBER, HAN_TIME_UNITS, HOW_LONG_A_THING, NUMBER_WORDS, TIME_UNITS

Time = Literal["frequency", "duration", "hour", "year", "day", "time"]

MONTHS = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    "|January|February|March|April|May|June|July|August|September|October|November|December"
)
WEEKDAYS = (
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
)
_OPENS_QUESTION = (
    r"(?:est-ce|qu|comment|pourquoi|où\b|what|how|who|why|which|where|is|are|was|were|do|does|did"
    r"|can|could|should|will|would)"
)
ASKED: dict[Time, re.Pattern[str]] = {
    "frequency": re.compile(
        r"\bhow (?:often|frequently)\b|\b(?:[àa] quelle|quelle est la) fr[ée]quence\b"
        r"|\btous les combien\b|多久[\u4e00-\u9fff]{0,6}一[次回趟]"
        r"|(?:每|多)?(?:隔)?多(?:久|长时间)[\u4e00-\u9fff]{0,4}一[次回趟]|频率",
        re.I,
    ),
    "duration": re.compile(
        r"combien de temps|(?:quelle (?:est |sera )?(?:la )?|sur quelle )dur[ée]e|^\W*dur[ée]e\b"
        rf"|(?!{HOW_LONG_A_THING})\bhow long\b"
        r"|\bquel (?:est (?:le )?)?(?:d[ée]lai|pr[ée]avis)\b|\bhow much notice\b"
        r"|\bhow far (?:ahead|in advance)\b"
        r"|\b(?:what|which) (?:is the |will be the )?duration\b|多久|多长时间|几年时间"
        rf"|(?:持续|用|花|历时)几[年个天]|\bhow many (?:\w+ )?(?:{TIME_UNITS})\b"
        rf"|\bcombien (?:de |d['’])(?:{TIME_UNITS})\b"
        r"|(?:(?<![好这那])几|多少)(?:天|周|个(?:月|星期|小时|工作日)|小时|分钟|晚|年(?![级代月]))",
        re.I,
    ),
    "hour": re.compile(
        r"\bquelles? heures?\b|\bquel(?:le)?s? (?:sont (?:les )?)?horaires?\b|^\W*horaires? d"
        r"|\b(?:what|which) (?:time|hours?)\b(?! of year)|\bopening hours\b|(?<![有共分])几点",
        re.I,
    ),
    "year": re.compile(
        r"\b(?:quelle|what|which) (?:ann[ée]e|year)\b|^\W*(?:ann[ée]e|year) (?:de|du|d['’]|of)"
        r"|哪一?年(?!级)",
        re.I,
    ),
    "day": re.compile(
        r"\bquels? (?:est le |sont les )?jours?\b|^\W*jours? d"
        r"|\b(?:what|which) (?:week)?days?\b|星期几|[周礼]拜?几|几[号日]|哪一?[天日]|哪几[天日]"
        r"|\bquelles? (?:est la |sont les )?dates?\b|^\W*dates? (?:de|du|d['’]|of)\b"
        r"|\b(?:what|which) (?:is the |are the )?dates?\b",
        re.I,
    ),
    "time": re.compile(
        # "What happens when …" asks for no date, whatever is told before it;
        r"^(?!(?:.*\w[.!]\s)?\W*(?:combien|qui|que|qu['’]|quel|quelles?|quels|comment|pourquoi|où|who|whom|what|how"
        r"|why|which|where)\b(?!.*\b(?:et|ou|depuis|and|or|since) (?:quand|when)\b))"
        # nor does "When X happens, is it …?"
        rf"(?!\W*(?:quand|when)\b[^?]*,\s*{_OPENS_QUESTION})"
        r".*\b(?:quand(?! même)|when)\b"
        r"|\bquel(?:le)? (?:an|mois|époque|période)\b|\b(?:what|which) (?:month|time of year)"
        r"|什么时候|何时|[哪几]一?月|几年",
        re.I,
    ),
}
_DAY = (
    rf"\b(?:{MONTHS})\b|\b(?i:{WEEKDAYS})s?\b|{HAN_NUMBER}\s?[月日号]|月[初底末]"
    r"|\b(?:first|last|premiere?|derniere?|1er) (?:\w+ )?(?:day|jour)s?\b"
    r"|[周星][期]?[一二三四五六日天末]|[上下]旬|除夕|春节"
)
_YEAR = rf"\b(?:1\d|20)\d\d\b|(?:{HAN_NUMBER}|[〇零])年"
_HOUR = (
    r"(?<!\d)\d{1,2}\s?(?:h\d*|heures?|[ap]\.?m)\b|(?<!\d)\d{1,2}[:：.]\d\d(?!\d)"
    r"|\b(?:midi|minuit|noon|midnight|o['’]clock|in the (?:morning|afternoon|evening)|at night"
    r"|du (?:matin|soir))\b"
    rf"|\b(?:une|{NUMBER_WORDS}) heures?\b"
    rf"|\b(?:at|by|before|after|until|from|past) (?:{NUMBER_WORDS})\b"
    rf"|{HAN_NUMBER}\s?[点时]|正午"
)
SHOWN: dict[Time, re.Pattern[str]] = {
    "frequency": re.compile(
        r"\b(?:every|each|per|once|twice|times|annual|yearly|monthly|weekly|daily|chaque"
        r"|tou(?:te)?s les|par (?:jour|semaine|mois|an|trimestre)|fois|annuel|mensuel"
        r"|hebdomadaire|quotidien)\w*\b|每|一[年月周天]一",
        re.I,
    ),
    "duration": re.compile(
        rf"(?:\d|\b(?:un|une|an?|one|{NUMBER_WORDS})\b)[\s-]?(?:\w{{1,20}} )?(?:{TIME_UNITS})\b"
        rf"|{HAN_NUMBER}\s?个?(?:{HAN_TIME_UNITS})",
        re.I,
    ),
    "hour": re.compile(rf"{_HOUR}|全天|\d\s?[-–]\s?\d", re.I),
    "year": re.compile(_YEAR),
    "day": re.compile(
        rf"{_DAY}|\b\d{{1,2}}(?:st|nd|rd|th|er)\b|(?<!\d)\d{{1,2}}[/.]\d{{1,2}}(?!\d)"
        r"|每[天日周]|(?<!个)工作日|节假日"
        r"|(?i:\b(?:every day|daily|tous les jours|chaque jour|jours ouvr\w+|jours fériés"
        r"|(?:working|week)days?|week-?ends?|bank holidays?|public holidays?)\b)"
    ),
    "time": re.compile(
        rf"{_DAY}|{_YEAR}|{_HOUR}"
        rf"|\b(?:\d+|one|une?|{NUMBER_WORDS})[\s-](?:{TIME_UNITS})\b"
        rf"|{HAN_NUMBER}\s?个?(?:{HAN_TIME_UNITS})"
    ),
}
