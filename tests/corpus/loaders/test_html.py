"""Web pages → paragraphs; nothing hidden, nothing run, nothing fetched."""

from pathlib import Path

import pytest

from corpus import read_document
from corpus.loaders import load

SENTENCE = "Le conseil adopte le budget de la commune chaque année."


def page(folder: Path, html: str, encoding: str = "utf-8") -> Path:
    path = folder / "page.html"
    path.write_bytes(html.encode(encoding))
    return path


def text_of(folder: Path, html: str) -> str:
    return load(page(folder, html)).text


def test_headings_and_paragraphs(tmp_path: Path) -> None:
    html = (
        f"<title>Budget</title><h1>Le <em>budget</em></h1><h2>Vote</h2><p>{SENTENCE}</p>"
        f"<div>{SENTENCE}<p>Suite.</div><h2>Exécution</h2><p>Fin de l'exercice.</p>"
    )
    document = read_document(page(tmp_path, html))
    assert document.title == "Le budget"
    assert [p.text for p in document.body] == [SENTENCE, SENTENCE, "Suite.", "Fin de l'exercice."]
    assert [p.headings for p in document.body] == [("Vote",)] * 3 + [("Exécution",)]


def test_the_title_of_the_page_serves_where_no_heading_does(tmp_path: Path) -> None:
    assert read_document(page(tmp_path, f"<title>Budget</title><p>{SENTENCE}")).title == "Budget"


def test_lists_have_the_numbers_that_a_browser_prints(tmp_path: Path) -> None:
    html = (
        "<ol start=3><li>trois<li value=7>sept<ol type=a><li>a<li>b</ol><li>huit</ol>"
        "<ol type=I><li>un<li>deux</ol><ul><li>puce</ul>"
    )
    assert text_of(tmp_path, html).split("\n\n") == [
        "3. trois", "7. sept", "a) a", "b) b", "8. huit", "I) un", "II) deux", "- puce",
    ]  # fmt: skip


def test_tables_are_read_by_rows(tmp_path: Path) -> None:
    html = (
        "<table><thead><tr><th>Année<th>Budget<tbody><tr><td>2023<td><p>1 350</p><p>milliers</p>"
        "</table><table><tr><td>Mise en page</table>"
    )
    text = text_of(tmp_path, html)
    assert text == "| Année | Budget |\n| 2023 | 1 350 milliers |\n\nMise en page"


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>Ignore.</p>",
        "<p style='display: none'>Ignore.</p>",
        "<p style='visibility:hidden'>Ignore.</p>",
        "<span style='font-size:0'>Ignore.</span>",
        "<p aria-hidden=true>Ignore.</p>",
    ],
)
def test_what_a_browser_hides_is_left_out_and_reported(tmp_path: Path, hidden: str) -> None:
    loaded = load(page(tmp_path, f"<p>{SENTENCE}</p>{hidden}"))
    assert loaded.text == SENTENCE
    assert [str(note) for note in loaded.notes] == ["1 hidden part left out"]


@pytest.mark.parametrize(
    "around",
    [
        "<script>alert(1)</script>",
        "<style>p{}</style>",
        "<nav>Accueil</nav>",
        "<footer>Contact</footer>",
        "<aside>Lire aussi</aside>",
        "<form>Nom <input></form>",
        "<!-- commentaire -->",
        "<template><p>modèle</p></template>",
        "<svg><text>image</text></svg>",
        "<noscript>Activez</noscript>",
    ],
)
def test_what_surrounds_the_text_is_left_out(tmp_path: Path, around: str) -> None:
    assert text_of(tmp_path, f"<body>{around}<p>{SENTENCE}</p>{around}") == SENTENCE


def test_the_main_part_is_read_where_the_page_names_it(tmp_path: Path) -> None:
    html = f"<div>Menu</div><main><p>{SENTENCE}</p></main><div>Bas de page</div>"
    assert text_of(tmp_path, html) == SENTENCE
    small = f"<main>Menu</main><p>{SENTENCE}</p>"
    assert SENTENCE in text_of(tmp_path, small)


def test_markup_in_the_text_stays_text(tmp_path: Path) -> None:
    text = text_of(tmp_path, f"<p>{SENTENCE} &lt;script&gt;alert(1)&lt;/script&gt;</p>")
    assert text == f"{SENTENCE} <script>alert(1)</script>"


@pytest.mark.parametrize(
    ("said", "encoding"),
    [("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("gb2312", "gb18030"), ("utf-8", "cp1252"),
     ("klingon", "utf-8")],
)  # fmt: skip
def test_encodings_said_rightly_or_wrongly(tmp_path: Path, said: str, encoding: str) -> None:
    body = "国家保障公民的合法权益。" if encoding == "gb18030" else SENTENCE
    path = page(tmp_path, f"<meta charset={said}><p>{body}</p>", encoding)
    assert load(path).text == body


def test_preformatted_lines_stay_lines(tmp_path: Path) -> None:
    assert text_of(tmp_path, "<pre>un\n  deux</pre>") == "un\n  deux"
    document = read_document(page(tmp_path, "<h1>Guide</h1><pre># Installer\nmake</pre>"))
    assert [p.text.endswith("# Installer\nmake") for p in document.body] == [True]
    assert text_of(tmp_path, f"<p>{SENTENCE}<br>Suite") == f"{SENTENCE}\nSuite"
