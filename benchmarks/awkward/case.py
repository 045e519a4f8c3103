"""A case: a file that was not made to be read easily, and what must become of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.awkward.made import SENTENCE
from qa.ingestion import IngestStatus

Make = Callable[[Path, float], Path]
TEXT = "\n\n".join(f"{SENTENCE} Alinéa {n}." for n in range(1, 4))
CHINESE = "第一条　为了保护公民的合法权益，制定本法。\n\n第二条　本法自公布之日起施行。\n"


@dataclass(frozen=True, slots=True)
class Case:
    """`make(folder, scale)` writes the file and gives its path; `scale` 1 is the full size.

    `expected` is the status of its report, `says` stands in the error, or in what was read.
    """

    name: str
    make: Make
    expected: IngestStatus
    says: str = ""


def file(name: str, data: bytes | str) -> Make:
    """A file called `name` that holds `data`."""

    def make(folder: Path, scale: float) -> Path:
        path = folder / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    return make


def scaled(name: str, data: Callable[[float], bytes | str]) -> Make:
    """A file called `name` whose content grows with the scale."""
    return lambda folder, scale: file(name, data(scale))(folder, scale)


def to(scale: float, count: int) -> range:
    """The numbers up to `count`, or so much of them as `scale` says."""
    return range(1, max(10, int(scale * count)))
