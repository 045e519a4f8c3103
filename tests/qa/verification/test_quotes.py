"""Words between quotation marks stand in the paragraph."""

import pytest

from qa.verification.quotes import quotes_hold

TEXT = (
    "Il faut rester attaché à la vision d’une sécurité commune, intégrée, coopérative et durable."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Le texte parle d'une « sécurité commune, intégrée ».",
        "Le texte parle d'une “Sécurité  commune, intégrée”.",
        'Le texte parle de "la vision d\'une sécurité commune".',
        "Selon le texte : « Il faut rester attaché […] coopérative et durable. »",
        "Sans guillemets, rien n'est cité.",
    ],
)
def test_the_paragraphs_own_words_hold(sentence: str) -> None:
    assert quotes_hold(sentence, TEXT, same_language=True)


@pytest.mark.parametrize(
    "sentence",
    [
        "Le texte parle d'une « sécurité commune et intégrée ».",
        'Le texte parle d\'une "sécurité indivisible".',
        # The parts in another order.
        "Selon le texte : « coopérative et durable […] Il faut rester attaché »",
    ],
)
def test_other_words_do_not(sentence: str) -> None:
    assert not quotes_hold(sentence, TEXT, same_language=True)


def test_what_nobody_sees_makes_no_difference() -> None:
    text = "Lancez :\n\N{WORD JOINER}# Installer\nmake co\N{SOFT HYPHEN}mpile"
    assert quotes_hold("Il dit : « Lancez : # Installer make compile »", text, same_language=True)


def test_across_languages_a_short_term_in_marks_is_no_quotation() -> None:
    assert quotes_hold("It calls this “security”.", TEXT, same_language=False)
    assert not quotes_hold("It says “common and durable security”.", TEXT, same_language=False)
