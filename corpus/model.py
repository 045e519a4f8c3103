"""The values that travel through Alinéa: documents and their numbered paragraphs."""

import hashlib
import unicodedata
from dataclasses import asdict, dataclass, replace
from typing import Any

from corpus.loaders.loaded import Note
from corpus.references import Language, Locator


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: the unit of citation.

    `document.text[start:end] == text` holds exactly (offsets count characters). `text` is
    without indentation, bullet, printed number and trailing space. `headings` are the section
    titles above it as printed, outermost first; `position` counts from 0 through the document,
    the head block included. `lead` is what introduces the list of which it is an item ("Please
    bring:"), or the question that it answers; empty for any other.
    """

    document_id: str
    document_label: str
    document_title: str
    locator: Locator
    text: str
    start: int
    end: int
    language: Language
    headings: tuple[str, ...]
    position: int
    lead: str = ""

    @property
    def id(self) -> str:
        """The stable id, e.g. `ism/III.4/2`."""
        return self.locator.paragraph_id(self.document_id)

    @property
    def content_hash(self) -> str:
        """Changes exactly when the words of the paragraph change; see `content_hash`."""
        return content_hash(self.text)

    @property
    def is_head(self) -> bool:
        """Whether this is the head block (title, date, source) and not a body paragraph."""
        return self.locator.kind == "head"

    def reference(self, language: Language) -> str:
        """The reference as a person would write it in `language`, e.g. "ISM, III.4, al. 2"."""
        return self.locator.reference(self.document_label, language)

    def to_dict(self) -> dict[str, Any]:
        """Plain data that `from_dict` reads back."""
        # Not `asdict`, which copies at length: this is done for every paragraph that is stored.
        fields = {name: getattr(self, name) for name in self.__slots__}
        return {**fields, "locator": asdict(self.locator)}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Paragraph":
        """The paragraph that `to_dict` wrote."""
        locator = Locator(**{**data["locator"], "path": tuple(data["locator"]["path"])})
        return cls(**{**data, "locator": locator, "headings": tuple(data["headings"])})


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its cleaned text and the paragraphs found in it, in reading order.

    `label` is the short name used in references ("ISM"); `date` is ISO 8601; `origin` says
    where the document came from (a file name, or "shipped"), `path` which file that was, and
    `file_hash` what it held. `pages` are the offsets at which the pages of a paged format begin,
    `notes` what the loader had to say.
    """

    id: str
    title: str
    label: str
    language: Language
    text: str
    paragraphs: tuple[Paragraph, ...]
    date: str | None = None
    source: str | None = None
    origin: str = ""
    path: str = ""
    file_hash: str = ""
    pages: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def content_hash(self) -> str:
        """Hash of everything that a reader or a citation can see of the document."""
        seen = (self.id, self.title, self.label, self.date, self.source, self.text)
        return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]

    @property
    def body(self) -> tuple[Paragraph, ...]:
        """The paragraphs without the head block."""
        return tuple(paragraph for paragraph in self.paragraphs if not paragraph.is_head)

    def renamed(self, document_id: str) -> "Document":
        """The same document under another id."""
        paragraphs = tuple(replace(p, document_id=document_id) for p in self.paragraphs)
        return replace(self, id=document_id, paragraphs=paragraphs)

    def to_dict(self) -> dict[str, Any]:
        """Plain data that `from_dict` reads back."""
        fields = {name: getattr(self, name) for name in self.__slots__}
        paragraphs = [paragraph.to_dict() for paragraph in self.paragraphs]
        return {
            **fields,
            "paragraphs": paragraphs,
            "notes": [note.to_dict() for note in self.notes],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Document":
        """The document that `to_dict` wrote."""
        paragraphs = tuple(Paragraph.from_dict(item) for item in data["paragraphs"])
        pages = tuple(data.get("pages", ()))
        notes = tuple(Note.from_dict(note) for note in data.get("notes", ()))
        return cls(**{**data, "paragraphs": paragraphs, "pages": pages, "notes": notes})


def content_hash(text: str) -> str:
    """16 hex digits of SHA-256 over the NFC form of `text` with white space collapsed."""
    normal = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(normal.encode()).hexdigest()[:16]
