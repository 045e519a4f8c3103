"""Sections that are named by their titles, or by what is in them."""

import pytest

from qa.where.titles import called_sections, quoted_titles, titles_in


@pytest.mark.parametrize(
    ("question", "called"),
    [
        ("the part on emergency care", "emergency care"),
        ("résume la partie Animaux", "Animaux"),
        ("In the pets clause, how long?", "pets"),
        ("Sum up the part of the rules on breaches and disputes.", "breaches and disputes"),
        ("那个讲退票的那一节", "那个讲退票的"),
    ],
)
def test_what_a_section_is_called(question: str, called: str) -> None:
    (where,) = called_sections(question)
    assert where.steps[0].title == called


@pytest.mark.parametrize(
    "question",
    [
        "Does China count drills as part of international cooperation?",
        "联合国宪章的宗旨是什么？",
        "大部分国家怎么看？",
        "the conditions of the lease",
    ],
)
def test_what_calls_no_section(question: str) -> None:
    assert not list(called_sections(question))


@pytest.mark.parametrize(
    ("question", "is_sure"),
    [
        ("Under “Beds and boots”, how many?", True),
        ("la rubrique « Accès »", True),
        ("“投诉与建议”里写的每页多少钱？", True),
        ("What is meant by “gross misconduct”?", False),
    ],
)
def test_a_quotation_is_a_place_where_something_is_in_it(question: str, is_sure: bool) -> None:
    (where,) = quoted_titles(question)
    assert where.is_sure is is_sure


def test_titles_stand_word_for_word() -> None:
    titles = ["Annual leave", "Pay", "Expenses"]
    named = {w.steps[0].title: w.is_sure for w in titles_in("annual  leave: how long?", titles)}
    assert named == {"Annual leave": True}
    (running,) = titles_in("How long is annual leave here?", titles)
    assert not running.is_sure
