"""What a question asks for, and in which language: rules that need no model."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus import Language, detect_language
from corpus.chinese import simplified
from qa.errors import QuestionError
from qa.follow_ups import Message, completed, quotes_of
from qa.frames import without_frame, without_orders
from qa.kinds import Kind, kind_of
from qa.verification.names import spelled_out

LONGEST_QUESTION = 4_000
# "Who proposed it, and when?" is first of all who.
_AND_WHEN = re.compile(
    r",?\s+(?:et|and)\s+(?:quand|when)\W*$|[，、]?(?:是)?(?:何时|什么时候)[？?]?$", re.I
)
_QUOTATION = re.compile(r"«[^»]+»|“[^”]+”|\"[^\"]+\"|「[^」]+」|『[^』]+』|《[^》]+》")
_OWN_LETTERS = 4
_ACRONYM = re.compile(r"\b[A-Z]{2,}\b")


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question made ready: `text` is complete in itself, `asked` is what the user typed.

    `and_when` says that it asks for a time besides: "Who proposed it, and when?" `mended` is
    `asked` without its typos, and `written` are names in it as the documents have them (see
    `naming.in_words_of`). `before` is what the answer before quoted, where the question goes on
    from it; `lends_kind` says that the question before has the kind: "And for DVDs?" after one for
    an amount most likely asks for one. `with_place` is `text` before the words that say where to
    look were taken out of it (see `qa.where`), if they were.
    """

    asked: str
    text: str
    language: Language
    kind: Kind
    and_when: bool = False
    mended: str = ""
    written: Mapping[int, Sequence[str]] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    lends_kind: bool = False
    with_place: str = ""

    @property
    def complete(self) -> str:
        """All of it, also the words that say where to look."""
        return self.with_place or self.text

    @property
    def bare(self) -> str:
        """`text` without the words that only say that documents are asked."""
        plain = simplified(self.text)
        return plain if self.kind == "metadata" else without_frame(plain)

    @property
    def plain(self) -> str:
        """`asked` as rules read it: without typos, and traditional characters are simplified."""
        return simplified(self.mended or self.asked)

    @property
    def sought(self) -> str:
        """What to look for: `bare`, with its names in the words of the documents."""
        return self.spelled_out(self.bare)

    def without_typos(self, asked: str, text: str) -> "Inquiry":
        """The same, read anew from `asked` and `text` as they were meant."""
        return _read(replace(self, mended=asked, text=text))

    def spelled_out(self, text: str) -> str:
        """`text`, a part of the question, with its names in the words of the documents."""
        if not self.written and not _ACRONYM.search(text):
            return text
        return spelled_out(text, self.language, self.written)


def understand(question: str, history: Sequence[Message] = ()) -> Inquiry:
    """The question with what it lacks taken from the last question of the history.

    Raises:
        QuestionError: it is empty, or longer than 4,000 characters.
    """
    asked = unicodedata.normalize("NFC", question).strip()
    if not any(character.isalnum() for character in asked):
        raise QuestionError("The question is empty. Ask it in French, English or Chinese.")
    if len(asked) > LONGEST_QUESTION:
        raise QuestionError(
            f"The question has {len(asked):,} characters; the limit is {LONGEST_QUESTION:,}. "
            "Shorten it, or add the long text as a document."
        )
    language = _language(asked)
    text = completed(asked, language, history)
    goes_on = text != asked and text.endswith(asked)
    answers = [m.get("content", "") for m in history if m.get("role") == "assistant"]
    before = quotes_of(answers[-1]) if goes_on and answers else ()
    return _read(Inquiry(asked, text, language, "other", before=before))


def _language(question: str) -> Language:
    """That of the reader's own words: a title that is quoted is in the document's."""
    own = _QUOTATION.sub(" ", question)
    return detect_language(own if sum(map(str.isalpha, own)) >= _OWN_LETTERS else question)


def read_as(inquiry: Inquiry, asked: str, text: str) -> Inquiry:
    """A part of `inquiry` that says `asked`, and in full `text`, as a question of its own."""
    return _read(replace(inquiry, asked=asked, text=text, mended=asked, written={}))


def _read(inquiry: Inquiry) -> Inquiry:
    """`inquiry` with the kind of answer that it wants."""
    asked = inquiry.mended or inquiry.asked
    # "And for Africa?" asks for what was asked of Asia.
    whole = without_orders(asked if asked in inquiry.text else inquiry.text)
    first = _AND_WHEN.sub("", whole)
    if first != whole and kind_of(first) not in ("other", "time"):
        return replace(inquiry, kind=kind_of(first), and_when=True)
    kind = kind_of(whole)
    before = kind_of(without_orders(inquiry.text)) if kind == "other" else kind
    return replace(inquiry, kind=before, and_when=False, lends_kind=kind != before)
