"""Words of a sentence are linked to the words of the source that stand for them."""

import pytest

from corpus import Language
from qa.verification.alignment import Alignment, Source
from qa.verification.content import features


def links(sentence: str, language: Language, text: str, other: Language) -> dict[str, str]:
    alignment = Alignment(Source(sentence, language), Source(text, other))
    ours, theirs = alignment.sentence.tokens.items, alignment.source.tokens.items
    return {ours[p].text: theirs[link.place].text for p, link in alignment.links.items()}


def test_forms_of_a_word_are_linked() -> None:
    found = links("les accords signés", "fr", "un accord fut signé hier", "fr")
    assert found["accords"] == "accord"
    assert found["signés"] == "signé"


def test_translations_are_linked_by_meaning() -> None:
    found = links("world peace and security", "en", "la paix et la sécurité mondiales", "fr")
    assert found["peace"] == "paix"
    assert found["security"] == "sécurité"
    assert links("和平", "zh", "la paix durable", "fr") == {"和平": "paix"}


def test_of_several_places_the_one_beside_the_same_words_is_taken() -> None:
    text = "Le maire signe la décision. Le préfet publie la décision motivée."
    alignment = Alignment(Source("publie la décision", "fr"), Source(text, "fr"))
    tokens = alignment.source.tokens.items
    place = next(p for p, t in enumerate(alignment.sentence.tokens.items) if t.text == "décision")
    assert tokens[alignment.links[place].place].start > text.index("publie")


def test_an_invented_clause_shows_in_its_window() -> None:
    text = (
        "La Chine souhaite renforcer la coopération avec les autres pays en développement dans "
        "les domaines de la sécurité alimentaire et de la lutte contre la pauvreté."
    )
    said = text.rstrip(".")
    invented = f"{said} après vérification annuelle des comptes bancaires des fournisseurs."
    true = features(Alignment(Source(text, "fr"), Source(text, "fr")))
    false = features(Alignment(Source(invented, "fr"), Source(text, "fr")))
    assert true["weakest 6"] == pytest.approx(1.0)
    assert false["weakest 6"] < 0.7


def test_a_sentence_without_content_has_no_support() -> None:
    alignment = Alignment(Source("de la et", "fr"), Source("La paix est durable.", "fr"))
    assert not any(features(alignment).values())
