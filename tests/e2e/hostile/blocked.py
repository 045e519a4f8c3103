"""`alinea` in a process that can reach the loopback alone; what else it tries is written down.

`python blocked.py FILE ARGUMENTS…` runs `alinea ARGUMENTS…`. Connections and look-ups of names are
watched, as far as they go through Python.
"""

import ipaddress
import socket
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

_ATTEMPTS = Path(sys.argv[1])
_connect, _connect_ex, _look_up = (
    socket.socket.connect,
    socket.socket.connect_ex,
    socket.getaddrinfo,
)


def _check(host: Any) -> None:
    name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    if name == "localhost":
        return
    try:
        if ipaddress.ip_address(name).is_loopback:
            return
    except ValueError:
        pass
    with _ATTEMPTS.open("a") as attempts:
        attempts.write(f"{name}\n")
    raise ConnectionRefusedError(f"blocked: {name}")


def _guarded(self: socket.socket, address: Any) -> None:
    if self.family != socket.AF_UNIX:
        _check(address[0])
    _connect(self, address)


def _guarded_ex(self: socket.socket, address: Any) -> int:
    if self.family != socket.AF_UNIX:
        _check(address[0])
    return _connect_ex(self, address)


def _guarded_look_up(host: Any, *rest: Any, **more: Any) -> Any:
    _check(host)
    return _look_up(host, *rest, **more)


if __name__ == "__main__":
    sys.argv = ["alinea", *sys.argv[2:]]
    with (
        patch.object(socket.socket, "connect", _guarded),
        patch.object(socket.socket, "connect_ex", _guarded_ex),
        patch.object(socket, "getaddrinfo", _guarded_look_up),
    ):
        from qa.cli import main

        main()
