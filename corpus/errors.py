"""Errors about one document, and the root of every error Alinéa raises.

The whole tree is drawn in `qa.errors`, which is where callers import from.
"""


class AlineaError(Exception):
    """Anything that Alinéa raises on purpose: the message is fit to show to a person."""


class DocumentError(AlineaError):
    """One document cannot be read; the others are not affected."""


class DocumentNotFoundError(DocumentError):
    """There is no file at the path."""


class UnsupportedFormatError(DocumentError):
    """The file is of a kind that no loader reads."""


class UnreadableDocumentError(DocumentError):
    """The file is there and of a known kind, but holds no text that can be read."""
