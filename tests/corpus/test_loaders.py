"""Files in any encoding → cleaned text, or a message that says what is wrong with the file."""

import codecs
import os
import random
from pathlib import Path

import pytest

from corpus import read_document
from corpus.errors import (
    DocumentError,
    DocumentNotFoundError,
    UnreadableDocumentError,
    UnsupportedFormatError,
)
from corpus.loaders import load
from corpus.reading import SHIPPED_FOLDER

FRENCH = "L’été dernier, la décision a été publiée à Genève.\nŒuvre achevée : 5 000 pages.\n"
LATIN = "L'été dernier, la décision a été publiée à Genève.\nElle règle la lecture publique.\n"
CHINESE = "第一章　总则\n第一条　为了保护权益，制定本法。\n一年之内，一切工作均已完成。\n"
ENGLISH = "The decision was published in Geneva.\nIt governs the public libraries.\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(FRENCH, "cp1252"), (LATIN, "latin-1"), (CHINESE, "gb18030"), (CHINESE, "gbk")]
    + [
        (text, encoding)
        for text in (FRENCH, CHINESE, ENGLISH)
        for encoding in (
            "utf-8",
            "utf-8-sig",
            "utf-16",
            "utf-16-le",
            "utf-16-be",
            "utf-32",
        )
        if (text, encoding) != (ENGLISH, "utf-8")
    ],
)
def test_a_text_reads_the_same_in_every_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(text.encode(encoding))
    assert load(path).text == text.rstrip("\n")


def test_big_endian_marks_are_read(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be"))
    assert load(path).text == CHINESE.rstrip()


@pytest.mark.parametrize("encoding", ["cp1252", "gb18030", "utf-16-le"])
def test_long_files_are_not_cut_inside_a_character(tmp_path: Path, encoding: str) -> None:
    text = ("é" + LATIN if encoding == "cp1252" else "a" + CHINESE) * 6000
    path = tmp_path / "text.txt"
    path.write_bytes(text.encode(encoding))
    assert load(path).text == text.rstrip("\n")


def test_newlines_are_unified(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(b"un\r\ndeux\rtrois\fquatre\r\n\r\n")
    assert load(path).text == "un\ndeux\ntrois\nquatre"


def test_the_footer_of_a_web_page_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("Il faut imprimer.\n\nEnvoyer ce lien à un ami\n  Imprimer\n\n", "utf-8")
    assert load(path).text == "Il faut imprimer."
    path.write_text("正文内容。\n\n打印本页\n关闭窗口\n", "utf-8")
    assert load(path).text == "正文内容。"


def test_the_same_words_inside_the_text_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("Imprimer\n\nIl faut lire.", "utf-8")
    assert load(path).text == "Imprimer\n\nIl faut lire."


BINARY = {
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\2\0\0\0" + bytes(range(256)) * 4,
    "random": random.Random(0).randbytes(5000),
    "random without NUL": random.Random(1).randbytes(5000).replace(b"\0", b"\1"),
    "even number of zeros": b"\0" * 1000,
    "NUL in plain text": b"The decision was\0published in Geneva.\n",
    "NULs in plain text": "Des octets\0nuls dans\0un texte accentué.\n".encode(),
    "control characters": b"\x01\x02\x03\x04 text \x05\x06",
    "cut UTF-16": "Texte".encode("utf-16")[:-1],
}


@pytest.mark.parametrize("data", BINARY.values(), ids=BINARY)
def test_a_binary_file_called_txt_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "image.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableDocumentError, match=r"'image\.txt' is not a text file"):
        read_document(path)


def test_a_program_called_txt_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "program.txt"
    path.write_bytes(Path(os.path.realpath("/proc/self/exe")).read_bytes()[:200_000])
    with pytest.raises(UnreadableDocumentError, match="binary data"):
        read_document(path)


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n ", codecs.BOM_UTF8, "　\n".encode(), b"Imprimer"]
)
def test_a_file_without_text_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableDocumentError, match=r"'empty\.txt' holds no text"):
        read_document(path)


@pytest.mark.parametrize("name", ["nowhere.txt", "a/b/c.txt", "x" * 5000 + ".txt", "nul\0.txt"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(DocumentNotFoundError, match="There is no file"):
        read_document(tmp_path / name)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "texts.txt"
    folder.mkdir()
    with pytest.raises(UnsupportedFormatError, match=r"texts\.txt' is a folder"):
        read_document(folder)


@pytest.mark.parametrize("name", ["table.xlsx", "noending", ".txt.zip"])
def test_an_unknown_ending_is_refused_with_those_that_are_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("texte")
    with pytest.raises(UnsupportedFormatError, match=r"which no loader reads.*\.pdf, .*\.txt"):
        read_document(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("texte")
    path.chmod(0)
    with pytest.raises(UnreadableDocumentError, match=r"secret\.txt' cannot be opened: Permission"):
        read_document(path)


def test_every_refusal_is_a_document_error() -> None:
    for error in (DocumentNotFoundError, UnreadableDocumentError, UnsupportedFormatError):
        assert issubclass(error, DocumentError)


def test_the_ending_may_be_in_capitals(tmp_path: Path) -> None:
    path = tmp_path / "NOTE.TXT"
    path.write_text(ENGLISH)
    assert read_document(path).id == "note"


def test_a_shipped_text_reads_the_same_through_other_encodings(tmp_path: Path) -> None:
    source = SHIPPED_FOLDER / "cooperation.txt"
    expected = read_document(source)
    for encoding in ("gb18030", "utf-16-le", "utf-16-be"):
        copy = tmp_path / encoding / "cooperation.txt"
        copy.parent.mkdir()
        copy.write_bytes(source.read_text("utf-8").encode(encoding))
        assert read_document(copy) == expected, encoding
