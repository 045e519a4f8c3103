"""Where the training sets come from and under which licence, for the model card."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """One provider of pairs: what it is, where it was taken from, and the terms."""

    content: str
    source: str
    licence: str


_OFFICE_LICENCE = "CC BY 4.0, © Microsoft"

ORIGINS = {
    "calaw": Origin(
        "Federal acts and regulations of Canada, the two official versions aligned; "
        "marginal notes with their sections",
        "justicecanada/laws-lois-xml (Department of Justice Canada)",
        "Open Government Licence – Canada",
    ),
    "msdyn": Origin(
        "Dynamics 365 documentation and its human translations",
        "MicrosoftDocs/Dynamics-365-Operations.fr-fr and .zh-cn",
        _OFFICE_LICENCE,
    ),
    "o365ht": Origin(
        "Office 365 security and compliance documentation, its human translations",
        "MicrosoftDocs/OfficeDocs-O365SecComp-pr.fr-FR and .zh-CN",
        _OFFICE_LICENCE,
    ),
    "codes-heading": Origin(
        "Section headings of French codes with one of their articles",
        "legalize-dev/legalize-fr, from LEGI (DILA)",
        "official texts; LEGI: Licence Ouverte 2.0",
    ),
    "servicepublic-fiches": Origin(
        "Titles and passages of service-public.fr information sheets",
        "etalab-ia/piaf-ml (git history); content by DILA",
        "repository MIT; content Licence Ouverte (to our knowledge)",
    ),
    "laws-heading": Origin(
        "Chapter headings of laws and regulations of China with one of their articles",
        "LawRefBook/Laws",
        "official texts, no copyright (Copyright Law of the PRC, Article 5)",
    ),
    "mozlegal": Origin(
        "Mozilla privacy notices and terms of use, professionally translated",
        "mozilla/legal-docs",
        "CC BY-SA 3.0, © Mozilla",
    ),
    "sdg": Origin(
        "United Nations sustainable development goals, targets and indicators",
        "open-sdg/sdg-translations",
        "MIT (repository); texts by the United Nations",
    ),
    "unbis-terms": Origin(
        "Equivalent subject terms of the UNBIS Thesaurus",
        "United Nations, Dag Hammarskjöld Library, via ClementSicard/un-unbis-thesaurus-scraper",
        "facts (term equivalents); attributed to the United Nations",
    ),
    "tatoeba": Origin(
        "Everyday sentences and their translations",
        "Tatoeba, via manythings.org (French) and cmn.txt (Chinese)",
        "CC BY 2.0 FR, © Tatoeba contributors",
    ),
    "tatoeba-pivot": Origin(
        "French and Chinese sentences that share an English translation",
        "derived from the two Tatoeba sets",
        "CC BY 2.0 FR, © Tatoeba contributors",
    ),
    "cedict": Origin(
        "Chinese–English dictionary entries",
        "CC-CEDICT (MDBG), 2019-10-25",
        "CC BY-SA 4.0",
    ),
    "cfdict": Origin(
        "Chinese–French dictionary entries",
        "CFDICT (Chine Informations), 2019-11-05",
        "CC BY-SA 3.0",
    ),
    "drcd-test": Origin(
        "Questions on Wikipedia paragraphs (test split, converted to simplified characters)",
        "DRCKnowledgeTeam/DRCD",
        "CC BY-SA 3.0",
    ),
    "cmrc-trial": Origin(
        "Questions on Wikipedia paragraphs (trial split)",
        "ymcui/cmrc2018",
        "CC BY-SA 4.0",
    ),
}


def origin_of(name: str) -> Origin | None:
    """Return what is known of the ``SOURCE`` part of a file name; parts of a set share an entry."""
    return ORIGINS.get(name) or ORIGINS.get(name.partition("-")[0])
