"""Words that turn a statement round: negations with what they deny, modals, and opposites."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus import Language
from qa.verification.tokens import Token, Tokens

CueKind = Literal["not", "only", "bound"]
Modal = Literal["may", "must"]

_CLITICS = frozenset("le la les l lui leur y en se s me m te t nous vous".split())
# French and English verbs that only carry the one that follows.
_AUXILIARIES = frozenset(
    "est sont était étaient sera seront soit soient serait être été a ont avait avaient aura "
    "auront ait aient avoir peut peuvent pourra pourront puisse puissent pourrait pouvoir doit "
    "doivent devra devront devrait devoir fait font faire saurait sauraient is are was were be "
    "been has have had do does did may can must shall should will would could might need".split()
)
_FRENCH_SECOND = frozenset(
    "pas plus jamais point aucun aucune aucunement nullement guère rien personne ni nul "
    "nulle".split()
)
_EXPLETIVE = re.compile(
    r"(?:moins|avant|crainte|peur|sans)\s+qu(?:e|['’])[^.;]{0,60}$", re.IGNORECASE
)
_IDIOM = re.compile(r"n['’]importe|n['’]est-ce", re.IGNORECASE)
_AT_ONCE = re.compile(r"(?:sans (?:délai|retard|tarder)|without (?:undue )?delay)", re.IGNORECASE)
_EXCEPT = re.compile(r"\bsi ce $", re.IGNORECASE)
_FORBIDS = frozenset(
    "interdit interdite interdits interdites prohibé prohibée prohibés prohibées prohibited "
    "forbidden prohibits".split()
)
_ENGLISH_DENIES_NEXT = frozenset("no neither nor without none".split())
_FRENCH_DENIES_NEXT = frozenset("aucun aucune sans ni nul nulle non".split())
# "not more than" sets a bound; another language says it without a negation.
_BOUND = re.compile(
    r"later|more\b|less\b|exceed|fewer|greater|earlier|lower|higher|longer|excéd|excède|dépass"
    r"|supérieur|inférieur"
)
_BOUND_REACH = 6
_ONLY_REACH = 20
_HAN_CUE = re.compile(r"(?:严禁|禁止|[不未没无非勿])")
_HAN_NOT_CUES = re.compile(
    r"不断|不仅|不但|不同|不过|不论|不管|不久|不少|不动产|不可抗|不法|不当|不良|不足|不服|不正当|不特定"
    r"|无论|无线|无偿|无人|无期|无形|未来|未成年|未必|未遂|非洲|非常|非法|非营利|非公有|非物质|没收|没落"
)
_HAN_BOUND = re.compile(r"不(?:超过|少于|低于|高于|多于|晚于|得超过|得少于|得低于|得高于|满|足)")
_MODALS: dict[Modal, frozenset[str]] = {
    "may": frozenset(
        "peut peuvent pourra pourront puisse puissent pourrait pourraient may can might could 可以 "
        "可 能 能够 有权".split()
    ),
    "must": frozenset(
        "doit doivent devra devront devrait devraient must shall 应当 应 必须 须 应该 需 "
        "需要".split()
    ),
}
_OPPOSITES: dict[Language, str] = {
    "fr": "augment réduir/réduct/diminu/baiss · accroîtr réduir/diminu · renforc affaibl · avant "
    "après · antérieur postérieur · maxim minim · maximal minimal · supérieur inférieur · autoris "
    "interd · accept refus/rejet · accord refus · approuv rejet · favoris entrav · inclus exclu · "
    "public priv · intern extern · national international/étranger · premier dernier · ouvr ferm · "
    "obligatoir facultat · légal illégal · régulier irrégulier · début fin · commenc achèv · achet "
    "vend · acquéreur vendeur · créanc débit · bailleur locat/preneur · employeur salar · "
    "temporair définit/permanent · total partiel · individuel collect · oral écrit · majeur mineur "
    "· direct indirect · soutenir opposer · promouv empêch · plus moins · prés absent",
    "en": "increas decreas/reduc · befor after · maximum minimum · allow prohibit/forbid · permit "
    "prohibit/forbid · accept reject/refus · approv reject/refus · grant refus/revok · includ "
    "exclud · public privat · intern extern · first last · open close · mandator option · legal "
    "illeg · law unlaw · begin end · commenc end · buy sell · buyer seller/vendor · creditor "
    "debtor · lessor lesse · landlord tenant · employ employe · temporar perman · total partial · "
    "individu collect · oral written · direct indirect · support oppos · promot prevent · more "
    "less · earlier later · abov below · domest foreign · complet incomplet",
    "zh": "以上 以下 · 增加 减少 · 提高 降低 · 以前 以后 · 之前 之后 · 允许 禁止 · 准许 禁止 · "
    "批准 驳回 · 同意 拒绝 · 接受 拒绝 · 包括 除外 · 公开 保密 · 国内 国外 · 最高 最低 · 有效 无效 "
    "· 合法 非法 · 买 卖 · 买受人 出卖人 · 债权人 债务人 · 出租人 承租人 · 甲方 乙方 · 加强 削弱 · "
    "扩大 缩小 · 支持 反对 · 永久 临时 · 全部 部分 · 内部 外部 · 开始 结束 · 上级 下级 · 中央 地方 "
    "· 先 后 · 有 无 · 直接 间接",
}


@dataclass(frozen=True, slots=True)
class Cue:
    """A negation at `place`, and the places of the words that it denies."""

    kind: CueKind
    place: int
    heads: tuple[int, ...]


def modal(token: Token) -> Modal | None:
    """What the word grants or orders."""
    return next((kind for kind, forms in _MODALS.items() if token.text in forms), None)


def opposites(token: Token, language: Language) -> tuple[str, ...]:
    """The beginnings of words that mean the contrary of `token`; empty for most words."""
    pairs = _BY_START[language]
    lengths = range(min(len(token.text), _LONGEST), 0, -1)
    if language == "zh":
        return pairs.get(token.text, ())
    for length in lengths:
        if found := pairs.get(token.text[:length]):
            return found if _is_whole(token.text, length) else ()
    return ()


def is_opposite(token: Token, starts: tuple[str, ...], language: Language) -> bool:
    """Whether `token` is one of the words that `opposites` gave."""
    if language == "zh":
        return token.text in starts
    return any(
        token.text.startswith(start) and _is_whole(token.text, len(start)) for start in starts
    )


def _is_whole(word: str, length: int) -> bool:
    # "plus" is not the beginning of "plusieurs", nor "fin" of "finance".
    return len(word) == length if length <= 4 else len(word) - length <= 6


def find_cues(tokens: Tokens) -> list[Cue]:
    """The negations of a text in order."""
    if tokens.language == "zh":
        return list(_chinese(tokens))
    return list(_french(tokens) if tokens.language == "fr" else _english(tokens))


def _french(tokens: Tokens) -> Iterator[Cue]:
    items = tokens.items
    for place, token in enumerate(items):
        if (token.text in ("ne", "n") and token.text != "n") or _is_elided_ne(tokens, place):
            if _EXPLETIVE.search(tokens.text, max(0, token.start - 80), token.start):
                continue
            if _IDIOM.match(tokens.text, token.start) or _EXCEPT.search(
                tokens.text, 0, token.start
            ):
                continue
            verb = _skip(items, place + 1, _CLITICS)
            heads = _with_verb(items, verb)
            yield Cue(_french_kind(items, verb, heads), place, heads)
        elif token.text in _FRENCH_DENIES_NEXT and not _AT_ONCE.match(tokens.text, token.start):
            if heads := _next_content(items, place + 1, 4):
                yield Cue("not", place, heads)
        elif token.text in _FORBIDS:
            yield Cue("not", place, (place, *_next_content(items, place + 1, 4)))


def _is_elided_ne(tokens: Tokens, place: int) -> bool:
    token = tokens.items[place]
    return token.text == "n" and tokens.text[token.end : token.end + 1] in ("'", "’")


def _french_kind(items: tuple[Token, ...], verb: int, heads: tuple[int, ...]) -> CueKind:
    following = [token.text for token in items[verb + 1 : verb + _ONLY_REACH]]
    end = len(following)
    second = next((i for i, word in enumerate(following) if word in _FRENCH_SECOND), end)
    only = next((i for i, word in enumerate(following) if word in ("que", "qu")), end)
    if second >= _BOUND_REACH and only < second:
        return "only"
    return "bound" if _has_bound(items, verb) else "not"


def _has_bound(items: tuple[Token, ...], place: int) -> bool:
    return any(_BOUND.match(token.text) for token in items[place : place + _BOUND_REACH])


def _english(tokens: Tokens) -> Iterator[Cue]:
    items = tokens.items
    for place, token in enumerate(items):
        following = items[place + 1].text if place + 1 < len(items) else ""
        # "don't" is do, n, t; "can't" is can, t.
        is_contraction = token.text == "n" and following == "t"
        is_cant = token.text == "t" and place > 0 and items[place - 1].text == "can"
        if token.text in ("not", "never") or is_contraction or is_cant:
            if following == "only":
                continue
            after = place + (2 if is_contraction else 1)
            before = (place - 1,) if place and items[place - 1].text in _AUXILIARIES else ()
            heads = (*before, *_with_verb(items, after))
            yield Cue("bound" if _has_bound(items, after) else "not", place, heads)
        elif token.text in _ENGLISH_DENIES_NEXT and not _AT_ONCE.match(tokens.text, token.start):
            if heads := _next_content(items, place + 1, 4):
                yield Cue("bound" if _BOUND.match(following) else "not", place, heads)
        elif token.text in _FORBIDS:
            yield Cue("not", place, (place, *_next_content(items, place + 1, 4)))


def _chinese(tokens: Tokens) -> Iterator[Cue]:
    items = tokens.items
    for place, token in enumerate(items):
        if not (found := _HAN_CUE.match(token.text)) or _HAN_NOT_CUES.match(token.text):
            continue
        if _HAN_NOT_CUES.match(tokens.text, token.start):
            continue
        bound = _HAN_BOUND.match(tokens.text, token.start)
        # 不得, 不能 and 不予 only carry the verb; 不合格 is denied itself.
        own = () if len(token.text) - len(found[0]) <= 1 else (place,)
        heads = own or tuple(p for p in (place + 1, place + 2) if p < len(items))[:1]
        if heads and not own and items[heads[0]].is_function:
            heads = (*heads, *_next_content(items, heads[0] + 1, 2))
        yield Cue("bound" if bound else "not", place, heads)


def _with_verb(items: tuple[Token, ...], verb: int) -> tuple[int, ...]:
    """The verb at `verb`, with the one that it carries if it is an auxiliary."""
    if verb >= len(items):
        return ()
    if items[verb].text in _AUXILIARIES:
        return (verb, *_next_content(items, verb + 1, 5))
    return (verb,)


def _skip(items: tuple[Token, ...], place: int, over: frozenset[str]) -> int:
    while place < len(items) and items[place].text in over:
        place += 1
    return place


def _next_content(items: tuple[Token, ...], place: int, reach: int) -> tuple[int, ...]:
    for other in range(place, min(place + reach, len(items))):
        if items[other].clause != items[place - 1].clause:
            return ()
        if items[other].is_content and items[other].text not in _FRENCH_SECOND:
            return (other,)
    return ()


def _pairs(listed: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for pair in listed.split("·"):
        left, right = (side.split("/") for side in pair.split())
        for one in left:
            found[one] = (*found.get(one, ()), *right)
        for one in right:
            found[one] = (*found.get(one, ()), *left)
    return found


_BY_START = {language: _pairs(listed) for language, listed in _OPPOSITES.items()}
_LONGEST = 14
