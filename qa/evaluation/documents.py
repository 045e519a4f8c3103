"""Folders of documents with questions about each: `lease.txt` and `lease.jsonl`."""

import json
from collections.abc import Iterator
from pathlib import Path

from qa.errors import QuestionSetError

_QUESTIONS = ".jsonl"


def questions_on(folder: Path, split: str) -> Iterator[tuple[Path, Path]]:
    """Each document in `folder` whose questions have some of `split`, with the questions' file.

    Raises:
        QuestionSetError: a file of questions has no document of its name, or several.
    """
    for questions in sorted(folder.glob(f"*{_QUESTIONS}")):
        documents = [p for p in folder.glob(f"{questions.stem}.*") if p != questions]
        if len(documents) != 1:
            raise QuestionSetError(
                f"{questions.name}: {len(documents)} documents have that name. Put the one that it "
                "is about beside it."
            )
        lines = questions.read_text("utf-8").splitlines()
        if any(json.loads(line).get("split") == split for line in lines if line.strip()):
            yield documents[0], questions
