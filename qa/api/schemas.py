"""What goes over the wire: requests with their limits, replies as the OpenAPI describes them."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from corpus import Language
from qa.answer import Citation, Sentence
from qa.question import LONGEST_QUESTION

LONGEST_MESSAGE = 20_000
MOST_MESSAGES = 100
MOST_DOCUMENTS = 100
MOST_PARAGRAPHS = 100
MOST_HITS = 100

_QUESTION = "Combien de personnes la Chine formera-t-elle ?"
Question = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST_QUESTION),
    Field(description="In French, English or Chinese; it has a letter or a digit."),
]
DocumentIds = Annotated[
    list[Annotated[str, StringConstraints(min_length=1, max_length=200)]],
    Field(max_length=MOST_DOCUMENTS, description="Look in these documents alone; empty for all."),
]


class _Request(BaseModel):
    """A misspelt field is an error: passed over, it would answer another question."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Message(_Request):
    """What was said before."""

    role: Literal["user", "assistant"]
    content: Annotated[str, StringConstraints(max_length=LONGEST_MESSAGE)]


class AskRequest(_Request):
    """A question, what was said before it (oldest first), and where to look."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"question": _QUESTION}]})

    question: Question
    history: Annotated[list[Message], Field(max_length=MOST_MESSAGES)] = []
    documents: DocumentIds = []
    stream: bool = Field(
        default=False,
        description="Send server-sent events, each an `Event`, the last with the whole answer.",
    )


class SearchRequest(_Request):
    """What to look for, and how many paragraphs to give."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"query": "déminage humanitaire", "k": 3}]}
    )

    query: Question
    k: int = Field(default=10, ge=1, le=MOST_HITS)
    documents: DocumentIds = []


class Hit(BaseModel):
    """A paragraph found, with its score and what made it."""

    paragraph_id: str
    reference: str
    document_id: str
    document_title: str
    text: str
    language: Language
    score: float
    lexical: float
    dense: float
    soft: float
    sentence: float
    concepts: float
    reranked: float | None = None


class Answer(BaseModel):
    """An answer; the same object from Python, the command line, HTTP and MCP."""

    question: str
    rewritten_question: str
    language: Language
    text: str
    abstained: bool
    sentences: list[Sentence]
    citations: list[Citation]
    closest: list[Hit]
    notices: list[str]
    dropped_citations: int
    writer: str


class Event(BaseModel):
    """One step of a streamed answer: `data:` of a server-sent event."""

    type: Literal["status", "sentence", "replace", "done", "error"]
    text: str | None = None
    sentence: Sentence | None = None
    citations: list[Citation] | None = None
    answer: Answer | None = None
    error: "Problem | None" = None


class Found(BaseModel):
    """Paragraphs, best first."""

    hits: list[Hit]


class Documents(BaseModel):
    """The documents in the store."""

    documents: list[dict[str, Any]]


class Paragraph(BaseModel):
    """One paragraph: `text` is exactly what citations of it quote from."""

    id: str
    reference: str
    document_id: str
    document_title: str
    headings: list[str]
    text: str
    language: Language
    position: int
    content_hash: str


class Paragraphs(BaseModel):
    """The paragraphs asked for, in that order."""

    paragraphs: list[Paragraph]


class Problem(BaseModel):
    """What went wrong; `type` is the name of the error, as in Python."""

    type: str
    message: str
    code: int


class ErrorReply(BaseModel):
    """The body of every reply that is not a success."""

    error: Problem


class Health(BaseModel):
    """How the server is."""

    status: Literal["ok"]
