"""Every name of a sentence is in its source, across languages too."""

import pytest

from corpus import Language
from qa.verification.alignment import Alignment, Source
from qa.verification.names import names_hold

FRENCH = (
    "La Chine et l'Union africaine ont signé avec le Kazakhstan un accord proposé par Antonio "
    "Guterres, secrétaire général de l'Organisation des Nations unies. Le préfet en informe le "
    "tribunal de commerce."
)


def holds(
    sentence: str, language: Language, text: str = FRENCH, other: Language = "fr", known: str = ""
) -> bool:
    return names_hold(Alignment(Source(sentence, language), Source(text, other)), known)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "Le Kazakhstan a signé un accord."),
        ("fr", "L'ONU est représentée par Antonio Guterres."),
        ("en", "China and Kazakhstan signed an agreement."),
        ("en", "The African Union and the UN took part."),
        ("zh", "中国和哈萨克斯坦签署了协议。"),
        ("zh", "联合国参加了。"),
        ("fr", "Le préfet informe le tribunal de commerce."),
    ],
)
def test_names_of_the_source_hold(language: Language, sentence: str) -> None:
    assert holds(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "Le Kirghizistan a signé un accord."),
        ("fr", "L'OTAN a signé un accord."),
        ("fr", "L'accord a été proposé par Kofi Annan."),
        ("en", "China and Uzbekistan signed an agreement."),
        ("en", "NATO took part."),
        ("zh", "中国和乌兹别克斯坦签署了协议。"),
        ("zh", "欧盟参加了。"),
        ("fr", "Le maire en informe le tribunal de commerce."),
        ("fr", "Le préfet en informe le tribunal administratif."),
    ],
)
def test_other_names_do_not(language: Language, sentence: str) -> None:
    assert not holds(sentence, language)


def test_titles_and_headings_are_known_names() -> None:
    sentence = "Dans l'accord de Nairobi, la Chine a signé."
    assert not holds(sentence, "fr")
    assert holds(sentence, "fr", known="Accord de Nairobi")


def test_an_acronym_is_known_by_the_words_it_stands_for() -> None:
    text = "L'Autorité Européenne des Marchés publie un avis."
    assert holds("L'AEM publie un avis.", "fr", text)
    assert not holds("L'AEB publie un avis.", "fr", text)


def test_a_meeting_is_not_an_island() -> None:
    text = "La réunion a lieu chaque année à Paris."
    assert holds("Chaque année a lieu la réunion.", "fr", text)
    assert not holds("Chaque année, La Réunion reçoit Paris.", "fr", text)


def test_chinese_titles_and_institutions_are_names() -> None:
    text = "根据《中华人民共和国民法典》，教育行政部门应当公布名单。"
    assert holds("教育行政部门公布名单。", "zh", text, "zh")
    assert not holds("卫生行政部门公布名单。", "zh", text, "zh")
    assert not holds("《中华人民共和国刑法》规定公布名单。", "zh", text, "zh")
