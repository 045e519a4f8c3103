"""What kind of answer a question wants, and which texts show one."""

import pytest

from qa.kinds import Kind, kind_of
from qa.question import understand
from qa.shown import shows


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Combien de personnes seront formées ?", "count"),
        ("How many people will be trained?", "count"),
        ("中国将培训多少人？", "count"),
        ("全球安全倡议有几项承诺？", "count"),
        ("Quel en est le coût ?", "money"),
        ("How much money is in the fund?", "money"),
        ("培训要花多少钱？", "money"),
        ("nombre de signataires du traité", "count"),
        ("Quelle proportion des casques bleus est chinoise ?", "share"),
        ("What percentage of the budget is paid?", "share"),
        ("分摊比例是百分之几？", "share"),
        ("Combien de temps durera la formation ?", "duration"),
        ("How long will the training last?", "duration"),
        ("培训要多久？", "duration"),
        ("Sous quel délai répond-on à une plainte ?", "duration"),
        ("And what about babies who are breastfed?", "other"),
        ("What about the budget, who decides it?", "person"),
        ("Année de la proclamation ?", "year"),
        ("Où s'est tenue la conférence ?", "place"),
        ("Dans quel pays sera la zone ?", "place"),
        ("Quand l'Initiative a-t-elle été proposée ?", "time"),
        ("En quelle année la vision a-t-elle été avancée ?", "year"),
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
    ("question", "kind"),
    [
        ("How much does a driver earn?", "money"),
        ("How much is the annual service?", "money"),
        ("Combien l'entreprise rembourse-t-elle pour un déménagement ?", "money"),
        ("À quel prix ?", "money"),
        ("摊位费每个月要交多少", "money"),
        ("房租每周减多少？", "money"),
        ("What would a call-out cost us?", "money"),
        ("Vos saisonniers sont payés combien de l'heure ?", "money"),
        ("新停车场怎么收费？", "money"),
        ("De combien de pour cent baisse la facture ?", "share"),
        ("temperature of the hot tap water", "temperature"),
        ("en quelle annee le centre a-t-il ouvert", "year"),
        ("On which weekday is it held?", "day"),
        ("Up to what age are they seen there?", "age"),
        ("height of the outdoor unit", "length"),
        ("What's the maximum number of guests?", "count"),
        ("What is the top speed on the line?", "speed"),
        ("光速是每秒多少公里？", "speed"),
        ("surface du mobil-home", "area"),
        ("房间面积有多大？", "area"),
        ("À quelle température l'eau bout-elle ?", "temperature"),
        ("最多能带多少公斤？", "weight"),
        ("室内机的噪音是多少分贝？", "noise"),
        ("How old is the boiler?", "age"),
        ("Quelle est la profondeur du bassin ?", "length"),
        ("How long is the tunnel?", "length"),
        ("世界上最高的山有多高？", "length"),
        ("How long is the notice?", "duration"),
        ("How many weeks do I get?", "duration"),
        ("Combien de jours avant faut-il prévenir ?", "duration"),
        ("音像制品能借几天？", "duration"),
        ("How far ahead must I ask?", "duration"),
        ("How much of it can I carry over?", "number"),
        ("是第几届联合国大会通过的？", "number"),
        ("Combien de personnes touchent la prime ?", "count"),
        ("几个人可以探视？", "count"),
        ("What time does it open?", "hour"),
        ("总馆星期天晚上开到几点？", "hour"),
        ("Quel jour passe la collecte ?", "day"),
        ("报名截止到几号？", "day"),
        ("Between which dates is it open?", "day"),
        ("哪一年成立的？", "year"),
        # Some, and not how many.
        ("帮我推荐几本小说", "other"),
        ("失眠好几天了，怎么办？", "other"),
    ],
)
def test_amounts_and_times_are_told_apart(question: str, kind: Kind) -> None:
    assert kind_of(question) == kind


@pytest.mark.parametrize(
    ("kind", "text", "is_shown"),
    [
        ("money", "50 % of the price", True),
        ("money", "床位费每天50元", True),
        ("money", "19.5 miles", False),
        ("speed", "60 miles an hour", True),
        ("speed", "19.5 miles", False),
        ("area", "un appartement de 45 m²", True),
        ("area", "3 € par nuit", False),
        ("temperature", "27 °C", True),
        ("temperature", "à 3 000 mètres", False),
        ("weight", "twelve kilos", True),
        ("length", "two nautical miles", True),
        ("day", "Tous les jours sauf exception", True),
        ("noise", "41 dB(A)", True),
        ("age", "serviced within twenty-eight days", False),
        ("age", "children under twelve years", True),
        ("age", "建于1998年", True),
        ("length", "2.8 miles", True),
        ("length", "2.8 million", False),
        ("count", "412个车位", True),
        ("count", "5 000 personnes en cinq ans", True),
        ("count", "1,200 people", True),
        ("count", "dans les deux mois", False),
        ("count", "六十日内", False),
        ("count", "built in 1998.", False),
        ("count", "£6 million", False),
        ("hour", "de 9 h à 18 h", True),
        ("hour", "周日9:00至21:00", True),
        ("hour", "before nine in the morning", True),
        ("hour", "on Saturdays", False),
        ("day", "每周三", True),
        ("day", "paid on the 26th", True),
        ("day", "within two weeks", False),
        ("year", "en 2014", True),
        ("year", "le 3 mars", False),
    ],
)
def test_amounts_and_times_are_shown_by_their_units(kind: Kind, text: str, is_shown: bool) -> None:
    assert shows(kind, text) == is_shown


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
