"""Amounts: what asks for one, and which texts show one.

"How fast is it?" is not answered by a length, nor "how many people" by "two months": a near miss
more often has another number than none.
"""

import re
from typing import Literal

Measure = Literal[
    "money",
    "share",
    "speed",
    "area",
    "temperature",
    "weight",
    "noise",
    "age",
    "length",
    "count",
    "number",
]

NUMBER_WORDS = (
    "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt"
    "|trente|quarante|cinquante|soixante|cent|mille|million|two|three|four|five|seven|eight|nine"
    "|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|twenty|thirty|forty|fifty|sixty|hundred"
    "|thousand"
)
HAN_NUMBER = "[\\d一二两三四五六七八九十百千几]"
# "12 ", "12.5 ", "twelve ", before a unit.
AMOUNT = rf"(?:\d|\b(?:{NUMBER_WORDS}|one|une?|an?)\b)[\s-]?(?:and a half |et demie? |\w{{1,20}} )?"
TIME_UNITS = (
    "ans?|années?|mois|semaines?|jours?|journées?|nuits?|heures?|minutes?|min|h|trimestres?"
    "|semestres?|years?|months?|weeks?|days?|nights?|hours?"
)
HAN_TIME_UNITS = "年|月|周|星期|天|日|晚|小时|分钟|工作日|学期"

_WHAT_IS = r"\b(?:what|which) (?:is |was |are )?(?:the )?(?:\w+ )?"
_QUEL_EST = r"\bquel(?:le)?s? (?:(?:est|sont|était) )?(?:les? |la |l['’])?(?:\w+ )?"
# "Combien de personnes touchent …" counts.
_COMBIEN = r"\bcombien (?!de |d['’])(?:[\w,.'’-]+ ){0,8}?"
_HOW_MUCH = r"\bhow much (?:[\w,.'’-]+ ){0,9}?"
_PAYS = (
    r"(?:cost|charge[sd]?|earn(?:s|ed)?|pay|pays|paid|owe[sd]?|spen[dt]|refund(?:ed)?|worth"
    r"|reimburse[sd]?|claim(?:ed)?|fees?|fines?|salary|wages?|rent|deposit|money|budget|tickets?)\b"
)
_PAIE = (
    r"(?:co[uû]t\w*|pa[iy](?:e|es|ent|er|é|ée)|gagne\w*|touche\w*|rembours\w+|vers(?:e|er|ent)"
    r"|factur\w+|dépens\w+|vaut|valent|rapporte\w*|dois|doit|devons)\b"
)
_ZH_MONEY = (
    "费用?|租金|房租|押金|保证金|罚款|工资|薪水|薪资|奖金|奖学金|助学金|补助|补贴|补偿|票价|价格"
    "|价钱|赔偿|报销|退款|定金|金额|预算|经费|造价|投资"
)
# "How long is the tunnel?" asks for no time.
HOW_LONG_A_THING = (
    r"\bhow long (?:is|was|are) (?:the|this|that|its) (?:[\w-]+ ){0,2}?(?:line|railway|road|route"
    r"|path|trail|track|tunnel|bridge|river|wall|pool|boat|ship|street|canal|walk|hall|cable)\b"
)
# The first that a question matches is the kind that it asks for.
ASKED: dict[Measure, re.Pattern[str]] = {
    "money": re.compile(
        rf"{_COMBIEN}{_PAIE}|combien (?:d['’](?:argent|euros)|(?:\S+ ){{0,8}}?co[uû]t)"
        rf"|{_HOW_MUCH}{_PAYS}|\bhow much (?:is|are) (?:the|an?) (?!\w+ (?:of|in)\b)"
        r"|\b[àa] combien (?:est|sont|s['’]élèv)\w*"
        r"|quel(?:le)? (?:en )?(?:est|sera|était) (?:le |la )?(?:montant|budget|co[uû]t|prix"
        r"|tarif|loyer|salaire)\b|\b[àa] quel prix\b|\bwhat price\b"
        r"|what(?:['’]s| is| was| will be| are) the (?:[\w-]+ ){0,2}?(?:budget|cost|price|fee|rent"
        r"|salary|charge|fine|fare)s?\b"
        r"|what (?:would|does|do|did|will|should|can) (?:[\w'’-]+ ){1,9}?(?:cost|pay)\b"
        r"|what(?:['’]s| is| are) (?:[\w'’-]+ ){1,8}?worth\b"
        r"|\b(?:pay[ée]\w*|co[uû]t\w*|factur\w+|gagn\w+|vend\w+) combien\b"
        r"|^\W*(?:montant|budget|co[uû]t|prix|tarif|salaire|loyer|cost|price|salary|rent|fee)\b"
        r"|\bamount (?:per|a|each|due|of the)\b"
        r"|什么价|价位|(?:怎么|如何)收费|收费标准|多少(?:钱|美?元|费用|租金|押金|补贴|补助|赔偿)"
        rf"|(?:{_ZH_MONEY})[^，。？?]{{0,6}}?(?:多少|几[元块])"
        r"(?![个人次天年月日家项条名户本件份%])",
        re.I,
    ),
    "share": re.compile(
        r"\bquel(?:le)? (?:est (?:le |la )?)?(?:pourcentage|proportion)\b"
        r"|\b(?:what|which) (?:is the )?(?:percentage|proportion|share)\b|\bper ?cent of what\b"
        r"|\bcombien de pour ?cents?\b|\bhow many per ?cent\b|百分之(?:几|多少)|几成|(?:比例"
        r"|比重|占比)是?(?:多少|多大|几)",
        re.I,
    ),
    "speed": re.compile(
        rf"\bhow fast\b|{_WHAT_IS}speed\b|{_QUEL_EST}vitesse\b|多快"
        r"|(?:速度|时速|[光音]速)[^，。]{0,4}多少",
        re.I,
    ),
    "area": re.compile(
        rf"{_WHAT_IS}(?:floor |surface )?area\b(?! of (?:life|work|expertise))"
        rf"|{_QUEL_EST}(?:surface|superficie)\b|^\W*(?:surface|superficie)\b|\ben m[²2]"
        r"|\bhow many (?:square|hectares|acres)\b|\bcombien (?:de mètres carrés|d['’]hectares)\b"
        r"|面积[^，。]{0,4}多[大少]|多大(?:的)?面积|多少平方?米|多少(?:公顷|亩)",
        re.I,
    ),
    "temperature": re.compile(
        rf"\bhow (?:hot|cold|warm)\b|{_WHAT_IS}temperature\b|{_QUEL_EST}temp[ée]rature\b"
        r"|^\W*temp[ée]rature\b|\bcombien de degrés\b|\bhow many degrees\b|温度[^，。]{0,4}多少"
        r"|多少度|几度",
        re.I,
    ),
    "weight": re.compile(
        rf"\bhow heavy\b|{_WHAT_IS}weight\b|{_QUEL_EST}poids\b|{_COMBIEN}pès\w+"
        rf"|{_HOW_MUCH}weighs?\b|多重|(?:重量|体重)[^，。]{{0,4}}多少|多少(?:公斤|千克|吨)",
        re.I,
    ),
    "noise": re.compile(
        rf"\bhow loud\b|{_WHAT_IS}(?:noise|sound) level\b"
        rf"|{_QUEL_EST}niveau (?:sonore|de bruit)\b|\b(?:décibels?|decibels?)\b"
        r"|分贝|噪[音声][^，。]{0,4}多[少大]",
        re.I,
    ),
    "age": re.compile(
        r"\bhow old\b|\bquel âge\b|^\W*[âa]ge d[ue]?\b|\bwhat age\b|几岁|多少岁|多大年纪"
        r"|多少年了|年龄[^，。]{0,4}多[少大]",
        re.I,
    ),
    "length": re.compile(
        r"\bhow (?:tall|far|deep|wide|high)\b(?! (?:ahead|in advance|back))"
        rf"|{HOW_LONG_A_THING}"
        rf"|{_WHAT_IS}(?:height|length|width|depth|distance|altitude)\b"
        rf"|{_QUEL_EST}(?:hauteur|longueur|largeur|profondeur|distance|altitude)\b"
        r"|^\W*(?:hauteur|longueur|largeur|profondeur|distance|dimensions?|height|length|width"
        r"|depth)\b"
        r"|\bcombien de (?:kilomètres|mètres|km)\b|(?:几|多少)米[宽高长深远]|有几(?:米|公里)"
        r"|\bhow many (?:kilomet(?:re|er)s|met(?:re|er)s|miles|feet|km)\b"
        r"|多[高远宽深](?!的?(?:学历|学位))|(?:高度|长度|宽度|深度|距离"
        r"|海拔)[^，。]{0,4}多[少高长远]"
        r"|多少(?:公里|千米|米(?!饭))",
        re.I,
    ),
    "count": re.compile(
        r"\bcombien (?:de |d['’])|(?:^\W*|\bquel est le )nombre (?:de |d['’])|\bhow many\b"
        r"|(?:^\W*|\bwhat(?:['’]s| is) the )(?:(?:maximum|minimum|total) )?number of\b"
        r"|(?:多少|(?<![哪的这那好第荐])几)(?:个|名|位|项|条|家|户|套|辆|台|栋|座|册|本|件|份|种"
        r"|所|间"
        r"|篇|届|次|人|公民|游客|学生|乘客|字)",
        re.I,
    ),
    "number": re.compile(
        r"\bcombien\b|\bquel nombre\b|\bhow (?:much|big|large)\b"
        rf"|{_WHAT_IS}(?:size|capacity|power|percentage)\b"
        rf"|{_QUEL_EST}(?:taille|capacité|puissance)\b|多少|第几",
        re.I,
    ),
}
_MONEY = (
    r"[$€£¥]|\b(?:euro|dollar|yuan|franc|livre sterling|pound|rouble|million|milliard"
    r"|billion)s?\b|\b(?:RMB|EUR|GBP|USD|CNY)\b|[\d一二两三四五六七八九十百千万亿]\s?元"
    r"|\bgratuit|\bfree\b|免费|不收费|[一二两三四五六七八九\d]角"
)
_THOUSANDS = r"(?:thousand|million|milliard|billion|mille)s?"
_SHARE = r"%|\bpour ?cents?\b|\bper ?cent\b|百分之|[一二三四五六七八九]成"
SHOWN: dict[Measure, re.Pattern[str]] = {
    # "Half of it" may be what is paid back.
    "money": re.compile(rf"{_MONEY}|{_SHARE}", re.I),
    "share": re.compile(_SHARE, re.I),
    "speed": re.compile(
        r"\b(?:km/h|kmh|mph|m/s|knots?|nœuds?|(?:kilom[eè]tres?|miles?|met(?:re|er)s?|mètres?)"
        r" (?:an|per|par|à l['’]) ?(?:hour|heure|second|seconde))\b|(?:公里|千米)/小时|时速|米/秒"
        r"|每小时[^，。]{0,6}[公千]",
        re.I,
    ),
    "area": re.compile(
        r"m[²2]\b|\b(?:square|carrés?|hectares?|ha|acres?|sq)\b|平方|公顷|亩|平米", re.I
    ),
    "temperature": re.compile(r"°|\b(?:degr(?:ee|é)s?|celsius|fahrenheit)\b|℃|度", re.I),
    "weight": re.compile(
        rf"{AMOUNT}(?:kg|kilos?|kilogram(?:me)?s?|grammes?|grams?|g|tonn?es?|pounds?|lbs?|stones?"
        r"|ounces?|oz)\b|公斤|千克|克|吨|斤",
        re.I,
    ),
    "noise": re.compile(r"\bdB|\bd[ée]cibels?\b|分贝", re.I),
    # How far something is may be told in minutes.
    "length": re.compile(
        rf"{AMOUNT}(?:k?m|cm|mm|kilom[eè]tres?|kilometers?|m[eè]tres?|meters?|miles?|feet|foot|ft"
        r"|inch(?:es)?|yards?|centim\w+|millim\w+|lieues?|nautical|minutes?|min|hours?|heures?)\b"
        rf"|{HAN_NUMBER}\s?[多余]?(?:公里|千米|厘米|毫米|米|里|海里|分钟)",
        re.I,
    ),
    "age": re.compile(
        rf"{AMOUNT}(?:ans|years?|mois|months?)\b|\b(?:aged?|âgée?s?|turns?|turned)\s(?:de )?"
        rf"(?:\d|{NUMBER_WORDS})|,\s\d{{2}},|\b(?:1[6-9]|20)\d\d\b|{HAN_NUMBER}\s?(?:周?岁|年)",
        re.I,
    ),
    # None of a time, a year, a share or a sum of money.
    "count": re.compile(
        r"(?<![\d$€£¥.,:：/-])(?!(?:1[6-9]|20)\d\d(?!\d|[.,]\d|\s?\d{3}))"
        rf"(?:\d(?:[\d.,]|\s(?=\d{{3}}))*+(?:\s{_THOUSANDS})?+|(?<!\d\s)\b(?:{NUMBER_WORDS})s?\b"
        r"|(?<![第每周期一])[一二三四五六七八九十百千万两]++)(?![\d:：/]|-\d)"
        rf"(?!\s?(?:%|[€$£°℃]|(?:d['’])?(?:{TIME_UNITS}|h\d*|euros?|pounds?|dollars?|pour ?cents?"
        r"|per ?cent)\b))"
        rf"(?!个?(?:{HAN_TIME_UNITS}|[元角时点度号分成])|[些样起直定旦般致律])"
        r"|\b(?:once|twice|none|aucune?|no)\b",
        re.I,
    ),
    "number": re.compile(rf"\d|\b(?:{NUMBER_WORDS})s?\b|[一二三四五六七八九十百千万两]", re.I),
}
