"""Laws and reports in French and Chinese: articles, chapters, and their ids."""

from collections.abc import Callable

from corpus import Document

Parse = Callable[..., Document]


def places(parse: Parse, text: str, *, markdown: bool = False) -> list[tuple[str, str]]:
    """The id (without the document's) and the text of each paragraph, the head left out."""
    document = parse(text, markdown=markdown)
    return [(p.id.removeprefix("d/"), " ".join(p.text.split())) for p in document.body]


def ids(parse: Parse, text: str, *, markdown: bool = False) -> list[str]:
    return [place for place, _ in places(parse, text, markdown=markdown)]


def headings(parse: Parse, text: str, *, markdown: bool = False) -> dict[str, tuple[str, ...]]:
    document = parse(text, markdown=markdown)
    return {p.id.removeprefix("d/"): p.headings for p in document.body}


FRENCH_LAW = """
    Loi n° 2020-1 du 3 janvier 2020 relative à la lecture

    Titre Ier
    Dispositions générales

    Chapitre premier
    Objet

    Article premier
    La présente loi règle la lecture publique.

    Elle s'applique à toutes les communes.

    Article 2
    Les bibliothèques sont ouvertes à tous.

    Chapitre II
    Financement

    Section 1 – Dotations

    Article 3. – L'État verse une dotation annuelle.

    Art. L. 221-1. – Le maire est informé.

    Titre II
    Dispositions finales

    Article 4
    Le décret d'application est publié.

    Annexe

    La liste des bibliothèques est arrêtée.
    """


def test_article_numbers_of_a_law_stand_alone(parse: Parse) -> None:
    assert places(parse, FRENCH_LAW) == [
        ("Articlepremier/1", "La présente loi règle la lecture publique."),
        ("Articlepremier/2", "Elle s'applique à toutes les communes."),
        ("Article2/1", "Les bibliothèques sont ouvertes à tous."),
        ("Article3/1", "L'État verse une dotation annuelle."),
        ("Art.L.221-1/1", "Le maire est informé."),
        ("Article4/1", "Le décret d'application est publié."),
        ("Annexe/1", "La liste des bibliothèques est arrêtée."),
    ]


def test_articles_know_their_titles_and_chapters(parse: Parse) -> None:
    above = headings(parse, FRENCH_LAW)
    assert above["Article2/1"] == ("Titre Ier Dispositions générales", "Chapitre premier Objet")
    assert above["Article3/1"] == (
        "Titre Ier Dispositions générales",
        "Chapitre II Financement",
        "Section 1 – Dotations",
    )
    assert above["Article4/1"] == ("Titre II Dispositions finales",)
    assert above["Annexe/1"] == ("Annexe",)


def test_articles_are_referred_to_by_their_printed_name(parse: Parse) -> None:
    law = parse(FRENCH_LAW)
    assert [p.reference("fr") for p in law.body[:3]] == [
        "Doc, Article premier, al. 1",
        "Doc, Article premier, al. 2",
        "Doc, Article 2",
    ]
    assert (law.title, law.date) == (
        "Loi n° 2020-1 du 3 janvier 2020 relative à la lecture",
        "2020-01-03",
    )


def test_article_numbers_that_repeat_keep_their_chapters(parse: Parse) -> None:
    text = """
        Titre I – Un

        Article 1
        Premier texte.

        Titre II – Deux

        Article 1
        Autre texte.

        Article 2
        Seul de son numéro.
        """
    assert ids(parse, text) == ["TitreI.Article1/1", "TitreII.Article1/1", "Article2/1"]


def test_a_chinese_law(parse: Parse) -> None:
    text = """
        中华人民共和国测试法

        （2020年5月28日通过）

        第一章　总则

        第一条　为了保护权益，制定本法。

        第二条　本法适用于全国。

        　　国家鼓励参与。

        第二章　权利

        第一节　一般规定

        第三条　公民有下列权利：
        （一）知情权；
        （二）参与权。

        第四条　本法自公布之日起施行。
        """
    law = parse(text)
    assert (law.title, law.date, law.language) == ("中华人民共和国测试法", "2020-05-28", "zh")
    assert places(parse, text) == [
        ("第一条/1", "为了保护权益，制定本法。"),
        ("第二条/1", "本法适用于全国。"),
        ("第二条/2", "国家鼓励参与。"),
        ("第三条/1", "公民有下列权利："),
        ("第三条.一/1", "知情权；"),
        ("第三条.二/1", "参与权。"),
        ("第四条/1", "本法自公布之日起施行。"),
    ]
    assert headings(parse, text)["第三条.二/1"] == ("第二章 权利", "第一节 一般规定")
    assert law.body[2].reference("zh") == "Doc，第二条，第2段"


def test_a_chinese_report(parse: Parse) -> None:
    text = """
        工作报告

        一、总体情况

        过去一年工作顺利完成，各项指标良好。

        （一）经济方面。经济稳定增长。

        （二）社会方面。社会稳定。

        二、下一步工作

        我们将继续努力，做好各项工作。
        """
    assert ids(parse, text) == ["一/1", "一.一/1", "一.二/1", "二/1"]
    assert headings(parse, text)["一.二/1"] == ("一、总体情况",)
