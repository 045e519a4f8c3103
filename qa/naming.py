"""Whether a text names what is known in three languages (see `verification.names`)."""

from collections.abc import Sequence

from corpus import Language
from qa.verification.names import long_forms, says_name
from vectorstore.analysis import surface_words
from vectorstore.vocabulary import Vocabulary


def is_said(name: int, texts: Sequence[tuple[str, Language]], vocabulary: Vocabulary) -> bool:
    """Whether `texts`, whose words `vocabulary` has, name it as it is or with its words apart."""
    return any(says_name(name, text, language) for text, language in texts) or any(
        all(vocabulary.has(word, language) for word in surface_words(form))
        for language, form in long_forms(name)
    )
