"""A number agrees with a paragraph only as what it counts there."""

import pytest

from corpus import Language
from qa.verification.alignment import Alignment, Source
from qa.verification.quantities import find_quantities, quantities_hold


def holds(sentence: str, language: Language, text: str, text_language: Language) -> bool:
    return quantities_hold(Alignment(Source(sentence, language), Source(text, text_language)))


@pytest.mark.parametrize(
    ("language", "text", "unit"),
    [
        ("fr", "dans trente jours", "day"),
        ("fr", "12,5 % des voix", "percent"),
        ("fr", "âgé de 18 ans révolus", "year of age"),
        ("fr", "5 000 euros", "euro"),
        ("en", "within two months", "month"),
        ("en", "$5,000", "dollar"),
        ("en", "18 years of age", "year of age"),
        ("zh", "三十日内", "day"),
        ("zh", "五个月", "month"),
        ("zh", "年满十八周岁", "year of age"),
        ("zh", "五万元", "yuan"),
        ("zh", "5000人", "person"),
    ],
)
def test_the_unit_is_read_with_the_number(language: Language, text: str, unit: str) -> None:
    assert [quantity.unit for quantity in find_quantities(text, language)] == [unit]


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "le 5 mars 2023"), ("en", "on 5 March 2023"), ("en", "March 5, 2023"),
     ("zh", "2023年3月5日"), ("en", "2023-03-05")],
)  # fmt: skip
def test_a_date_is_the_same_in_every_writing(language: Language, text: str) -> None:
    parts = {quantity.unit: quantity.value for quantity in find_quantities(text, language)}
    assert parts == {"date day": 5, "date month": 3, "date year": 2023}


TEXT = (
    "Le demandeur dispose de trente jours pour compléter le dossier. Le préfet statue dans un "
    "délai de deux mois à compter du 5 mars 2023. Une amende de 1 500 euros peut être prononcée."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Le demandeur dispose de 30 jours pour compléter le dossier.",
        "Le préfet statue dans un délai de 2 mois.",
        "Une amende de 1500 euros peut être prononcée.",
        "Une amende de mille cinq cents euros peut être prononcée.",
    ],
)
def test_the_same_number_written_otherwise_holds(sentence: str) -> None:
    assert holds(sentence, "fr", TEXT, "fr")


@pytest.mark.parametrize(
    "sentence",
    [
        "Le demandeur dispose de quarante jours pour compléter le dossier.",
        # Every number stands in the paragraph, but for something else.
        "Le demandeur dispose de deux mois pour compléter le dossier.",
        "Le préfet statue dans un délai de trente jours.",
        "Le préfet statue dans un délai de trente mois.",
        "Le préfet statue à compter du 6 mars 2023.",
        "Le préfet statue à compter du 5 mai 2023.",
        "Une amende de 1 500 dollars peut être prononcée.",
        "Une amende de 15 000 euros peut être prononcée.",
    ],
)
def test_another_number_or_one_of_something_else_does_not_hold(sentence: str) -> None:
    assert not holds(sentence, "fr", TEXT, "fr")


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("en", "The applicant has 30 days to complete the file.", True),
        ("en", "The applicant has thirty days to complete the file.", True),
        ("en", "The applicant has 60 days to complete the file.", False),
        ("en", "The prefect decides within two months of 5 March 2023.", True),
        ("en", "The prefect decides within two years of 5 March 2023.", False),
        ("zh", "申请人有三十日补充材料。", True),
        ("zh", "申请人有四十日补充材料。", False),
        ("zh", "自2023年3月5日起两个月内作出决定。", True),
        ("zh", "自2022年3月5日起两个月内作出决定。", False),
    ],
)
def test_across_languages_value_and_unit_agree(
    language: Language, sentence: str, expected: bool
) -> None:
    assert holds(sentence, language, TEXT, "fr") == expected
