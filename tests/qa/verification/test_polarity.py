"""What is denied, allowed, ordered or compared in a sentence is so in its source."""

import pytest

from corpus import Language
from qa.verification.alignment import Alignment, Source
from qa.verification.cues import find_cues
from qa.verification.polarity import polarity_holds
from qa.verification.tokens import Tokens


def holds(sentence: str, text: str, language: Language, other: Language | None = None) -> bool:
    return polarity_holds(Alignment(Source(sentence, language), Source(text, other or language)))


@pytest.mark.parametrize(
    ("language", "text", "denied"),
    [
        ("fr", "Le ministre ne publie jamais le rapport.", ["publie"]),
        ("fr", "Le ministre n'a pas publié le rapport.", ["a", "publié"]),
        ("fr", "Aucun rapport", ["rapport"]),
        ("en", "The minister shall not publish it.", ["shall", "publish"]),
        ("en", "The minister can't publish it.", ["can", "publish"]),
        ("en", "without consent", ["consent"]),
        ("zh", "持有人不得转让许可证。", ["转让"]),
    ],
)
def test_a_negation_is_found_with_the_words_it_denies(
    language: Language, text: str, denied: list[str]
) -> None:
    tokens = Tokens(text, language)
    heads = [tokens.items[head].text for cue in find_cues(tokens) for head in cue.heads]
    assert heads[-1] == denied[-1]
    assert set(denied) <= set(heads)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Il importe d'agir avant que le délai ne soit échu."),
        ("fr", "N'importe quel citoyen est admis."),
        ("en", "Not only the members are admitted."),
        ("zh", "不断扩大合作。"),
        ("zh", "非洲国家"),
        ("zh", "无论大小"),
    ],
)
def test_what_only_looks_like_a_negation_is_none(language: Language, text: str) -> None:
    assert not [cue for cue in find_cues(Tokens(text, language)) if cue.kind == "not"]


@pytest.mark.parametrize(
    ("language", "text", "turned"),
    [
        ("fr", "Le titulaire peut céder la licence.", "Le titulaire doit céder la licence."),
        ("fr", "Le délai court avant la notification.", "Le délai court après la notification."),
        ("fr", "Le prix augmente chaque année.", "Le prix diminue chaque année."),
        ("fr", "Le dépôt est interdit ici.", "Le dépôt est autorisé ici."),
        ("en", "The holder may transfer the licence.", "The holder must transfer the licence."),
        ("en", "Tax rates increase each year.", "Tax rates decrease each year."),
        ("en", "No member of the board is paid.", "A member of the board is paid."),
        ("zh", "县级以上人民政府应当公布。", "县级以下人民政府应当公布。"),
        ("zh", "允许公开材料。", "禁止公开材料。"),
        ("zh", "国家支持企业发展。", "国家反对企业发展。"),
    ],
)
def test_modals_and_opposites_turn_a_sentence_round(
    language: Language, text: str, turned: str
) -> None:
    assert holds(text, text, language)
    assert not holds(turned, text, language)


def test_only_the_clause_that_is_denied_is_compared() -> None:
    text = "Le maire publie le rapport, mais le préfet ne signe pas la décision."
    assert holds("Le maire publie le rapport.", text, "fr")
    assert not holds("Le maire ne publie pas le rapport.", text, "fr")
    assert not holds("Le préfet signe la décision.", text, "fr")


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("en", "The licence may not be transferred to a third party.", True),
        ("en", "The licence may be transferred to a third party.", False),
        ("zh", "许可证不得转让给第三方。", True),
        ("zh", "许可证可以转让给第三方。", False),
    ],
)
def test_negations_are_compared_across_languages(
    language: Language, sentence: str, expected: bool
) -> None:
    text = "La licence ne peut être transférée à un tiers."
    assert holds(sentence, text, language, "fr") == expected
