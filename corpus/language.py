"""Which of the three languages a text is in."""

import re
from functools import cache
from typing import Any

from corpus.references import Language

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile(r"[a-zà-öø-ÿœæ]+")
_FRENCH_MARK = re.compile(r"[àâçèêëîïôùûœ]|é|\b[cdjlmnst]['’](?=\w)|\bqu['’]", re.IGNORECASE)
_FRENCH = frozenset(
    "le la les un une des du de au aux et ou est sont dans par pour sur avec sans ce cette ces "
    "que qui quoi quel quelle quels quelles quand comment pourquoi combien où dont il elle ils "
    "elles nous vous leur leurs je tu mes tes son sa ses ne pas plus entre depuis selon chez "
    "donc mais parle citez donnez résume".split()
)
_ENGLISH = frozenset(
    "the of and in to is are was were be been by for with from without this that these those "
    "what which who whom whose when where why how many much does do did has have had it its "
    "they their there not or at an about between since into give list tell you your should "
    "would can could will".split()
)
# One Chinese character says about as much as an average Latin word of this many letters.
_LETTERS_PER_HAN = 4


def detect_language(text: str, default: Language = "en") -> Language:
    """The language of `text` among French, English and Chinese.

    Characters decide for Chinese, function words and accents for French against English;
    only a text that has none of these (a name, one rare word) loads the language identifier
    of py3langid, because that takes half a second. A text without letters is `default`.
    """
    han = len(_HAN.findall(text))
    words = _LATIN_WORD.findall(text.lower())
    if han and han * _LETTERS_PER_HAN >= sum(map(len, words)):
        return "zh"
    if not words:
        return default
    french = sum(word in _FRENCH for word in words) + len(_FRENCH_MARK.findall(text))
    english = sum(word in _ENGLISH for word in words)
    if french != english:
        return "fr" if french > english else "en"
    return "fr" if _identify(text) == "fr" else "en"


def _identify(text: str) -> str:
    return str(_identifier().classify(text)[0])


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    # Our own: the module's is shared, and choosing languages while it is in use breaks it.
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(["fr", "en"])
    return identifier
