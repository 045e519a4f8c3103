"""Errors about the store and the models of retrieval; the whole tree is drawn in `qa.errors`."""

from corpus.errors import AlineaError


class EmbeddingError(AlineaError):
    """The embedding model cannot be found, loaded or used."""


class RerankerError(AlineaError):
    """The reranker cannot be found, loaded or used."""


class StoreError(AlineaError):
    """The store cannot do what was asked."""


class StoreUnavailableError(StoreError):
    """The store's folder cannot be read or written, or what is in it is damaged."""


class StoreLockedError(StoreError):
    """Another process is writing to the store."""


class StoreMismatchError(StoreError):
    """The store was built with another embedding model, or by a newer version."""


class UnknownDocumentError(StoreError):
    """No document in the store has that id."""


class UnknownParagraphError(StoreError):
    """No paragraph in the store has that id."""
