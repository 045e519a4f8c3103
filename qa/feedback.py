"""What people think of answers: kept beside the store, one line of JSON each, sent nowhere."""

import json
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

FILE = "feedback.jsonl"

Rating = Literal["good", "bad"]
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Feedback:
    """One judgement. A later one of the same `answer_id` replaces it.

    `time` is ISO 8601 in UTC; `cited` are the ids of the paragraphs that the answer named;
    `writer` and `embedding` made the answer.
    """

    answer_id: str
    time: str
    rating: Rating
    comment: str
    question: str
    answer: str
    cited: tuple[str, ...]
    writer: str
    embedding: str

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        return {**asdict(self), "cited": list(self.cited)}


def record(home: Path, feedback: Feedback) -> None:
    """Add to the file in `home`, which its owner alone can read."""
    line = json.dumps(feedback.to_dict(), ensure_ascii=False) + "\n"
    path = home / FILE
    with _lock:
        path.touch(mode=0o600)
        with path.open("a", encoding="utf-8") as file:
            file.write(line)


def read(home: Path) -> list[Feedback]:
    """The judgements in `home`, oldest first, the last one of each answer.

    A line that cannot be read, such as one cut off by a crash, is passed over.
    """
    latest: dict[str, Feedback] = {}
    for feedback in _lines(home / FILE):
        latest.pop(feedback.answer_id, None)
        latest[feedback.answer_id] = feedback
    return list(latest.values())


def _lines(path: Path) -> Iterator[Feedback]:
    try:
        text = path.read_text("utf-8", errors="replace")
    except FileNotFoundError:
        return
    for line in text.splitlines():
        try:
            data = json.loads(line)
            yield Feedback(**{**data, "cited": tuple(data["cited"])})
        except (ValueError, TypeError, KeyError):
            continue
