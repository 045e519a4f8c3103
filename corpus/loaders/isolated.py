"""Loaders of formats that can be made to harm, run in a process of their own.

A PDF, a Word document or a web page may be built to take all memory or time, or to crash the
library that reads it. `load_isolated(path)` starts a Python that reads this one file, with
limits and without this process's environment (no key is there to be stolen), and takes what it
prints.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from corpus.errors import UnreadableDocumentError
from corpus.loaders.docx import load_docx
from corpus.loaders.html import load_html
from corpus.loaders.loaded import Loaded
from corpus.loaders.pdf import load_pdf

LOADERS: dict[str, Callable[[Path], Loaded]] = {
    ".pdf": load_pdf,
    ".docx": load_docx,
    ".html": load_html,
    ".htm": load_html,
    ".xhtml": load_html,
}
MOST_SECONDS = 120
MOST_MEMORY_MB = 2_000
_ROOT = Path(__file__).parents[2]
# Windows starts no program without these.
_KEPT = ("SYSTEMROOT", "PATH", "TEMP", "TMP", "LANG", "LC_ALL", "LD_LIBRARY_PATH")


def load_isolated(path: Path) -> Loaded:
    """What the loader of its ending gives for `path`.

    Raises:
        UnreadableDocumentError: the loader says so, or it took too much time or memory.
    """
    command = [sys.executable, "-m", "corpus.loaders.isolated", str(path)]
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment = {**kept, "PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8"}
    try:
        ended = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=MOST_SECONDS,
            env=environment,
            cwd=_ROOT,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocumentError(
            f"{path.name!r} took more than {MOST_SECONDS} seconds to read. Split it, or save its "
            "text and add that."
        ) from error
    try:
        said = json.loads(ended.stdout)
    except ValueError as error:
        raise UnreadableDocumentError(
            f"{path.name!r} could not be read: it is damaged, or needs more than "
            f"{MOST_MEMORY_MB} MB of memory. Save it anew, or split it."
        ) from error
    if "error" in said:
        raise UnreadableDocumentError(said["error"])
    return Loaded.from_dict(said)


def main() -> None:
    """Read the file named in the first argument and print what is in it, as JSON."""
    path = Path(sys.argv[1])
    _limit()
    try:
        said = LOADERS[path.suffix.lower()](path).to_dict()
    except UnreadableDocumentError as error:
        said = {"error": str(error)}
    except OSError as error:
        said = {"error": f"{str(path)!r} cannot be opened: {error.strerror}. Check it."}
    sys.stdout.write(json.dumps(said))


def _limit() -> None:
    """Bound this process; there is no such thing on Windows, where the time limit remains."""
    try:
        import resource
    except ImportError:
        return
    most = MOST_MEMORY_MB * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
