"""Preferences come back as they were written, and a bad file costs nothing but the preferences."""

from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek import settings
from huisbezoek.settings import Settings, Theme, WindowPlace

PLACES = st.builds(
    WindowPlace,
    left=st.integers(-5000, 5000),
    top=st.integers(-5000, 5000),
    width=st.integers(1, 5000),
    height=st.integers(1, 5000),
    maximized=st.booleans(),
)
SETTINGS = st.builds(
    Settings,
    language=st.sampled_from(["nl", "en"]),
    letter_percent=st.integers(100, 200),
    theme=st.sampled_from(Theme),
    window=st.none() | PLACES,
    last_profile=st.none() | st.text(),
)


@given(SETTINGS)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, wanted: Settings
) -> None:
    path = tmp_path_factory.mktemp("preferences") / "deeper" / "settings.json"
    settings.write(path, wanted)
    assert settings.read(path) == (wanted, None)
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert settings.read(tmp_path / "settings.json") == (Settings(), None)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe{\x00}\x00",
        b'{"letter_percent": 99}',
        b'{"letter_percent": 201}',
        b'{"letter_percent": "150"}',
        b'{"theme": "pink"}',
        b'{"language": "fr"}',
        b'{"window": {"left": 0, "top": 0, "width": 0, "height": 1}}',
    ],
)
def test_an_unreadable_file_is_kept_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    reading = settings.read(path)
    assert reading.settings == Settings()
    assert reading.kept_aside == tmp_path / "settings.json.unreadable"
    assert reading.kept_aside.read_bytes() == content
    assert not path.exists()


def test_a_name_of_a_later_version_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b'{"theme": "dark", "voice": "soft"}')
    assert settings.read(path) == (Settings(theme=Theme.DARK), None)


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.mkdir()
    with pytest.raises(OSError, match=r"settings\.json"):
        settings.write(path, Settings())
    assert [file.name for file in tmp_path.iterdir()] == ["settings.json"]


def test_letters_outside_the_range_are_refused() -> None:
    for percent in (99, 201):
        with pytest.raises(ValueError, match="100 to 200"):
            replace(Settings(), letter_percent=percent)


def test_a_preference_changes_by_a_new_value_only() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().theme = Theme.DARK  # type: ignore[misc] # what the test is about


def test_the_default_place_is_the_persons_own(own_home: Path) -> None:
    assert settings.default_path().name == "settings.json"
    assert own_home in settings.default_path().parents
