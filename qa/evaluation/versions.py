"""What a run was made with: settings, versions and hashes, so that it can be made again."""

import hashlib
import platform
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from qa.settings import Settings
from vectorstore.manifest import read_manifest

if TYPE_CHECKING:
    from qa.evaluation.run import Respondent

_PACKAGES = ("corpus", "vectorstore", "prompts", "qa")
_SOURCES = (".py", ".md", ".json", ".tsv")
_LIBRARIES = ("chromadb", "tantivy", "numpy", "langchain-core", "ir-measures")


def settings_used(settings: Settings) -> dict[str, str]:
    """The settings that answers depend on; no address and no key."""
    used = {
        "embedding": settings.embedding,
        "llm": settings.llm,
        "passages": str(settings.passages),
    }
    return used | ({"reranker": settings.reranker} if settings.reranker else {})


def versions_used(assistant: "Respondent") -> dict[str, str]:
    """Versions of Alinéa and the libraries; hashes of code, embedding model and documents."""
    found = {"alinea": version("alinea"), "code": code_hash(), "python": platform.python_version()}
    found |= {name: version(name) for name in _LIBRARIES}
    if manifest := read_manifest(assistant.settings.home):
        found["embedding model"] = manifest.embedding.fingerprint
    for record in assistant.documents():
        found[f"document {record.id}"] = record.content_hash
    return found


@cache
def code_hash() -> str:
    """SHA-256 (16 hex digits) over the packages' source files, prompts and tables."""
    digest = hashlib.sha256()
    for package in _PACKAGES:
        _add(files(package), package, digest)
    return digest.hexdigest()[:16]


def _add(folder: Traversable, path: str, digest: "hashlib._Hash") -> None:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            _add(entry, name, digest)
        elif entry.name.endswith(_SOURCES):
            digest.update(name.encode() + b"\0" + entry.read_bytes())
