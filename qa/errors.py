"""Every error that Alinéa raises on purpose.

AlineaError
├── UsageError                      what was asked cannot be right (exit code 2)
│   ├── QuestionError               an empty question, or one that is far too long
│   ├── SettingsError               an unknown setting, or a value it cannot have
│   ├── QuestionSetError            a question file that cannot be used
│   └── BaselineError               results that cannot be read, or compared with
├── DocumentError                   one document cannot be read (1)
│   ├── DocumentNotFoundError
│   ├── UnsupportedFormatError
│   └── UnreadableDocumentError     binary data, an unknown encoding, no text
├── StoreError                      (3)
│   ├── StoreUnavailableError       no permission, or damaged
│   ├── StoreLockedError            another process is writing
│   ├── StoreMismatchError          built with another embedding model or a newer version
│   ├── UnknownDocumentError
│   └── UnknownParagraphError
├── EmbeddingError                  the embedding model cannot be loaded or used (1)
├── RerankerError                   the reranker cannot be loaded or used (1)
└── ModelError                      the chat model (1)
    ├── ModelSetupError             unknown provider, missing package, missing key
    └── ModelCallError              refused, timed out, cut off, empty

Messages say what happened, to which input, and what to do next. The library raises and never
prints; the command line and the chat turn errors into words.
"""

from corpus.errors import (
    AlineaError,
    DocumentError,
    DocumentNotFoundError,
    UnreadableDocumentError,
    UnsupportedFormatError,
)
from vectorstore.errors import (
    EmbeddingError,
    RerankerError,
    StoreError,
    StoreLockedError,
    StoreMismatchError,
    StoreUnavailableError,
    UnknownDocumentError,
    UnknownParagraphError,
)

__all__ = [
    "AlineaError",
    "BaselineError",
    "DocumentError",
    "DocumentNotFoundError",
    "EmbeddingError",
    "ModelCallError",
    "ModelError",
    "ModelSetupError",
    "QuestionError",
    "QuestionSetError",
    "RerankerError",
    "SettingsError",
    "StoreError",
    "StoreLockedError",
    "StoreMismatchError",
    "StoreUnavailableError",
    "UnknownDocumentError",
    "UnknownParagraphError",
    "UnreadableDocumentError",
    "UnsupportedFormatError",
    "UsageError",
]


class UsageError(AlineaError):
    """What was asked cannot be right; nothing was done."""


class QuestionError(UsageError):
    """The question is empty, or far too long to be one."""


class SettingsError(UsageError):
    """A setting does not exist, or cannot have the value it was given."""


class QuestionSetError(UsageError):
    """A question file cannot be used; the message names its line and field."""


class BaselineError(UsageError):
    """Earlier results cannot be read, or are of other questions."""


class ModelError(AlineaError):
    """The chat model cannot be used."""


class ModelSetupError(ModelError):
    """The chat model cannot be made: unknown provider, missing package or key."""


class ModelCallError(ModelError):
    """The chat model was called and gave no usable answer."""
