"""Who may use the HTTP interface: a file of names and hashed tokens.

Each line is `name:sha256$hash`, as `new_token` makes it (see `credentials`). A token is 256 random
bits: one round of SHA-256 is enough for it, which for a password it would not be.
"""

import hashlib
import hmac
import secrets
from pathlib import Path

from qa.credentials import Credentials

_SCHEME = "sha256"
_PREFIX = "alinea_"
_HEX_DIGITS = 64
_FILE = Credentials("token", "ALINEA_TOKENS", "token")


def new_token(name: str) -> tuple[str, str]:
    """A new token, and the line of the file that lets it in.

    Raises:
        UsageError: the name cannot stand in the file.
    """
    _FILE.check_name(name)
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
    names: dict[str, str] = {}
    for name, secret, wrong in _FILE.read(path):
        scheme, _, digest = secret.partition("$")
        if scheme != _SCHEME or len(digest) != _HEX_DIGITS:
            raise wrong
        names[digest] = name
    return names


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
