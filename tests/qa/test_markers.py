"""The parser of a model's stream: sentences, the numbers they cite, nothing held for long."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.markers import Cited, MarkerParser
from tests.qa.properties import THOROUGH


def parse(*pieces: str) -> list[Cited]:
    parser = MarkerParser()
    found = [cited for piece in pieces for cited in parser.feed(piece)]
    return [*found, *parser.close()]


def pairs(*pieces: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(cited.text, cited.numbers) for cited in parse(*pieces)]


FORMS = {
    "[1]": (1,),
    "[12]": (12,),
    "[1, 2]": (1, 2),
    "[1,2]": (1, 2),
    "[1; 2]": (1, 2),
    "[1，2]": (1, 2),
    "[1、2]": (1, 2),
    "[1-3]": (1, 2, 3),
    "[1–3]": (1, 2, 3),
    "[1, 4-5]": (1, 4, 5),
    "[1][2]": (1, 2),
    "[1] [2]": (1, 2),
    "【1】": (1,),
    "【1，2】": (1, 2),
    "【1-2】": (1, 2),
    "[^1]": (1,),
    "[^1, ^2]": (1, 2),
    "[^1][^2]": (1, 2),
    "[ 1 ]": (1,),
    "[1][1]": (1,),
    "[2][1]": (2, 1),
    "[3-1]": (3,),
    "[1-900]": (1,),
    "[0]": (0,),
    "[999]": (999,),
}
SPLITS = [(form, at) for form in FORMS for at in range(1, len(form))]


@pytest.mark.parametrize("form", FORMS)
def test_a_marker_before_the_full_stop_is_read_and_taken_out(form: str) -> None:
    text = f"La paix {form}. La suite."
    assert pairs(text) == [("La paix.", FORMS[form]), ("La suite.", ())]


@pytest.mark.parametrize("form", FORMS)
def test_a_marker_after_the_full_stop_belongs_to_the_sentence_before(form: str) -> None:
    expected = [("La paix.", FORMS[form]), ("La suite.", ())]
    assert pairs(f"La paix.{form} La suite.") == expected
    assert pairs(f"La paix. {form} La suite.") == expected


@pytest.mark.parametrize("form", FORMS)
def test_a_marker_after_a_chinese_full_stop_belongs_to_the_sentence_before(form: str) -> None:
    expected = [("维护和平。", FORMS[form]), ("维护安全。", ())]
    assert pairs(f"维护和平{form}。维护安全。") == expected
    assert pairs(f"维护和平。{form}维护安全。") == expected


@pytest.mark.parametrize(("form", "at"), SPLITS)
def test_a_marker_cut_anywhere_is_still_one_marker(form: str, at: int) -> None:
    expected = [("La paix.", FORMS[form]), ("Fin.", ())]
    assert pairs(f"La paix {form[:at]}", f"{form[at:]}. Fin.") == expected
    assert pairs(f"La paix. {form[:at]}", f"{form[at:]} Fin.") == expected


@pytest.mark.parametrize(("form", "at"), SPLITS)
def test_half_a_marker_is_never_handed_out(form: str, at: int) -> None:
    parser = MarkerParser()
    assert list(parser.feed(f"La paix. {form[:at]}")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Voir Article 3 et la page 12.",
        "En [2019], rien.",
        "Entre [1990-1995] aussi.",
        "Une note [voir 1] ici.",
        "La liste [a] et [b].",
        "Le tableau t[i] et f(1).",
        "Un crochet [1 jamais fermé.",
        "Un crochet 1] jamais ouvert.",
        "Mal assorti [1】 ici.",
        "Vide [] et 【】 ici.",
        "Le code `x[1]` reste.",
        "Le code `a[1], b[2]` reste.",
        "Trop longue [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19].",
    ],
)
def test_prose_and_code_are_not_markers(text: str) -> None:
    assert pairs(text) == [(text, ())]
    assert pairs(*text) == [(text, ())]


def test_a_backtick_that_does_not_close_on_its_line_is_no_code() -> None:
    assert pairs("L'accent ` seul [1].\nFin ` [2].") == [
        ("L'accent ` seul.", (1,)),
        ("Fin `.", (2,)),
    ]


def test_full_stops_in_code_end_no_sentence() -> None:
    assert pairs("Le mot `a. B` reste [1]. Fin.") == [("Le mot `a. B` reste.", (1,)), ("Fin.", ())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« La paix. » [1] Puis.", [("« La paix. »", (1,)), ("Puis.", ())]),
        ("« La paix » [1]. Puis.", [("« La paix ».", (1,)), ("Puis.", ())]),
        ("“Peace.”[1] Then.", [("“Peace.”", (1,)), ("Then.", ())]),
        ('"Peace." [1] Then.', [('"Peace."', (1,)), ("Then.", ())]),
        ("“和平。”[1]他说。", [("“和平。”", (1,)), ("他说。", ())]),
        ("和平！？[1]安全", [("和平！？", (1,)), ("安全", ())]),
        ("M. Xi parle [1]. Fin.", [("M. Xi parle.", (1,)), ("Fin.", ())]),
        ("Voir art. 5 [1]. Fin.", [("Voir art. 5.", (1,)), ("Fin.", ())]),
        ("Au taux de 3.5 [1]. Fin.", [("Au taux de 3.5.", (1,)), ("Fin.", ())]),
        ("La paix. également [1].", [("La paix. également.", (1,))]),
        ("La paix [1] et la sécurité [2].", [("La paix et la sécurité.", (1, 2))]),
        ("[1] La paix. La suite.", [("La paix.", (1,)), ("La suite.", ())]),
        ("La paix.\n[1]\nLa suite.", [("La paix.", (1,)), ("La suite.", ())]),
        ("La paix. [1]La suite.", [("La paix.", (1,)), ("La suite.", ())]),
        ("Et puis... [1] Rien.", [("Et puis...", (1,)), ("Rien.", ())]),
        ("[1]", []),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_keep_their_punctuation_and_numbers(
    text: str, expected: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert pairs(text) == expected
    assert pairs(*text) == expected


def test_list_lines_are_sentences_that_start_a_line() -> None:
    found = parse("Deux points :\n- le premier [1]\n- le second [2]. Puis\n\n1. Le dernier [3]")
    assert found == [
        Cited("Deux points :", (), True),
        Cited("- le premier", (1,), True),
        Cited("- le second.", (2,), True),
        Cited("Puis", (), False),
        Cited("1. Le dernier", (3,), True),
    ]


def test_a_sentence_is_handed_out_as_soon_as_the_next_begins() -> None:
    parser = MarkerParser()
    assert list(parser.feed("La paix [1]. ")) == []
    assert [cited.text for cited in parser.feed("L")] == ["La paix."]


def test_unknown_numbers_are_kept_for_whoever_knows_which_exist() -> None:
    assert pairs("La paix [77][1].") == [("La paix.", (77, 1))]


@pytest.mark.parametrize(
    "unit", ["mot ", "[", "[1, ", "`", "`[1] ", "[1]", ".", "\n", " ", "a", "。"]
)
def test_nothing_is_held_back_for_long(unit: str) -> None:
    handed_out = list(MarkerParser().feed(unit * 2_000 + " fin\nL"))
    assert handed_out[-1].text.endswith("fin")


ALPHABET = 'aéB12 [[]]【】^,-–;、`\n.!。”»« "(M中'


@THOROUGH
@given(
    st.lists(
        st.text(alphabet=ALPHABET, max_size=8)
        | st.sampled_from(["[1]", " [1, 2]", "【3】", "[1-3]", "[^2]", ". ", "。", "art. ", "1. "]),
        max_size=15,
    )
)
def test_character_by_character_gives_the_same_as_at_once(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert parse(text) == parse(*text) == parse(*pieces)


@THOROUGH
@given(st.text(alphabet="aB1 ().,!?«»:中。\n", max_size=60))
def test_text_without_brackets_loses_nothing_but_white_space(text: str) -> None:
    said = "".join(cited.text for cited in parse(text))
    assert "".join(said.split()) == "".join(text.split())


def seconds(text: str, size: int) -> float:
    started = time.process_time()
    parse(*(text[start : start + size] for start in range(0, len(text), size)))
    return time.process_time() - started


@pytest.mark.parametrize("unit", ["mot ", "[1]", "[1", ".", "\n", "`a"])
@pytest.mark.parametrize("size", [5, 1_000_000])
def test_a_stream_without_boundary_takes_linear_time(unit: str, size: int) -> None:
    small, large = unit * (20_000 // len(unit)), unit * (200_000 // len(unit))
    ratio = seconds(large, size) / min(seconds(small, size) for _ in range(3))
    assert ratio < 40  # 10 when linear, 100 when quadratic
