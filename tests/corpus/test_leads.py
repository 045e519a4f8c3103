"""What introduces the items of a list, and answers."""

import pytest

from corpus import Document, parse_document


def parsed(text: str) -> Document:
    return parse_document(text, document_id="d", name="D", origin="d.md", markdown=True)


def leads(text: str) -> dict[str, str]:
    """Each paragraph that something introduces, with that."""
    return {p.text: p.lead for p in parsed(text).paragraphs if p.lead}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# House\n\n## Arrival\n\nThe desk opens at nine. Please bring:\n\n- a passport;\n"
            "- two photographs.\n\nChildren need neither.\n",
            {"a passport;": "Please bring:", "two photographs.": "Please bring:"},
        ),
        # right under a title
        (
            "# House\n\n## What to bring\n\n- a passport;\n- two photographs.\n\nThat is all.\n",
            {"a passport;": "What to bring", "two photographs.": "What to bring"},
        ),
        # items that have numbers
        (
            "第一章 总则\n\n第一条 读者证分为以下两类：\n（一）普通证；\n（二）少儿证。\n\n"
            "第二条 读者证有效期为五年。\n",
            {"普通证；": "读者证分为以下两类：", "少儿证。": "读者证分为以下两类："},
        ),
        # what is asked in a document introduces its answer
        (
            "# Talk\n\n## The train\n\nWhy batteries?\n\nBecause of the tunnel, which is low.\n\n"
            "The wires would not fit.\n",
            {"Because of the tunnel, which is low.": "Why batteries?"},
        ),
        # questions in a list are its items
        (
            "# A\n\n## B\n\nAsk yourself:\n\n- Is it safe?\n- Is it dry?\n\nThank you.\n",
            {"Is it safe?": "Ask yourself:", "Is it dry?": "Ask yourself:"},
        ),
        # one item is no list, and a salutation introduces nothing
        ("# A\n\n## B\n\nBring:\n\n- a passport.\n\nThank you.\n", {}),
        ("# A\n\n## B\n\nTo all residents:\n\nThe lift is out of order today.\n", {}),
    ],
)
def test_items_know_what_introduces_them(text: str, expected: dict[str, str]) -> None:
    assert leads(text) == expected


def test_long_numbered_points_say_enough_by_themselves() -> None:
    point = "The parties shall meet every year in the capital of one of them. " * 6
    text = f"I. Aims\n\nThe aims are:\n\n1. {point}\n\n2. {point}\n"
    assert leads(text) == {}


def test_a_bullet_is_no_part_of_a_paragraph() -> None:
    document = parsed("# A\n\n## B\n\nBring:\n\n- a passport;\n• -5 °C gloves.\n")
    texts = [p.text for p in document.body]
    assert texts == ["Bring:", "a passport;", "-5 °C gloves."]
    assert all(document.text[p.start : p.end] == p.text for p in document.paragraphs)
