"""What can be set, and what is refused at start."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from chat.errors import BadSettings
from chat.settings import Settings, ollama_address, read_settings


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import os

    for name in [name for name in os.environ if name.startswith(("TIPPMIX_", "OLLAMA_"))]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_nothing_needs_to_be_set() -> None:
    settings = read_settings()
    assert settings.model == "auto"
    assert settings.ollama_url == "http://127.0.0.1:11434"
    assert settings.home.is_absolute()


def test_there_are_no_more_than_about_twenty() -> None:
    assert len(Settings.model_fields) <= 20


def test_an_unknown_name_is_refused_with_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPPMIX_DATABASE", "sqlite:///x")
    with pytest.raises(BadSettings, match=r"TIPPMIX_DATABASE\. .*TIPPMIX_DATABASE_URL"):
        read_settings()


def test_an_unknown_name_in_the_env_file_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TIPPMIX_MODELL=analyst\n", encoding="utf-8")
    with pytest.raises(BadSettings, match="TIPPMIX_MODEL"):
        read_settings()


def test_the_env_file_is_read_and_the_environment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("TIPPMIX_MODEL=analyst\nTIPPMIX_LANG=hu\n", encoding="utf-8")
    monkeypatch.setenv("TIPPMIX_LANG", "en")
    settings = read_settings()
    assert (settings.model, settings.lang) == ("analyst", "en")


def test_foreign_names_in_the_env_file_are_nobodys_business(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DATABASE_URL=postgresql://elsewhere\n", encoding="utf-8")
    assert read_settings().database_url is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MODEL", "gpt-4"),
        ("MODEL", "ollama:"),
        ("OLLAMA_URL", "::bad::"),
        ("OLLAMA_URL", "http://[bad"),
        ("EMBEDDINGS", "openai"),
        ("AUTH", "off"),
        ("LANG", "de"),
        ("WORKER", "maybe"),
        ("NOW", "next friday"),
        ("CHROMA_URL", "somewhere"),
        ("SOURCE_URL", "ftp://somewhere"),
    ],
)
def test_a_value_that_is_none_is_named(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"TIPPMIX_{name}", value)
    with pytest.raises(BadSettings, match=f"^TIPPMIX_{name}: "):
        read_settings()


def test_secrets_are_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPPMIX_SECRET", "hush-hush")
    monkeypatch.setenv("TIPPMIX_API_KEYS", "key-of-anna, key-of-bela")
    monkeypatch.setenv("TIPPMIX_DATABASE_URL", "postgresql://me:hush@host/name")
    settings = read_settings()
    assert "hush" not in repr(settings)
    assert "key-of" not in str(settings)
    assert [key.get_secret_value() for key in settings.api_keys] == ["key-of-anna", "key-of-bela"]


def test_a_secret_is_not_told_when_a_value_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPPMIX_API_KEYS", "key-of-anna")
    monkeypatch.setenv("TIPPMIX_AUTH", "key-of-bela")
    with pytest.raises(BadSettings) as refusal:
        read_settings()
    assert "key-of" not in str(refusal.value)


def test_the_clock_stands_still_where_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPPMIX_NOW", "2024-05-10")
    clock = read_settings().clock
    assert clock() == clock() == dt.datetime(2024, 5, 10, tzinfo=dt.UTC)


def test_the_command_line_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPPMIX_NOW", "2024-05-10")
    assert read_settings(now="2024-05-11T12:00+02:00").clock() == dt.datetime(
        2024, 5, 11, 10, tzinfo=dt.UTC
    )


def test_without_a_clock_time_goes_on() -> None:
    before = dt.datetime.now(dt.UTC)
    assert before <= read_settings().clock() <= dt.datetime.now(dt.UTC)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        (None, "http://127.0.0.1:11434"),
        ("0.0.0.0", "http://127.0.0.1:11434"),
        ("box", "http://box:11434"),
        ("box:8000", "http://box:8000"),
        ("https://box", "https://box:443"),
        ("http://box:1/ollama/", "http://box:1/ollama"),
        ("[::1]:5", "http://[::1]:5"),
    ],
)
def test_ollamas_own_variable_is_understood(host: str | None, address: str) -> None:
    assert ollama_address(host) == address
