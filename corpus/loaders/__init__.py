"""Files → cleaned text, by the ending of the file's name."""

import os
from collections.abc import Callable
from pathlib import Path

from corpus.errors import DocumentNotFoundError, UnreadableDocumentError, UnsupportedFormatError
from corpus.loaders.text import load_text

_LOADERS: dict[str, Callable[[Path], str]] = {
    ".txt": load_text,
    ".md": load_text,
    ".markdown": load_text,
}
SUPPORTED = tuple(_LOADERS)


def load(path: Path) -> str:
    """The cleaned text of the file at `path`.

    Raises:
        DocumentNotFoundError: no file is there.
        UnsupportedFormatError: no loader reads that ending.
        UnreadableDocumentError: the file cannot be opened, is not what its ending says, or
            holds no text.
    """
    if not os.path.exists(path):  # unlike Path.exists, False for a name that is too long
        raise DocumentNotFoundError(f"There is no file {str(path)!r}. Check the path.")
    if path.is_dir():
        raise UnsupportedFormatError(
            f"{str(path)!r} is a folder. Name its files, for example {str(path / '*.txt')!r}."
        )
    loader = _LOADERS.get(path.suffix.lower())
    if loader is None:
        raise UnsupportedFormatError(
            f"{path.name!r} ends in {path.suffix!r}, which no loader reads. "
            f"Supported: {', '.join(SUPPORTED)}."
        )
    try:
        text = loader(path)
    except OSError as error:
        raise UnreadableDocumentError(
            f"{str(path)!r} cannot be opened: {error.strerror}. Check its permissions."
        ) from error
    if not text.strip():
        raise UnreadableDocumentError(f"{path.name!r} holds no text. Nothing was added.")
    return text
