"""Where a server listens: on this machine alone unless told otherwise."""

import errno
import ipaddress
import socket
from typing import Any

from qa.errors import UsageError


def is_loopback(host: str) -> bool:
    """Whether `host` is for this machine alone; raises `UsageError` if it is no address."""
    addresses = {str(found[4][0]) for found in _found(host, None)}
    return all(ipaddress.ip_address(a.partition("%")[0]).is_loopback for a in addresses)


def require_free(host: str, port: int) -> None:
    """Make sure that `host` and `port` can be listened on; raises `UsageError`."""
    family, kind, *_, address = _found(host, port)[0]
    try:
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise UsageError(
                f"Port {port} is in use by another program. Choose another one: `--port "
                f"{port + 1}`, or `make chat PORT={port + 1}`."
            ) from None
        raise UsageError(
            f"Nothing can listen on {host!r}, port {port}: {error.strerror}. Choose another "
            "address (ALINEA_HOST) or port (`--port`)."
        ) from None


def _found(host: str, port: int | None) -> list[Any]:
    try:
        return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        raise UsageError(
            f"The address {host!r} is not known. Use 127.0.0.1 for this machine alone, or an "
            "address of this machine (ALINEA_HOST)."
        ) from None
