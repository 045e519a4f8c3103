"""Settings: arguments over the environment over alinea.toml over the defaults."""

from pathlib import Path

import pytest

from qa import Settings
from qa.errors import SettingsError
from qa.settings import load_settings, settings_table

SECRET = "sk-very-secret-0123456789"


def write_file(text: str | bytes) -> None:
    data = text if isinstance(text, bytes) else text.encode()
    Path("alinea.toml").write_bytes(data)


def test_the_defaults_need_no_model_no_key_and_no_server() -> None:
    settings = load_settings()
    assert (settings.llm, settings.embedding) == ("extractive", "bundled")
    assert settings.reranker is None
    assert (settings.llm_base_url, settings.llm_api_key) == (None, None)
    assert (settings.host, settings.port) == ("127.0.0.1", 7860)


def test_the_store_is_in_the_platform_folder_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALINEA_HOME")
    assert load_settings().home.name == "alinea"
    assert load_settings().home.is_absolute()


def test_each_source_comes_before_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    write_file("port = 1001\npassages = 5\n")
    assert (load_settings().port, load_settings().passages) == (1001, 5)
    monkeypatch.setenv("ALINEA_PORT", "1002")
    assert (load_settings().port, load_settings().passages) == (1002, 5)
    assert load_settings(port=1003).port == 1003


@pytest.mark.parametrize(
    ("variable", "suggestion"),
    [
        ("ALINEA_EMBEDING", "'ALINEA_EMBEDDING'"),
        ("ALINEA_LLM_KEY", "'ALINEA_LLM_API_KEY'"),
        ("ALINEA_LLM_BASEURL", "'ALINEA_LLM_BASE_URL'"),
    ],
)
def test_an_unknown_variable_is_refused_with_a_suggestion(
    monkeypatch: pytest.MonkeyPatch, variable: str, suggestion: str
) -> None:
    monkeypatch.setenv(variable, SECRET)
    with pytest.raises(SettingsError, match="Did you mean") as raised:
        load_settings()
    assert repr(variable) in str(raised.value)
    assert suggestion in str(raised.value)
    assert SECRET not in str(raised.value)


def test_a_variable_like_no_other_is_refused_with_the_whole_list(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ALINEA_QQQQQQQQ", "1")
    with pytest.raises(SettingsError, match=r"'ALINEA_QQQQQQQQ'. Known settings: ALINEA_HOME, "):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "abc"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("LLM_TIMEOUT", "-1"),
        ("LLM_TIMEOUT", "0"),
        ("PASSAGES", "1000"),
        ("LLM", " "),
        ("EMBEDDING", "  "),
        ("RERANKER", " "),
        ("HOST", " "),
    ],
)
def test_an_impossible_value_is_refused_by_the_name_of_its_setting(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"ALINEA_{name}", value)
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert f"'{name.lower()}' (ALINEA_{name})" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_an_unknown_argument_is_refused_with_a_suggestion() -> None:
    with pytest.raises(SettingsError, match=r"'hom'. Did you mean 'home'"):
        load_settings(hom="/tmp")


def test_an_unknown_key_in_the_file_is_refused_with_a_suggestion() -> None:
    write_file("lmm = 'ollama:x'\n")
    with pytest.raises(SettingsError, match=r"'lmm'. Did you mean 'llm'"):
        load_settings()


@pytest.mark.parametrize("text", ["port = ", "port 7860", "[a\n", b"\xff\xfe\x00", "a = 1\na = 2"])
def test_a_broken_file_is_named(text: str | bytes) -> None:
    write_file(text)
    with pytest.raises(SettingsError, match=r"'alinea.toml' cannot be read"):
        load_settings()


def test_a_bad_value_in_the_file_is_refused() -> None:
    write_file("passages = 'many'\n")
    with pytest.raises(SettingsError, match=r"'passages'"):
        load_settings()


def test_a_key_is_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALINEA_LLM_API_KEY", SECRET)
    settings = load_settings()
    assert settings.llm_api_key
    assert settings.llm_api_key.get_secret_value() == SECRET
    assert SECRET not in f"{settings} {settings!r} {settings.model_dump_json()}"


def test_a_key_is_not_in_the_error_of_another_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    write_file(f"llm_api_key = ['{SECRET}']\n")
    with pytest.raises(SettingsError, match="llm_api_key") as raised:
        load_settings()
    assert SECRET not in str(raised.value)
    write_file(f"llm_api_key = '{SECRET}'\nport = 'abc'\n")
    with pytest.raises(SettingsError, match="port") as raised:
        load_settings()
    assert SECRET not in str(raised.value)


def test_settings_do_not_change_once_read() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_settings().port = 1


def test_the_table_for_the_readme_has_every_setting_once() -> None:
    rows = settings_table().splitlines()[2:]
    names = [row.split("`")[1] for row in rows]
    assert names == [f"ALINEA_{name.upper()}" for name in Settings.model_fields]
    assert all(row.count("|") == 4 for row in rows)


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALINEA_HOME", "")
    monkeypatch.setenv("ALINEA_LLM", "")
    settings = load_settings()
    assert settings.home.is_absolute()
    assert settings.llm == "extractive"
