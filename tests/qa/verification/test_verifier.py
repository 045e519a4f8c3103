"""Which sentences a paragraph supports: copies and paraphrases pass, falsified ones do not."""

import re

import pytest

from corpus import Language, Paragraph
from corpus.sentences import split_sentences
from qa.answer import Status
from qa.verification import Verifier
from tests.qa.checks import PARAGRAPHS

SENTENCES = [
    (paragraph, paragraph.text[span.start : span.end])
    for paragraph in PARAGRAPHS.values()
    if not paragraph.is_head
    for span in split_sentences(paragraph.text)
]


@pytest.fixture(scope="module")
def verifier() -> Verifier:
    return Verifier()


def status(verifier: Verifier, text: str, paragraph: Paragraph | str, lang: Language) -> Status:
    found = PARAGRAPHS[paragraph] if isinstance(paragraph, str) else paragraph
    return verifier.check(text, lang, found).status


def test_every_sentence_of_the_corpus_is_quoted_by_its_own_paragraph(verifier: Verifier) -> None:
    for paragraph, sentence in SENTENCES:
        verdict = verifier.check(sentence, paragraph.language, paragraph)
        assert verdict.status == "quoted"
        assert paragraph.text[verdict.span.start : verdict.span.end] == sentence


def test_no_sentence_passes_with_another_number(verifier: Verifier) -> None:
    numbered = [(p, s) for p, s in SENTENCES if re.search(r"\d", s)]
    assert len(numbered) >= 8
    for paragraph, sentence in numbered:
        falsified = re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), sentence)
        assert status(verifier, falsified, paragraph, paragraph.language) == "unsupported"


def test_hardly_any_sentence_passes_against_another_paragraph(verifier: Verifier) -> None:
    others = list(PARAGRAPHS.values())[::3]
    pairs = [(s, others[(p.position * 7 + 11) % len(others)], p) for p, s in SENTENCES[::3]]
    wrong = [(s, o) for s, o, p in pairs if o.id != p.id and o.language == p.language]
    passed = [s for s, o in wrong if status(verifier, s, o, o.language) != "unsupported"]
    assert len(passed) <= len(wrong) // 20, passed


@pytest.mark.parametrize(
    ("lang", "paragraph", "sentence"),
    [
        (
            "fr",
            "ism/IV.5/1",
            "La Chine formera 5000 personnes au cours des cinq prochaines années.",
        ),
        ("fr", "ism/IV.5/1", "La Chine formera 5 000 personnes d'autres pays en développement."),
        ("fr", "ism/IV.5/1", "Une formation de 5\u202f000 personnes des pays en développement."),
        ("fr", "ism/IV.5/1", "La Chine offre « la formation pour 5000 personnes »."),
        (
            "fr",
            "ism/II.4/1",
            "La sécurité d'un pays ne peut se faire au détriment de celle d'autres.",
        ),
        ("fr", "ism/II.1/1", "Xi Jinping a avancé en 2014 une nouvelle vision de la sécurité."),
        ("fr", "ism/I/3", "Xi Jinping a proposé l’Initiative pour la Sécurité Mondiale."),
        ("zh", "cooperation/p/2", "国际军事合作是国家对外工作的重要组成部分。"),
        ("zh", "cooperation/p/2", "中国军队的“朋友圈”不断扩大，越来越大。"),
    ],
)
def test_a_faithful_paraphrase_passes(
    verifier: Verifier, lang: Language, paragraph: str, sentence: str
) -> None:
    assert status(verifier, sentence, paragraph, lang) == "supported"


@pytest.mark.parametrize(
    ("lang", "paragraph", "sentence"),
    [
        # numbers
        (
            "fr",
            "ism/IV.5/1",
            "La Chine formera 6000 personnes au cours des cinq prochaines années.",
        ),
        ("fr", "ism/IV.5/1", "La Chine formera 500 personnes au cours des cinq prochaines années."),
        (
            "fr",
            "ism/IV.5/1",
            "La Chine formera 5 000 000 personnes d'autres pays en développement.",
        ),
        ("fr", "ism/II.1/1", "Xi Jinping a avancé en 2015 une nouvelle vision de la sécurité."),
        # polarity
        ("fr", "ism/IV.5/1", "La Chine ne formera pas 5000 personnes d'autres pays."),
        (
            "fr",
            "ism/II.4/1",
            "La sécurité d'un pays doit se faire au détriment de celle des autres.",
        ),
        ("fr", "ism/I/3", "Xi Jinping n’a jamais proposé l’Initiative pour la Sécurité Mondiale."),
        ("zh", "cooperation/p/2", "国际军事合作不是国家对外工作的重要组成部分。"),
        # invented quotes
        ("fr", "ism/IV.5/1", "Le texte dit « la formation pour 5000 personnes en dix années »."),
        ("fr", "ism/IV.5/1", 'Le texte dit "la formation pour tous les pays du monde".'),
        # another subject, another paragraph
        ("fr", "ism/IV.5/1", "Le chocolat belge est exporté vers le Japon."),
        ("fr", "ism/IV.4/1", "La Chine formera 5000 personnes d'autres pays en développement."),
        ("en", "ism/IV.5/1", "Belgian chocolate is exported to Japan."),
        ("zh", "ism/IV.5/1", "巧克力出口到日本。"),
    ],
)
def test_a_falsified_sentence_does_not_pass(
    verifier: Verifier, lang: Language, paragraph: str, sentence: str
) -> None:
    assert status(verifier, sentence, paragraph, lang) == "unsupported"


@pytest.mark.parametrize(
    ("lang", "sentence", "falsified"),
    [
        ("en", "China offers training for 5000 people from other developing countries over the "
         "next five years.",
         "China offers training for 8000 people from other developing countries over the next "
         "five years."),
        ("zh", "中国愿在未来五年向其他发展中国家提供5000个培训名额。",
         "中国愿在未来五年向其他发展中国家提供8000个培训名额。"),
    ],
)  # fmt: skip
def test_across_languages_meaning_passes_and_a_wrong_number_does_not(
    verifier: Verifier, lang: Language, sentence: str, falsified: str
) -> None:
    assert status(verifier, sentence, "ism/IV.5/1", lang) == "supported"
    assert status(verifier, falsified, "ism/IV.5/1", lang) == "unsupported"


@pytest.mark.parametrize(
    ("lang", "text", "turned"),
    [
        ("zh", "持有人不得向第三方转让本许可证。", "持有人得向第三方转让本许可证。"),
        ("zh", "持有人可以向第三方转让本许可证。", "持有人不得向第三方转让本许可证。"),
        ("zh", "禁止向第三方转让本许可证。", "可以向第三方转让本许可证。"),
        ("fr", "La société publie le rapport annuel.", "La société ne publie jamais le rapport."),
        ("fr", "La société ne publie jamais le rapport.", "La société publie le rapport."),
        ("fr", "Le titulaire ne peut céder la licence.", "Le titulaire peut céder la licence."),
        ("en", "The holder may not transfer it.", "The holder may transfer it."),
        ("en", "The holder shall transfer it.", "The holder shall never transfer it."),
        ("en", "The holder can transfer it.", "The holder can't transfer it."),
    ],
)
def test_a_sentence_turned_into_its_contrary_does_not_pass(
    verifier: Verifier, lang: Language, text: str, turned: str
) -> None:
    paragraph = paragraph_of(text, lang)
    assert status(verifier, text, paragraph, lang) == "quoted"
    assert status(verifier, turned, paragraph, lang) == "unsupported"


@pytest.mark.parametrize(
    ("lang", "text", "cut"),
    [
        ("fr", "Le ministre ne publie jamais le rapport annuel des dépenses.",
         "publie jamais le rapport annuel des dépenses."),
        ("fr", "Il n'est pas dit que le ministre publie le rapport annuel.",
         "le ministre publie le rapport annuel."),
        ("en", "The minister shall not publish the annual report.",
         "publish the annual report."),
        ("zh", "未经批准，任何单位不可以公开第三方的信息。", "可以公开第三方的信息。"),
        ("zh", "任何单位不得转让本许可证。", "得转让本许可证。"),
        ("fr", "Le fonds compte 15000 membres actifs.", "5000 membres actifs."),
        ("fr", "Le fonds compte 15000 membres actifs.", "Le fonds compte 150"),
    ],
)  # fmt: skip
def test_a_cut_that_loses_a_negation_or_half_a_number_is_no_quote(
    verifier: Verifier, lang: Language, text: str, cut: str
) -> None:
    assert status(verifier, cut, paragraph_of(text, lang), lang) != "quoted"


def paragraph_of(text: str, lang: Language) -> Paragraph:
    data = {
        **PARAGRAPHS["ism/I/1"].to_dict(),
        "text": text,
        "language": lang,
        "start": 0,
        "end": len(text),
    }
    return Paragraph.from_dict(data)


def test_a_cut_at_the_edge_of_a_clause_is_a_quote(verifier: Verifier) -> None:
    text = "Nul ne peut y renoncer ; le ministre publie le rapport annuel, sans délai."
    paragraph = paragraph_of(text, "fr")
    assert status(verifier, "le ministre publie le rapport annuel", paragraph, "fr") == "quoted"
