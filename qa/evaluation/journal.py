"""Rows kept while a run goes on, so that one that was cut off need not begin anew."""

import hashlib
import json
from pathlib import Path

from qa.evaluation.row import Row


class Journal:
    """The rows of one run in a file of `folder`, one a line; without a folder, nowhere.

    `identity` is what the run depends on, as plain data: runs that differ in it have
    different files.
    """

    def __init__(self, folder: Path | None, identity: object) -> None:
        key = hashlib.sha256(json.dumps(identity, sort_keys=True).encode()).hexdigest()[:16]
        self._path = folder / f"{key}.jsonl" if folder else None

    def rows(self) -> dict[str, Row]:
        """The rows kept so far, by question id."""
        if self._path is None or not self._path.is_file():
            return {}
        found = {}
        for line in self._path.read_text("utf-8", errors="replace").split("\n"):
            try:
                row = Row.from_dict(json.loads(line))
            except (ValueError, TypeError, KeyError):
                continue  # the line in which the run was cut off, or the end of the file
            found[row.id] = row
        return found

    def add(self, row: Row) -> None:
        """Keep `row`."""
        if self._path is None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # A line feed first: the line before may have been cut off.
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"\n{json.dumps(row.to_dict(), ensure_ascii=False)}")

    def discard(self) -> None:
        """Drop the rows: the run is complete."""
        if self._path:
            self._path.unlink(missing_ok=True)
