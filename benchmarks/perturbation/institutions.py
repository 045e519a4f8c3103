"""Names that may be exchanged for another of their group, so that the sentence stays grammatical."""

from corpus import Language

NAMES: dict[Language, tuple[tuple[str, ...], ...]] = {
    "fr": (
        ("la Chine", "la France", "la Russie", "la Belgique", "la Norvège", "la Turquie", "l'Inde"),
        ("l'Afrique", "l'Asie", "l'Europe", "l'Océanie"),
        ("Nouvelle-Calédonie", "Polynésie française", "Guyane", "Martinique", "Guadeloupe", "Mayotte"),
        ("Paris", "Lyon", "Marseille", "Pékin", "Genève"),
        ("Conseil d'Etat", "Conseil constitutionnel", "Défenseur des droits", "Sénat"),
        ("Conseil d’Etat", "Conseil constitutionnel", "Sénat"),
        ("Cour de cassation", "Cour des comptes", "cour d'assises", "cour administrative d'appel"),
        ("tribunal judiciaire", "tribunal administratif", "tribunal de commerce", "tribunal correctionnel"),
        ("Premier ministre", "Président de la République", "garde des sceaux"),
        ("ministre chargé de la santé", "ministre chargé de l'agriculture", "ministre chargé des transports",
         "ministre chargé du travail", "ministre chargé de l'économie", "ministre chargé de la culture",
         "ministre chargé de l'environnement", "ministre de la défense", "ministre de l'intérieur"),
        ("code du travail", "code de commerce", "code de la santé publique", "code pénal", "code civil",
         "code de procédure pénale", "code de la sécurité sociale", "code de l'environnement",
         "code monétaire et financier", "code général des impôts", "code rural et de la pêche maritime"),
        ("préfet", "maire", "recteur", "procureur de la République"),
        ("Autorité des marchés financiers", "Autorité de contrôle prudentiel et de résolution",
         "Haute Autorité de santé", "Commission de régulation de l'énergie"),
        ("BRICS", "ASEAN", "OTAN", "OMC"),
    ),
    "en": (
        ("Canada", "Mexico", "Australia", "Norway"),
        ("Ontario", "Quebec", "Alberta", "Manitoba", "Nova Scotia", "British Columbia", "Saskatchewan"),
        ("Yukon", "Nunavut"),
        ("Minister of Finance", "Minister of Health", "Minister of Transport", "Minister of Justice",
         "Minister of Fisheries", "Minister of National Defence"),
        ("Governor in Council", "Treasury Board", "Auditor General", "Privy Council"),
        ("Parliament", "Senate"),
        ("Supreme Court", "Federal Court", "Tax Court of Canada", "Court of Appeal"),
        ("Criminal Code", "Income Tax Act", "Canada Labour Code", "Financial Administration Act",
         "Bank Act", "Customs Act", "Excise Act"),
        ("Superintendent", "Registrar", "Commissioner", "Attorney General", "Ombudsman"),
        ("Bank of Canada", "Canada Post", "Canada Revenue Agency"),
    ),
    "zh": (
        ("中国", "法国", "俄罗斯", "日本", "巴西"),
        ("国务院", "全国人民代表大会", "中央军事委员会"),
        ("财政部", "公安部", "商务部", "教育部", "司法部"),
        ("人民法院", "人民检察院", "公安机关", "仲裁委员会"),
        ("市人民政府", "县级人民政府", "省人民政府"),
        ("市场监督管理部门", "生态环境主管部门", "教育行政部门", "卫生行政部门", "公安机关", "税务机关"),
        ("杭州市", "上海市", "广州市", "南京市", "深圳市", "北京市", "成都市"),
        ("浙江省", "广东省", "江苏省", "四川省", "云南省"),
        ("《中华人民共和国刑法》", "《中华人民共和国民法典》", "《中华人民共和国行政处罚法》",
         "《中华人民共和国水法》", "《中华人民共和国公司法》"),
    ),
}  # fmt: skip

# Who may act on whom: exchanged with each other, and with nothing else.
PARTIES: dict[Language, tuple[str, ...]] = {
    "fr": ("le préfet", "le maire", "le juge", "le procureur de la République", "le ministre",
           "l'employeur", "le salarié", "le bailleur", "le locataire", "l'assureur", "l'assuré",
           "le créancier", "le débiteur", "le demandeur", "le tribunal", "le président"),
    "en": ("the Minister", "the Commissioner", "the Board", "the employer", "the employee",
           "the court", "the applicant", "the holder", "the inspector", "the Registrar",
           "the Superintendent", "the insurer", "the tenant", "the landlord", "the Governor in Council"),
    "zh": ("人民法院", "公安机关", "申请人", "被申请人", "行政机关", "当事人", "用人单位", "劳动者", "人民检察院",
           "县级以上人民政府"),
}  # fmt: skip
