"""What must be named is found in documents of another kind than the shipped ones."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa import Assistant

TEXT = """# Rapport sur le pont de Kernac

## 1. Travaux

Vinci construit le pont depuis mars 2021, avec Bouygues Travaux pour les fondations. Le chantier
durera trois ans et coûtera 42 millions d'euros.

Le ministère des transports a approuvé le projet. La maire, Sophie Le Goff, a posé la première
pierre à Kernac.

## 2. Financement

La région paie 60 % du coût, la Société Générale prête le reste. La Norvège et l'Irlande ont envoyé
des ingénieurs.
"""


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("bridge")
    file = folder / "pont.md"
    file.write_text(TEXT, "utf-8")
    with Assistant(home=folder / "home") as assistant:
        assistant.ingest([Path(file)])
        yield assistant


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Quelle entreprise construit le pont de Kernac ?", "Vinci construit"),
        ("哪家公司建造这座桥？", "Vinci construit"),
        ("Quel ministère a approuvé le pont ?", "ministère des transports"),
        ("Qui est la maire de Kernac ?", "Sophie Le Goff"),
        ("Quels pays ont envoyé des ingénieurs pour le pont ?", "La Norvège"),
        ("Which countries sent engineers for the bridge?", "La Norvège"),
        ("Quel pourcentage du pont paie la région ?", "60 %"),
        ("Combien de temps durera le chantier du pont ?", "trois ans"),
    ],
)
def test_a_name_a_share_or_a_duration_is_found(bridge: Assistant, question: str, said: str) -> None:
    answer = bridge.ask(question)
    assert any(said in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "Qui est le directeur du chantier du pont ?",
        "Quels pays ont interdit le pont ?",
        "À quelle conférence le pont a-t-il été présenté ?",
    ],
)
def test_what_is_not_named_is_not_answered(bridge: Assistant, question: str) -> None:
    assert bridge.ask(question).abstained
