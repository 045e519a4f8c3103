"""Names of a question are looked for as the documents write them."""

from pathlib import Path

import pytest

from qa import Assistant


@pytest.mark.parametrize(
    ("question", "sought"),
    [
        ("加勒比国家有什么安排？", "caraïbe"),
        # In French texts "AU", its English acronym, is a word that most paragraphs have.
        ("非盟有什么作用？", "union africaine"),
        ("What does the AU need?", "union africaine"),
        ('What does the "ASEAN way" refer to?', "ASEAN ANASE"),
        ("非洲之角和中东", "corne de l'afrique"),
    ],
)
def test_a_name_in_another_language_only_is_added(
    assistant: Assistant, question: str, sought: str
) -> None:
    assert sought in assistant.evidence(question).inquiry.sought


def test_a_question_is_read_without_its_typos(assistant: Assistant) -> None:
    asked = "waht is the Lancang-Mekogn cooperaton supposed to do for non tradtional securty"
    answer = assistant.ask(asked)
    assert answer.question == asked
    assert answer.rewritten_question == (
        "what is the Lancang-Mékong cooperation supposed to do for non traditional security"
    )
    assert {"ism/III.6/1"} == {citation.paragraph_id for citation in answer.citations}


def test_a_typo_hides_neither_the_kind_of_a_question_nor_its_names(assistant: Assistant) -> None:
    inquiry = assistant.evidence("Combein de Chnios la Chnie formera-t-elle ?").inquiry
    assert inquiry.kind == "count"
    assert "Chine" in inquiry.text
    both = assistant.evidence("Who propsoed the new vision of security, and when?").inquiry
    assert (both.kind, both.and_when) == ("person", True)


def test_a_follow_up_asks_for_what_was_asked_with_a_typo(assistant: Assistant) -> None:
    history = [{"role": "user", "content": "Combein de pays d'Asie sont nommés ?"}]
    inquiry = assistant.evidence("Et pour l'Afrique ?", history).inquiry
    assert inquiry.text == "Combien de pays d'Afrique sont nommés ?"
    assert inquiry.kind == "count"


@pytest.mark.parametrize(
    "question",
    [
        # there as it is, in most paragraphs, and in none
        "Quel soutien pour les Caraïbes ?",
        "What does China propose?",
        "What does it say about Brazil?",
    ],
)
def test_other_names_stay_as_they_are(assistant: Assistant, question: str) -> None:
    inquiry = assistant.evidence(question).inquiry
    assert inquiry.sought == inquiry.bare


def test_a_follow_up_asks_for_its_own_names(assistant: Assistant) -> None:
    history = [{"role": "user", "content": "对太平洋岛国有什么支持？"}]
    sought = assistant.evidence("加勒比国家呢？", history).inquiry.sought
    assert "caraïbe" in sought
    assert "pacifique" not in sought


def test_documents_in_english_are_found_by_a_french_name(tmp_path: Path) -> None:
    file = tmp_path / "ties.md"
    file.write_text(
        "The museum lends its old maps to schools every spring.\n\n"
        "Fishermen from Greenland sell their catch at the harbour market.\n\n"
        "A choir meets on Thursdays in the hall behind the church.\n",
        encoding="utf-8",
    )
    with Assistant(home=tmp_path / "store") as assistant:
        assistant.ingest([file])
        assert "greenland" in assistant.evidence("le Groenland ?").inquiry.sought.lower()
        assert "Greenland" in assistant.search("le Groenland")[0].paragraph.text


@pytest.mark.parametrize("question", ["六个坚持是什么？", "六個堅持有哪些？"])
def test_the_six_of_a_verb_are_six_commitments(assistant: Assistant, question: str) -> None:
    cited = [citation.paragraph_id for citation in assistant.ask(question).citations]
    assert cited == [f"ism/II.{n}/1" for n in range(1, 7)]


def test_what_a_document_counts_so_itself_is_looked_up_as_it_is(tmp_path: Path) -> None:
    document = tmp_path / "学校.txt"
    document.write_text(
        "学校的三个坚持\n\n学校提出三个坚持：坚持早起、坚持读书、坚持锻炼。\n", "utf-8"
    )
    with Assistant(home=tmp_path / "home") as assistant:
        assistant.ingest([document])
        assert "坚持" in assistant.evidence("三个坚持是什么？").inquiry.sought
