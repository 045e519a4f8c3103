"""Who may use the chat: a file of names and hashed passwords.

Each line is `name:scrypt$salt$hash`, as `line_for` makes it (see `credentials`). No password can be
read back from it.
"""

import asyncio
import base64
import hashlib
import hmac
import os
import time
from pathlib import Path

from qa.credentials import Credentials
from qa.errors import UsageError

# 16 MB and about 50 ms for each try (RFC 7914).
_COST, _BLOCK, _PARALLEL = 2**14, 8, 1
_SCHEME = "scrypt"
_FILE = Credentials("user", "ALINEA_USERS", "password")
_SHORTEST = 8
# After this many wrong passwords in a row, a name has to wait.
_TRIES = 10
_WAIT_SECONDS = 300.0


def line_for(name: str, password: str) -> str:
    """The line of the file for a new user; raises `UsageError` for what cannot be used."""
    _FILE.check_name(name)
    if len(password) < _SHORTEST:
        raise UsageError(f"The password is too short. Use at least {_SHORTEST} characters.")
    salt = os.urandom(16)
    return f"{name}:{_SCHEME}${_text(salt)}${_text(_hash(password, salt))}"


class Users:
    """The users in a file.

    Raises:
        UsageError: the file cannot be read, has no user, or a line in it is none.
    """

    def __init__(self, path: Path) -> None:
        self._hashes = _read(path)
        self._failures: dict[str, tuple[int, float]] = {}

    async def may_enter(self, name: str, password: str) -> bool:
        """Whether this is the user's password; every wrong one costs time."""
        count, since = self._failures.get(name, (0, 0.0))
        if count >= _TRIES and time.monotonic() - since < _WAIT_SECONDS:
            return False
        # An unknown name takes as long as a known one.
        salt, expected = self._hashes.get(name, (b"none", b""))
        found = await asyncio.to_thread(_hash, password, salt)
        if hmac.compare_digest(found, expected):
            self._failures.pop(name, None)
            return True
        if name in self._hashes:
            self._failures[name] = (count + 1, time.monotonic())
        return False


def _read(path: Path) -> dict[str, tuple[bytes, bytes]]:
    users: dict[str, tuple[bytes, bytes]] = {}
    for name, secret, wrong in _FILE.read(path):
        try:
            scheme, salt, hashed = secret.split("$")
            users[name] = (_bytes(salt), _bytes(hashed))
        except ValueError:
            raise wrong from None
        if scheme != _SCHEME:
            raise wrong
    return users


def _hash(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
