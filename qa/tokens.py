"""Who may use the HTTP interface: a file of names and hashed tokens.

Each line is `name:sha256$hash`, as `new_token` makes it; empty lines and lines that begin with
"#" are passed over. A token is 256 random bits: one round of SHA-256 is enough for it, which for
a password it would not be.
"""

import hashlib
import hmac
import secrets
from pathlib import Path

from qa.errors import UsageError

_SCHEME = "sha256"
_PREFIX = "alinea_"
_HEX_DIGITS = 64


def new_token(name: str) -> tuple[str, str]:
    """A new token, and the line of the file that lets it in.

    Raises:
        UsageError: the name cannot stand in the file.
    """
    if not name or name != name.strip() or any(c in ":#\r\n" for c in name):
        raise UsageError(f"{name!r} cannot be a token's name. Use letters, digits, '.' and '-'.")
    token = _PREFIX + secrets.token_urlsafe(32)
    return token, f"{name}:{_SCHEME}${_hash(token)}"


class Tokens:
    """The tokens in a file.

    Raises:
        UsageError: the file cannot be read, has no token, or a line in it is none.
    """

    def __init__(self, path: Path) -> None:
        self._names = _read(path)

    def name_of(self, token: str) -> str | None:
        """Whose token it is; None if nobody's."""
        shown = _hash(token)
        found = None
        for known, name in self._names.items():
            if hmac.compare_digest(known, shown):
                found = name
        return found


def _read(path: Path) -> dict[str, str]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"The file of tokens {str(path)!r} (ALINEA_TOKENS) cannot be read: {error}."
        ) from error
    names: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, secret = line.strip().partition(":")
        scheme, _, digest = secret.partition("$")
        if not name or scheme != _SCHEME or len(digest) != _HEX_DIGITS:
            # Never the line itself: it may be a token somebody wrote in the clear.
            raise UsageError(
                f"Line {number} of {str(path)!r} (ALINEA_TOKENS) is not a token. Make it with "
                "`alinea token NAME`."
            )
        names[digest] = name
    if not names:
        raise UsageError(f"{str(path)!r} (ALINEA_TOKENS) has no token. Add one: `alinea token`.")
    return names


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
