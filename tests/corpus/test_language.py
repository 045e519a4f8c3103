"""Which of the three languages a text is in."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus import Document, Language, detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Combien de personnes la Chine formera-t-elle ?", "fr"),
        ("Que dit le document ?", "fr"),
        ("initiative pour la securite mondiale", "fr"),
        ("L'ONU", "fr"),
        ("Qu’est-ce que l’ISM", "fr"),
        ("Genève", "fr"),
        ("résumé", "fr"),
        ("How many people will China train?", "en"),
        ("What is the Global Security Initiative", "en"),
        ("cybersecurity cooperation", "en"),
        ("the French word “sécurité” in an English sentence of the text", "en"),
        ("什么是全球安全倡议？", "zh"),
        ("安全", "zh"),
        ("ISM 是什么", "zh"),
        ("中国-非洲合作论坛 (FOCAC)", "zh"),
        ("The word 安全 means security in this English sentence", "en"),
        ("Le mot 安全 veut dire sécurité dans cette phrase", "fr"),
    ],
)
def test_the_language_of_a_text(text: str, language: Language) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "   ", "1998", "?!…", "3,5 % — 10 €", "😀"])
def test_a_text_without_words_takes_the_default(text: str) -> None:
    assert detect_language(text) == "en"
    assert detect_language(text, default="zh") == "zh"


def test_case_does_not_matter() -> None:
    assert detect_language("COMBIEN DE PERSONNES ?") == "fr"
    assert detect_language("HOW MANY PEOPLE?") == "en"


def test_threads_do_not_disturb_each_other() -> None:
    texts = ["paix", "peace", "Genève", "Forum Xiangshan", "ISM", "cybersecurity"] * 300
    expected = [detect_language(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(detect_language, texts)) == expected


def test_every_shipped_sentence_keeps_its_language(shipped: dict[str, Document]) -> None:
    for document in shipped.values():
        for paragraph in document.body:
            for sentence in paragraph.text.replace("。", ". ").split(". "):
                if len(sentence) > 20:
                    assert detect_language(sentence) == paragraph.language, sentence
