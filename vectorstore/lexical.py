"""The lexical index: BM25 over words and character n-grams, kept by tantivy with the rows."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus import Language
from vectorstore.analysis import (
    content,
    every_field,
    grams,
    is_function_word,
    latin_words,
    replace_words,
    surface_words,
    words,
)
from vectorstore.errors import StoreUnavailableError
from vectorstore.rows import Row, unpack
from vectorstore.spelling import SHORTEST, initials, is_listed, meant

if TYPE_CHECKING:
    import tantivy

_TOKENISED = "alinea"  # our tokens arrive separated by spaces
_EVERY = "every"  # a field and a token that every row has
_K1 = 1.2  # fixed in tantivy, as is b = 0.75
_WRITER_BYTES = 50_000_000
# Of a question's words; where more are unknown, they are of another language.
_MOST_TYPOS = 0.75
_MOST_REMEMBERED = 10_000  # rows, of about 6 kB


@dataclass(frozen=True, slots=True)
class Terms:
    """The tokens of a paragraph in each field of the index, separated by spaces."""

    words: str
    grams: str
    written: str


def terms(text: str, language: Language, context: Sequence[str] = ()) -> Terms:
    """The tokens of a paragraph.

    `context` are the titles above it: whoever looks for their words finds what they are about.
    """
    return Terms(*map(" ".join, every_field("\n".join((*context, text)), language)))


@dataclass(frozen=True, slots=True)
class LexicalRow:
    """One paragraph for the index: `row` is its key there, `owner` the key of its document.

    `packed` is what the index keeps of it for readers; see `rows.pack`.
    """

    row: str
    owner: str
    document_id: str
    terms: Terms
    packed: bytes


class LexicalIndex:
    """A folder with a tantivy index.

    `search` and `coverage` return the *coverage* of a question by a paragraph, in [0, 1):

        L = (Bw / Uw + Bg / Ug) / 2

    where B is the BM25 score over words (w) or n-grams (g), and U the most that any paragraph
    could score, Σ idf(t)·(k1 + 1) over the question's tokens, tokens that no paragraph holds
    included, function words not. So L says how much of the question's information the
    paragraph covers, and is comparable between questions. (BM25 as in Robertson & Zaragoza
    2009, in Lucene's form, idf = ln(1 + (N − n + ½) / (n + ½)).)
    """

    def __init__(self, folder: Path) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder()
        for name in ("row", "owner", "document"):
            builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
        for name in ("words", "grams"):
            builder.add_text_field(name, tokenizer_name=_TOKENISED, index_option="freq")
        builder.add_text_field("written", tokenizer_name=_TOKENISED, index_option="basic")
        builder.add_text_field(_EVERY, tokenizer_name="raw", index_option="basic")
        builder.add_bytes_field("packed", stored=True, indexed=False, fast=False)
        self._schema = builder.build()
        self._folder = folder
        self._remembered: dict[str, Row] = {}
        with self._readable():
            folder.mkdir(parents=True, exist_ok=True)
            self._index = self._open()
            self._index.reload()

    def add(self, rows: Iterable[LexicalRow]) -> None:
        """Add `rows` in one commit: readers see all of them or none."""
        with self.adding() as add:
            for row in rows:
                add(row)

    @contextmanager
    def adding(self, instead_of: Sequence[str] = ()) -> Iterator[Callable[[LexicalRow], None]]:
        """A function that adds a row; all of them are committed when the block ends.

        The rows that owners in `instead_of` had before are removed in the same commit.
        """
        import tantivy

        with self._writer() as writer:
            for owner in instead_of:
                writer.delete_documents_by_term("owner", owner)

            def add(row: LexicalRow) -> None:
                document = tantivy.Document()
                document.add_text("row", row.row)
                document.add_text("owner", row.owner)
                document.add_text("document", row.document_id)
                document.add_text("words", row.terms.words)
                document.add_text("grams", row.terms.grams)
                document.add_text("written", row.terms.written)
                document.add_text(_EVERY, _EVERY)
                document.add_bytes("packed", row.packed)
                writer.add_document(document)

            yield add

    def remove(self, owners: Iterable[str]) -> None:
        """Remove every row of `owners` in one commit."""
        with self._writer() as writer:
            for owner in owners:
                writer.delete_documents_by_term("owner", owner)

    @contextmanager
    def _writer(self) -> Iterator["tantivy.IndexWriter"]:
        """A writer whose work is committed when the block ends without an error.

        It has an index of its own, opened now, because an open index never learns which files
        other processes have made; and it first removes those that a killed writer left
        behind: tantivy names the list of deleted rows after the number of the commit, and
        refuses to write it where the commit that was cut off has left one.
        """
        writer = self._open().writer(heap_size=_WRITER_BYTES, num_threads=1)
        try:
            writer.garbage_collect_files()
            yield writer
            writer.commit()
        finally:
            writer.wait_merging_threads()  # lets go of tantivy's own lock
        self._index.reload()

    def _open(self) -> "tantivy.Index":
        import tantivy

        index = tantivy.Index(self._schema, path=str(self._folder))
        analyser = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        index.register_tokenizer(_TOKENISED, analyser)
        return index

    def reload(self) -> None:
        """See what another process has committed."""
        self._index.reload()

    def count(self) -> int:
        """How many rows the index holds."""
        return self._index.searcher().num_docs

    def search(
        self, question: str, language: Language, limit: int, documents: Sequence[str] = ()
    ) -> dict[str, float]:
        """The `limit` rows that cover the question best, by row; only of `documents` if given."""
        within = self._one_of("document", documents) if documents else None
        return self._run(question, language, limit, within)

    def coverage(self, question: str, language: Language, rows: Sequence[str]) -> dict[str, float]:
        """How well each of `rows` covers the question; unknown rows are left out."""
        if not rows:
            return {}
        return self._run(question, language, len(rows), self._one_of("row", rows), every=True)

    def rows(self, keys: Iterable[str]) -> list[Row]:
        """The rows with `keys`, in that order; unknown keys are left out.

        A key's row never changes, so that rows are read once and remembered. Rows removed
        since then are found too: their owners are not in the manifest.
        """
        wanted = list(dict.fromkeys(keys))
        known = self._remembered
        found = {key: known[key] for key in wanted if key in known}
        if missing := [key for key in wanted if key not in found]:
            found |= self._hits(self._one_of("row", missing), len(missing))[0]
        return [found[key] for key in wanted if key in found]

    def information(self, field: str, tokens: Iterable[str]) -> dict[str, float]:
        """The idf of each of `tokens` in `field` ("words" or "grams")."""
        searcher = self._index.searcher()
        total = _total(searcher)
        return {token: _idf(total, searcher.doc_freq(field, token)) for token in tokens}

    def frequency(self, token: str, field: str = "words") -> int:
        """In how many rows `token`, as `analysis.words` or `analysis.grams` gives it, is."""
        return self._index.searcher().doc_freq(field, token)

    def mend(self, question: str, language: Language, is_word: Callable[[str], bool]) -> str:
        """`question` with its typos replaced by what was meant.

        Only words that no document holds, that `is_word` does not know and that are in no list of
        words are looked at. Where most words are such, nothing is changed unless something was
        meant by each: else the question is in another language. Acronyms have too many neighbours.
        """
        searcher = self._index.searcher()

        def unknown(word: str) -> bool:
            if len(word) < SHORTEST or word.isupper() or is_function_word(word) or is_word(word):
                return False
            stems = [("words", stem) for stem in words(word, language)]
            held = [("written", written) for written in surface_words(word)]
            return not any(searcher.doc_freq(*term) for term in stems + held) and not is_listed(
                word
            )

        def mended(word: str) -> str | None:
            starts = (searcher.terms_with_prefix("written", i) for i in initials(word.lower()))
            held = (term for start in starts for term, _ in start)
            usual = word.isalpha() and (word.islower() or question.startswith(word))
            return meant(word, language, held, name=not usual)

        asked = [word for word in latin_words(question) if len(word) >= SHORTEST]
        typos = {word: mended(word) for word in dict.fromkeys(asked) if unknown(word)}
        if len(typos) > max(1, _MOST_TYPOS * len(asked)) and not all(typos.values()):
            return question
        return replace_words(question, lambda word: typos.get(word) or word) if typos else question

    def _run(
        self,
        question: str,
        language: Language,
        limit: int,
        within: "tantivy.Query | None",
        *,
        every: bool = False,
    ) -> dict[str, float]:
        query = self._query(self._index.searcher(), question, language, within, every)
        return self._hits(query, limit)[1] if query else {}

    def _hits(self, query: "tantivy.Query", limit: int) -> tuple[dict[str, Row], dict[str, float]]:
        """The rows that match best, and their scores."""
        searcher = self._index.searcher()
        rows: dict[str, Row] = {}
        scores: dict[str, float] = {}
        known = self._remembered
        with self._readable():
            for score, address in searcher.search(query, limit, count=False).hits:
                document = searcher.doc(address)
                key: Any = document.get_first("row")
                scores[key] = float(score)
                rows[key] = known.get(key) or _row(key, document)
        if len(known) > _MOST_REMEMBERED:
            self._remembered = rows
        else:
            known.update(rows)
        return rows, scores

    def _query(
        self,
        searcher: "tantivy.Searcher",
        question: str,
        language: Language,
        within: "tantivy.Query | None",
        every: bool = False,
    ) -> "tantivy.Query | None":
        """The question as a query, of rows `within`; of `every` one of those, asked for or not."""
        import tantivy

        asked = content(question)
        clauses = [
            *self._clauses(searcher, "words", words(asked, language)),
            *self._clauses(searcher, "grams", grams(asked)),
        ]
        if not clauses:
            return within if every else None
        query = tantivy.Query.boolean_query(clauses)
        if within is None:
            return query
        asked_for = tantivy.Occur.Should if every else tantivy.Occur.Must
        return tantivy.Query.boolean_query([(asked_for, query), (tantivy.Occur.Must, within)])

    @contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except BaseException as error:
            # Damaged files make tantivy panic, which is no Exception in Python.
            panic = type(error).__name__ == "PanicException"
            if not (panic or isinstance(error, (ValueError, OSError))):
                raise
            raise StoreUnavailableError(
                f"The lexical index in {str(self._folder)!r} cannot be read ({error}). "
                "Run `alinea rebuild` to make it anew from the stored texts."
            ) from error

    def _clauses(
        self, searcher: "tantivy.Searcher", field: str, tokens: Sequence[str]
    ) -> list[tuple["tantivy.Occur", "tantivy.Query"]]:
        """One clause a token, weighted so that the field's scores sum to at most one half."""
        import tantivy

        total = _total(searcher)
        counts = [searcher.doc_freq(field, token) for token in tokens]
        most = sum(_idf(total, count) for count in counts) * (_K1 + 1)
        return [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(self._schema, field, token, "freq"), 0.5 / most
                ),
            )
            for token, count in zip(tokens, counts, strict=True)
            if count
        ]

    def _one_of(self, field: str, values: Sequence[str]) -> "tantivy.Query":
        import tantivy

        chosen = tantivy.Query.term_set_query(self._schema, field, list(values))
        return tantivy.Query.const_score_query(chosen, 0.0)


def _total(searcher: "tantivy.Searcher") -> int:
    """How many rows there are, removed ones included until tantivy merges them away.

    Those are in its scores and in `doc_freq`, and not in `num_docs`: with that, words that were
    removed more often than they are there would have a negative idf.
    """
    return searcher.doc_freq(_EVERY, _EVERY)


def _row(key: str, document: "tantivy.Document") -> Row:
    owner: Any = document.get_first("owner")
    packed: Any = document.get_first("packed")
    return unpack(key, owner, packed)


def _idf(total: int, count: int) -> float:
    return math.log1p((total - count + 0.5) / (count + 0.5))
