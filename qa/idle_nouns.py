"""Nouns that a question may have and its answer need not (see `asked`)."""

from vectorstore.analysis import is_function_word

# Nouns that any paragraph can answer to without using them, and the kinds of thing that `kinds` and
# `shown` look for.
_GENERAL = frozenset(
    "rôle genre type sorte but objectif position manière façon exemple raison sens avis place "
    "lien différence chose choses point points moyen moyens mesure mesures domaine domaines "
    "condition conditions attitude attitudes image idée thème principal principale principaux "
    "principales année an date kind sort way ways role purpose goal aim main example reason "
    "difference relation relationship connection thing things area areas form forms measure "
    "measures idea forme formes planned said foreseen year term long short temps time fois times "
    "durée duration nombre number continent continents field fields meant 大洲 rapport rapports "
    "link links contexte context cadre occasion région régions region regions partie parties "
    "part parts 地区 途径 方法 action actions activité activités activity activities 行动 活动 "
    "métaphore metaphor 比喻 ville villes lieu endroit city town venue 城市 definition meaning "
    "outline stance view message définition signification sujet sujets subject subjects topic "
    "topics thèmes theme themes passage passages contextes contexts connections occasions "
    "similarities réponse réponses élément éléments element elements mois month partenaire "
    "partenaires partner partners 定义 含义 宗旨 目标 举措 说法 分别 究竟 具体 场合 不同 背景 "
    "特点 异同 地位 思维 主体 法子 办法 伙伴 具体安排 具体措施 时间 étape étapes step steps "
    "stage stages 步骤 motif motifs cause causes grounds ground 理由 heure heures hour hours "
    "horaire horaires now everything anything share montant montants amount amounts sum prix "
    "price prices tarif tarifs coût cost costs fee fees rate rates frais 金额 数额 费用 价格 "
    "号码 收费 numéro numéros numbers adresse address 地址 电话 procédure procedure formalité "
    "formalités document documents papier papiers papers 手续 材料 delay deadline délai délais "
    "chance possibilité option options 地方 内容 方面 方向 重点 作用 关系 区别 东西 目的 原因 "
    "态度 立场 方式 措施 领域 例子 事 国家 要求 时候 年 人 意思 安排 看法".split()
)
# What an answer may be without saying so: Tianjin is no "name", and WHO says what it is in French.
_CLASSES = frozenset(
    "nom noms name names institution institutions organisation organisations organization "
    "organizations organisme organismes body bodies état états state states paire paires pair "
    "pairs couple couples série series conseil conseils advice événement événements event events "
    "rendez-vous auteur auteurs author authors monde world sud nord south north southeast "
    "southeastern qualité qualités caractéristique caractéristiques quality qualities feature "
    "features characteristic characteristics paragraphe paragraphes paragraph paragraphs "
    "comportement comportements behaviour behaviours behavior behaviors 行为 enceinte enceintes "
    "venue venues hazard hazards danger dangers risque risques risk risks 风险 危险 entreprise "
    "entreprises company companies pourcentage proportion percentage 公司 企业 比例 组织 机构 "
    "名字 名称 世界 当今世界 建议 国家领导人 领导人 特征 段落 自己 考虑 "
    "主要 重要 核心 关键 基本".split()
)


def is_general(word: str) -> bool:
    """Whether any paragraph may answer to the noun without using it ("rôle", "areas", 方面)."""
    return word.lower() in _GENERAL


def is_idle(word: str) -> bool:
    """Whether an answer may be without the word: it is general, a class, or carries grammar."""
    return is_function_word(word) or is_general(word) or word.lower() in _CLASSES
