"""Names known in three languages (see `verification.names`), in texts and in questions."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus import Language
from corpus.chinese import simplified
from qa.question import Inquiry
from qa.verification.names import forms_of, long_forms, names_in, says_name
from vectorstore.analysis import is_function_word, surface_words, words
from vectorstore.search import mended
from vectorstore.store import Store
from vectorstore.vocabulary import Vocabulary

# The "six 坚持" are six commitments, each of which begins with that verb; their number is said with
# a noun in other languages. What documents count so themselves is looked up as it is.
_COMMITMENTS = re.compile(r"(?P<count>[一二两三四五六七八九十百\d]+)(?P<counted>[个個][坚堅])持")
# A name is common that is in so many of the paragraphs.
_COMMON = 0.15


def is_said(name: int, texts: Sequence[tuple[str, Language]], vocabulary: Vocabulary) -> bool:
    """Whether `texts`, whose words `vocabulary` has, name it as it is or with its words apart."""
    return any(says_name(name, text, language) for text, language in texts) or any(
        all(vocabulary.has(word, language) for word in surface_words(form))
        for language, form in long_forms(name)
    )


def in_words_of(store: Store, inquiry: Inquiry, *, is_mended: bool = False) -> Inquiry:
    """`inquiry` without typos, and with names that the documents have otherwise as they have them.

    加勒比 shares no letter with "Caraïbes", and embeddings know few names. A name that every other
    paragraph has (the store's own subject) tells none of them apart and is left as it is.
    """
    if not is_mended:
        inquiry = _mended(store, inquiry)
    written: dict[int, tuple[str, ...]] = {}
    with store.reading() as (_, _, index):
        most = _COMMON * index.count()

        def frequency(form: str, language: Language) -> int:
            if is_function_word(form):
                return 0  # "AU" and "UN" are counted as the French words "au" and "un"
            return min((index.frequency(word) for word in words(form, language)), default=0)

        # Of a follow-up its own: "and for the Caribbean?" asks for nowhere else.
        asked = inquiry.plain if any(names_in(inquiry.plain, inquiry.language)) else inquiry.bare
        for name, start, end in names_in(asked, inquiry.language):
            if frequency(asked[start:end], inquiry.language):
                continue
            there = [
                [(count, form) for form in forms if (count := frequency(form, language))]
                for language, forms in forms_of(name).items()
            ]
            usual = [forms[0][1] for forms in there if forms]
            if usual and max(max(forms, default=(0, ""))[0] for forms in there) <= most:
                written[name] = tuple(usual)
    return replace(inquiry, written=written)


def _mended(store: Store, inquiry: Inquiry) -> Inquiry:
    asked = _as_said(store, mended(store, inquiry.asked, inquiry.language))
    is_whole = inquiry.text == inquiry.asked
    text = asked if is_whole else _as_said(store, mended(store, inquiry.text, inquiry.language))
    if (asked, text) == (inquiry.asked, inquiry.text):
        return inquiry
    return inquiry.without_typos(asked, text)


def _as_said(store: Store, question: str) -> str:
    """`question` with the commitments that it counts in Chinese as translations have them."""
    found = _COMMITMENTS.search(question)
    if not found:
        return question
    with store.reading() as (_, _, index):
        is_written = index.frequency(simplified(found["counted"]), "grams")
    return question if is_written else _COMMITMENTS.sub(r"\g<count>项承诺", question)
