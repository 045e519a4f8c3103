"""The command line's frame: the program itself, its errors, and what its commands share."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.errors import AlineaError

if TYPE_CHECKING:
    from qa.assistant import Assistant
    from qa.operations import CarryOut
    from qa.progress_bar import ProgressBar

FAILED, USAGE, STORE = 1, 2, 3

app = typer.Typer(
    name="alinea",
    help="Ask your documents; every sentence of the answer names the paragraph it rests on.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help, at once
    pretty_exceptions_enable=False,
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Only = Annotated[
    list[str] | None,
    typer.Option("--document", "-d", help="Look only in this document; may be repeated."),
]


def main() -> None:
    """Run the command line; errors become one line and an exit code."""
    try:
        app()
    except AlineaError as error:
        typer.echo(f"alinea: {error}", err=True)
        sys.exit(exit_code(error))
    except KeyboardInterrupt:
        sys.exit(130)


def exit_code(error: AlineaError) -> int:
    """1 failed, 2 usage, 3 a problem of the store."""
    from qa.errors import StoreError, UsageError

    if isinstance(error, UsageError):
        return USAGE
    return STORE if isinstance(error, StoreError) else FAILED


def _tell_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"alinea {version('alinea')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_tell_version, is_eager=True, help="Print the version and stop."
        ),
    ] = False,
) -> None:
    """Ask your documents; every sentence of the answer names the paragraph it rests on."""


@contextmanager
def opened_assistant(*, rebuild: bool = False, **overrides: Any) -> "Iterator[Assistant]":
    """An assistant by the settings in force; `overrides` come first."""
    from qa.assistant import Assistant
    from qa.settings import load_settings

    settings = load_settings(**overrides)
    with (
        _indexing() as progress,
        Assistant(settings, rebuild=rebuild, progress=progress) as assistant,
    ):
        yield assistant


@contextmanager
def carrying_out() -> "Iterator[CarryOut]":
    """Operations by the process that keeps the store open; by this one if there is none."""
    from qa.operations import OPERATIONS
    from qa.owner import find_owner
    from qa.settings import load_settings

    if owner := find_owner(load_settings()):
        yield owner.carry_out
        return
    with opened_assistant() as assistant:
        yield lambda operation, **given: OPERATIONS[operation](assistant, **given)


def _indexing() -> "ProgressBar":
    from qa.progress_bar import ProgressBar

    return ProgressBar("Indexing")


def announce(address: str) -> None:
    """Say where to go."""
    typer.echo(f"Alinéa is at {address} (Ctrl-C stops it).")


def given(**options: Any) -> dict[str, Any]:
    """The options that were given."""
    return {name: value for name, value in options.items() if value is not None}
