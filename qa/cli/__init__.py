"""The command line. Heavy imports happen inside commands, so that `--help` is immediate."""

# The order of the commands in `alinea --help`.
from qa.cli import documents, measuring, serving  # noqa: F401
from qa.cli.base import app, exit_code, main

__all__ = ["app", "exit_code", "main"]
