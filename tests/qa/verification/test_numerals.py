"""Numbers are read however they are written."""

from fractions import Fraction

import pytest

from corpus import Language
from qa.verification.numerals import find_numerals


def read(text: str, language: Language) -> list[tuple[Fraction, str]]:
    found = find_numerals(text, language)
    return [(numeral.value, text[numeral.start : numeral.end]) for numeral in found]


@pytest.mark.parametrize(
    ("language", "text", "value", "written"),
    [
        ("fr", "5 000 personnes", 5000, "5 000"),
        ("fr", "5\u202f000 personnes", 5000, "5\u202f000"),
        ("fr", "2,3 millions d'euros", 2_300_000, "2,3 millions"),
        ("fr", "cinq mille personnes", 5000, "cinq mille"),
        ("fr", "trois cent vingt et une pages", 321, "trois cent vingt et une"),
        ("fr", "quatre-vingt-dix-neuf jours", 99, "quatre-vingt-dix-neuf"),
        ("fr", "quatre-vingts jours", 80, "quatre-vingts"),
        ("fr", "soixante-quinze ans", 75, "soixante-quinze"),
        ("fr", "le vingt-et-unième siècle", 21, "vingt-et-unième"),
        ("fr", "le chapitre IV", 4, "IV"),
        ("fr", "les deux tiers des membres", Fraction(2, 3), "deux tiers"),
        ("en", "5,000 people", 5000, "5,000"),
        ("en", "five thousand people", 5000, "five thousand"),
        ("en", "one hundred and four days", 104, "one hundred and four"),
        ("en", "the twenty-first century", 21, "twenty-first"),
        ("en", "three quarters of the members", Fraction(3, 4), "three quarters"),
        ("zh", "5千人", 5000, "5千"),
        ("zh", "五千三百二十一人", 5321, "五千三百二十一"),
        ("zh", "二〇一四年", 2014, "二〇一四"),
        ("zh", "3万亿元", 3 * 10**12, "3万亿"),
        ("zh", "三分之二的成员", Fraction(2, 3), "三分之二"),
        ("zh", "百分之十二点五", Fraction(1, 8), "百分之十二点五"),
        ("zh", "十五日内", 15, "十五"),
        ("zh", "１２％", 12, "１２"),
        ("zh", "５，０００人", 5000, "５，０００"),
        ("zh", "镇上有些变化，2026年开放", 2026, "2026"),
    ],
)
def test_a_number_has_one_value_in_every_writing(
    language: Language, text: str, value: Fraction | int, written: str
) -> None:
    assert read(text, language) == [(value, written)]


def test_a_chinese_comma_is_between_two_numbers() -> None:
    assert [value for value, _ in read("共有户数612，2024年1874", "zh")] == [612, 2024, 1874]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "dix pour cent"),
        ("en", "ten per cent"),
    ],
)
def test_the_cent_of_a_percentage_is_no_number(language: Language, text: str) -> None:
    assert [value for value, _ in read(text, language)] == [10]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "tous les véhicules neufs"),
        ("zh", "一切国家"),
        ("zh", "十分重要"),
        ("zh", "百姓生活"),
    ],
)
def test_words_that_only_look_like_numbers_are_none(language: Language, text: str) -> None:
    assert read(text, language) == []


def test_neuf_is_nine_before_what_it_counts() -> None:
    assert read("neuf véhicules", "fr") == [(Fraction(9), "neuf")]


def test_ranges_are_two_numbers() -> None:
    assert [value for value, _ in read("cinq à dix jours", "fr")] == [5, 10]
    assert [value for value, _ in read("三至五年", "zh")] == [3, 5]
