"""Small real files of every format, made in memory: what the awkward ones are derived from."""

import io
import zipfile
from collections.abc import Sequence

SENTENCE = "Le conseil adopte le budget de la commune avant le 15 avril de chaque année."


def pdf(
    pages: Sequence[Sequence[str]], *, password: str = "", image_on: Sequence[int] = ()
) -> bytes:
    """A PDF with these lines on its pages; pages numbered in `image_on` hold a picture only."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    lock = StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(stream, encrypt=lock)
    for number, lines in enumerate(pages, start=1):
        if number in image_on:
            canvas.rect(80, 300, 400, 400, fill=1)
        for at, line in enumerate(lines):
            canvas.drawString(72, 720 - 16 * at, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first being the catalogue, put together by hand."""
    out = b"%PDF-1.7\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + trailer % (len(objects) + 1, start)


def docx(paragraphs: Sequence[str], *, title: str = "") -> bytes:
    """A Word document of these paragraphs."""
    from docx import Document

    document = Document()
    if title:
        document.add_heading(title, 0)
    for text in paragraphs:
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_member(package: bytes, name: str, content: bytes) -> bytes:
    """A zip `package` in which the member `name` holds `content`."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return stream.getvalue()
