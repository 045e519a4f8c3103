"""Settings: the environment (`ALINEA_…`), then `alinea.toml`, then the defaults."""

import difflib
import os
from pathlib import Path
from typing import Annotated, Any

import platformdirs
from pydantic import Field, SecretStr, StringConstraints, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from qa.errors import SettingsError

_PREFIX = "ALINEA_"
_FILE = "alinea.toml"
EXTRACTIVE = "extractive"

_NonEmpty = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Settings(BaseSettings):
    """What can be configured. `load_settings` reads it; every field also has a variable."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_ignore_empty=True, toml_file=_FILE, extra="forbid", frozen=True
    )

    home: Path = Field(
        default_factory=lambda: platformdirs.user_data_path("alinea"),
        description="Folder of the store. Default: the platform's data folder.",
    )
    chroma_url: _NonEmpty | None = Field(
        default=None,
        description="Address of a Chroma server that keeps the documents, e.g. "
        "`http://127.0.0.1:8000`, so that several machines share them.",
    )
    chroma_key: SecretStr | None = Field(
        default=None, description="Key for that server (Chroma Cloud: its API key)."
    )
    chroma_tenant: _NonEmpty = Field(default="default_tenant", description="Tenant on that server.")
    chroma_database: _NonEmpty = Field(
        default="default_database", description="Database on that server."
    )
    chroma_collection: _NonEmpty = Field(
        default="alinea", description="What the names of the collections there begin with."
    )
    embedding: _NonEmpty = Field(
        default="bundled",
        description="`bundled`, or any sentence-transformers model name or folder.",
    )
    reranker: _NonEmpty | None = Field(
        default=None,
        description="Name or folder of a sentence-transformers `CrossEncoder` that puts the best "
        "paragraphs in a better order, e.g. `cross-encoder/mmarco-mMiniLMv2-L12-H384-v1`.",
    )
    llm: _NonEmpty = Field(
        default=EXTRACTIVE,
        description="`extractive` (no model), or `provider:model` as in LangChain's "
        "`init_chat_model`, e.g. `ollama:qwen3:4b` or `openai:gpt-5-mini`.",
    )
    llm_base_url: str | None = Field(
        default=None,
        description="Address of an OpenAI-compatible server (llama.cpp, vLLM, LM Studio…), "
        "e.g. `http://127.0.0.1:8080/v1`.",
    )
    llm_api_key: SecretStr | None = Field(
        default=None,
        description="Key for the chat model; the provider's own variable works as well.",
    )
    llm_timeout: float = Field(
        default=60.0, gt=0, description="Seconds to wait for the chat model."
    )
    llm_context: int = Field(
        default=4096,
        ge=1024,
        description="How many tokens the chat model's context holds. Paragraphs that do not fit "
        "beside the reply are left out or cut.",
    )
    passages: int = Field(
        default=8, ge=1, le=50, description="How many paragraphs an answer may draw on."
    )
    host: _NonEmpty = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=7860, ge=1, le=65535, description="Port that the chat listens on.")
    api_port: int = Field(
        default=7861, ge=1, le=65535, description="Port that `alinea serve` listens on."
    )
    tokens: Path | None = Field(
        default=None,
        description="File of those who may use the HTTP interface, a line each as `alinea token "
        "NAME` prints it. Needed wherever `ALINEA_HOST` is more than this machine.",
    )
    users: Path | None = Field(
        default=None,
        description="File of those who may use the chat, a line each as `alinea password NAME` "
        "prints it. Needed wherever `ALINEA_HOST` is more than this machine.",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments first, then the environment, then the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**overrides: Any) -> Settings:
    """The settings in force; `overrides` come first.

    Raises:
        SettingsError: an unknown setting (a misspelt variable too), or an impossible value.
    """
    known = list(Settings.model_fields)
    for variable in os.environ:
        name = variable.removeprefix(_PREFIX).lower()
        if variable.startswith(_PREFIX) and name not in known:
            raise SettingsError(_unknown(variable, [_PREFIX + k.upper() for k in known]))
    try:
        return Settings(**overrides)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        if first["type"] == "extra_forbidden":
            raise SettingsError(_unknown(name, known)) from None
        # Never the value of a key: only its name and what is wrong with it.
        raise SettingsError(
            f"The setting {name!r} ({_PREFIX}{name.upper()}) cannot be used: {first['msg']}. "
            "docs/configuration.md lists all settings and their defaults."
        ) from None
    except ValueError as error:
        raise SettingsError(
            f"{_FILE!r} cannot be read: {error}. Correct it or remove it."
        ) from None


def _unknown(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    hint = f"Did you mean {close[0]!r}?" if close else f"Known settings: {', '.join(known)}."
    return f"There is no setting {name!r}. {hint}"


def settings_table() -> str:
    """The settings as a Markdown table, for docs/configuration.md."""
    rows = ["| Variable | Default | Meaning |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        if field.default_factory is not None:
            default = "platform's data folder"
        else:
            default = "none" if field.default is None else f"`{field.default}`"
        rows.append(f"| `{_PREFIX}{name.upper()}` | {default} | {field.description} |")
    return "\n".join(rows)
