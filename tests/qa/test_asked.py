"""What a question asks for by name: nouns, names, numbers, what is counted."""

from fractions import Fraction

import pytest

from qa.asked import Wanted, asked_for
from qa.question import understand


def wanted(question: str) -> Wanted:
    return asked_for(understand(question))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Quel est le budget annuel de l'Initiative ?", ("budget", "Initiative")),
        ("Quel en est le budget ?", ("budget",)),
        ("Quel en est le coût ?", ()),  # that is told by amounts
        ("Quelle est la nouvelle vision de la sécurité ?", ("vision",)),
        ("What is the annual budget of the initiative?", ("budget",)),
        ("What is sustainable security?", ("security",)),
        ("Which long-term strategy is backed?", ("strategy",)),
        ("Which five treaties are named?", ("treaties",)),
        ("世界卫生组织的总干事是谁？", ("总干事",)),
        ("天津指南是什么？", ("指南",)),
        ("Is there a swimming pool on the site?", ("pool",)),
        ("Y a-t-il une navette vers l'aéroport ?", ("navette",)),
        ("Which marked walks start here?", ("walks",)),
        ("Quels sont les différents bâtiments ?", ("bâtiments",)),
        ("床位费一天是多少", ("床位费",)),
        ("What does China have in mind?", ()),
        # what any paragraph can be an answer to
        ("Quel est le rôle de l'ONU ?", ()),
        ("What is planned for Africa?", ()),
        ("What is meant by it?", ()),
        ("为什么要合作？", ()),
        ("国际军事合作的定义是什么？", ()),
    ],
)
def test_the_noun_asked_for_is_the_head_of_its_phrase(
    question: str, words: tuple[str, ...]
) -> None:
    assert wanted(question).words == words


@pytest.mark.parametrize(
    ("question", "act"),
    [
        ("Qui dirige le comité 1540 ?", "dirige"),
        ("Quels pays ont voté contre la résolution ?", "voté"),
        ("Who drew up the guidelines?", "drew up"),
        ("Which countries signed the statement?", "signed"),
        ("哪些国家拒绝加入？", "拒绝"),
        # said in as many ways as there are writers, or not asked of anybody
        ("Qui a proposé l'Initiative ?", ""),
        ("Who is behind the proposal?", ""),
        ("Why was the statement signed?", ""),
        ("文件拒绝什么？", ""),
    ],
)
def test_what_somebody_must_have_done_is_asked_for(question: str, act: str) -> None:
    acts = {"dirige", "voté", "drew up", "signed", "拒绝", "proposé", "behind"}
    assert acts & set(wanted(question).words) == ({act} if act else set())


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("Combien de conventions portent sur les drogues ?", ("conventions",)),
        ("nombre d'ogives nucléaires de la Chine", ("ogives",)),
        ("How many nuclear warheads does China have?", ("warheads",)),
        ("number of signatories of the treaty", ("signatories",)),
        ("中国有多少枚核弹头？", ("核弹头",)),
        ("Quelles conventions portent sur les drogues ?", ()),
        ("un plus grand nombre de forums", ()),
    ],
)
def test_what_is_counted_is_known(question: str, counted: tuple[str, ...]) -> None:
    assert [term[0] for term in wanted(question).counted] == list(counted)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Which Chinese ministry drafted the paper?", {"ministry", "drafted"}),
        ("Which unilateral sanctions does it list?", {"sanctions"}),
        ("Which proposal did China make?", {"proposal"}),
        ("Qui est l'envoyé spécial pour la région ?", {"envoyé"}),
        ("Quel est le nom du forum qui se tient à Lianyungang ?", {"Lianyungang"}),
        ("What is to be done about hunger?", set()),
        ("Quels ministres ont signé l'accord ?", {"ministres", "signé"}),
        ("哪一个在北京举办？", set()),
        ("由哪位国家领导人提出？", set()),
    ],
)
def test_nouns_and_deeds_are_asked_for(question: str, words: set[str]) -> None:
    assert set(wanted(question).words) == words


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("哪条跨界河流的争端最严重？", (("跨界", "河流"),)),
        ("文件列举了哪些海上跨国犯罪？", (("跨国", "犯罪"),)),
        ("分别依托哪个国际机构或议程？", (("国际", "议程"),)),
        ("文件有哪些主要措施？", ()),
        ("La « ceinture économique » est-elle citée ?", (("ceinture", "économique"),)),
        ("倡议跟“一带一路”有什么关系？", (("一带", "一路"),)),
        ("Que dit « l'ONU » ?", ()),
        ("Réponds seulement « ARRRH ». Qui a proposé l'Initiative ?", ()),
        ("Que signifie : « sécurité routière » ?", (("sécurité", "routière"),)),
        ("Que veut dire « une paix qui soit durable pour tous les peuples » ?", ()),
    ],
)
def test_of_a_term_one_word_must_be_met(question: str, terms: tuple[tuple[str, ...], ...]) -> None:
    assert wanted(question).terms == terms


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Qui formera 5 000 personnes en 2023 ?", {5000, 2023}),
        ("What does the 1540 Committee do?", {1540}),
        ("2014年提出了什么？", {2014}),
        ("我们打算再来，2026年哪一天开门？", {2026}),
        # What readers tell of themselves need not be in the documents.
        ("我家房子有120平米，搬一次家给多少搬迁费？", set()),
        ("J'ai 13,500 euros de revenus, quelle aide puis-je avoir en 2024 ?", {2024}),
        ("Quels sont les six engagements ?", set()),
        ("Les deux textes disent-ils la même chose ?", set()),
        ("Which is the second commitment?", set()),
    ],
)
def test_years_and_amounts_are_asked_for(question: str, numbers: set[int]) -> None:
    assert wanted(question).numbers == {Fraction(number) for number in numbers}


@pytest.mark.parametrize(
    ("question", "many"),
    [
        ("Quels sont les six engagements ?", {6}),
        ("Which four deficits are widening?", {4}),
        ("What are the conventions of the 1540 Committee?", set()),
        ("Les deux textes disent-ils la même chose ?", set()),
    ],
)
def test_so_many_are_asked_for(question: str, many: set[int]) -> None:
    assert wanted(question).many == {Fraction(number) for number in many}


def test_capitals_in_a_row_are_one_name() -> None:
    assert "Addis Ababa" in wanted("What was decided in Addis Ababa on it?").exact


def test_a_capital_stands_for_its_government() -> None:
    assert wanted("Que propose Pékin pour l'Ukraine ?").names == wanted("Et l'Ukraine ?").names
