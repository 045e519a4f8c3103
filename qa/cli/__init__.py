"""The command line. Heavy imports happen inside commands, so that `--help` is immediate."""

# Each adds its commands to `app`, in the order of `alinea --help`.
from qa.cli import documents, measuring, serving
from qa.cli.base import app, exit_code, main

__all__ = ["app", "documents", "exit_code", "main", "measuring", "serving"]
