"""Numbers and titles → places: laws, outlines, Markdown, and what stands between items."""

from collections.abc import Callable

from corpus import Document

Parse = Callable[..., Document]

LONG = "Cette phrase dit quelque chose d'assez long pour être un paragraphe entier."


def places(parse: Parse, text: str, *, markdown: bool = False) -> list[tuple[str, str]]:
    """The id (without the document's) and the text of each paragraph, the head left out."""
    document = parse(text, markdown=markdown)
    return [(p.id.removeprefix("d/"), " ".join(p.text.split())) for p in document.body]


def ids(parse: Parse, text: str, *, markdown: bool = False) -> list[str]:
    return [place for place, _ in places(parse, text, markdown=markdown)]


def headings(parse: Parse, text: str, *, markdown: bool = False) -> dict[str, tuple[str, ...]]:
    document = parse(text, markdown=markdown)
    return {p.id.removeprefix("d/"): p.headings for p in document.body}


def test_an_english_outline_nests_decimals_letters_and_small_romans(parse: Parse) -> None:
    text = """
        Annual Report

        1. Introduction

        This report describes the year.

        1.1 Scope

        The scope is the whole company.

        1.2 Method

        a) We counted the visits.

        b) We asked the visitors.

        (i) at the door;

        (ii) by telephone.

        c) We waited.

        2. Results

        The results are good.
        """
    assert ids(parse, text) == [
        "1/1",
        "1.1/1",
        "1.2.a/1",
        "1.2.b/1",
        "1.2.b.i/1",
        "1.2.b.ii/1",
        "1.2.c/1",
        "2/1",
    ]
    assert headings(parse, text)["1.2.b.ii/1"] == ("1. Introduction", "1.2 Method")
    assert [p.reference("en") for p in parse(text).body[:3]] == [
        "Doc, 1, para. 1",
        "Doc, 1.1",
        "Doc, 1.2.a",
    ]


def test_letters_a_to_j_are_not_read_as_roman(parse: Parse) -> None:
    text = "".join(f"{letter}) {LONG}\n\n" for letter in "abcdefghij")
    assert ids(parse, text) == [f"{letter}/1" for letter in "abcdefghij"]
    capitals = "".join(f"{letter}. Titre\n\n{LONG}\n\n" for letter in "ABCD")
    assert ids(parse, capitals) == ["A/1", "B/1", "C/1", "D/1"]


def test_c_after_roman_numbers_is_a_letter_below_them(parse: Parse) -> None:
    text = "".join(f"{n}. Titre\n\n{LONG}\n\n" for n in ("I", "II", "III", "IV"))
    assert ids(parse, text) == ["I/1", "II/1", "III/1", "IV/1"]


def test_prose_that_looks_numbered_stays_prose(parse: Parse) -> None:
    text = """
        3.5 millions de personnes ont été comptées.

        1998. Une année de plus, et rien ne change.

        Article 5 de la Charte dispose que tout est permis.
        """
    assert ids(parse, text) == ["p/1", "p/2", "p/3"]


def test_a_number_out_of_series_is_prose(parse: Parse) -> None:
    text = f"""
        1. {LONG}

        42. {LONG}

        2. {LONG}
        """
    found = places(parse, text)
    assert [place for place, _ in found] == ["1/1", "1/2", "2/1"]
    assert found[1][1].startswith("42. ")


def test_an_indented_paragraph_belongs_to_the_item_above(parse: Parse) -> None:
    text = f"I. Titre\n\n1. {LONG}\n\n2. {LONG}\n\n\u2002\u2002Suite du point deux.\n\nFin."
    assert ids(parse, text) == ["I.1/1", "I.2/1", "I.2/2", "I/after-2/1"]


def test_a_paragraph_before_the_next_number_belongs_to_the_item_above(parse: Parse) -> None:
    text = f"I. Titre\n\nAvant.\n\n1. {LONG}\n\nSuite.\n\nEncore.\n\n2. {LONG}"
    assert ids(parse, text) == ["I/1", "I.1/1", "I.1/2", "I.1/3", "I.2/1"]


def test_paragraphs_after_the_last_item_are_named_after_it(parse: Parse) -> None:
    text = f"I. Titre\n\n1. {LONG}\n\n2. {LONG}\n\nFin.\n\nVraiment.\n\nII. Autre\n\n{LONG}"
    document = parse(text)
    assert ids(parse, text) == ["I.1/1", "I.2/1", "I/after-2/1", "I/after-2/2", "II/1"]
    assert document.body[2].reference("fr") == "Doc, I, après le point 2, al. 1"


def test_items_without_a_section_may_be_followed_too(parse: Parse) -> None:
    text = f"1. {LONG}\n\n2. {LONG}\n\nFin de la liste."
    document = parse(text)
    assert ids(parse, text) == ["1/1", "2/1", "after-2/1"]
    assert document.body[2].reference("en") == "Doc, after item 2"


def test_a_document_without_numbers_is_counted(parse: Parse) -> None:
    document = parse("Un premier texte.\n\nUn deuxième.\n\nUn troisième.")
    assert [p.id for p in document.body] == ["d/p/1", "d/p/2", "d/p/3"]
    assert [p.reference("fr") for p in document.body] == [
        "Doc, 1ᵉʳ paragraphe",
        "Doc, 2ᵉ paragraphe",
        "Doc, 3ᵉ paragraphe",
    ]


def test_numbers_may_run_through_all_sections(parse: Parse) -> None:
    text = "".join(
        f"{letter}. Part\n\n{n}. {LONG}\n\n{n + 1}. {LONG}\n\n"
        for letter, n in (("A", 1), ("B", 3), ("C", 5))
    )
    assert ids(parse, text) == ["A.1/1", "A.2/1", "B.3/1", "B.4/1", "C.5/1", "C.6/1"]


def test_a_repeated_path_gets_a_count(parse: Parse) -> None:
    text = f"""
        Première liste

        1. {LONG}

        2. {LONG}

        Deuxième liste

        1. {LONG} Bis.

        2. {LONG} Ter.
        """
    document = parse(text, markdown=False)
    assert [p.id for p in document.body][-2:] == ["d/1~2/1", "d/2~2/1"]
    assert document.body[-1].reference("fr") == "Doc, 2 (2)"


def test_a_series_that_starts_over_is_not_nested_in_itself(parse: Parse) -> None:
    text = "".join(f"I. Titre\n\n1. {LONG}\n\na) {LONG}\n\n" for _ in range(300))
    found = ids(parse, text)
    assert found[:4] == ["I.1/1", "I.1.a/1", "I~2.1/1", "I~2.1.a/1"]
    assert found[-1] == "I~300.1.a/1"


def test_brackets_below_letters_below_numbers(parse: Parse) -> None:
    text = f"1. {LONG}\n\na) {LONG}\n\n1) {LONG}\n\n2) {LONG}\n\nb) {LONG}\n\n2. {LONG}"
    assert ids(parse, text) == ["1/1", "1.a/1", "1.a.1/1", "1.a.2/1", "1.b/1", "2/1"]


def test_decimals_stand_under_their_own_number_only(parse: Parse) -> None:
    text = f"1. Un\n\n1.1 Objet. {LONG}\n\n1.2 Moyens. {LONG}\n\n2.1 Suite. {LONG}"
    assert ids(parse, text) == ["1.1/1", "1.2/1", "2.1/1"]


def test_different_labels_that_print_alike_get_different_ids(parse: Parse) -> None:
    assert ids(parse, f"Art. 5\n{LONG}\n\nArt.5\n{LONG} Bis.") == ["Art.5/1", "Art.5~2/1"]
    assert ids(parse, f"{LONG}\n\np) {LONG}") == ["p/1", "p~2/1"]


def test_hard_wrapped_lines_are_one_paragraph(parse: Parse) -> None:
    text = """
        The quick brown fox jumps over the lazy dog and then it runs away
        into the forest where nobody will ever find it again, not even the
        hunter.
        Another paragraph begins after the short line and goes on for long
        until it ends here.

        1. An item that is long enough to be wrapped over more than one line
           and which goes on with a hanging indentation until it ends.
        2. Another item.
        """
    found = places(parse, text)
    assert [place for place, _ in found] == ["p/1", "p/2", "1/1", "2/1"]
    assert found[0][1].endswith("the hunter.")
    assert found[2][1].endswith("hanging indentation until it ends.")


def test_a_heading_with_nothing_under_it_stays_citable(parse: Parse) -> None:
    text = f"I. Un\n\n{LONG}\n\nII. Deux\n\n{LONG}\n\nIII. Trois"
    assert places(parse, text)[-1] == ("III/1", "Trois")
    split = f"Chapitre I\n\nObjet de la loi\n\nChapitre II\n\nSuite\n\nArticle 1\n{LONG}"
    assert places(parse, split)[0] == ("ChapitreI/1", "Objet de la loi")
    titles = f"# Guide\n\n## Rien\n\n## Tout\n\n{LONG}"
    assert ("p/1", "Rien") in places(parse, titles, markdown=True)
    assert [text for _, text in places(parse, f"{LONG}\n\nUn\n\nDeux trois\n\n{LONG}")] == [
        LONG,
        "Un",
        LONG,
    ]


def test_a_number_alone_on_its_line_takes_the_paragraph_below(parse: Parse) -> None:
    text = f"1.\n\n{LONG}\n\n2.\n\n{LONG}"
    assert ids(parse, text) == ["1/1", "2/1"]


def test_markdown_headings_with_numbers(parse: Parse) -> None:
    text = f"""
        # Guide

        ## 1. Install

        {LONG}

        1. Do this first.
        2. Do that next.

        ### 1.1 Notes

        {LONG}

        ## 2. Use

        {LONG}
        """
    document = parse(text, markdown=True)
    assert document.title == "Guide"
    assert ids(parse, text, markdown=True) == ["1/1", "1.1/1", "1.2/1", "1.1~2/1", "2/1"]
    above = headings(parse, text, markdown=True)
    assert above["1.2/1"] == ("1. Install",)
    assert above["1.1~2/1"] == ("1. Install", "1.1 Notes")
    assert above["2/1"] == ("2. Use",)


def test_markdown_headings_without_numbers(parse: Parse) -> None:
    text = f"# Guide\n\n## Install\n\n{LONG}\n\n### Linux\n\n{LONG}\n\n## Use ##\n\n{LONG}"
    above = headings(parse, text, markdown=True)
    assert above == {"p/1": ("Install",), "p/2": ("Install", "Linux"), "p/3": ("Use",)}


def test_hash_marks_are_text_outside_markdown(parse: Parse) -> None:
    assert places(parse, f"{LONG}\n\n# not a heading, is it?") == [
        ("p/1", LONG),
        ("p/2", "# not a heading, is it?"),
    ]


def test_documents_with_almost_nothing(parse: Parse) -> None:
    for text in ("Hello", "-", "1.", "I. Titre", "§ 1", "…", "第一条"):
        document = parse(text)
        assert document.text == text
        assert document.language in ("fr", "en", "zh")
    assert [p.id for p in parse("Hello").paragraphs] == ["d/head/1"]
