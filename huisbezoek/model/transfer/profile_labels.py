"""Labels of profiles as small JSON files, one in each profile folder."""

from pathlib import Path

import msgspec

from huisbezoek.model.usecases.ports.profile_labels import ProfileLabel

_FILE = "label.json"
_LONGEST = 64 * 1024
"""In bytes; a longer label is cut off, so damaged."""


class _Content(msgspec.Struct, frozen=True):
    """What the file holds; the folder is where it lies."""

    name: str
    role: str
    organisation: str
    practice: bool = False


class LabelFiles:
    """Implements the port ProfileLabels."""

    def all_in(self, folder: Path) -> tuple[ProfileLabel, ...]:
        """The labels of all profiles; a damaged label becomes one with the folder's name."""
        if not folder.is_dir():
            return ()
        labels = [
            self._read(place)
            for place in sorted(folder.iterdir())
            if place.is_dir() and (place / "keys-1").exists()
        ]
        return tuple(sorted(labels, key=lambda label: (label.name.casefold(), label.folder.name)))

    def write(self, label: ProfileLabel) -> None:
        """Keeps the label; replaced whole."""
        content = msgspec.json.encode(
            _Content(label.name, label.role, label.organisation, label.practice)
        )
        waiting = label.folder / (_FILE + ".part")
        waiting.write_bytes(content)
        waiting.replace(label.folder / _FILE)

    def _read(self, place: Path) -> ProfileLabel:
        try:
            with (place / _FILE).open("rb") as file:
                found = msgspec.json.decode(file.read(_LONGEST), type=_Content)
        except (OSError, ValueError, RecursionError):
            return ProfileLabel(place, place.name, "", "")
        return ProfileLabel(place, found.name, found.role, found.organisation, found.practice)
