"""Questions made from texts: what they leave out, whom they reach, and that they are repeatable."""

from __future__ import annotations

import random
import re

import pytest

from vectorstore.training.asking import ask
from vectorstore.training.data import PairSet
from vectorstore.training.questions import made_questions

FRENCH = (
    "Le ministre transmet le rapport annuel au Parlement dans les trente jours suivant sa "
    "réception. La commission d'examen entend les témoins. La conférence régionale s'est tenue à "
    "Vientiane le 12 mars 2019 avec 45 délégués."
)
ENGLISH = (
    "The minister shall transmit the annual report to Parliament within thirty days after "
    "receiving it. The review board hears the witnesses. The regional conference was held in "
    "Vientiane on March 12, 2019 with 45 delegates."
)
CHINESE = (
    "主管部门应当自收到年度报告之日起三十日内报送省级人民政府。审查委员会听取证人陈述的意见。"
    "区域会议于2019年3月12日在万象举行，共有45名代表参加。"
)
TEXTS = {"fr": FRENCH, "en": ENGLISH, "zh": CHINESE}
HAN = re.compile(r"[\u4e00-\u9fff]")


def pairs(kind: str, left: str, right: str, origin: str, count: int = 40) -> PairSet:
    sources = tuple(f"{TEXTS[left]} ({n})" for n in range(count))
    targets = tuple(f"{TEXTS[right]} ({n})" for n in range(count))
    return PairSet("", "", left, right, origin, kind == "q-p", sources, targets)


def made(*sets: PairSet, cap: int = 30, seed: int = 0) -> dict[str, PairSet]:
    return {made.file: made for made in made_questions(sets, cap, seed)}


@pytest.mark.parametrize(
    ("language", "sentence", "kind", "answer"),
    [
        ("fr", "Le rapport est remis au conseil municipal dans les 30 jours.", "delay", "30"),
        ("fr", "La commission de contrôle comprend douze membres élus.", "number", "douze"),
        ("fr", "La conférence ministérielle s'est tenue le 12 mars 2019 à Paris.", "date", "mars"),
        ("fr", "Le taux de la taxe foncière communale est fixé à 25 %.", "percent", "25"),
        ("fr", "Aéronef militaire s’entend de tout appareil volant armé.", "definition", "volant"),
        ("en", "The annual report is sent to the council within 30 days.", "delay", "30"),
        ("en", "The control board consists of twelve members elected locally.", "number", "twelve"),
        ("en", "The ministerial conference opened in Paris on March 12, 2019.", "date", "march"),
        ("en", "A fine of $500 is due for each late annual report.", "amount", "500"),
        ("en", "Military aircraft means any armed flying machine.", "definition", "machine"),
        ("zh", "主管部门应当自收到申请之日起十五日内作出书面决定。", "delay", "十五"),
        ("zh", "区域会议于2019年3月12日在老挝首都万象举行。", "date", "2019"),
        ("zh", "本条例所称测绘成果，是指通过测绘活动完成的数据。", "definition", "数据"),
        ("zh", "全校图书馆现有馆藏图书共计三百五十册，占地45平方公里。", "number", "45"),
    ],
)
def test_a_question_leaves_its_answer_out(
    language: str, sentence: str, kind: str, answer: str
) -> None:
    asked = [ask(sentence, language, random.Random(seed)) for seed in range(60)]
    texts = {question.text for question in asked if question and question.kind == kind}
    assert texts
    assert not [text for text in texts if answer in text.lower()]


@pytest.mark.parametrize(
    ("language", "sentence", "question"),
    [
        ("fr", "Pour annuler une commande client, ouvrez la page des commandes.", "comment"),
        ("en", "To cancel a sales order, open the page of all sales orders.", "how"),
        ("zh", "若要取消销售订单，请打开所有销售订单的页面。", "取消销售订单"),
    ],
)
def test_a_procedure_is_asked_for_with_how(language: str, sentence: str, question: str) -> None:
    asked = [ask(sentence, language, random.Random(seed)) for seed in range(20)]
    how = [each.text for each in asked if each and each.kind == "how"]
    assert len(how) > 10
    assert all(re.search(rf"{question}|what is the way|怎|如何", text) for text in how)


def test_places_in_a_law_are_not_asked_for() -> None:
    for seed in range(60):
        asked = ask(
            "La demande visée à l'article 30 jours fériés compris est jointe au dossier.",
            "fr",
            random.Random(seed),
        )
        assert asked is None or asked.kind not in ("delay", "number")


@pytest.mark.parametrize("language", ["fr", "en", "zh"])
def test_passages_are_asked_about_in_their_own_language(language: str) -> None:
    (found,) = made(pairs("q-p", language, language, "calaw")).values()
    assert (found.source_language, found.target_language) == (language, language)
    assert found.is_query
    assert found.is_question
    assert set(found.targets) <= set(pairs("q-p", language, language, "calaw").targets)
    assert all(bool(HAN.search(question)) == (language == "zh") for question in found.sources)


def test_a_translation_asks_for_the_text_of_the_other_language() -> None:
    found = made(pairs("parallel", "fr", "en", "calaw-passage"))
    assert {(s.source_language, s.target_language) for s in found.values()} == {
        ("fr", "en"),
        ("en", "fr"),
    }
    for each in found.values():
        assert all(target.startswith(TEXTS[each.target_language]) for target in each.targets)
        assert {target[-4:] for target in each.targets} - {""}


def test_a_passage_is_reached_through_its_translated_sentences() -> None:
    french = FRENCH.split(". ")[0] + "."
    sentences = PairSet("", "", "fr", "zh", "msdyn", False, (french,), (CHINESE.split("。")[0],))
    passages = PairSet("", "", "fr", "fr", "msdyn", True, ("Rapport",), (FRENCH,))
    found = [
        s
        for s in made(passages, sentences).values()
        if (s.source_language, s.target_language) == ("zh", "fr") and "sentences" not in s.file
    ]
    assert [set(s.targets) for s in found] == [{FRENCH}]
    assert all(HAN.search(question) for question in found[0].sources)


def test_dictionary_terms_are_asked_for_both_ways() -> None:
    terms = PairSet("", "", "fr", "zh", "cfdict", False, ("paix", "guerre"), ("和平", "战争"))
    found = {s.target_language: s for s in made(terms, cap=40).values()}
    assert found["zh"].targets == ("和平", "战争")
    assert found["fr"].targets == ("paix", "guerre")
    assert all(
        term in asked for term, asked in zip(("和平", "战争"), found["fr"].sources, strict=True)
    )


def test_the_seed_decides_and_the_cap_holds() -> None:
    sets = (pairs("q-p", "fr", "fr", "calaw"), pairs("parallel", "fr", "en", "msdyn"))
    first, again, other = made(*sets), made(*sets), made(*sets, seed=1)
    assert first == again
    assert first != other
    assert {len(each) <= 30 for each in first.values()} == {True}
    assert len(first["questions.fr.calaw (made)"]) == 30
    assert not made(*sets, cap=0)


def test_nothing_is_made_of_sets_that_are_not_there() -> None:
    assert not made(pairs("parallel", "fr", "en", "calaw-short"))
    assert not made(pairs("q-p", "en", "fr", "calaw"))


def test_some_questions_have_a_typo() -> None:
    terms = PairSet(
        "", "", "fr", "en", "unbis-terms", False, ("sécurité",) * 400, ("security",) * 400
    )
    asked = made(terms, cap=1600)["questions.fr-en.unbis-terms (made)"].sources
    spoiled = sum("sécurité" not in question for question in asked)
    assert 5 < spoiled < 60
