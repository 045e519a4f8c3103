"""Files of those who may come in: a name and a hashed secret on each line.

Empty lines and lines that begin with "#" are passed over.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qa.errors import UsageError


@dataclass(frozen=True, slots=True)
class Credentials:
    """A kind of such a file: what it holds ("user"), its variable, and the command for a line."""

    what: str
    variable: str
    command: str

    def check_name(self, name: str) -> None:
        """Make sure that `name` can stand in the file; raises `UsageError`."""
        if not name or name != name.strip() or any(c in ":#\r\n" for c in name):
            raise UsageError(
                f"{name!r} cannot be a {self.what}'s name. Use letters, digits, '.' and '-'."
            )

    def read(self, path: Path) -> Iterator[tuple[str, str, UsageError]]:
        """Each line's name and secret, with the error to raise if the secret is none.

        Raises:
            UsageError: the file cannot be read, or has no line.
        """
        try:
            lines = path.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(
                f"The file of {self.what}s {str(path)!r} ({self.variable}) cannot be read: {error}."
            ) from error
        found = False
        for number, line in enumerate(lines, start=1):
            if not line.strip() or line.startswith("#"):
                continue
            found = True
            name, _, secret = line.strip().partition(":")
            # Never the line itself: it may be a secret somebody wrote in the clear.
            wrong = UsageError(
                f"Line {number} of {str(path)!r} ({self.variable}) is not a {self.what}. Make it "
                f"with `alinea {self.command} NAME`."
            )
            if not name:
                raise wrong
            yield name, secret, wrong
        if not found:
            raise UsageError(
                f"{str(path)!r} ({self.variable}) names no {self.what}. Add one: "
                f"`alinea {self.command}`."
            )
