"""What stands in a section, by its printed number, in order, or by its title."""

from corpus import Document, parse_document
from qa.where.outline import sections_of, within
from qa.where.steps import LAST, Step

LAW = parse_document(
    "\n\n".join(
        [
            "Titre I. Dispositions générales",
            "Article 1",
            "Le présent règlement oblige tous les résidents.",
            "Article 2",
            "Il est remis à chacun.\n\nIl est affiché dans le hall.",
            "Titre II. Parties communes",
            "Article 3",
            "Le local à vélos est fermé à clé.",
            "Article 4",
            "Les poubelles sont sorties le mardi soir.",
        ]
    ),
    document_id="law",
    name="law",
    origin="",
)
HANDBOOK = parse_document(
    "# Handbook\n\nWelcome.\n\n## Leave\n\nYou have 25 days.\n\nAsk your manager.\n\n"
    "## Pay\n\nPay is monthly.\n\nPlease bring:\n\n- a form;\n- a card;\n- a pen.",
    document_id="handbook",
    name="handbook",
    origin="",
    markdown=True,
)


def _found(step: Step, document: Document = LAW, *, is_item: bool = False) -> list[str]:
    there, _ = within(step, document.body, document, is_item=is_item)
    return [paragraph.text for paragraph in there]


def test_named_units_are_told_apart() -> None:
    assert len(_found(Step("title", (2,)))) == 2
    assert _found(Step("article", (2,))) == [
        "Il est remis à chacun.",
        "Il est affiché dans le hall.",
    ]
    # a title is a part to many readers, and never an article
    assert _found(Step("part", (1,))) == _found(Step("title", (1,)))
    assert _found(Step("chapter", (3,))) == []
    assert _found(Step("annex", (1,))) == []
    assert _found(Step("title", (3,))) == []


def test_sections_without_numbers_are_counted() -> None:
    assert _found(Step("part", (1,)), HANDBOOK) == ["You have 25 days.", "Ask your manager."]
    assert _found(Step("part", (9,)), HANDBOOK) == []
    last = _found(Step("section", (LAST,), is_counted=True), HANDBOOK)
    assert last[0] == "Pay is monthly."


def test_paragraphs_are_counted_from_either_end() -> None:
    assert _found(Step("paragraph", (LAST,))) == ["Les poubelles sont sorties le mardi soir."]
    there, _ = within(Step("article", (2,)), LAW.body, LAW, is_item=False)
    second, _ = within(Step("paragraph", (2,)), there, LAW, is_item=False)
    assert [paragraph.text for paragraph in second] == ["Il est affiché dans le hall."]
    third, _ = within(Step("paragraph", (3,)), there, LAW, is_item=False)
    assert third == ()
    zeroth, _ = within(Step("paragraph", (0,)), there, LAW, is_item=False)
    assert zeroth == ()


def test_entries_are_those_of_a_list_within_a_section() -> None:
    pay = sections_of(HANDBOOK)["pay"]
    entry, _ = within(Step("entry", (2,), is_counted=True), pay, HANDBOOK, is_item=False)
    assert [paragraph.text for paragraph in entry] == ["a card;"]
    # of the whole document none
    assert _found(Step("entry", (2,), is_counted=True), HANDBOOK) == []


def test_a_bare_item_is_only_what_is_called_so() -> None:
    assert len(_found(Step("article", (2,)), is_item=True)) == 2
    assert _found(Step("clause", (2,)), is_item=True) == []


def test_openings_and_endings() -> None:
    assert _found(Step("opening"))[0] == "Le présent règlement oblige tous les résidents."
    assert _found(Step("ending"))[-1] == "Les poubelles sont sorties le mardi soir."


def test_titles_are_folded_and_that_of_all_is_no_section() -> None:
    assert set(sections_of(LAW)) == {"dispositions generales", "parties communes"}
    assert set(sections_of(HANDBOOK)) == {"leave", "pay"}
