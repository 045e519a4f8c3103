"""The documents beside the chat: chosen, opened, added and removed."""

import shutil
import threading
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from corpus import Language
from corpus.loaders import SUPPORTED
from corpus.loaders.loaded import ranges
from qa.assistant import Assistant
from qa.errors import AlineaError
from qa.ingestion import IngestReport
from qa.web.texts import LANGUAGE_NAMES, WORDS, Words
from vectorstore.manifest import DocumentRecord

LARGEST_UPLOAD_MB = 50
MOST_AT_ONCE = 20
# Under this name in the store's folder, so that a file uploaded again is the same document,
# wherever the server put the upload.
_STAGING = "uploads"


class Library:
    """The handlers of the document list, over one assistant.

    `excluded` are the ids of documents that a visitor does not want to be searched.
    """

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self._one_at_a_time = threading.Lock()

    def chosen(self, excluded: frozenset[str]) -> tuple[str, ...] | None:
        """The only documents to look in: () for all of them, None if there is no other."""
        ids = [document.id for document in self.assistant.documents()]
        chosen = tuple(name for name in ids if name not in excluded)
        if len(chosen) == len(ids):
            return ()
        return chosen or None

    def scope(self, excluded: frozenset[str], language: Language) -> str:
        """How many documents are searched, in words; nothing if it is all of them."""
        ids = [document.id for document in self.assistant.documents()]
        count = sum(name not in excluded for name in ids)
        if count == len(ids):
            return ""
        return WORDS[language].limited.format(count=count, total=len(ids))

    def html(self, excluded: frozenset[str], language: Language) -> str:
        """The documents as HTML."""
        words = WORDS[language]
        rows = "".join(
            _row(document, document.id not in excluded, language, words)
            for document in self.assistant.documents()
        )
        scope = self.scope(excluded, language)
        limited = f"<p class='limited'>{escape(scope)}</p>" if scope else ""
        listed = f"<ul class='documents'>{rows}</ul>" if rows else _note(words.no_documents)
        return f"<h2>{escape(words.documents)}</h2>{listed}{limited}"

    def add(self, paths: Sequence[str], language: Language) -> Iterator[str]:
        """Take uploaded files in, one by one; the report as HTML after each step.

        The files at `paths` are gone afterwards.
        """
        words = WORDS[language]
        done: list[str] = []
        names = [Path(path).name for path in paths]
        for at, path in enumerate(paths[:MOST_AT_ONCE]):
            waiting = [_report(name, words.reading, "busy") for name in names[at:MOST_AT_ONCE]]
            yield reports([*done, *waiting])
            done.append(self._take_in(Path(path), words))
        for path in paths[MOST_AT_ONCE:]:
            Path(path).unlink(missing_ok=True)
        if (left := len(paths) - MOST_AT_ONCE) > 0:
            text = words.not_added.format(count=left, limit=MOST_AT_ONCE)
            done.append(_report("…", text, "failed"))
        yield reports(done)

    def remove(self, document_id: str, language: Language) -> str:
        """Take a document out; the report as HTML."""
        words = WORDS[language]
        try:
            record = self.assistant.remove(document_id)
        except AlineaError as error:
            return reports([_report(document_id, str(error), "failed")])
        return reports([_report(words.removed.format(title=record.title), "", "removed")])

    def _take_in(self, path: Path, words: Words) -> str:
        folder = self.assistant.settings.home / _STAGING
        folder.mkdir(exist_ok=True)
        staged = folder / path.name
        with self._one_at_a_time:
            try:
                shutil.move(path, staged)
                (report,) = self.assistant.ingest([staged])
            except AlineaError as error:
                report = IngestReport(str(staged), "failed", error=str(error))
            except OSError as error:
                report = IngestReport(str(staged), "failed", error=error.strerror or str(error))
            finally:
                staged.unlink(missing_ok=True)
        if report.error:
            # Where the server keeps its files is of no use to a visitor.
            message = report.error.replace(f"{folder}/", "")
            return _report(path.name, words.failed.format(error=message), "failed")
        said = getattr(words, report.status)
        languages = ", ".join(map(_language_name, report.languages))
        facts = [said.format(count=report.paragraphs, language=languages)]
        facts += [words.loader_notes[n.kind].format(numbers=ranges(n.values)) for n in report.notes]
        text = " · ".join(facts)
        return _report(report.title, text, "added")


def upload_hint(words: Words) -> str:
    """Which files can be added, as HTML; the page reads the limits from it."""
    types = ", ".join(SUPPORTED)
    hint = words.accepted.format(types=types, size=LARGEST_UPLOAD_MB)
    refused = {
        "uploading": words.uploading,
        "too-large": words.too_large.format(size=LARGEST_UPLOAD_MB),
        "unsupported": words.unsupported.format(types=types),
        "drop": words.drop_here,
    }
    said = " ".join(f'data-{name}="{escape(text)}"' for name, text in refused.items())
    return (
        f'<p class="hint" data-types="{escape(",".join(SUPPORTED))}" '
        f'data-megabytes="{LARGEST_UPLOAD_MB}" {said}>{escape(hint)}</p>'
    )


def _row(document: DocumentRecord, is_chosen: bool, language: Language, words: Words) -> str:
    document_id, title = escape(document.id), escape(document.title)
    choose, remove, question = (
        escape(text.format(title=document.title))
        for text in (words.search_in, words.remove, words.remove_question)
    )
    facts = (
        _language_name(document.language),
        words.paragraphs.format(count=document.paragraphs),
        document.date or words.no_date,
    )
    return (
        f'<li><input type="checkbox" data-choose="{document_id}" aria-label="{choose}" '
        f'title="{choose}"{" checked" if is_chosen else ""}>'
        f'<button type="button" class="entry" data-paragraph="{document_id}" '
        f'data-language="{language}"><span lang="{document.language}">{title}</span>'
        f"<small>{escape(' · '.join(facts))}</small></button>"
        f'<button type="button" class="remove" data-remove="{document_id}" title="{remove}" '
        f'aria-label="{remove}" data-question="{question}" data-yes="{escape(words.remove_it)}" '
        f'data-no="{escape(words.keep)}">×</button></li>'
    )


def _language_name(language: str) -> str:
    return next((name for code, name in LANGUAGE_NAMES.items() if code == language), language)


def reports(rows: Sequence[str] = ()) -> str:
    """What became of files, as HTML that is read out when it changes."""
    return f"<div class='reports' role='status'><ul>{''.join(rows)}</ul></div>"


def _report(name: str, text: str, kind: str) -> str:
    said = f"<small>{escape(text)}</small>" if text else ""
    return f"<li class='{kind}'><b>{escape(name)}</b>{said}</li>"


def _note(text: str) -> str:
    return f"<p class='note'>{escape(text)}</p>"
