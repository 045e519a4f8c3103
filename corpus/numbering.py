"""Printed numbers at the start of a line: recognise them, and know their order.

A line may be read in several ways ("C." is a Roman 100 or the third letter), so
`read_labels` returns every reading and the structure parser keeps the one that continues a
series. Names of units follow what is printed in French, English and Chinese law and reports.
"""

import re
from dataclasses import dataclass

# Units that are named in full have a fixed rank: a Titre holds Chapitres, never the reverse.
# Outline numbers (I. 1. a) 一、) nest in the order in which a document uses them.
_NAMED_RANK = {
    "book": 0, "part": 1, "title": 2, "chapter": 3, "section": 4, "subsection": 5,
    "article": 6, "clause": 7, "annex": 0,
}  # fmt: skip
_NAMES = {
    "book": r"livre|book|第{n}编",
    "part": r"partie|part|第{n}部分",
    "title": r"titre|title",
    "chapter": r"chapitre|chapter|第{n}章",
    "section": r"section|第{n}节",
    "subsection": r"sous-section|subsection",
    "annex": r"annexe|annex|appendix|appendice|附件{n}|附录{n}",
    "article": r"article|art\.|第{n}条(?:之{n})?",
    "clause": r"§|al\.|alinéa|第{n}款",
}
_HAN_DIGITS = "零〇一二三四五六七八九十百千两"
_HAN_NUMBER = rf"[{_HAN_DIGITS}\d]+"
_NUMBER = (
    r"(?P<number>(?i:premier|première|preliminaire|préliminaire|unique|1er|1re|ier|ière)\b"
    r"|[LRDA]\.?\s?\*?\s?\d+(?:-\d+)*|\d+(?:[-.]\d+)*(?:\s(?:bis|ter|quater))?|[IVXLC]+\b"
    r"|(?<=\s)[A-Z]\b)"
)
# After a named unit comes the end of the line, punctuation, or a title with a capital:
# "Article 5 de la Charte dispose…" is prose.
_CAPITAL = r"[A-ZÀ-ÝŒ«“\"(（\u4e00-\u9fff]"
_FOLLOWS = rf"(?=\s*$|\s*[.:：—–)\-]|\s+{_CAPITAL})"
_PUNCTUATION = re.compile(r"[^\S\n]*[.:：]?[^\S\n]*[—–-]?\s*")
# An annex may stand alone, without a number: "Annexe", "ANNEXE – Liste des pays", "附件".
_LONE_ANNEX = re.compile(
    r"(?P<label>A(?:nnexe?|ppendi(?:x|ce)|NNEXE?|PPENDI(?:X|CE))|附件|附录)(?=[^\S\n]*(?:$|[\n:：–—]))"
)


@dataclass(frozen=True, slots=True)
class Label:
    """One reading of a printed number.

    `kind` names its series ("roman", "arabic", "article"); `text` is what is printed without
    the marks around it ("III", "4", "Article 5", "第三条"); `value` is its place in the series,
    None when that is not a plain count; `rank` orders named units and is None for outline
    numbers; `length` counts the characters of the line that the number and its marks take.
    """

    kind: str
    text: str
    value: int | None
    length: int
    rank: int | None = None

    @property
    def depth(self) -> int:
        """How many numbers a decimal label has: 3 for "1.2.3", 1 for all other kinds."""
        return self.text.count(".") + 1 if self.kind == "decimal" else 1


def _named_patterns() -> list[tuple[str, re.Pattern[str]]]:
    patterns = []
    for kind, names in _NAMES.items():
        chinese = [n.format(n=_HAN_NUMBER) for n in names.split("|") if "{n}" in n]
        latin = [n for n in names.split("|") if "{n}" not in n]
        if latin:
            # Only the name ignores case: "article v" is prose, "ARTICLE V" is not.
            name = rf"(?i:{'|'.join(latin)})\s?{_NUMBER}"
            patterns.append((kind, re.compile(rf"(?P<label>{name}){_FOLLOWS}")))
        if chinese:
            name = "|".join(chinese)
            patterns.append((kind, re.compile(rf"(?P<label>{name})(?=[\s:：]|$)")))
    return [*patterns, ("annex", _LONE_ANNEX)]


_NAMED = _named_patterns()
# "3.5 millions" and "3.5 %" are prose.
_DECIMAL = rf"(?P<label>\d{{1,3}}(?:\.\d{{1,3}})+)(?:\.(?=\s|$)|(?=\s+{_CAPITAL}))"
_OUTLINE = [
    ("decimal", re.compile(_DECIMAL)),
    ("roman", re.compile(r"(?P<label>[IVXLC]{1,7})(?:\s?[.)、]|\s?[–—-])(?=\s|$)")),
    ("arabic", re.compile(r"(?P<label>\d{1,3})(?:\.(?!\d)|[、．])(?=\s|$|[^\d\s])")),
    ("arabic-half-bracket", re.compile(r"(?P<label>\d{1,3})\)(?=\s|$|[^\d\s])")),
    ("arabic-ordinal", re.compile(r"(?P<label>\d{1,3})°(?=\s|$|[^\d\s])")),
    ("arabic-bracket", re.compile(r"[(（](?P<label>\d{1,3})[)）]")),
    ("capital", re.compile(r"(?P<label>[A-Z])(?:[.)]|\s?[–—-])(?=\s|$)")),
    ("letter", re.compile(r"\(?(?P<label>[a-z])[).](?=\s|$)")),
    ("roman-small", re.compile(r"\(?(?P<label>[ivxl]{1,6})[).](?=\s|$)")),
    ("han", re.compile(rf"(?P<label>[{_HAN_DIGITS}]{{1,3}})、")),
    ("han-bracket", re.compile(rf"[(（](?P<label>[{_HAN_DIGITS}]{{1,3}})[)）]")),
]


def read_labels(line: str) -> list[Label]:
    """Every reading of the number printed at the start of `line` (which has no indentation).

    A named unit ("Article 5", "第三条") has one reading; an outline number may have several,
    the likelier first; a line without a number has none.
    """
    for kind, pattern in _NAMED:
        if found := pattern.match(line):
            text = " ".join(found["label"].split())
            length = found.end("label")
            if tail := _PUNCTUATION.match(line, length):
                length = tail.end()
            return [Label(kind, text, _named_value(text), length, _NAMED_RANK[kind])]
    readings = []
    for kind, pattern in _OUTLINE:
        if found := pattern.match(line):
            value = _outline_value(kind, found["label"])
            if value is not None:
                end = found.end()
                end += len(line[end:]) - len(line[end:].lstrip())
                readings.append(Label(kind, found["label"], value, end))
    return readings


def _named_value(text: str) -> int | None:
    if han := re.search(rf"[第件录]({_HAN_NUMBER})", text):
        return int(han[1]) if han[1].isdigit() else han_value(han[1])
    number = text.removeprefix("§").split()[-1]
    if number.lower() in ("premier", "première", "1er", "1re", "ier", "ière", "unique"):
        return 1
    if number.isdigit():
        return int(number)
    return roman_value(number)


def _outline_value(kind: str, label: str) -> int | None:
    if kind == "decimal":
        return int(label.rsplit(".", 1)[1])
    if kind.startswith("arabic"):
        return int(label)
    if kind.startswith("roman"):
        return roman_value(label.upper())
    if kind.startswith("han"):
        return han_value(label)
    return ord(label.lower()) - ord("a") + 1


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_FORM = re.compile(r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def roman_value(text: str) -> int | None:
    """The value of a well-formed Roman number up to 399, else None."""
    if not text or not _ROMAN_FORM.fullmatch(text):
        return None
    values = [_ROMAN[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


def han_value(text: str) -> int | None:
    """The value of a Chinese number below ten thousand ("二十三" is 23), else None."""
    digits = {**{d: i for i, d in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
    units = {"十": 10, "百": 100, "千": 1000}
    total = digit = 0
    for character in text:
        if character in units:
            total += (digit or 1) * units[character]
            digit = 0
        elif character in digits:
            digit = digits[character]
        else:
            return None
    return total + digit or None
