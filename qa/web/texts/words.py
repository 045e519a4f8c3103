"""What the interface says, whatever the language."""

from dataclasses import dataclass

from corpus.loaders.loaded import NoteKind
from qa.answer import Status


@dataclass(frozen=True, slots=True)
class Words:
    """What the interface says in one language; `{…}` is filled in where it is shown."""

    tagline: str
    welcome: str
    promise: str
    try_these: str
    documents: str
    examples: tuple[str, ...]
    placeholder: str
    question: str
    ask: str
    new: str
    you: str
    activities: dict[str, str]
    statuses: dict[Status, str]
    repaired: str
    understood: str
    sources: str
    abstained: str
    closest: str
    error: str
    empty_question: str
    long_question: str
    unexpected: str
    cut: str
    reader: str
    close: str
    cited: str
    changed: str
    extractive: str
    model: str
    embedding: str
    bundled: str
    stays: str
    leaves: str
    contents: str
    find: str
    found: str
    found_none: str
    previous_citation: str
    next_citation: str
    copy_reference: str
    copy_quotation: str
    copied: str
    not_copied: str
    quotation: str
    stop: str
    stopped: str
    retry: str
    edit: str
    copy: str
    export: str
    exported_on: str
    references: str
    helpful: str
    unhelpful: str
    comment: str
    send_comment: str
    thanks: str
    side: str
    conversations: str
    no_conversations: str
    delete_conversation: str
    delete_all: str
    delete_all_question: str
    delete_it: str
    add_documents: str
    accepted: str
    drop_here: str
    uploading: str
    reading: str
    added: str
    replaced: str
    unchanged: str
    loader_notes: dict[NoteKind, str]
    too_large: str
    unsupported: str
    not_added: str
    failed: str
    remove: str
    remove_question: str
    remove_it: str
    removed: str
    keep: str
    paragraphs: str
    no_date: str
    search_in: str
    no_documents: str
    limited: str
    none_chosen: str
    copy_short: str
    edit_short: str
