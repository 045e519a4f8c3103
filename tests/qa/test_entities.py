"""Questions that ask for a name of some kind, and texts that have one."""

import pytest

from corpus import Language, detect_language
from qa.entities import Entity


def entity(question: str) -> Entity | None:
    return Entity.of(question, detect_language(question))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Quels pays ont voté contre la résolution ?", "country"),
        ("Citez les États qui s'y opposent.", "country"),
        ("Which African governments were paid?", "country"),
        ("List the member countries of the forum.", "country"),
        ("哪些国家公开反对？", "country"),
        ("最大的买家是哪个国家？", "country"),
        ("Quelle organisation a rédigé la stratégie ?", "organisation"),
        ("Which UN body decides?", "organisation"),
        ("哪家机构发起了论坛？", "organisation"),
        ("牵头机构是哪家？", "organisation"),
        ("Qui est le ministre de la défense ?", "person"),
        ("Who is the Secretary-General of the League?", "person"),
        ("基金由谁担任主席？", "person"),
        ("Comment s'appellent les cinq chefs d'État ?", "person"),
        ("五位领导人分别叫什么？", "person"),
        ("Quelle compagnie assure l'immeuble ?", "organisation"),
        ("Comment s'appelle la médiatrice ?", "name"),
        ("What is the name of the guidelines?", "name"),
        ("What is the new strategy called?", "name"),
        ("房东叫什么名字？", "name"),
        ("Devant quelle assemblée l'a-t-il dit ?", "occasion"),
        ("At which conference was it announced?", "occasion"),
        ("是在哪个论坛上提出的？", "occasion"),
    ],
)
def test_what_is_to_be_named(question: str, kind: str) -> None:
    found = entity(question)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    "question",
    [
        "Qui a proposé l'Initiative ?",
        "Quel État-major commande ?",
        "Which image likens nations to passengers?",
        "Que doivent faire tous les pays ?",
        "哪些国际问题最重要？",
        "哪些国家安全问题？",
        "Which forum is supported?",
    ],
)
def test_other_questions_want_no_name(question: str) -> None:
    assert entity(question) is None


@pytest.mark.parametrize(
    ("question", "text", "language", "is_there"),
    [
        ("Comment s'appelle la médiatrice ?", "la médiatrice, Mme Faucherie, répond", "fr", True),
        ("Comment s'appelle la médiatrice ?", "La médiatrice répond sous un mois.", "fr", False),
        ("What are the guidelines called?", "aux lignes directrices de Tianjin", "fr", True),
        ("What is the plan called?", 'a plan known as "the ladder"', "en", True),
        ("馆长叫什么名字？", "馆长顾砚秋捐赠的方志", "zh", True),
        ("馆长叫什么名字？", "馆长负责审批。", "zh", False),
        ("Quels pays l'ont signé ?", "La France et le Kenya l'ont signé.", "fr", True),
        ("Quels pays l'ont signé ?", "Tous les pays doivent le signer.", "fr", False),
        ("Which countries does China train?", "La Chine forme des agents.", "fr", False),
        ("Which countries does China train?", "… pour les pays en développement.", "fr", True),
        ("哪些国家参加了演习？", "中国和巴基斯坦举行了演习。", "zh", True),
        ("中国和哪些国家举行演习？", "中国举行了演习。", "zh", False),
        ("Which body should lead?", "Aider l'Organisation mondiale de la santé.", "fr", True),
        ("Which body should lead?", "Tous doivent agir ensemble.", "fr", False),
        ("Which UN body should lead?", "Les Nations unies doivent agir.", "fr", False),
        ("Who is the president?", "Le Président chinois Xi Jinping a proposé …", "fr", True),
        ("Who is the Secretary-General?", "le rapport du Secrétaire général", "fr", False),
        (
            "Who is the Secretary-General?",
            "le Secrétaire général des Nations Unies a dit",
            "fr",
            False,
        ),
        # unknown names: a capital, and no article before it
        ("Who is the director?", "Marie Dupont dirige l'école.", "fr", True),
        ("Who is the director?", "Le directeur Martin préside.", "fr", True),
        ("Who is the director?", "dans Notre Agenda Commun et la Sécurité Mondiale", "fr", False),
        ("Quelle entreprise construit le pont ?", "Airbus construit le pont.", "fr", True),
        ("Quelle entreprise construit le pont ?", "Le pont est construit par Vinci.", "fr", True),
        ("Quelle entreprise construit le pont ?", "Construire le pont de Tianjin.", "fr", False),
        ("Which company builds it?", "It is built by Siemens and others.", "en", True),
        ("Quel ministère l'a publié ?", "Le ministère de la défense l'a publié.", "fr", True),
        ("Quelle banque prête ?", "La Société Générale prête à tous.", "fr", True),
        ("谁是校办主任？", "张伟担任主任。", "zh", True),
        ("谁是校办主任？", "学校有三个部门。", "zh", False),
        ("哪家公司建桥？", "华为参与了建设。", "zh", True),
        ("哪个机构负责？", "由国家卫生健康委员会负责。", "zh", True),
        ("哪个机构负责？", "各方应共同努力。", "zh", False),
        ("At which conference?", "En 2014, il a avancé une vision.", "fr", False),
        ("At which conference?", "Il l'a dit à la conférence de Boao.", "fr", True),
    ],
)
def test_a_text_names_one_that_the_question_has_not(
    question: str, text: str, language: Language, is_there: bool
) -> None:
    found = entity(question)
    assert found is not None
    assert found.is_named_in(text, language) == is_there
