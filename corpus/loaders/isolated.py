"""Loaders of formats that can be made to harm, run in a process of their own.

A PDF, a Word document or a web page may be built to take all memory or time, or to crash the
library that reads it. `load_isolated(path)` starts `corpus.loaders.child`, which reads this one
file, with limits and without this process's environment (no key is there to be stolen).
"""

import json
import logging
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
logger = logging.getLogger(__name__)
_ROOT = Path(__file__).parents[2]
# Windows starts no program without these.
_KEPT = ("SYSTEMROOT", "PATH", "TEMP", "TMP", "LANG", "LC_ALL", "LD_LIBRARY_PATH")


def load_isolated(path: Path) -> Loaded:
    """What the loader of its ending gives for `path`.

    Raises:
        UnreadableDocumentError: the loader says so, or it took too much time or memory.
    """
    command = [sys.executable, "-m", "corpus.loaders.child", str(path)]
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
        logger.warning("%s: %s", path.name, ended.stderr.decode("utf-8", "replace")[-500:])
        raise UnreadableDocumentError(
            f"{path.name!r} could not be read: it is damaged, or needs more than "
            f"{MOST_MEMORY_MB} MB of memory. Save it anew, or split it."
        ) from error
    if "error" in said:
        raise UnreadableDocumentError(said["error"])
    return Loaded.from_dict(said)
