"""Files → cleaned text, by the ending of the file's name."""

import os
from pathlib import Path

from corpus.errors import DocumentNotFoundError, UnreadableDocumentError, UnsupportedFormatError
from corpus.loaders.isolated import LOADERS, load_isolated
from corpus.loaders.loaded import Loaded, Note
from corpus.loaders.markdown import load_markdown
from corpus.loaders.text import load_text

MARKDOWN = (".md", ".markdown")
# Not read by `load`: each line is a paragraph, see `corpus.loaders.rows`.
ROWS = ".jsonl"
SUPPORTED = (".pdf", ".docx", ".html", ".htm", ".xhtml", *MARKDOWN, ".txt", ROWS)
# Pictures make documents long, texts are not.
_MOST_MB = {".pdf": 500, ".docx": 500}
_MOST_TEXT_MB = 64

__all__ = ["ROWS", "SUPPORTED", "Loaded", "Note", "checked", "is_markdown", "load"]


def load(path: Path) -> Loaded:
    """The cleaned text of the file at `path`.

    Raises:
        DocumentNotFoundError: no file is there.
        UnsupportedFormatError: no loader reads that ending.
        UnreadableDocumentError: the file cannot be opened, is too large, is not what its ending
            says, or holds no text.
    """
    ending = checked(path)
    try:
        if ending in LOADERS:
            loaded = load_isolated(path)
        else:
            loaded = load_markdown(path) if ending in MARKDOWN else Loaded(load_text(path))
    except OSError as error:
        raise _cannot_open(path, error) from error
    if not loaded.text.strip():
        pages = f": no text on any of its {len(loaded.pages)} pages" if loaded.pages else ""
        hint = " Run text recognition (OCR) over it first." if loaded.pages else ""
        raise UnreadableDocumentError(
            f"{path.name!r} holds no text{pages}. Nothing was added.{hint}"
        )
    return loaded


def is_markdown(name: str) -> bool:
    """Whether the loader of a file called `name` writes headings as Markdown does."""
    return name.lower().endswith((*MARKDOWN, *LOADERS))


def checked(path: Path) -> str:
    """The ending of `path` in lower case, once there is such a file, which can be read.

    Raises as `load`.
    """
    if not os.path.exists(path):  # unlike Path.exists, False for a name that is too long
        raise DocumentNotFoundError(f"There is no file {str(path)!r}. Check the path.")
    if path.is_dir():
        raise UnsupportedFormatError(
            f"{str(path)!r} is a folder. Name its files, for example {str(path / '*.txt')!r}."
        )
    ending = path.suffix.lower()
    if ending not in SUPPORTED:
        raise UnsupportedFormatError(
            f"{path.name!r} ends in {path.suffix!r}, which no loader reads. "
            f"Supported: {', '.join(SUPPORTED)}."
        )
    if not path.is_file():
        raise UnreadableDocumentError(f"{str(path)!r} is no ordinary file. Nothing was added.")
    try:
        size = path.stat().st_size
    except OSError as error:
        raise _cannot_open(path, error) from error
    most = _MOST_MB.get(ending, _MOST_TEXT_MB)
    if size > most * 1_000_000:
        raise UnreadableDocumentError(
            f"{path.name!r} is {size / 1e6:,.0f} MB long; at most {most} MB of {ending} are read. "
            "Split it."
        )
    return ending


def _cannot_open(path: Path, error: OSError) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        f"{str(path)!r} cannot be opened: {error.strerror}. Check its permissions."
    )
