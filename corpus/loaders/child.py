"""The program that reads one file for `corpus.loaders.isolated`, within limits."""

import json
import sys
from pathlib import Path

from corpus.errors import UnreadableDocumentError
from corpus.loaders.isolated import LOADERS, MOST_MEMORY_MB, MOST_SECONDS


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
