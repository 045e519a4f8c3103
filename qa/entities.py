"""What must be named: "Which country?" is answered only where a country is.

A near miss has all words of the question, and the name that it asks for is not there: which
countries voted against it, who holds the office, at which conference it was said.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus import Language
from qa.times import MONTHS
from qa.verification.names import is_country, is_organisation, names_in, without_names
from vectorstore.analysis import is_function_word, tagged

Class = Literal["person", "occasion", "organisation", "country", "name"]

_OFFICE = (
    r"president|président|minist(?:er|re)|secretary|secrétaire|director|direct(?:eur|rice)|envoy"
    r"|envoyé|ambassad\w+|chair\w*|spokes\w+|porte-parole|commander|commandant|head of|chef d"
    r"|mayor|maire|manager|landlord|caretaker|gardien"
    r"|主席|总统|总理|部长|秘书长|特使|大使|总干事|主任|发言人|司令|负责人|会长"
    r"|理事长|馆长|院长|校长|镇长|县长|市长|局长|经理|组长|队长"
)
_HOLDERS = rf"{_OFFICE}|chefs d|leaders?|dirigeants?|astronauts?|领导人|航天员"
_EVENT = (
    r"conf[ée]rences?|forums?|sommets?|summits?|r[ée]unions?|meetings?|assembl(?:ée|y|ées|ies)"
    r"|sessions?"
    r"|congrès|congress(?:es)?|colloques?|symposiums?|dialogues?|会议|论坛|峰会|大会|会晤|研讨会"
    r"|对话会"
)
_ASKED: tuple[tuple[Class, re.Pattern[str]], ...] = (
    (
        "person",
        re.compile(
            r"(?:\bwho(?: is| was| are| were|['’]s)|\bqui (?:est|était|sont)"
            r"|\bcomment s['’]appelle(?:nt)?|\bnames? of|\b(?:le )?noms? d(?:es?|u)) ?"
            r"(?:the |les? |la |l['’]|an? )?(?:\S+ ){0,2}?"
            rf"(?:{_HOLDERS})|(?:{_HOLDERS})(?:都|分别)?(?:是谁|叫什么|姓什么|叫啥)"
            rf"|(?:谁是|谁来?担任)[^，？?]{{0,12}}(?:{_OFFICE})",
            re.IGNORECASE,
        ),
    ),
    (
        "occasion",
        re.compile(
            r"\b(?:à|devant|dans|lors de|au cours de|pendant) quel(?:le)?s? (?:\w+ ){0,2}?"
            rf"(?:{_EVENT})\b|\b(?:at|in|to|during|before) (?:which|what) (?:\w+ ){{0,2}}?"
            rf"(?:{_EVENT})\b|在哪[一几]?[个次场届]?[\u4e00-\u9fff]{{0,4}}?(?:{_EVENT})上",
            re.IGNORECASE,
        ),
    ),
    (
        "organisation",
        re.compile(
            r"\bquel(?:le)?s? (?:\w+ )?(?:organisations?|institutions?|organismes?|agences?"
            r"|ministères?|instances?|entreprises?|sociétés?|universités?|banques?|compagnies?"
            r"|cabinets?"
            r"|assureurs?|fournisseurs?|prestataires?)\b"
            r"|\b(?:which|what) (?:(?!\w+s\b)\w+ ){0,2}?(?:organi[sz]ations?|institutions?"
            r"|bod(?:y|ies)|agenc(?:y|ies)|ministr(?:y|ies)|compan(?:y|ies)|universit(?:y|ies)"
            r"|banks?"
            r"|firms?|insurers?|suppliers?|contractors?)\b"
            r"|哪[一几]?[些个家所]?[\u4e00-\u9fff]{0,4}?(?:组织|机构|部门|部委|公司|企业|大学|银行)"
            r"|(?:组织|机构|部门|公司)(?:是|叫)哪[一几]?[个家]",
            re.IGNORECASE,
        ),
    ),
    (
        "country",
        re.compile(
            r"\bquel(?:le)?s? (?:autres? |sont (?:les )?|est (?:le |la )?)?"
            r"(?:pays|gouvernements?|[ée]tats?(?!-))\b"
            r"|\bnoms? d(?:es|e|u) (?:\w+ )?(?:pays|[ée]tats?|gouvernements?)\b"
            r"|\b(?:cite[rz]|nomme[rz]|énumér\w+|liste[rz]?) (?:les |des )?(?:pays|[ée]tats)\b"
            r"|\bpays membres\b"
            r"|\b(?:which|what) (?:(?!\w+s\b)\w+ ){0,2}?(?:countr(?:y|ies)|nations?|governments?)\b"
            r"|\b(?:name|list|names of) (?:all )?(?:the )?(?:\w+ ){0,3}?"
            r"(?:countries|states|nations|governments)\b"
            r"|哪[一几]?(?:些|个|几个)?(?:(?!各国|跨国|全国)[\u4e00-\u9fff]){0,4}?"
            r"(?<![各跨全])国(?!际|防|务|内|民|会|家(?:安全|主权|领导))"
            r"|(?:列出|列举|说出)[^，。？]{0,20}?国家(?!安全|主权|领导)|国家有哪些|成员国",
            re.IGNORECASE,
        ),
    ),
    (
        "name",
        re.compile(
            r"\bcomment s['’]appelle(?:nt)?\b"
            r"|\b(?:quel est|quels sont|donne[rz]?(?:-moi)?) (?:le |les )?noms?"
            r" (?:d(?:es?|u)\b|d['’])"
            r"|\bwhat (?:is|are|was|were) (?:the )?(?:full )?names? of\b"
            r"|\bwhat(?:['’]s| is| are| was| were) (?:[\w'’-]+ ){1,6}?(?:called|named)\W*$"
            r"|叫什么(?:名字)?(?:[，,。？?]|$)|(?:名字|姓名)(?:是|叫)什么|告诉我名字|名单\W*$",
            re.IGNORECASE,
        ),
    ),
)
# An office with a name beside it, or a title.
_PERSON = re.compile(
    rf"(?i:{_OFFICE})\S*(?: (?!des?\b|du\b|of\b|the\b|pour\b|for\b)\w+){{0,2}}?"
    r" [A-ZÀ-Ý][a-zà-ÿ]+\b|\b(?:M|Mme|Mr|Mrs|Ms|Dr)\.? [A-ZÀ-Ý]"
)
_OCCASION = re.compile(_EVENT, re.IGNORECASE)
_ORGANISATION = re.compile(
    r"\b(?:Organi[sz]ation|Union|Ligue|League|Association|Fonds|Fund|Conseil|Council|Comité"
    r"|Committee|Commission|Cour|Court|Tribunal|Communauté|Community|Assemblée|Assembly|Société"
    r"|Company|Corporation|Groupe?|Crédit|Caisse|Institut[eo]?)\b|\b[A-Z]{3,}\b"
    # also without a capital: "le ministère de la défense"
    r"|\b(?i:ministère|ministry|agence|agency|banque|bank|universit[éy]|académie|academy)\b"
)
_HAN_ORGANISATION = re.compile(
    r"[\u4e00-\u9fff]{2,}(?:组织|委员会|理事会|联盟|银行|法院|大学|学院|医院|基金会|公司|集团|协会"
    r"|中心|政府|部(?![分门队署])|厅|局(?!势|面)|署)"
)
_HAN_COMPANY = re.compile("公司|企业")
# Parts of speech, as jieba has them: names of persons, places, organisations and others.
_NAMES = ("nr", "ns", "nt", "nz")
_QUOTED = re.compile('[«“「『《"]')
# "known as …", "the strategy 2050".
_CALLED = re.compile(
    r"\b(?:appelée?s?|dénommée?s?|intitulée?s?|called|named|known as|titled)\b(?! (?:by|on|upon"
    r"|for|to)\b)"
    rf"|\b(?!(?:{MONTHS}|depuis|since|from|until|avant|après|before|after)\b)[^\W\d_]{{4,}}"
    r" (?:19|20)\d\d\b",
    re.IGNORECASE,
)
# Words with a capital in a row; not "l'Initiative".
_CAPITALISED = re.compile(r"(?<![\w'’-])[A-ZÀ-Ý][\w-]*[a-zà-ÿ][\w-]*(?: [A-ZÀ-Ý][\w-]+)*")
# Before what is no name of a person or a company, but of an institution or a place.
_DETERMINED = re.compile(
    r"\b(?:l[ae]s?|du|des?|aux?|à|en|the|of|in|at|from|an?|une?|ces?|cette|notre|nos|our|this) \Z",
    re.IGNORECASE,
)
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?…:;«»“”\"(\n])\s*\Z")
# What else than a name begins a sentence: "Promouvoir …", "Actuellement …", "Supporting …".
_OPENING = re.compile(r"\w+(?:er|ir|re|oir|ment|ant|ing|ly|ed)\Z")
# Countries that are named by what they have in common.
_GROUP = re.compile(
    r"\bgrands pays\b|\bpays (?:en développement|développés|voisins|insulaires|hôtes?|riverains"
    r"|africains|arabes|asiatiques|européens|latino-américains|d['’](?:afrique|amérique|asie"
    r"|europe)"
    r"|du (?:golfe|moyen-orient|pacifique|sahel))\b"
    r"|\b(?:major|developing|developed|neighbou?ring|island|great|african|arab|asian"
    r"|european|latin american|middle eastern|pacific) "
    r"(?:countries|nations|states|powers)\b|(?:发展中|发达|邻|岛|大|非洲|阿拉伯|欧洲|亚洲|拉美)国",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entity:
    """What kind of name a question asks for; `given` are the known names that it has itself."""

    kind: Class
    question: str
    given: frozenset[int]

    @classmethod
    def of(cls, question: str, language: Language) -> "Entity | None":
        """What the question asks for by name, if anything."""
        for kind, pattern in _ASKED:
            if pattern.search(question):
                given = frozenset(name for name, _, _ in names_in(question, language))
                return cls(kind, question, given)
        return None

    def is_named_in(self, text: str, language: Language) -> bool:
        """Whether `text` names one that the question has not, as far as its letters tell."""
        if self.kind == "occasion":
            return bool(_OCCASION.search(text))
        if self.kind == "country":
            # "African countries" are no answer to "which African countries".
            rest = without_names(text, language, self.given)
            named = (is_country(name) for name, _, _ in names_in(rest, language))
            return any(named) or bool(_GROUP.search(rest))
        if self.kind == "name":
            return self._has_another_name(text, language)
        if self.kind == "person" and language == "zh":
            return any(tag.startswith("nr") for _, tag in tagged(text))
        if language == "zh":
            # Without capitals, companies have no mark.
            return bool(_HAN_ORGANISATION.search(text) or _HAN_COMPANY.search(self.question))
        if self.kind == "person":
            return bool(_PERSON.search(text)) or any(" " in name for name in _bare_names(text))
        new = {name for name, _, _ in names_in(text, language)} - self.given
        return (
            any(map(is_organisation, new))
            or bool(_ORGANISATION.search(text))
            or any(map(self._is_new, _bare_names(text)))
        )

    def _has_another_name(self, text: str, language: Language) -> bool:
        if _QUOTED.search(text) or _CALLED.search(text):
            return True
        if language == "zh":
            return any(tag.startswith(_NAMES) for _, tag in tagged(text))
        # "The Tianjin guidelines": also behind an article, but not what begins a sentence; of a
        # strategy "the Strategy" is its name.
        inside = (
            found[0]
            for found in _CAPITALISED.finditer(text)
            if not _SENTENCE_BEGINS.search(text[: found.start()])
        )
        return any(name not in self.question for name in inside) or any(
            map(self._is_new, _bare_names(text))
        )

    def _is_new(self, name: str) -> bool:
        return name.lower() not in self.question.lower()


def _bare_names(text: str) -> Iterator[str]:
    """What has a capital and neither an article nor a preposition before it."""
    for found in _CAPITALISED.finditer(text):
        before = text[: found.start()]
        first = found[0].split()[0]
        if _SENTENCE_BEGINS.search(before):
            if not is_function_word(first) and not _OPENING.match(first):
                yield found[0]
        elif not _DETERMINED.search(before) and not _DETERMINED.match(f"{first} "):
            yield found[0]
