"""The answer and its parts, the same on every surface."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from corpus import Language
from vectorstore.search import Hit

Status = Literal["quoted", "supported", "unsupported"]


@dataclass(frozen=True, slots=True)
class Citation:
    """One contiguous quote: `paragraph_text[start:end] == quote`, exactly.

    `number` is what `[1]` in the answer stands for; `reference` is in the answer's language,
    `language` is the paragraph's.
    """

    number: int
    paragraph_id: str
    reference: str
    document_id: str
    document_title: str
    quote: str
    start: int
    end: int
    paragraph_text: str
    content_hash: str
    language: Language

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer, without its markers, and the numbers it cites.

    `status` says how it was checked: "quoted" (the source's own characters, but for framing
    words and "[…]"), "supported" (a paraphrase that passed verification) or "unsupported".
    `repaired` says that verification replaced its citation; `new_line` that it starts a line.
    """

    text: str
    citations: tuple[int, ...]
    status: Status
    repaired: bool = False
    new_line: bool = False

    @property
    def marked(self) -> str:
        """The sentence followed by its markers: "… [1]"."""
        return " ".join([self.text, *(f"[{number}]" for number in self.citations)])

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        return {**asdict(self), "citations": list(self.citations)}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in which every sentence names the paragraphs it rests on.

    When `abstained`, there are no sentences, `text` says that the documents do not answer, and
    `closest` are the paragraphs that come nearest. `rewritten_question` is the question as
    completed from the history and without its typos, equal to `question` where it had none and
    nothing was missing. `writer` is "extractive" or the chat model's name.
    """

    question: str
    rewritten_question: str
    language: Language
    text: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    abstained: bool
    closest: tuple[Hit, ...]
    notices: tuple[str, ...] = ()
    dropped_citations: int = 0
    writer: str = "extractive"

    def to_dict(self) -> dict[str, Any]:
        """The JSON that every surface returns."""
        return {
            "question": self.question,
            "rewritten_question": self.rewritten_question,
            "language": self.language,
            "text": self.text,
            "abstained": self.abstained,
            "sentences": [sentence.to_dict() for sentence in self.sentences],
            "citations": [citation.to_dict() for citation in self.citations],
            "closest": [hit.to_dict(self.language) for hit in self.closest],
            "notices": list(self.notices),
            "dropped_citations": self.dropped_citations,
            "writer": self.writer,
        }


@dataclass(frozen=True, slots=True)
class Event:
    """One step of a streamed answer; nothing unverified is ever in it.

    `status`: what is going on ("searching", "writing", "verifying"), in `text`. `sentence`: the
    next verified sentence, with the citations it introduces. `replace`: drop the sentences so
    far, `text` says why in the answer's language. `done`: the whole `answer`.
    """

    type: Literal["status", "sentence", "replace", "done"]
    text: str = ""
    sentence: Sentence | None = None
    citations: tuple[Citation, ...] = ()
    answer: Answer | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain data, without the fields that this type does not use."""
        data: dict[str, Any] = {"type": self.type}
        if self.text:
            data["text"] = self.text
        if self.sentence:
            data["sentence"] = self.sentence.to_dict()
            data["citations"] = [citation.to_dict() for citation in self.citations]
        if self.answer:
            data["answer"] = self.answer.to_dict()
        return data


def compose(sentences: Sequence[Sentence]) -> str:
    """The text of an answer: its sentences with their markers."""
    return "".join(map(piece, range(len(sentences)), sentences))


def piece(index: int, sentence: Sentence) -> str:
    """What the sentence at `index` adds to the text of an answer."""
    before = "" if not index else "\n" if sentence.new_line else " "
    return before + sentence.marked
