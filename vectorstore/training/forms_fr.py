"""Questions in French."""

from vectorstore.training.forms import forms

_A = r"[’']"
_NUMBER = (
    r"\b(?=[\ddtqcshnvm])"
    r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+(?:,\d+)?|deux|trois|quatre|cinq|six|sept"
    r"|huit|neuf|dix|douze|quinze|vingt|vingt-cinq|trente|quarante|quarante-cinq|cinquante"
    r"|soixante|quatre-vingt-dix|cent|mille)"
)
_TIME = r"(?:secondes|minutes|heures|jours|semaines|mois|ans|années)"
_MONTH = r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
_NOBODY = (
    r"ministre|gouverneur|commissaire|surintendant|tribunal|juge|cour|conseil|comité|commission"
    r"|président|directeur|préfet|maire|employeur|salarié|agent|titulaire|demandeur|personne"
    r"|société|banque|état|autorité|office|régie|agence|administrateur|utilisateur|inspecteur"
    r"|fonctionnaire|officier|administration|organisme|propriétaire|exploitant|assuré|locataire"
    r"|bailleur|créancier|débiteur|syndic|greffier|procureur|médecin|vendeur|acheteur|client"
    r"|commandant|importateur|transporteur|fabricant|fournisseur|gestionnaire|parent|époux"
    r"|bénéficiaire|candidat|entreprise|responsable|requérant|contribuable|secrétaire|notaire"
)
_WHO = rf"(?:le|la|l{_A}|les|tout|toute|chaque|un|une)\s?(?:{_NOBODY})s?\b"

_NOT_VERB = r"(?!\b(?:qui|que|dont|où|peut|peuvent|doit|doivent|est|sont|suivants?|suivantes?)\b)"

FRENCH = forms(
    (
        "definition",
        rf"(?:^|article, |partie, |loi, |règlement, )"
        rf"(?P<kept>(?:{_NOT_VERB}[^«»,;:.()]){{3,60}}?)\s"
        rf"(?P<answer>(?:s{_A}entend(?:ent)?|désigne|signifie|correspond à)\s.*)",
        (
            "qu'est-ce que ~",
            "qu'est-ce qu'on appelle ~",
            "c'est quoi ~",
            "que signifie ~",
            "que veut dire ~",
            "qu'entend-on par ~",
            "quelle est la définition de ~",
            "~ : c'est quoi",
        ),
        "whole",
        0.9,
    ),
    (
        "definition",
        rf"^(?P<kept>(?:Le|La|L{_A}|Les|Un|Une)\s?(?:{_NOT_VERB}[^,;:.()]){{3,50}}?)\s"
        rf"(?P<answer>(?:est|sont)\s(?:un|une|le|la|l{_A}|des|les)\s?\w.*)",
        ("qu'est-ce que ~", "c'est quoi ~", "que signifie ~", "à quoi correspond ~"),
        "whole",
        0.9,
    ),
    (
        "how",
        rf"^Pour (?P<kept>(?:ne pas )?(?:l{_A}|les |la |le |se |s{_A})?\w+(?:er|ir|re)\b"
        r"[^,.;:()]{8,120})[,:]",
        ("comment ~", "comment faire pour ~", "comment puis-je ~", "comment peut-on ~"),
        "start",
        0.9,
    ),
    (
        "use",
        rf"^(?P<kept>(?:Le|La|L{_A}|Les)\s?(?:{_NOT_VERB}[^,;:.()]){{3,70}}?)\s"
        rf"(?P<answer>(?:vous )?permet(?:tent)?"
        rf" (?:de |d{_A}|aux ).*)",
        ("à quoi sert ~", "à quoi servent ~", "que permet de faire ~", "pourquoi utiliser ~"),
        "whole",
        0.9,
    ),
    (
        "where",
        rf"^(?P<answer>(?:Dans|Sur|Sous) (?:la page|l{_A}onglet|le volet|le champ|la section"
        r"|le raccourci|le panneau|l[’']organisateur|la boîte de dialogue|le menu)[^,;:.]{2,80}), "
        r"(?:vous (?:pouvez|devez) )?(?P<kept>(?:(?!vous)\w+ez|\w+(?:er|ir|re))\b.{8,})",
        ("où ~", "où faut-il ~", "à quel endroit ~", "dans quel menu ~"),
        "start",
        0.6,
    ),
    (
        "percent",
        rf"(?P<answer>{_NUMBER}[ \u00a0\u202f]?(?:%|pour cent\b))",
        ("quel pourcentage ~", "quel est le taux ~", "quel est le pourcentage ~"),
        "around",
        0.9,
    ),
    (
        "amount",
        rf"(?P<answer>{_NUMBER}[ \u00a0\u202f]?(?:€|\$|(?:euros|dollars|francs)\b))",
        ("quel montant ~", "quel est le montant ~", "combien ~", "à combien s'élève ~"),
        "around",
        0.9,
    ),
    (
        "delay",
        rf"(?P<answer>{_NUMBER}\s(?P<unit>{_TIME})(?:\s(?:ouvrables|ouvrés|francs))?)\b",
        (
            "dans quel délai ~",
            "combien de temps ~",
            "combien de {unit} ~",
            "dans combien de {unit} ~",
            "quel est le délai ~",
            "quelle est la durée ~",
        ),
        "around",
        0.9,
    ),
    (
        "number",
        rf"(?P<answer>{_NUMBER}\s(?P<unit>(?!{_MONTH})[a-zéèêàûôîç]{{3,}}s))\b",
        ("combien de {unit} ~", "quel est le nombre de {unit} ~", "sur combien de {unit} ~"),
        "around",
        0.8,
    ),
    (
        "date",
        rf"(?P<answer>\b(?:1er|\d{{1,2}}) {_MONTH}(?: \d{{4}})?)\b",
        ("quand ~", "à quelle date ~", "à partir de quand ~", "quelle est la date ~"),
        "around",
        0.8,
    ),
    (
        "date",
        r"(?P<answer>\b(?:en|depuis|dès|avant|après) (?:1[5-9]|20)\d\d)\b",
        ("en quelle année ~", "quand ~"),
        "around",
        0.9,
    ),
    (
        "reason",
        rf"(?P<answer>\b(?:parce qu[e’']|car\s|en raison d[eu]s?\s|puisqu[e’']|afin de\s"
        rf"|afin d{_A}|afin qu[e’'])[^.;]{{8,}})",
        ("pourquoi ~", "pour quelle raison ~", "dans quel but ~"),
        "around",
        0.8,
    ),
    (
        "what if",
        rf"^(?P<kept>(?:Si |S{_A}ils? |Lorsqu[e’'])[^,;:]{{15,160}}),\s(?P<answer>.{{10,}})",
        (
            "que se passe-t-il ~",
            "que faire ~",
            "qu'arrive-t-il ~",
            "quelles sont les conséquences ~",
        ),
        "start",
        0.5,
    ),
    (
        "condition",
        rf"^(?P<answer>(?:Si |S{_A}ils? |Lorsqu[e’']|À condition |Sous réserve |Dans le cas où )"
        r"[^,;:]{10,160},)\s.{20,}",
        (
            "à quelle condition ~",
            "à quelles conditions ~",
            "dans quel cas ~",
            "dans quels cas ~",
            "quand est-ce que ~",
        ),
        "start",
        0.8,
    ),
    (
        "condition",
        rf"^(?!Si |S[’']|Lors).{{20,200}}?\s"
        rf"(?P<answer>(?:si |s{_A}ils? |lorsqu[e’']|à condition |à moins |sauf si"
        rf" |dans le cas où |en cas d[e’'])[^;:.]{{10,}})",
        (
            "à quelle condition ~",
            "à quelles conditions ~",
            "dans quel cas ~",
            "dans quels cas ~",
            "quand est-ce que ~",
        ),
        "start",
        0.6,
    ),
    (
        "which",
        r"^Les (?P<kept>(?:(?!\bsont\b|\best\b)[\w ’'-]){4,50}?) suivants\b",
        ("quels sont les ~", "quels ~ y a-t-il", "liste des ~"),
        "whole",
        0.9,
    ),
    (
        "which",
        r"^Les (?P<kept>(?:(?!\bsont\b|\best\b)[\w ’'-]){4,50}?) suivantes\b",
        ("quelles sont les ~", "quelles ~ y a-t-il", "liste des ~"),
        "whole",
        0.9,
    ),
    (
        "who",
        rf"^(?P<answer>{_WHO}(?:(?!\bn[e’'])[^,;:.]){{0,40}}?)\s(?P<kept>(?:peut|doit|est tenu"
        r"|est chargée?|fixe|établit|transmet|prend|nomme|délivre|veille|désigne|détermine|adresse"
        r"|statue|assure|rend|exerce|approuve|décide)\s(?!être|avoir).{15,})",
        ("qui ~", "qui est-ce qui ~", "quelle autorité ~"),
        "start",
        0.6,
    ),
    (
        "may",
        rf"^{_WHO}(?:(?!\bn[e’'])[^,;:.]){{0,40}}?\s(?:peut|peuvent)\s(?P<kept>.{{15,}})",
        ("peut-on ~", "est-il possible de ~", "a-t-on le droit de ~", "est-ce qu'on peut ~"),
        "start",
        0.5,
    ),
    (
        "must",
        rf"^{_WHO}(?:(?!\bn[e’'])[^,;:.]){{0,40}}?\s(?:doit|doivent)\s(?P<kept>.{{15,}})",
        ("faut-il ~", "doit-on ~", "est-ce obligatoire de ~", "suis-je obligé de ~"),
        "start",
        0.5,
    ),
    (
        "topic",
        r"^.{25,}",
        (
            "que dit le texte sur ~",
            "que prévoit la loi pour ~",
            "qu'est-il prévu pour ~",
            "quelles sont les règles pour ~",
            "comment ça se passe pour ~",
            "je cherche des informations sur ~",
            "~",
        ),
        "phrases",
        0.25,
    ),
)
