"""The two documents that ship: every paragraph, where it stands and how it is called."""

import hashlib
from collections import Counter

import pytest

from corpus import Document, Language
from corpus.reading import SHIPPED_FOLDER

ISM_IDS = [
    "ism/head/1",
    *(f"ism/I/{n}" for n in range(1, 4)),
    *(f"ism/II.{n}/1" for n in range(1, 7)),
    "ism/II/after-6/1",
    "ism/III/1",
    "ism/III/2",
    "ism/III.1/1",
    "ism/III.1/2",
    "ism/III.2/1",
    "ism/III.3/1",
    "ism/III.4/1",
    "ism/III.4/2",
    "ism/III.4/3",
    *(f"ism/III.{n}/1" for n in range(5, 21)),
    *(f"ism/IV.{n}/1" for n in range(1, 6)),
    "ism/IV.5/2",
]
COOPERATION_IDS = ["cooperation/head/1", "cooperation/p/1", "cooperation/p/2"]
HEADINGS = {
    "I": "I. Contexte",
    "II": "II. Concepts et principes fondamentaux",
    "III": "III. Priorités de la coopération",
    "IV": "IV. Plateformes et mécanismes de coopération",
}


def test_the_texts_are_verbatim() -> None:
    digests = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in SHIPPED_FOLDER.glob("*.txt")
    }
    assert digests == {
        "ism.txt": "bcad15d6bb5c372bd41943cd64f5a81b23370b6c62d2d8c171e97d20dbc4dbd7",
        "cooperation.txt": "6873cf850f22cc2977f68de4e31c022c638ab2b0f25038b4397c6c7f5f3ddec2",
    }


def test_the_ids_are_the_printed_numbers_in_reading_order(shipped: dict[str, Document]) -> None:
    assert [p.id for p in shipped["ism"].paragraphs] == ISM_IDS
    assert [p.id for p in shipped["cooperation"].paragraphs] == COOPERATION_IDS


def test_there_are_43_body_paragraphs(shipped: dict[str, Document]) -> None:
    body = [p for document in shipped.values() for p in document.body]
    sections = Counter(p.locator.path[0] for p in body if p.document_id == "ism")
    assert len(body) == 43
    assert sections == {"I": 3, "II": 7, "III": 25, "IV": 6}
    assert len(shipped["cooperation"].body) == 2


def test_offsets_are_exact_and_texts_are_bare(shipped: dict[str, Document]) -> None:
    for document in shipped.values():
        for paragraph in document.paragraphs:
            assert document.text[paragraph.start : paragraph.end] == paragraph.text
            assert paragraph.text == paragraph.text.strip()
            assert not paragraph.text[0].isdigit()


def test_positions_count_from_the_head_block(shipped: dict[str, Document]) -> None:
    for document in shipped.values():
        assert [p.position for p in document.paragraphs] == list(range(len(document.paragraphs)))
        assert [p.is_head for p in document.paragraphs] == [
            p.position == 0 for p in document.paragraphs
        ]


@pytest.mark.parametrize(
    ("paragraph_id", "fr", "en", "zh"),
    [
        ("ism/head/1", "ISM, en-tête", "ISM, heading", "ISM，文首"),
        ("ism/I/3", "ISM, I, al. 3", "ISM, I, para. 3", "ISM，I，第3段"),
        ("ism/II.3/1", "ISM, II.3", "ISM, II.3", "ISM，II.3"),
        (
            "ism/II/after-6/1",
            "ISM, II, après le point 6",
            "ISM, II, after item 6",
            "ISM，II，第6项之后",
        ),
        ("ism/III/2", "ISM, III, al. 2", "ISM, III, para. 2", "ISM，III，第2段"),
        ("ism/III.4/2", "ISM, III.4, al. 2", "ISM, III.4, para. 2", "ISM，III.4，第2段"),
        ("ism/III.19/1", "ISM, III.19", "ISM, III.19", "ISM，III.19"),
        ("ism/IV.5/1", "ISM, IV.5, al. 1", "ISM, IV.5, para. 1", "ISM，IV.5，第1段"),
        ("ism/IV.5/2", "ISM, IV.5, al. 2", "ISM, IV.5, para. 2", "ISM，IV.5，第2段"),
        (
            "cooperation/p/1",
            "Coopération militaire, 1ᵉʳ paragraphe",
            "Coopération militaire, paragraph 1",
            "Coopération militaire，第1段",
        ),
        (
            "cooperation/p/2",
            "Coopération militaire, 2ᵉ paragraphe",
            "Coopération militaire, paragraph 2",
            "Coopération militaire，第2段",
        ),
    ],
)
def test_references_are_written_in_the_language_of_the_answer(
    shipped: dict[str, Document], paragraph_id: str, fr: str, en: str, zh: str
) -> None:
    document = shipped[paragraph_id.partition("/")[0]]
    (paragraph,) = (p for p in document.paragraphs if p.id == paragraph_id)
    languages: tuple[Language, ...] = ("fr", "en", "zh")
    assert [paragraph.reference(language) for language in languages] == [fr, en, zh]


def test_paragraphs_know_the_titles_above_them(shipped: dict[str, Document]) -> None:
    for paragraph in shipped["ism"].body:
        assert paragraph.headings == (HEADINGS[paragraph.locator.path[0]],)
    head, french, chinese = shipped["cooperation"].paragraphs
    assert (head.headings, french.headings, chinese.headings) == ((), (), ("国际军事合作",))


def test_paragraphs_know_their_language(shipped: dict[str, Document]) -> None:
    assert {p.language for p in shipped["ism"].paragraphs} == {"fr"}
    assert [p.language for p in shipped["cooperation"].paragraphs] == ["fr", "fr", "zh"]
    assert {document.language for document in shipped.values()} == {"fr"}


def test_the_page_footer_is_dropped(shipped: dict[str, Document]) -> None:
    text = shipped["ism"].text
    assert text.endswith("brille dans le monde entier.")
    assert "Envoyer ce lien" not in text
    assert "Imprimer" not in text


def test_title_date_and_source_are_the_head_block(shipped: dict[str, Document]) -> None:
    ism, cooperation = shipped["ism"].paragraphs[0], shipped["cooperation"].paragraphs[0]
    assert ism.text.endswith("Mondiale (ISM)\n2023-04-10 21:35")
    assert cooperation.text.startswith("La coopération militaire internationale\n")
    assert cooperation.text.endswith("Mise à jour:2021-11-05 | french.china.org.cn")


def test_the_catalogue_names_title_label_date_and_source(shipped: dict[str, Document]) -> None:
    assert list(shipped) == ["ism", "cooperation"]
    ism, cooperation = shipped.values()
    assert ism.title == "Document conceptuel sur l'Initiative pour la Sécurité Mondiale (ISM)"
    assert (ism.label, ism.date, ism.source, ism.origin) == ("ISM", "2023-04-10", None, "shipped")
    assert cooperation.title == "La coopération militaire internationale"
    assert (cooperation.label, cooperation.date) == ("Coopération militaire", "2021-11-05")
    assert (cooperation.source, cooperation.origin) == ("french.china.org.cn", "shipped")
    for document in (ism, cooperation):
        assert {p.document_label for p in document.paragraphs} == {document.label}
        assert {p.document_title for p in document.paragraphs} == {document.title}


@pytest.mark.parametrize(
    ("paragraph_id", "start", "end"),
    [
        ("ism/II.1/1", "S’engager à la vision de sécurité commune", "et les bonnes idées."),
        ("ism/III.1/2", "Aider les Nations unies à renforcer", "maintien de la paix."),
        ("ism/III.4/3", "Soutenir le processus de contrôle des armes", "mesure de ses moyens."),
        ("ism/IV.5/2", "L’Initiative pour la sécurité mondiale,", "dans le monde entier."),
        ("cooperation/p/2", "开展军事交流与合作是中国《国防法》", "国际军事合作新格局。"),
    ],
)
def test_paragraphs_are_whole(
    shipped: dict[str, Document], paragraph_id: str, start: str, end: str
) -> None:
    document = shipped[paragraph_id.partition("/")[0]]
    (text,) = (p.text for p in document.paragraphs if p.id == paragraph_id)
    assert text.startswith(start)
    assert text.endswith(end)
