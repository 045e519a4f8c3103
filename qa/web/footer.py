"""The line below the chat: what writes, what searches, and what leaves the machine."""

from html import escape
from urllib.parse import urlsplit

from qa.settings import EXTRACTIVE, Settings
from qa.web.texts import Words
from vectorstore.embeddings import BUNDLED

_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def footer(settings: Settings, words: Words, scope: str = "") -> str:
    """The line as HTML; `scope` says how many documents are searched, if not all."""
    is_extractive = settings.llm == EXTRACTIVE
    writer = words.extractive if is_extractive else words.model.format(writer=settings.llm)
    host = urlsplit(settings.llm_base_url or "").hostname
    if is_extractive or host in _LOOPBACK:
        privacy = words.stays
    else:
        privacy = words.leaves.format(target=host or settings.llm.partition(":")[0])
    embedding = words.bundled if settings.embedding == BUNDLED else settings.embedding
    if settings.reranker:
        embedding += f" + {settings.reranker}"
    facts = [scope, writer, words.embedding.format(embedding=embedding), privacy]
    items = "".join(f"<li>{escape(fact)}</li>" for fact in facts if fact)
    return f"<ul class='facts'>{items}</ul>"
