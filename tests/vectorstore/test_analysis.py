"""Text → tokens: what must be the same token, and what must not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Language
from vectorstore.analysis import grams, words


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("l’ONU", "l'ONU"),
        ("l’ONU", "ONU"),
        ("pays d'Asie", "pays Asie"),
        ("pays d’Asie", "pays Asie"),
        ("qu’une", "une"),
        ("5 000", "5000"),
        ("5\u202f000", "5000"),
        ("5\u00a0000", "5000"),
        ("5,000", "5000"),
        ("1 234 567", "1234567"),
        ("I.S.M.", "ISM"),
        ("l'O.N.U.", "ONU"),
        ("Lancang-Mékong", "Lancang Mékong"),
        ("Lancang–Mékong", "LANCANG MÉKONG"),
        ("mise en œuvre", "mise en oeuvre"),
        ("Œuvre", "oeuvre"),
        ("ＩＳＭ　２０２３", "ISM 2023"),
        ("la\u2002sécurité\u2003commune", "la sécurité commune"),
        ("sécurité", "se\u0301curite\u0301"),
        ("China’s", "China"),
        ("ﬁn", "fin"),
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_typographic_variants_are_the_same_tokens(
    left: str, right: str, language: Language
) -> None:
    assert words(left, language) == words(right, language)
    assert grams(left) == grams(right)


@pytest.mark.parametrize(
    ("language", "left", "right"),
    [
        ("fr", "engagements", "engagement"),
        ("fr", "mondiale", "mondial"),
        ("fr", "nationales", "nationale"),
        ("en", "commitments", "commitment"),
        ("en", "training", "trained"),
    ],
)
def test_inflected_words_have_one_stem(language: Language, left: str, right: str) -> None:
    assert words(left, language) == words(right, language)


@pytest.mark.parametrize(
    ("left", "right"),
    [("3,5", "35"), ("1998", "199"), ("paix", "pays"), ("C", "c’est"), ("2023 2024", "20232024")],
)
def test_different_words_stay_different(left: str, right: str) -> None:
    assert words(left, "fr") != words(right, "fr")


@pytest.mark.parametrize(
    ("left", "right"),
    [("sécurité", "securite"), ("développement", "developement"), ("coopération", "cooperation")],
)
def test_missing_accents_and_letters_keep_most_n_grams(left: str, right: str) -> None:
    shared = set(grams(left)) & set(grams(right))
    assert len(shared) >= 0.6 * len(set(grams(left)))
    assert set(grams("sécurité")) == set(grams("securite"))


def test_chinese_is_cut_into_words() -> None:
    assert words("国际军事合作", "zh") == ["国际", "军事", "合作"]
    assert "安全" in words("全球安全倡议", "fr")  # whatever the language of the paragraph
    assert words("中国愿提供5000个名额", "zh").count("5000") == 1


def test_chinese_n_grams_are_characters_and_pairs() -> None:
    assert grams("安全观") == ["安", "全", "观", "安全", "全观"]


def test_n_grams_mark_the_ends_of_words() -> None:
    assert grams("paix") == ["<pai", "paix", "aix>"]
    assert grams("à") == ["<a>"]


@pytest.mark.parametrize("text", ["", "  \n", "?!… —", "😀", "_"])
def test_what_has_no_word_has_no_token(text: str) -> None:
    assert words(text, "fr") == grams(text) == []


@given(st.text(max_size=200), st.sampled_from(["fr", "en", "zh"]))
def test_tokens_of_any_text_are_not_blank_and_hold_no_space(text: str, language: Language) -> None:
    tokens = [*words(text, language), *grams(text)]
    assert all(token and not any(c.isspace() for c in token) for token in tokens)
    assert tokens == [*words(text, language), *grams(text)]
