"""The chat model that the settings name, and its failures as our errors."""

import os
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from qa.errors import ModelCallError, ModelSetupError
from qa.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_EXTRAS = {
    "langchain-ollama": "ollama",
    "langchain-anthropic": "anthropic",
    "langchain-mistralai": "mistral",
    "langchain-google-genai": "google",
    "langchain-huggingface": "huggingface",
}
# LangChain names the package in the message only.
_PACKAGE = re.compile(r"pip install (?:-U )?[`'\"]?(?P<name>[\w-]+)")
# Providers whose LangChain class takes these arguments; others keep their defaults.
_TAKES_TIMEOUT = ("openai", "anthropic", "mistralai", "azure_openai")
_SHORTEST_KEY = 8
_CUT = ("length", "max_tokens", "model_length")
_NO_KEY = "none"  # local servers want some key, and ignore it


def make_chat_model(settings: Settings) -> "BaseChatModel":
    """The chat model `settings.llm` names, through LangChain's `init_chat_model`.

    A name without provider goes to the OpenAI-compatible server at `llm_base_url`.

    Raises:
        ModelSetupError: no such provider, its package is not installed, or it lacks a key.
    """
    from langchain.chat_models import init_chat_model

    name = settings.llm
    if settings.llm_base_url and ":" not in name:
        name = f"openai:{name}"
    try:
        model: BaseChatModel = init_chat_model(name, **_arguments(name.partition(":")[0], settings))
    except ImportError as error:
        named = _PACKAGE.search(str(error))
        package = named["name"] if named else str(error.name).partition(".")[0].replace("_", "-")
        install = f"alinea[{_EXTRAS[package]}]" if package in _EXTRAS else package
        raise ModelSetupError(
            f"The model {settings.llm!r} needs a package that is not installed. "
            f"Run: pip install '{install}'"
        ) from None
    except Exception as error:  # each provider raises its own
        raise ModelSetupError(
            f"The model {settings.llm!r} cannot be set up: {_reason(error, settings)} "
            "Set ALINEA_LLM to provider:model, for example 'ollama:qwen3:4b', and the key "
            "that the provider asks for."
        ) from None
    return model


def _arguments(provider: str, settings: Settings) -> dict[str, Any]:
    arguments: dict[str, Any] = {}
    if provider != "huggingface":  # a local pipeline, which rejects a temperature of 0
        arguments["temperature"] = 0
    if provider in _TAKES_TIMEOUT:
        arguments["timeout"] = settings.llm_timeout
    if settings.llm_base_url:
        arguments["base_url"] = settings.llm_base_url
    if settings.llm_api_key:
        arguments["api_key"] = settings.llm_api_key.get_secret_value()
    elif settings.llm_base_url and provider == "openai":
        arguments["api_key"] = _NO_KEY
    return arguments


class ModelReply:
    """A chat model's reply to a system message and a user's: iterate it for its pieces of text.

    Afterwards `cut` says whether the model stopped at its limit of tokens and not at the end.

    Raises:
        ModelCallError: the call failed, was cut off, or gave nothing.
    """

    def __init__(self, model: "BaseChatModel", system: str, user: str, settings: Settings) -> None:
        self._model = model
        self._messages = [("system", system), ("human", user)] if system else [("human", user)]
        self._settings = settings
        self.cut = False

    def __iter__(self) -> Iterator[str]:
        """The pieces of text as they come."""
        said = False
        try:
            for chunk in self._model.stream(self._messages):
                said = said or bool(chunk.text.strip())
                self.cut = self.cut or _is_cut(chunk.response_metadata)
                yield chunk.text
        except Exception as error:  # each provider raises its own
            raise ModelCallError(
                f"The model {self._settings.llm!r} failed: {_reason(error, self._settings)} "
                "Check that its server runs and that the key is right, or unset ALINEA_LLM to "
                "get extractive answers."
            ) from None
        if not said:
            raise ModelCallError(
                f"The model {self._settings.llm!r} gave an empty answer. "
                "Try again, or use another model."
            )


def _is_cut(metadata: Mapping[str, Any]) -> bool:
    """Whether a reply ended at the limit of tokens, as OpenAI, Ollama, Anthropic… say it."""
    reasons = (metadata.get(name) for name in ("finish_reason", "done_reason", "stop_reason"))
    return any(str(reason).lower() in _CUT for reason in reasons if reason)


def _reason(error: Exception, settings: Settings) -> str:
    """The first line of a foreign error, without any key."""
    text = f"{type(error).__name__}: {error}".splitlines()[0]
    for secret in _secrets(settings):
        text = text.replace(secret, "***")
    text = text[:300]
    return text if text.endswith(".") else f"{text}."


def _secrets(settings: Settings) -> list[str]:
    """The keys that a provider may repeat in its errors: ours, and those it reads itself."""
    own = [settings.llm_api_key.get_secret_value()] if settings.llm_api_key else []
    theirs = [value for name, value in os.environ.items() if name.endswith(("_KEY", "_TOKEN"))]
    return own + [key for key in theirs if len(key) >= _SHORTEST_KEY]
