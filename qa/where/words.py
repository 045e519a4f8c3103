"""The words for a place in a document: "section II", "the last paragraph", 文件开头."""

import re
from collections.abc import Callable

from corpus.numbering import han_value, roman_value
from qa.where.steps import LAST, Step, Unit, Where
from vectorstore.analysis import has_chinese

_NAMES: dict[Unit, str] = {
    "section": "section sections sous-section subsection rubrique volet 节 小节 单元 块",
    "part": "part parts partie parties 部分 编 篇",
    "chapter": "chapitre chapitres chapter chapters chap ch 章",
    "title": "titre titres title",
    "annex": "annexe annexes annex appendix schedule 附件 附录",
    "article": "article articles art 条",
    "clause": "clause clauses point points item items règle rule numéro disposition provision 项"
    " 点",
    "entry": "bullet entry puce tiret élément 样 种 家",
    "paragraph": "paragraph paragraphs paragraphe paragraphes para paras alinéa alinéas al sentence"
    " phrase line ligne 段 款 句",
    "page": "page pages p 页",
}
UNITS = {name: unit for unit, names in _NAMES.items() for name in names.split()}
# Within a section these are counted where no number is printed.
_COUNTED = ("paragraph", "clause", "article", "entry")
_SENTENCES = ("sentence", "phrase", "line", "ligne", "句")
_ORDINALS = {
    word: number
    for number, words in (
        (1, "première premier first opening 1re 1ère 1er"),
        (2, "deuxième seconde second"),
        (3, "troisième third"),
        (4, "quatrième fourth"),
        (5, "cinquième fifth"),
        (6, "sixième sixth"),
        (7, "septième seventh"),
        (8, "huitième eighth"),
        (9, "neuvième ninth"),
        (10, "dixième tenth"),
        (LAST - 1, "avant-dernière avant-dernier penultimate"),
        (LAST, "dernière dernier last final closing"),
    )
    for word in words.split()
}
# Where the whole of a document is meant, it is called so.
SOURCE = (
    r"(?:documents?|textes?|texts?|papers?|rapports?|reports?|articles?(?! ?\d)|notes?|file|fichier"
    r"|guide|manual|manuel|handbook|brochure|booklet|leaflet|livret|notice|règlement|story|récit)"
)
_HAN_SOURCE = "(?:文件|文本|文章|全文|报告|手册|通报|须知|办法|章程|须知|报道|说明书|指南|规定)"
DETERMINER = r"(?:le |la |l['’]|les |ce |cet |cette |ces |the |this |its |that )"
BEFORE = (
    r"(?:\b(?:d['’]après|selon|dans|à|en|au|aux|de|du|d['’]|sous|according to|in|on|at|under"
    rf"|within|of|from|per|as per|by) )?(?:\b{DETERMINER})?(?:(?:very|tout|toute) )?"
)
_PLACED = (
    r"(?:section|rubrique|part(?:ie)?|chapitre|chapter|paragraphe?|alinéa|sentence|phrase|line"
    r"|ligne|page|clause|article|provision|disposition|item|point|bullet|entry|puce|tiret|élément)"
)
_OF_SOURCE = rf"(?: (?:of|de|du|d['’]) ?(?:{DETERMINER})?(?:\w+ )??{SOURCE}\b)"
# "The conclusion of the treaty" is none of a text.
_NOT_OF_ANOTHER = (
    rf"(?! (?:of|de|du|des|d['’]|to) ?+{DETERMINER}?+(?!(?:\w+ ){{0,4}}?{SOURCE}\b|{_PLACED}\b"
    r"|article|clause|point|item|annex|introduction|conclusion|préambule|preamble|appendix|titre"
    r"|[«“\"‘(§]|(?-i:[IVX]+)\b|\d))"
)
# "Is there a conclusion?" is no question of what it says.
_THE_ONE = r"(?<!\ba )(?<!\ban )(?<!\bune )"
_NUMBER = (
    r"(?:n°|no\.|numéro|number)? ?\(?"
    r"(?P<number>(?-i:[IVXLC]{1,7})\b(?:\.\d{1,3})*|\d{1,3}(?:\.\d{1,3})*(?:\.[a-z]\b|[a-z]\b"
    r"| ?\([a-z]\))?|(?<=\w )(?-i:[A-H])\b|(?<=\()[a-z](?=\)))\)?"
    r"(?! ?[%€$£°]|[.,]?\d| (?:should|can|could|must|have|had|do|did|play|am|was|need|want|will"
    r"|would|may)\b)"
)
_HAN = r"[零一二三四五六七八九十百两\d]{1,4}"
_HAN_BEFORE = f"(?:在|据|根据|按照|按|依据|从)?(?:{_HAN_SOURCE}|该|本|的){{0,3}}"
_HAN_AFTER = "(?:的?(?:里面?|中|上|内))?"
_HAN_ENDS = r"(?P<unit>部分|编|篇|章|小节|节|单元|块|段落?|句话?|条|款|项|点|样|种|家|页)"


def _named(found: re.Match[str]) -> Step | None:
    written = found["number"]
    unit, number = UNITS.get(found["unit"].lower().rstrip(".")), _number(written)
    is_letter = written.isupper() and written.isalpha() and roman_value(written) is None
    if unit is None or number is None or (is_letter and unit != "annex"):
        return None
    return Step(unit, number, is_counted=unit in _COUNTED)


def _bare(found: re.Match[str]) -> Step | None:
    number = _number(found["number"])
    return Step("clause", number) if number else None


def _ordinal(found: re.Match[str]) -> Step | None:
    said, unit = found["ordinal"].lower(), UNITS.get(found["unit"].lower())
    roman = roman_value(said.rstrip("erèm").upper())
    digits = "".join(filter(str.isdecimal, said))
    count = _ORDINALS.get(said) or roman or int(digits or 0)
    return Step(unit, (count,), is_counted=True) if unit and count else None


def _han_numbered(found: re.Match[str]) -> Step | None:
    numbers = [roman_value(found["number"].upper()) or _han(found["number"])]
    if found["inner"]:
        numbers.append(_han(found["inner"]))
    known = tuple(number for number in numbers if number)
    if len(known) < len(numbers):
        return None
    unit = UNITS[found["unit"].rstrip("落话")]
    return Step(unit, known, is_counted=unit in _COUNTED)


def _han_edge(found: re.Match[str]) -> Step | None:
    count = {"首": 1, "倒数第二": LAST - 1}.get(found["ordinal"], LAST)
    return Step(UNITS[found["unit"].rstrip("落话")], (count,), is_counted=True)


def _han_annex(found: re.Match[str]) -> Step | None:
    value = _han(found["number"])
    return Step("annex", (value,)) if value else None


def _place(unit: Unit) -> Callable[[re.Match[str]], Step | None]:
    return lambda _: Step(unit)


def _number(written: str) -> tuple[int, ...] | None:
    """The levels of a printed number: (9, 4, 2) for "9.4 (b)"; None for what is none ("IIII")."""
    levels = [_level(part) for part in re.findall(r"[IVXLC]+(?![a-z])|\d+|[A-Za-z]", written)]
    known = tuple(level for level in levels if level is not None)
    return known if known and len(known) == len(levels) else None


def _level(part: str) -> int | None:
    if part.isdecimal():
        return int(part)
    if (value := roman_value(part)) is not None:
        return value
    return ord(part.lower()) - ord("a") + 1 if len(part) == 1 else None


def _han(written: str) -> int | None:
    return int(written) if written.isdigit() else han_value(written)


_AT = (
    r"\b(?:tout |right )?(?:à|au|dès|at|near|towards?|vers|dans|from|in|of)"
    r" (?:the |le |la |l['’])?(?:very |tout |toute )?"
)
_BY = r"\b(?:d['’]après|selon|according to) (?:the |le |la |l['’])(?:very |tout |toute )?"
_BEGIN = r"(?:début|ouverture|beginning|start|outset|opening)"
_END = r"(?:fin|end|close)"
_BEGINS = r"(?:begins?|starts?|opens?|commence|débute|s['’]ouvre)"
_ENDS = (
    r"(?:ends?|closes?|concludes?|finish(?:es)?|se termine|finit|s['’]achève|se conclut|conclut)"
)
_HOW = rf"\b(?:how|what|comment|par quoi|sur quoi) (?:(?:does|do) )?{DETERMINER}?"


def _verb(verb: str) -> str:
    """How a document begins or ends, the verb before it or after."""
    return (
        rf"\b(?:comment|par quoi|sur quoi) {verb} {DETERMINER}?{SOURCE}"
        rf"|{_HOW}(?:[\w'’-]+ ){{0,4}}?{SOURCE} {verb}\b(?: with|-t-(?:il|elle)|-(?:il|elle))?"
    )


# In this order; what one has read no other reads.
_READERS = tuple(
    (re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        # "before section 1" is not in it
        (
            rf"\b(?:avant|before) {DETERMINER}?(?:section|partie?|chapitre|chapter|titre|title"
            rf"|article) ?{_NUMBER}",
            lambda _: None,
        ),
        # "section II", "clause 9.4 (b)", "p. 3"
        (
            rf"{BEFORE}\b(?P<unit>(?:sous-|sub)?sections?|rubrique|volet|part(?:ie)?s?|chapitres?"
            r"|chapters?|chap\.?|ch\.?|titres?|title|annexe?s?|appendix|schedule|articles?|art\.|clauses?|points?"
            r"|items?|règle|rule|numéro|paragraphe?s?|paras?\.?|alinéas?|al\.|pages?|p\.)"
            rf" ?{_NUMBER}",
            _named,
        ),
        # "the section on principles (II)"
        (
            rf"{BEFORE}\b(?P<unit>section|rubrique|partie?|chapitre|chapter) [^,;:?.!()]{{2,60}}"
            r" \((?P<number>(?-i:[IVX]{1,5})|\d{1,2})\)",
            _named,
        ),
        # "§ 3"; "III.4", "3.2.1"; "I, al. 2"
        (rf"{BEFORE}§ ?(?P<number>\d{{1,3}}(?:\.\d{{1,3}})*)", _bare),
        (
            r"\b(?P<number>(?-i:[IVXLC]{1,5})(?:\.\d{1,3})+"
            r"|(?<![\d.,€$£])\d{1,2}\.\d{1,2}\.\d{1,2}(?![.\d])"
            r"|(?<=\bof )\d{1,2}\.\d{1,2}|(?<=\bd[eu] )\d{1,2}\.\d{1,2}(?! ?[%€h])"
            r"|\d{1,2}(?:\.\d{1,2})+(?=[条款项节])"
            r"|(?-i:[IVXLC]{1,5})(?=, (?:al|para)\.|，第))[条款项节]?",
            _bare,
        ),
        # "the second paragraph", "la toute dernière phrase"
        (
            rf"{BEFORE}\b(?P<ordinal>{'|'.join(_ORDINALS)}|\d{{1,2}}(?:e|è|ème|er|st|nd|rd|th)"
            r"|(?-i:[IVX]{1,4})(?:e|è|ème|er|re))"
            rf" (?:grande? |main )?(?P<unit>{_PLACED})\b{_NOT_OF_ANOTHER}{_OF_SOURCE}?",
            _ordinal,
        ),
        (
            rf"{BEFORE}{_THE_ONE}\b(?:introduction|préambule|preamble|avant-propos"
            r"|foreword)\b"
            rf"{_NOT_OF_ANOTHER}{_OF_SOURCE}?",
            _place("introduction"),
        ),
        (
            rf"{BEFORE}{_THE_ONE}\bconclusions?(?: section)?\b{_NOT_OF_ANOTHER}{_OF_SOURCE}?",
            _place("conclusion"),
        ),
        # "at the beginning of the text", "according to the opening", "how does the paper end"
        (
            rf"{_AT}{_BEGIN}{_OF_SOURCE}|{_BY}{_BEGIN}\b(?! (?:of|de|du)\b)|{_verb(_BEGINS)}"
            r"|\b(?:the )?(?:opening|first) (?:lines|words|sentences|paragraphs)\b",
            _place("opening"),
        ),
        (
            rf"{_AT}{_END}{_OF_SOURCE}|{_BY}{_END}\b(?! (?:of|de|du)\b)|{_verb(_ENDS)}"
            r"|\b(?:the )?(?:closing|final|last) (?:lines|words|sentences|paragraphs)\b",
            _place("ending"),
        ),
        # "第三部分（四）", "第七条第二款"; 最后一段; "附件一"
        (
            rf"{_HAN_BEFORE}第(?P<number>{_HAN}|[IVXivx]{{1,4}})个?{_HAN_ENDS}"
            rf"(?:[（(](?P<inner>{_HAN})[)）])?{_HAN_AFTER}",
            _han_numbered,
        ),
        (
            rf"{_HAN_BEFORE}(?P<ordinal>倒数第二|最后一?|末|尾|首)个?(?P<unit>部分|编|篇|章|节|段落?|句话?|条|款|项|点)"
            rf"{_HAN_AFTER}",
            _han_edge,
        ),
        (rf"{_HAN_BEFORE}(?:附件|附录)(?P<number>{_HAN}){_HAN_AFTER}", _han_annex),
        (
            rf"{_HAN_BEFORE}(?<!以)(?<!以.)(?<!以..)(?<!以...)一?(?:开头|开篇|文首){_HAN_AFTER}",
            _place("opening"),
        ),
        (rf"{_HAN_BEFORE}(?:引言|前言|序言|导言){_HAN_AFTER}", _place("introduction")),
        (rf"{_HAN_BEFORE}(?:结尾|末尾|文末){_HAN_AFTER}", _place("ending")),
        (rf"{_HAN_BEFORE}(?:结语|结论){_HAN_AFTER}", _place("conclusion")),
    )
)
# From the outermost inwards.
_ORDER: tuple[Unit, ...] = (
    "annex", "part", "title", "chapter", "section", "introduction", "conclusion", "opening",
    "ending", "page", "article", "clause", "paragraph", "entry",
)  # fmt: skip


# "How does the wildlife section open?"
_HOW_IT_OPENS = re.compile(
    r"\b(?P<how>how|comment|par quoi|sur quoi|sur quel\w* \w+)\b.{0,80}?\b"
    rf"(?:(?P<opening>{_BEGINS})|(?P<ending>{_ENDS}|se ferme))\b",
    re.IGNORECASE,
)


def where_to_look(question: str, *, is_titled: bool = False) -> Where | None:
    """Where the question says to look, if it does by a number or a place; it may name a section
    by its title besides (`is_titled`)."""
    read: list[tuple[re.Match[str], Step | None]] = []
    for pattern, reader in _READERS:
        for found in pattern.finditer(question):
            if all(found.end() <= one.start() or found.start() >= one.end() for one, _ in read):
                read.append((found, reader(found)))
    # In Chinese the outermost is said first, as 第十七条第二项 is.
    read.sort(key=lambda one: one[0].start())
    steps = [step for _, step in read if step]
    if not has_chinese(question):
        # "Item (c) of clause 4.3": what has more levels is further out.
        steps.sort(key=lambda step: (_ORDER.index(step.unit), -len(step.number)))
    words = [one[0] for one, _ in read]
    if (steps or is_titled) and (verb := _HOW_IT_OPENS.search(question)):
        unit: Unit = "opening" if verb["opening"] else "ending"
        if all(step.unit not in ("opening", "ending") for step in steps):
            steps.append(Step(unit))
            words += [verb["how"], verb[unit]]
    if not steps:
        return None
    units = [one["unit"] for one, _ in read if "unit" in one.re.groupindex]
    is_sentence = any(unit.lower().startswith(_SENTENCES) for unit in units)
    return Where(tuple(steps), tuple(words), is_sentence)
