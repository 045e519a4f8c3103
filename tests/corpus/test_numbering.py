"""The numbers that documents print: which are recognised, and what is only prose."""

import pytest

from corpus.numbering import Label, han_value, read_labels, roman_value


def first(line: str) -> tuple[str, str, int | None, str]:
    """Kind, text and value of the likeliest reading, and what follows the number."""
    label: Label = read_labels(line)[0]
    return label.kind, label.text, label.value, line[label.length :]


@pytest.mark.parametrize(
    ("line", "kind", "text", "value", "rest"),
    [
        ("I. Contexte", "roman", "I", 1, "Contexte"),
        ("IV – Moyens", "roman", "IV", 4, "Moyens"),
        ("XIX) Divers", "roman", "XIX", 19, "Divers"),
        ("1. Texte", "arabic", "1", 1, "Texte"),
        ("1.\u2002S’engager", "arabic", "1", 1, "S’engager"),
        ("12) Texte", "arabic-half-bracket", "12", 12, "Texte"),
        ("2° Texte", "arabic-ordinal", "2", 2, "Texte"),
        ("3.Collé", "arabic", "3", 3, "Collé"),
        ("3、第三", "arabic", "3", 3, "第三"),
        ("(4) Texte", "arabic-bracket", "4", 4, "Texte"),
        ("（4）内容", "arabic-bracket", "4", 4, "内容"),
        ("1.2 Objet", "decimal", "1.2", 2, "Objet"),
        ("1.2.3 Objet", "decimal", "1.2.3", 3, "Objet"),
        ("1.2.3. suite", "decimal", "1.2.3", 3, "suite"),
        ("a) alpha", "letter", "a", 1, "alpha"),
        ("(c) gamma", "letter", "c", 3, "gamma"),
        ("iv) quatre", "roman-small", "iv", 4, "quatre"),
        ("B. Titre", "capital", "B", 2, "Titre"),
        ("Article 5", "article", "Article 5", 5, ""),
        ("ARTICLE V", "article", "ARTICLE V", 5, ""),
        ("Article 5 – Objet", "article", "Article 5", 5, "Objet"),
        ("Article 5. - La loi", "article", "Article 5", 5, "La loi"),
        ("Article 5 bis", "article", "Article 5 bis", None, ""),
        ("Article\u00a05 : Objet", "article", "Article 5", 5, "Objet"),
        ("Article premier", "article", "Article premier", 1, ""),
        ("ARTICLE PREMIER", "article", "ARTICLE PREMIER", 1, ""),
        ("Article 1er", "article", "Article 1er", 1, ""),
        ("Article unique", "article", "Article unique", 1, ""),
        ("Art. L. 221-1", "article", "Art. L. 221-1", None, ""),
        ("Art. L. 221-1. – Le maire", "article", "Art. L. 221-1", None, "Le maire"),
        ("Article L221-1", "article", "Article L221-1", None, ""),
        ("Article R.* 123-4", "article", "Article R.* 123-4", None, ""),
        ("§ 3", "clause", "§ 3", 3, ""),
        ("§3 Le juge", "clause", "§3", 3, "Le juge"),
        ("al. 2", "clause", "al. 2", 2, ""),
        ("Livre III", "book", "Livre III", 3, ""),
        ("Partie 2", "part", "Partie 2", 2, ""),
        ("Titre II : Du Sénat", "title", "Titre II", 2, "Du Sénat"),
        ("Titre Ier", "title", "Titre Ier", 1, ""),
        ("TITRE PREMIER", "title", "TITRE PREMIER", 1, ""),
        ("Chapitre Ier", "chapter", "Chapitre Ier", 1, ""),
        ("CHAPITRE IV", "chapter", "CHAPITRE IV", 4, ""),
        ("Chapter 7 Scope", "chapter", "Chapter 7", 7, "Scope"),
        ("Section 3 – Dotations", "section", "Section 3", 3, "Dotations"),
        ("Sous-section 1", "subsection", "Sous-section 1", 1, ""),
        ("Annexe", "annex", "Annexe", None, ""),
        ("ANNEXE – Liste", "annex", "ANNEXE", None, "Liste"),
        ("Annexe II", "annex", "Annexe II", 2, ""),
        ("Appendix B", "annex", "Appendix B", None, ""),
        ("第一编 总则", "book", "第一编", 1, "总则"),
        ("第一章　总则", "chapter", "第一章", 1, "总则"),
        ("第二节 程序", "section", "第二节", 2, "程序"),
        ("第三条 为了", "article", "第三条", 3, "为了"),
        ("第一百二十三条　为了", "article", "第一百二十三条", 123, "为了"),
        ("第12条 为了", "article", "第12条", 12, "为了"),
        ("第二款", "clause", "第二款", 2, ""),
        ("附件", "annex", "附件", None, ""),
        ("附件二：名单", "annex", "附件二", 2, "名单"),
        ("（一）总体", "han-bracket", "一", 1, "总体"),
        ("(十二) 总体", "han-bracket", "十二", 12, "总体"),
        ("一、总体", "han", "一", 1, "总体"),
        ("二十一、其他", "han", "二十一", 21, "其他"),
    ],
)
def test_printed_numbers_are_recognised(
    line: str, kind: str, text: str, value: int | None, rest: str
) -> None:
    assert first(line) == (kind, text, value, rest)


@pytest.mark.parametrize(
    "line",
    [
        "Article 5 de la Charte dispose que…",
        "article v of the treaty",
        "3.5 millions de personnes",
        "3.5 % de la population",
        "1.2 2.3 3.4",
        "1998. Une année",
        "2023-04-10 21:35",
        "5000 personnes",
        "1 000 personnes",
        "3,5 millions",
        "Section heads met on Monday.",
        # no section S
        "PARTIES",
        "SECTIONS",
        "Annexes",
        "Annexe à la loi",
        "l'annexe",
        "§ 3 de la loi",
        "第三条规定",
        "第一次会议",
        "一个国家",
        "I am here",
        "A dog",
        "C'est ainsi",
        "IIII. Faux",
        "IC. Faux",
        "e.g. this",
        "",
        " ",
        "—",
    ],
)
def test_prose_is_no_number(line: str) -> None:
    assert read_labels(line) == []


@pytest.mark.parametrize(
    ("line", "readings"),
    [
        ("C. Titre", {("roman", 100), ("capital", 3)}),
        ("I. Titre", {("roman", 1), ("capital", 9)}),
        ("i) texte", {("roman-small", 1), ("letter", 9)}),
        ("B. Titre", {("capital", 2)}),
    ],
)
def test_a_letter_that_may_be_roman_has_both_readings(
    line: str, readings: set[tuple[str, int]]
) -> None:
    assert {(label.kind, label.value) for label in read_labels(line)} == readings


def test_decimal_labels_know_their_depth() -> None:
    assert [read_labels(f"{n} Objet")[0].depth for n in ("1.2", "1.2.3", "1.2.3.4")] == [2, 3, 4]
    assert read_labels("Article 1.2")[0].depth == 1


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("I", 1), ("IX", 9), ("XIV", 14), ("XL", 40), ("XCIX", 99), ("CCCXCIX", 399)]
    + [(wrong, None) for wrong in ("", "IIX", "VV", "IC", "CCCC", "M")],
)
def test_roman_numbers(numeral: str, value: int | None) -> None:
    assert roman_value(numeral) == value


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("二十三", 23), ("一百零五", 105)]
    + [(numeral, value) for numeral, value in (("两千三百", 2300), ("〇", None), ("人", None))],
)
def test_chinese_numbers(numeral: str, value: int | None) -> None:
    assert han_value(numeral) == value
