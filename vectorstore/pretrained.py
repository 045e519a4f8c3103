"""Loading models of sentence-transformers: from a folder, from this machine's cache or the hub."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from corpus.errors import AlineaError

Model = TypeVar("Model")

_SECONDS = 10.0  # in which the hub must answer


@dataclass(frozen=True, slots=True)
class Kind:
    """What is loaded, in the words of an error: its name, what else there is, and the error."""

    name: str
    instead: str
    error: type[AlineaError]


def load_pretrained(name: str, kind: Kind, build: Callable[[str, bool], Model]) -> Model:
    """Return `build(name, local_files_only)` for a folder or a name on the hub.

    What is on this machine is used as it is: a store is bound to its model's weights, and a
    model that was fetched once must not need the network. Only what is not here is fetched.

    Raises:
        AlineaError: of `kind.error`: there is no such folder or model, it cannot be read, or
            the hub cannot be reached.
    """
    folder = Path(name).expanduser()
    if _looks_like_path(name) and not folder.is_dir():
        raise kind.error(
            f"There is no {kind.name} folder {name!r}: give an existing folder, the name of a "
            f"sentence-transformers model, or {kind.instead}"
        )
    with _quiet(), _explained(name, kind):
        if folder.is_dir():
            return build(str(folder), True)
        try:
            return build(name, True)
        except AlineaError:
            raise
        except Exception:  # not here, or not whole
            _require_hub(name)
        return build(name, False)


@contextmanager
def running(name: str, kind: Kind) -> Iterator[None]:
    """Turns what a loaded model may raise, such as too little memory, into `kind.error`."""
    try:
        yield
    except (RuntimeError, IndexError, ValueError) as error:
        raise kind.error(
            f"The {kind.name} {name!r} failed on a text ({_reason(error)}): "
            f"give another model, or {kind.instead}"
        ) from error


@contextmanager
def _explained(name: str, kind: Kind) -> Iterator[None]:
    from huggingface_hub.errors import RepositoryNotFoundError

    try:
        yield
    except AlineaError:
        raise
    except _UnreachableError as error:
        raise kind.error(
            f"The {kind.name} {name!r} is not on this machine, and the hub cannot be reached "
            f"({_reason(error)}). Check the network, give a local folder, or {kind.instead}"
        ) from error
    # The loaders below raise anything from OSError to KeyError, depending on what is wrong.
    except Exception as error:
        if any(isinstance(cause, RepositoryNotFoundError) for cause in _causes(error)):
            raise kind.error(
                f"The hub has no {kind.name} {name!r}, or it is private. Check the name "
                f"(owner/model), give a local folder, or {kind.instead}"
            ) from error
        raise kind.error(
            f"Cannot load the {kind.name} {name!r} ({_reason(error)}). Check that it is a model "
            f"of sentence-transformers, or {kind.instead}"
        ) from error


class _UnreachableError(Exception):
    """The hub does not answer."""


def _require_hub(name: str) -> None:
    """Make sure that the hub answers: loading would go on trying for a minute."""
    from httpx import HTTPError
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HfHubHTTPError, OfflineModeIsEnabled

    try:
        HfApi().model_info(name, timeout=_SECONDS)
    except OfflineModeIsEnabled as error:
        raise _UnreachableError("HF_HUB_OFFLINE is set") from error
    except (HfHubHTTPError, ValueError):
        pass  # it answered, or the name is none; loading says it better
    except (HTTPError, OSError) as error:
        raise _UnreachableError(str(error)) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the progress bars and reports that transformers writes to the terminal."""
    from transformers import utils

    logging: Any = utils.logging  # parts of it have no types
    verbosity, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        logging.set_verbosity(verbosity)
        if bars:
            logging.enable_progress_bar()


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _reason(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".") or type(error).__name__


def _looks_like_path(name: str) -> bool:
    # "owner/model" has one slash too; a folder is recognised by how its path starts.
    return name.startswith((".", "~", os.sep)) or "\\" in name or name.count("/") > 1
