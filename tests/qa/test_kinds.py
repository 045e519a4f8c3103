"""What kind of answer a question wants, and which texts show one."""

import pytest

from qa.kinds import Kind, kind_of
from qa.question import understand
from qa.shown import shows


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Combien de personnes seront formées ?", "number"),
        ("How many people will be trained?", "number"),
        ("中国将培训多少人？", "number"),
        ("全球安全倡议有几项承诺？", "number"),
        ("Quel en est le coût ?", "money"),
        ("How much money is in the fund?", "money"),
        ("培训要花多少钱？", "money"),
        ("nombre de signataires du traité", "number"),
        ("Quelle proportion des casques bleus est chinoise ?", "share"),
        ("What percentage of the budget is paid?", "share"),
        ("分摊比例是百分之几？", "share"),
        ("Combien de temps durera la formation ?", "duration"),
        ("How long will the training last?", "duration"),
        ("培训要多久？", "duration"),
        ("Sous quel délai répond-on à une plainte ?", "duration"),
        ("And what about babies who are breastfed?", "other"),
        ("What about the budget, who decides it?", "person"),
        ("Année de la proclamation ?", "time"),
        ("Où s'est tenue la conférence ?", "place"),
        ("Dans quel pays sera la zone ?", "place"),
        ("Quand l'Initiative a-t-elle été proposée ?", "time"),
        ("En quelle année la vision a-t-elle été avancée ?", "time"),
        ("When was the vision put forward?", "time"),
        ("倡议是什么时候提出的？", "time"),
        ("Où sera installé le siège ?", "place"),
        ("Where will the referendum be held?", "place"),
        ("In which city will the conference be held?", "place"),
        ("会议在哪个城市举行？", "place"),
        # These ask for passages, and for one of several.
        ("Où est-il question du climat ?", "other"),
        ("Where does climate change come up?", "other"),
        ("Where does the document speak of an arms race?", "other"),
        # What comes with a comma is no date either.
        ("Quand les soldats se lient, est-ce contre quelqu'un ?", "other"),
        ("When States disagree, how should they settle it?", "other"),
        ("Which of the two texts is more recent?", "metadata"),
        ("在人工智能方面，中国已经发布了关于哪些问题的文件？", "list"),
        ("Quel pays a refusé ?", "other"),
        ("Qui a proposé l'Initiative ?", "person"),
        ("Who proposed the Initiative?", "person"),
        ("谁提出了倡议？", "person"),
        ("全球安全倡議是誰提出的？", "person"),
        ("Quels sont les six engagements ?", "list"),
        ("Citez les plateformes de coopération.", "list"),
        ("What are the six commitments?", "list"),
        ("Quelles menaces pèsent sur la région ?", "list"),
        ("Which existing mechanisms does China use?", "list"),
        ("Which hazards worry island states?", "list"),
        ("Which Chinese law provides for it?", "other"),
        ("Which initiative on data did China present?", "other"),
        ("What measures does China propose?", "list"),
        ("主要方式有哪些？", "list"),
        ("论坛有哪几个？", "list"),
        ("Pourquoi la vision est-elle nouvelle ?", "reason"),
        ("Why is cooperation needed?", "reason"),
        ("为什么需要合作？", "reason"),
        ("Qu'est-ce que la sécurité indivisible ?", "definition"),
        ("What is indivisible security?", "definition"),
        ("什么是国际军事合作？", "definition"),
        ("De quand date le document ?", "metadata"),
        ("What is the title of the document?", "metadata"),
        ("文件的来源是什么？", "metadata"),
        ("La Chine soutient-elle l'ONU ?", "other"),
        ("Does China support the UN?", "other"),
        ("中国支持联合国吗？", "other"),
        ("不必引用来源。文件赞成吗？", "other"),
    ],
)
def test_the_kind_of_a_question_is_known_in_three_languages(question: str, kind: Kind) -> None:
    assert kind_of(question) == kind
    assert understand(question).kind == kind


@pytest.mark.parametrize(
    ("text", "is_place"),
    [
        ("le Forum mondial de sécurité publique (Lianyungang)", True),
        ("la conférence qui se tient à Genève", True),
        ("The meeting took place in the Hague.", True),
        ("会议在日内瓦市举行", True),
        ("总部设在北京", True),
        # months, institutions, acronyms, and who has a name without being anywhere
        ("It was signed in January 2022.", False),
        ("un rôle accru aux Nations unies et au Conseil de sécurité", False),
        ("la coopération Lancang-Mékong (LMC)", False),
        ("La Chine est prête à former 5000 personnes.", False),
    ],
)
def test_a_place_is_a_name_that_says_where(text: str, is_place: bool) -> None:
    assert shows("place", text) == is_place


@pytest.mark.parametrize(
    ("kind", "text", "is_shown"),
    [
        ("share", "20 % du budget", True),
        ("share", "vingt pour cent", True),
        ("share", "占百分之五", True),
        ("share", "cinq pays", False),
        ("duration", "au cours des cinq prochaines années", True),
        ("duration", "for 3 months", True),
        ("duration", "为期两年", True),
        ("duration", "en 2014", False),
    ],
)
def test_shares_and_durations_are_shown(kind: Kind, text: str, is_shown: bool) -> None:
    assert shows(kind, text) == is_shown
