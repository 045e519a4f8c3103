"""`alinea` in a process that can reach the loopback alone; what else it tries is written down.

`python blocked.py FILE ARGUMENTS…` runs `alinea ARGUMENTS…`.
"""

import ipaddress
import socket
import sys
from pathlib import Path
from typing import Any

_connect = socket.socket.connect
_ATTEMPTS = Path(sys.argv[1])


def _guarded(self: socket.socket, address: Any) -> None:
    if self.family != socket.AF_UNIX:
        host = str(address[0])
        if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
            with _ATTEMPTS.open("a") as attempts:
                attempts.write(f"{address}\n")
            raise ConnectionRefusedError(f"blocked: {address}")
    return _connect(self, address)


if __name__ == "__main__":
    socket.socket.connect = _guarded  # type: ignore[method-assign, assignment]
    sys.argv = ["alinea", *sys.argv[2:]]
    from qa.cli import main

    main()
