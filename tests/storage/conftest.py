"""What tests of the storage share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from huisbezoek.model.storage.database import StoredProfile
from tests.profiles import TestFolder


@pytest.fixture
def profile_folder(tmp_path: Path) -> TestFolder:
    """A folder in which no database stands yet."""
    return TestFolder(tmp_path / "profile")


@pytest.fixture
def database(profile_folder: TestFolder) -> Iterator[StoredProfile]:
    """A new, empty database."""
    made = profile_folder.create()
    yield made
    made.close()
