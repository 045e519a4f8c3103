"""What a question asks for, and what it lacks."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import LANGUAGES
from qa.errors import QuestionError
from qa.evaluation import load_questions
from qa.follow_ups import Message, has_quote
from qa.question import LONGEST_QUESTION, understand
from tests.qa.properties import THOROUGH

AFRICA: list[Message] = [
    {"role": "user", "content": "Que propose la Chine pour l'Asie ?"},
    {"role": "assistant", "content": "Selon ISM, III.6 : « … » [1]"},
]


@pytest.mark.parametrize("question", ["", " ", "\n\t", "?", " ?!… ", "。？！", "«»", "—", "😀"])
def test_a_question_without_a_word_is_refused(question: str) -> None:
    with pytest.raises(QuestionError, match="The question is empty"):
        understand(question)


def test_a_question_of_the_longest_length_is_taken() -> None:
    assert understand("a" * LONGEST_QUESTION).text == "a" * LONGEST_QUESTION


@pytest.mark.parametrize("length", [LONGEST_QUESTION + 1, 100_000])
def test_a_longer_question_is_refused_with_its_length_and_the_limit(length: int) -> None:
    with pytest.raises(QuestionError, match=rf"{length:,} characters; the limit is 4,000"):
        understand("é" * length)


def test_a_decomposed_question_is_composed_before_it_is_measured() -> None:
    asked = unicodedata.normalize("NFD", "é" * LONGEST_QUESTION)
    assert understand(asked).asked == "é" * LONGEST_QUESTION


def test_a_decomposed_question_gives_what_the_composed_one_gives() -> None:
    question = "Où la sécurité a-t-elle été évoquée ?"
    assert understand(unicodedata.normalize("NFD", question)) == understand(question)


@pytest.mark.parametrize(
    "question",
    [
        "Mais quand ?",
        "Qui en assure la présidence ?",
        "还打算开什么会？",
        "Quand a-t-elle été proposée ?",
        "Combien de personnes formera-t-elle ?",
        "Qui l'a proposée ?",
        "Quelle loi en parle ?",
        "Celui-ci est-il nouveau ?",
        "Que contient celle-là ?",
        "And for Africa?",
        "When was it proposed?",
        "What are its principles?",
        "Why did China support them?",
        "那非洲呢？",
        "非洲呢？",
        "它什么时候提出的？",
        "还有非洲吗？",
        "Why?",
        "Pourquoi ?",
        "Dans quelles régions en particulier ?",
        "Qu’est-ce que cela doit permettre ?",
        "In which regions?",
        "Sur combien d'années ?",
        "For how long?",
        "用几年时间？",
        "目的是什么？",
        "谁提出的？",
        "哪一年？",
        "在哪里举行？",
        "具体要办什么会议？",
        "What kind of help is that?",
        "Contre quelle maladie ?",
        "法律依据是什么？",
        "具体是哪些？",
        "为此还建议开什么会？",
        "Qui pourrait y participer, à part les États ?",
        "Does it back regions that want none of them?",
        "What's the conference on it called?",
        "跟传统的那些是分开的吗？",
        "为什么？",
    ],
)
def test_a_follow_up_takes_what_it_lacks_from_the_last_question(question: str) -> None:
    inquiry = understand(question, AFRICA)
    assert inquiry.text == f"Que propose la Chine pour l'Asie ? {question}"
    assert inquiry.asked == question
    assert inquiry.language == understand(question).language


@pytest.mark.parametrize(
    "question",
    [
        "Combien de personnes la Chine formera-t-elle ?",
        "En quelle année Xi Jinping a-t-il avancé sa nouvelle vision ?",
        "L'ISM est-elle ouverte à tous ?",
        "Y a-t-il une date dans le document ?",
        "Y aura-t-il une conférence de haut niveau ?",
        "Que faut-il faire contre le terrorisme ?",
        "La sécurité d'un pays peut-elle se faire au détriment de celle des autres ?",
        "Que dit-on à ceux qui voyagent ?",
        "Quel est le rôle de l'OMS ?",
        "What does China say about its platforms?",
        "When did the five States issue their joint statement?",
        "Is it said who will be trained?",
        "Does it matter which organisation takes the lead?",
        "这份文件是什么时候发布的？",
        "中国将培训多少人？",
        "什么是和平？",
    ],
)
def test_a_question_complete_in_itself_is_left_alone(question: str) -> None:
    assert understand(question, AFRICA).text == question


def test_the_shipped_questions_that_are_complete_are_left_alone() -> None:
    questions = load_questions(None, _AnyParagraph()).questions
    alone = [q for q in questions if q.type != "followup"]
    dragged = [q.text for q in alone if understand(q.text, AFRICA).text != q.text]
    assert len(dragged) <= len(alone) // 100, dragged


def test_most_of_the_shipped_follow_ups_are_completed() -> None:
    questions = load_questions(None, _AnyParagraph()).questions
    follow_ups = [q for q in questions if q.type == "followup"]
    missed = [q.text for q in follow_ups if understand(q.text, q.history).text == q.text]
    assert len(missed) <= len(follow_ups) // 5, missed


def test_a_follow_up_without_history_is_taken_as_it_is() -> None:
    assert understand("Et pour l'Afrique ?").text == "Et pour l'Afrique ?"


def test_only_what_the_user_said_last_completes_a_question() -> None:
    history = [{"role": "user", "content": "Première ?"}, *AFRICA]
    assert understand("Et l'Afrique ?", history).text.startswith("Que propose la Chine")
    assert understand("Et l'Afrique ?", AFRICA[1:]).text == "Et l'Afrique ?"


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        ("Que prévoit le texte pour l'Asie ?", "Et pour l'Afrique ?",
         "Que prévoit le texte pour l'Afrique ?"),
        ("What does the paper say about terrorism?", "And about biosecurity?",
         "What does the paper say about biosecurity?"),
        ("What does it promise to Latin America?", "What about Africa?",
         "What does it promise to Africa?"),
        ("文件对拉丁美洲有什么安排？", "那非洲呢？", "文件对非洲有什么安排？"),
        ("Que dit le texte sur le terrorisme ?", "Et la cybersécurité ?",
         "Que dit le texte sur la cybersécurité ?"),
        ("What is planned for the Pacific islands?", "What about energy?",
         "What is planned for energy?"),
        ("What is planned for the Pacific islands?", "And Latin America and the Caribbean?",
         "What is planned for Latin America and the Caribbean?"),
        ("What does China want for Africa and Asia?", "And the Middle East?",
         "What does China want for the Middle East?"),
        ("中国在数据安全上有什么主张？", "那人工智能呢？", "中国在人工智能上有什么主张？"),
        ("文件怎么谈反恐？", "毒品问题呢？", "文件怎么谈毒品问题？"),
        ("Quel forum se tient à Pékin ?", "Et en Afrique ?", "Quel forum se tient en Afrique ?"),
        ("普通证一次能借多少本书？", "那研究证呢？", "研究证一次能借多少本书？"),
        ("砖混结构的补偿是多少？", "那土木结构的呢？", "土木结构的补偿是多少？"),
        ("工会的渔船有多少？", "那上海呢？", "工会的渔船有多少？ 那上海呢？"),
        # a time in the place of a time, and of nothing else
        ("Until what time can we stay in winter?", "And in summer?",
         "Until what time can we stay in summer?"),
        ("Until what time can we stay in the garden?", "And in summer?",
         "Until what time can we stay in the garden? And in summer?"),
        # more than another place, a question word, or another place of the preposition
        ("Que dit le texte de la Chine ?", "Et la politique nucléaire de la France ?",
         "Que dit le texte de la Chine ? Et la politique nucléaire de la France ?"),
        ("Que propose la Chine pour l'Asie ?", "Et pour quelles raisons ?",
         "Que propose la Chine pour l'Asie ? Et pour quelles raisons ?"),
        ("What does it promise for Asia in energy?", "And for Africa?",
         "What does it promise for Africa in energy?"),
        ("What does the paper say about terrorism?", "And on drugs?",
         "What does the paper say about drugs?"),
        # nothing that it could take the place of
        ("Que dit le texte sur le terrorisme ?", "Et ensuite ?",
         "Que dit le texte sur le terrorisme ? Et ensuite ?"),
        ("Que dit le texte sur le terrorisme ?", "Et est-il nouveau ?",
         "Que dit le texte sur le terrorisme ? Et est-il nouveau ?"),
        ("Que dit le texte sur le terrorisme ?", "那毒品呢？",
         "Que dit le texte sur le terrorisme ? 那毒品呢？"),
        ("Que dit le texte du terrorisme ?", "Et la cybersécurité ?",
         "Que dit le texte du terrorisme ? Et la cybersécurité ?"),
        ("文件怎么谈反恐？", "那为什么呢？", "文件怎么谈反恐？ 那为什么呢？"),
        ("La Chine et l'Inde sont-elles alliées ?", "Et la France ?",
         "La Chine et l'Inde sont-elles alliées ? Et la France ?"),
    ],
)  # fmt: skip
def test_what_a_follow_up_names_takes_its_place(before: str, question: str, whole: str) -> None:
    assert understand(question, [{"role": "user", "content": before}]).text == whole


def test_a_follow_up_in_its_place_asks_for_the_same_kind_of_thing() -> None:
    history = [{"role": "user", "content": "Combien de personnes seront formées en Asie ?"}]
    assert understand("Et en Afrique ?", history).kind == "count"


def test_what_the_answer_before_quoted_is_known_where_the_question_goes_on_from_it() -> None:
    said = (
        "Selon ISM, III.8 : « Soutenir les efforts déployés par les pays africains » [1] “Oui.” [2]"
    )
    history = [*AFRICA[:1], {"role": "assistant", "content": said}]
    quote = "Soutenir les efforts déployés par les pays africains"
    assert understand("Dans quelles régions ?", history).before == (quote,)
    # Elsewhere, or complete in itself, it is asked anew.
    assert understand("Et pour l'Asie ?", history).before == ()
    assert understand("Quel est le rôle de l'OMS ?", history).before == ()
    assert has_quote(f"Il faut soutenir. {quote}, dit-on.", (quote,))
    assert not has_quote("Soutenir la paix.", (quote,))
    assert not has_quote("…", (quote,))
    assert not has_quote("Les pays", (quote,))


def test_history_is_bounded() -> None:
    long = [{"role": "user", "content": "mot " * 50_000}]
    assert len(understand("Et l'Afrique ?", long).text) <= 2 * LONGEST_QUESTION
    old = [AFRICA[0], *[{"role": "assistant", "content": "…"}] * 20]
    assert understand("Et l'Afrique ?", old).text == "Et l'Afrique ?"


@THOROUGH
@given(st.text(max_size=200), st.lists(st.text(max_size=40), max_size=4))
def test_any_text_is_understood_or_refused(question: str, said: list[str]) -> None:
    history = [{"role": "user", "content": text} for text in said]
    try:
        inquiry = understand(question, history)
    except QuestionError:
        assert not any(character.isalnum() for character in question)
    else:
        assert inquiry.text.endswith(inquiry.asked)
        assert inquiry.language in LANGUAGES


class _AnyParagraph(frozenset[str]):
    """Knows every paragraph: what is tested here does not depend on the documents."""

    def __contains__(self, paragraph_id: object) -> bool:
        return True
