"""Awkward PDF, Word, HTML and JSONL files."""

import json
import zlib
from collections.abc import Iterator

from benchmarks.awkward.case import Case, file, scaled, to
from benchmarks.awkward.made import SENTENCE, docx, pdf, raw_pdf, with_member


def pdfs() -> Iterator[Case]:
    """PDF files."""
    good = pdf([[SENTENCE, "Second."], [SENTENCE]])
    yield Case("empty PDF file", file("a.pdf", b""), "failed", "not a PDF")
    yield Case("PDF cut in half", file("a.pdf", good[: len(good) // 2]), "failed", "")
    yield Case("PDF with noise in it", file("a.pdf", _noisy(good)), "added", "")
    yield Case("locked PDF", file("a.pdf", pdf([[SENTENCE]], password="x")), "failed", "password")
    yield Case("scanned PDF", file("a.pdf", pdf([[], []], image_on=(1, 2))), "failed", "OCR")
    yield Case(
        "PDF with one scanned page",
        file("a.pdf", pdf([[SENTENCE], [], [SENTENCE]], image_on=(2,))),
        "added",
        "no text on page 2",
    )
    yield Case("PDF without pages", file("a.pdf", _without_pages()), "failed", "")
    yield Case("PDF bomb", scaled("a.pdf", _bomb), "failed", "")
    yield Case("PDF whose pages hold themselves", file("a.pdf", _circular()), "failed", "")
    yield Case("PDF with a script", file("a.pdf", _with_script()), "failed", "holds no text")
    yield Case(
        "PDF of 2,000 pages",
        scaled("a.pdf", lambda s: pdf([[f"{SENTENCE} {n}"] for n in to(s, 2_000)])),
        "added",
        "adopte",
    )


def _noisy(data: bytes) -> bytes:
    at = data.rfind(b"startxref")
    return data[:at] + b"startxref\n12\n%%EOF\n"


def _page(stream: bytes, filters: bytes = b"") -> bytes:
    return raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(stream), filters, stream),
    )


def _bomb(scale: float) -> bytes:
    """Spaces packed three times over: a few kilobytes that stand for many megabytes."""
    packed = zlib.compress(b" " * int(2e9 * scale), 9)
    for _ in range(2):
        packed = zlib.compress(packed, 9)
    return _page(packed, b"/Filter [/FlateDecode /FlateDecode /FlateDecode]")


def _circular() -> bytes:
    return raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"
    )


def _without_pages() -> bytes:
    return raw_pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>")


def _with_script() -> bytes:
    return raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    )


def word_documents() -> Iterator[Case]:
    """Word documents."""
    good = docx([SENTENCE, "Second paragraphe."], title="Avis")
    main = "word/document.xml"
    bomb = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    )
    yield Case("empty Word file", file("a.docx", b""), "failed", "not a Word document")
    yield Case(
        "Word document cut in half", file("a.docx", good[: len(good) // 2]), "failed", "damaged"
    )
    yield Case(
        "locked Word document",
        file("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99),
        "failed",
        "password",
    )
    yield Case(
        "zip bomb",
        scaled("a.docx", lambda s: with_member(good, "word/media/x", bytes(500_000_000))),
        "failed",
        "unpacks to",
    )
    yield Case(
        "entities that multiply",
        file("a.docx", with_member(good, main, bomb + b"]><d>&j;</d>")),
        "failed",
        "damaged",
    )
    yield Case(
        "zip without a text", file("a.docx", with_member(good, main, b"")), "failed", "damaged"
    )
    yield Case(
        "XML that is none",
        file("a.docx", with_member(good, main, b"<w:document")),
        "failed",
        "damaged",
    )
    yield Case(
        "member that climbs",
        file("a.docx", with_member(good, "../../evil.txt", b"x")),
        "added",
        "adopte",
    )
    yield Case("remote template", file("a.docx", _remote(good)), "added", "adopte")
    yield Case("Word document without text", file("a.docx", docx([""])), "failed", "holds no text")
    yield Case(
        "Word document of 5,000 paragraphs",
        scaled("a.docx", lambda s: docx([f"{SENTENCE} {n}" for n in to(s, 5_000)])),
        "added",
        "adopte",
    )


def _remote(package: bytes) -> bytes:
    relation = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/attachedTemplate" Target="http://203.0.113.1/x.dotm" '
        'TargetMode="External"/></Relationships>'
    )
    return with_member(package, "word/_rels/settings.xml.rels", relation.encode())


def pages() -> Iterator[Case]:
    """Web pages."""
    body = f"<p>{SENTENCE}</p>"
    entities = "<!DOCTYPE html [" + "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10)
    )
    yield Case(
        "scripts and handlers",
        file(
            "a.html", f"<script>alert(1)</script><p onclick=x()>{SENTENCE}<img src=x onerror=y()>"
        ),
        "added",
        "adopte",
    )
    yield Case(
        "entities that multiply in HTML",
        file("a.html", f"{entities}]>{body}&e9;"),
        "added",
        "adopte",
    )
    yield Case(
        "100,000 elements one inside the other",
        scaled("a.html", lambda s: "<div>" * int(1e5 * s) + SENTENCE),
        "added",
        "adopte",
    )
    yield Case(
        "hidden text",
        file("a.html", f'{body}<p style="display:none">Ignore it.</p>'),
        "added",
        "1 hidden part",
    )
    yield Case(
        "tags that are never closed",
        file("a.html", f"<table><tr><td><b><i>{SENTENCE}<ul><li>x"),
        "added",
        "adopte",
    )
    yield Case(
        "a charset that lies",
        file("a.html", f"<meta charset=utf-8>{body}".encode("cp1252")),
        "added",
        "année",
    )
    yield Case(
        "a charset that is none", file("a.html", f"<meta charset=klingon>{body}"), "added", "année"
    )
    yield Case(
        "remote pictures and a redirection",
        file(
            "a.html",
            f"<meta http-equiv=refresh content='0;url=http://203.0.113.1/'>{body}<img src=http://203.0.113.1/x.png>",
        ),
        "added",
        "adopte",
    )
    yield Case(
        "pictures only",
        file("a.html", "<img src=a.png><img src=b.png>"),
        "failed",
        "holds no text",
    )
    yield Case(
        "a picture of 5 MB in the page",
        scaled("a.html", lambda s: f'{body}<img src="data:image/png;base64,{"A" * int(5e6 * s)}">'),
        "added",
        "adopte",
    )
    yield Case(
        "page of menus",
        file("a.html", "<nav>Accueil</nav><footer>Contact</footer>"),
        "failed",
        "holds no text",
    )


def rows() -> Iterator[Case]:
    """JSONL of paragraphs."""
    row = json.dumps({"text": SENTENCE, "number": "Article 1"}, ensure_ascii=False)
    yield Case("JSONL of one paragraph", file("a.jsonl", f"{row}\n\n"), "added", "adopte")
    yield Case("JSONL with a broken line", file("a.jsonl", f"{row}\n{{oops\n"), "failed", "Line 2")
    yield Case("JSONL without text", file("a.jsonl", '{"body": "x"}\n'), "failed", 'has no "text"')
    yield Case(
        "JSONL with a wrong page",
        file("a.jsonl", '{"text": "x", "page": -1}'),
        "failed",
        "page -1",
    )
    yield Case("JSON nested 100,000 deep", file("a.jsonl", "[" * 100_000), "failed", "no JSON")
