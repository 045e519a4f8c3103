"""Files with noise in them are read or refused, whatever the noise: nothing else may happen."""

import random
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.awkward.made import SENTENCE, docx, pdf
from corpus import parse_document
from corpus.errors import DocumentError
from corpus.loaders.docx import load_docx
from corpus.loaders.html import load_html
from corpus.loaders.loaded import Loaded
from corpus.loaders.pdf import load_pdf
from corpus.loaders.rows import load_rows

HTML = (
    f"<title>Avis</title><main><h1>Avis</h1><ol type=a><li>{SENTENCE}<li hidden>x</ol>"
    f"<table><tr><td>a<td>b</table><pre>x\n y</pre><p style='display:none'>{SENTENCE}</main>"
)
PARTS = [
    "<p>", "</p>", "<ol start=3>", "</ol>", "<li>", "<li value=9>", "<table>", "<tr>", "<td>",
    "</table>", "<pre>", "</pre>", "<h2>", "</h2>", "<div hidden>", "</div>", "<br>", "texte. ",
    "1. ", "<main>", "</main>", "<!--", "-->", "&lt;", "\n\n", "中文。", "</body>", "</html>",
]  # fmt: skip


def _noisy(data: bytes, seed: int) -> bytes:
    """`data` with some bytes changed, cut out or put in."""
    chance = random.Random(seed)
    noisy = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(noisy))
        kind = chance.randrange(3)
        if kind == 0:
            noisy[at] = chance.randrange(256)
        elif kind == 1:
            del noisy[at : at + chance.randint(1, 40)]
        else:
            noisy[at:at] = chance.randbytes(chance.randint(1, 40))
        noisy = noisy or bytearray(b" ")
    return bytes(noisy)


def _read(loader: Callable[[Path], object], name: str, data: bytes) -> object:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            return loader(path)
        except DocumentError:
            return None


def _check(loaded: object) -> None:
    if isinstance(loaded, Loaded):
        document = parse_document(
            loaded.text, document_id="x", name="x", origin="x.html",
            markdown=loaded.markdown, pages=loaded.pages,
        )  # fmt: skip
        ids = [paragraph.id for paragraph in document.paragraphs]
        assert len(set(ids)) == len(ids)
        for paragraph in document.paragraphs:
            assert document.text[paragraph.start : paragraph.end] == paragraph.text
        assert list(loaded.pages) == sorted(loaded.pages)


@pytest.mark.parametrize(
    ("loader", "name", "data"),
    [
        (load_pdf, "a.pdf", pdf([["I. Objet", SENTENCE, "a | b"], [SENTENCE, "1. Un", "2. Deux"]])),
        (load_docx, "a.docx", docx([SENTENCE, "Second."], title="Avis")),
        (load_html, "a.html", HTML.encode()),
        (load_rows, "a.jsonl", b'{"text": "x", "number": "1", "page": 2}\n' * 3),
    ],
)
def test_noise_in_a_file_is_read_or_refused(
    loader: Callable[[Path], object], name: str, data: bytes
) -> None:
    sound = _read(loader, name, data)
    assert sound is not None
    _check(sound)
    for seed in range(60):
        _check(_read(loader, name, _noisy(data, seed)))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=60))
def test_any_html_is_read_to_its_end(parts: list[str]) -> None:
    _check(_read(load_html, "a.html", "".join(parts).encode()))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_in_a_page_comes_through(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    loaded = _read(
        load_html, "a.html", f"<meta charset=utf-8><p>{escaped}</p>".encode(errors="replace")
    )
    if isinstance(loaded, Loaded):
        for word in "".join(c if c.isalnum() and c.isascii() else " " for c in text).split():
            assert word in loaded.text
