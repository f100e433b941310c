"""The settings, read from the environment (prefix `TIPPMIX_`) and from `.env`, and nowhere else.

Lower rooms get their values as arguments. Secrets are held so that printing does not show them.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import SplitResult, urlsplit

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from chat.clock import Clock, frozen_clock, read_instant, real_clock
from chat.errors import BadInput, BadSettings
from tools.faults import continuing

PREFIX = "TIPPMIX_"
ENV_FILE = Path(".env")


class Settings(BaseSettings):
    """What can be set; each field is `TIPPMIX_` and its name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    #: the data folder
    home: Path = Field(default_factory=lambda: user_data_path("tippmix", appauthor=False))
    #: default: SQLite in the data folder; `postgresql://…` for many machines
    database_url: SecretStr | None = None
    #: default: embedded in the data folder
    chroma_url: str | None = None
    #: default: events, cache and limits live in the process, which is right for one machine
    redis_url: SecretStr | None = None
    #: who talks: `auto`, `analyst` or `ollama:NAME`
    model: str = "auto"
    #: where Ollama listens; default: OLLAMA_HOST, else this machine
    ollama_url: str = Field(default="", validate_default=True)
    #: who turns texts into vectors: `auto`, `hashing` or `ollama:NAME`
    embeddings: str = "auto"
    #: `local`: no login for this machine; `on`: always, and always when bound elsewhere
    auth: Literal["local", "on"] = "local"
    #: signs logins; made and kept in the data folder when absent
    secret: SecretStr | None = None
    #: keys of programs, separated by commas
    api_keys: Annotated[tuple[SecretStr, ...], NoDecode] = ()
    #: the clock stands still at this day or instant
    now: datetime | None = None
    #: the language of the page and of answers; default: the reader's own
    lang: Literal["hu", "en"] | None = None
    #: whether `serve` also does queued work
    worker: Literal["on", "off"] = "on"
    #: where results are downloaded from, instead of the public source
    source_url: str | None = None

    @field_validator("home")
    @classmethod
    def _expand(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @field_validator("model")
    @classmethod
    def _known_model(cls, value: str) -> str:
        if value not in ("auto", "analyst") and not _names_ollama(value):
            raise ValueError("takes auto, analyst or ollama:NAME")
        return value

    @field_validator("embeddings")
    @classmethod
    def _known_embeddings(cls, value: str) -> str:
        if value not in ("auto", "hashing") and not _names_ollama(value):
            raise ValueError("takes auto, hashing or ollama:NAME")
        return value

    @field_validator("ollama_url")
    @classmethod
    def _full_address(cls, value: str) -> str:
        return ollama_address(value or os.environ.get("OLLAMA_HOST"))

    @field_validator("chroma_url", "source_url")
    @classmethod
    def _web_address(cls, value: str | None) -> str | None:
        if value and (_split(value).scheme not in ("http", "https") or not _split(value).netloc):
            raise ValueError("takes an address like http://host:port")
        return value

    @field_validator("api_keys", mode="before")
    @classmethod
    def _split_keys(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return tuple(key.strip() for key in value.split(",") if key.strip())

    @field_validator("now", mode="before")
    @classmethod
    def _read_now(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return read_instant(value)
        except BadInput as error:
            raise ValueError(str(error)) from error

    @property
    def clock(self) -> Clock:
        """The clock everything below is given."""
        return frozen_clock(self.now) if self.now else real_clock


def read_settings(**overrides: Any) -> Settings:
    """Read the settings; `overrides` come from the command line and win.

    Raises
    ------
    BadSettings
        For a name that does not exist or a value that it does not take; names the setting, never
        the value.
    """
    refuse_unknown({**_env_file_names(), **os.environ})
    try:
        return Settings(**overrides)
    except ValidationError as error:
        raise BadSettings(_explain(error)) from error


def refuse_unknown(environment: Mapping[str, Any]) -> None:
    """Refuse names with our prefix that mean nothing: a typing error would pass unseen."""
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    for name in sorted(environment):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            near = difflib.get_close_matches(name.upper(), known, n=1, cutoff=0)
            raise BadSettings(f"There is no setting {name}. Did you mean {near[0]}?")


def ollama_address(host: str | None) -> str:
    """Return the full address of what `OLLAMA_HOST` may hold ("0.0.0.0", "box:11434", a URL)."""
    text = (host or "127.0.0.1").strip().rstrip("/")
    url = _split(text if "//" in text else f"http://{text}")
    name = "127.0.0.1" if url.hostname in (None, "0.0.0.0", "::") else url.hostname  # noqa: S104
    assert name is not None
    port = url.port or (443 if url.scheme == "https" else 11434)
    shown = f"[{name}]" if ":" in name else name
    return f"{url.scheme}://{shown}:{port}{url.path}"


def _split(url: str) -> SplitResult:
    """Split an address, its port checked too; the library's own words never reach a person."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise ValueError("takes an address like http://host:port") from None
    return parts


def _names_ollama(value: str) -> bool:
    return value.startswith("ollama:") and len(value) > len("ollama:")


def _env_file_names() -> dict[str, Any]:
    from dotenv import dotenv_values

    return dict(dotenv_values(ENV_FILE)) if ENV_FILE.is_file() else {}


def _explain(error: ValidationError) -> str:
    parts = []
    for problem in error.errors(include_input=False, include_url=False):
        name = PREFIX + str(problem["loc"][0]).upper()
        parts.append(f"{name}: {continuing(problem)}")
    return "; ".join(parts) + "."
