"""True sentences in other words: synonyms, connectives, number words, voice, framing."""

import random
import re

from corpus import Language

_FRENCH = """
peut>a la faculté de|peuvent>ont la faculté de|doit>est tenu de|doivent>sont tenus de
sont tenus de>doivent|est tenu de>doit|ne peut>n'a pas le droit de|lorsque>quand|lorsqu'>quand |
afin de>pour|en vue de>pour|ainsi que>et|notamment>en particulier|toutefois>cependant
dans un délai de>en|dans le délai de>en|en cas de>s'il y a|conformément à>selon
conformément aux>selon les|au titre de>pour|sous réserve de>à condition de respecter
demande>requête|montant>somme|verser>payer|versé>payé|versée>payée|délivrée>remise|délivré>remis
transmet>envoie|transmis>envoyé|transmise>envoyée|adresse à>envoie à|établit>dresse|fixe>détermine
fixée>déterminée|fixé>déterminé|fixés>déterminés|fixées>déterminées|prévu>indiqué|prévue>indiquée
prévus>indiqués|prévues>indiquées|mentionné>cité|mentionnée>citée|mentionnés>cités|mentionnées>citées
chaque année>tous les ans|annuel>de chaque année|personnes>individus|renforcer>consolider
soutenir>appuyer|promouvoir>encourager|préserver>sauvegarder|lutter contre>combattre|pays>États
mettre en œuvre>appliquer|accroître>augmenter|obtenir>recevoir|informe>avise|informé>avisé
immédiatement>sans délai|sans délai>immédiatement|par arrêté>au moyen d'un arrêté
est puni de>encourt|sont punis de>encourent|est applicable>s'applique|sont applicables>s'appliquent
"""
_ENGLISH = """
shall>must|must>is required to|may>can|may not>cannot|shall not>must not|if>in the event that
where>if|when>at the time that|before>prior to|after>following|under>pursuant to
pursuant to>under|in accordance with>as provided by|for the purposes of>for
with respect to>concerning
in respect of>concerning|person>individual|persons>individuals|application>request|amount>sum
pay>remit|provide>give|provided>given|send>transmit|sent>transmitted|notify>inform|made>done
begin>start|obtain>get|required>needed|prescribed>set|submit>file|submitted>filed|set out>listed
specified>named|as soon as feasible>promptly|immediately>without delay|and also>and|each>every
holder>owner|annual>yearly|document>record|make>produce|referred to in>mentioned in|ensure>make sure
"""
_CHINESE = """
应当>必须|必须>应当|可以>有权|不得>禁止|根据>依据|依照>按照|按照>依照|以及>和|及其>和|并>并且|或者>或
县级以上>县以上|有关>相关|负责>承担|制定>拟订|建立>设立|加强>强化|进行>开展|开展>进行|提供>给予|及时>尽快|情况>情形
单位和个人>单位或者个人|支持>扶持|鼓励>激励|采取>实施|保护>维护|造成>导致|违反>不遵守|提出>提交|之日起>当天起
作出>做出|予以>给予|推动>促进|促进>推动|所在地>当地|期限>时限|申请>请求|处理>处置
"""
_FRAMES: dict[Language, tuple[str, ...]] = {
    "fr": ("Selon ce texte, {}", "Le texte prévoit que {}", "D'après cet article, {}"),
    "en": (
        "According to this provision, {}",
        "The text provides that {}",
        "Under this section, {}",
    ),
    "zh": ("根据该规定，{}", "文件指出，{}", "按照本条，{}"),
}
_WORDS: dict[Language, dict[str, str]] = {
    "fr": {"2": "deux", "3": "trois", "4": "quatre", "5": "cinq", "6": "six", "8": "huit",
    "10": "dix",
           "12": "douze", "15": "quinze", "18": "dix-huit", "20": "vingt", "21": "vingt et un",
           "30": "trente", "60": "soixante", "90": "quatre-vingt-dix", "5000": "cinq mille"},
    "en": {"2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven",
    "10": "ten",
           "12": "twelve", "14": "fourteen", "15": "fifteen", "18": "eighteen", "20": "twenty",
           "21": "twenty-one", "30": "thirty", "60": "sixty", "90": "ninety"},
    "zh": {"2": "二", "3": "三", "5": "五", "10": "十", "15": "十五", "20": "二十", "30": "三十",
           "60": "六十", "5000": "五千"},
}  # fmt: skip
_COUNTED: dict[Language, str] = {
    "fr": r"(?= (?:jours?|mois|ans|années|heures|personnes|membres)\b)",
    "en": r"(?= (?:days?|months?|years?|hours?|persons|members)\b)",
    "zh": r"(?=[日天年个])",
}
_SPOKEN = {"fr": ("trois", "3"), "en": ("three", "3"), "zh": ("三", "3")}
_VOICE: dict[Language, tuple[tuple[str, str], ...]] = {
    "fr": (
        (r"\A(?P<o>(?:Le|La|Les|L['’])\s?[^,.;:]{3,90}?) (?:est|sont) (?P<v>fixée?s?|déterminée?s?|"
         r"approuvée?s?|précisée?s?|définie?s?) par (?P<s>[^,.;:]{5,90})(?P<e>\.?)\Z",
         "{s} {v} {o}"),
    ),
    "en": (
        (r"\A(?P<s>(?:The|An?|Every) [^,.;:]{3,60}?) (?P<m>shall|may|must) (?P<v>send|submit|file|"
         r"provide|notify|issue|appoint|publish|designate|approve|establish) "
         r"(?P<o>[^,.;:]{5,120}?)(?P<e>\.?)\Z",
         "{o} {m} be {v} by {s}"),
    ),
    "zh": (
        (r"\A(?P<s>[\u3400-\u9fff]{3,24})(?P<m>应当|可以|负责)(?P<v>公布|制定|组织|批准|审查|管理|监督)(?P<o>[\u3400-\u9fff]{3,40})(?P<e>。?)\Z",
         "{o}{m}由{s}{v}"),
    ),
}  # fmt: skip
_FRENCH_ACTIVE = {
    "fix": "fixe",
    "déterm": "détermine",
    "approuv": "approuve",
    "précis": "précise",
    "défini": "définit",
}
_ENGLISH_PASSIVE = {
    "send": "sent", "submit": "submitted", "file": "filed", "provide": "provided",
    "notify": "notified",
    "issue": "issued", "appoint": "appointed", "publish": "published", "designate": "designated",
    "approve": "approved", "establish": "established",
}  # fmt: skip
_FRENCH_MODALS = ("peut", "peuvent", "doit", "doivent")
_MOST_CHANGES = 4


def paraphrased(text: str, language: Language, chance: random.Random) -> str | None:
    """`text` with its voice turned or two to four of its words changed, and sometimes framed."""
    turned = _turned(text, language)
    changed, changes = _substituted(turned or text, language, chance)
    if changes + 2 * (turned is not None) < 2:
        return None
    if chance.random() < 0.34:
        lower = changed if language == "zh" else changed[0].lower() + changed[1:]
        changed = chance.choice(_FRAMES[language]).format(lower)
    return changed


def _substituted(text: str, language: Language, chance: random.Random) -> tuple[str, int]:
    changes = 0
    numbers = _WORDS[language]
    word = re.compile(r"(?<![\d.,])(\d+)" + _COUNTED[language])
    if (found := word.search(text)) and found[1] in numbers:
        text = text[: found.start()] + numbers[found[1]] + text[found.end() :]
        changes += 1
    listed = {"fr": _FRENCH, "en": _ENGLISH, "zh": _CHINESE}[language]
    pairs = [
        pair.split(">") for line in listed.split("\n") for pair in line.split("|") if ">" in pair
    ]
    chance.shuffle(pairs)
    done: set[str] = set()
    for old, new in pairs:
        if changes >= _MOST_CHANGES or old in done or _overlaps(old, done):
            continue
        # "dix-huit ans" is left alone, and so are words inside others.
        pattern = rf"{re.escape(old)}(?![^《]*》)" if language == "zh" else _as_word(old)
        if re.search(pattern, text):
            text = re.sub(pattern, new, text, count=1)
            done |= {old, new}
            changes += 1
    return text, changes


def _as_word(old: str) -> str:
    """`old` as whole words; a French modal only where it is neither denied nor passive."""
    guard = ("(?<!ne )", r"(?! (?:pas|être|se|s'))") if old in _FRENCH_MODALS else ("", "")
    return rf"(?<![\w'’-]){guard[0]}{re.escape(old)}(?!\w){guard[1]}"


def _overlaps(old: str, done: set[str]) -> bool:
    return any(old in other or other in old for other in done)


def _turned(text: str, language: Language) -> str | None:
    for pattern, form in _VOICE[language]:
        if found := re.match(pattern, text):
            parts = found.groupdict()
            verb = parts["v"]
            if language == "fr":
                verb = next(v for k, v in _FRENCH_ACTIVE.items() if verb.startswith(k))
                if re.match(r"(?:les|des)\b", parts["s"], re.I):
                    return None
            elif language == "en":
                verb = _ENGLISH_PASSIVE[verb]
            subject = parts["s"] if language == "zh" else parts["s"][0].lower() + parts["s"][1:]
            thing = parts["o"] if language == "zh" else parts["o"][0].lower() + parts["o"][1:]
            made = form.format(s=subject, v=verb, o=thing, m=parts.get("m", ""))
            return made[0].upper() + made[1:] + (parts["e"] or "")
    return None
