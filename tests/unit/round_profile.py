"""A real database with people in it, for tests of the use cases around a visit."""

from pathlib import Path

from tests.open_profile import OpenProfile
from tests.people import People


class RoundProfile(OpenProfile, People):
    """Asks, does, and adds fictional people; the organisation is known."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.set_organisation()
