"""Which stick or folder an exchange goes to, without a question."""

from pathlib import Path

import pytest

from huisbezoek.ui.models.sticks import (
    Place,
    Volume,
    choose_place,
    no_volumes,
    real_volumes,
    sticks_among,
)

BLUE = Volume(Path("/media/riet/BLAUW"), "BLAUW", "vfat")
RED = Volume(Path("/run/media/riet/ROOD"), "ROOD", "exfat")
CLOUD = Path("/home/riet/Nextcloud")


@pytest.mark.parametrize(
    ("remembered", "is_there", "sticks", "place"),
    [
        (None, False, (), None),
        (None, False, (BLUE,), Place(BLUE.root, "BLAUW", is_stick=True)),
        (None, False, (BLUE, RED), None),
        (CLOUD, True, (), Place(CLOUD, "Nextcloud", is_stick=False)),
        (CLOUD, True, (BLUE,), Place(CLOUD, "Nextcloud", is_stick=False)),
        (CLOUD, False, (), None),
        (CLOUD, False, (BLUE,), Place(BLUE.root, "BLAUW", is_stick=True)),
        (BLUE.root, True, (BLUE, RED), Place(BLUE.root, "BLAUW", is_stick=True)),
        (BLUE.root / "zorg", True, (BLUE,), Place(BLUE.root / "zorg", "BLAUW", is_stick=True)),
        (BLUE.root, False, (), None),
        (BLUE.root, False, (RED,), Place(RED.root, "ROOD", is_stick=True)),
        (Path("/"), True, (), Place(Path("/"), "/", is_stick=False)),
    ],
)
def test_the_choice(remembered, is_there, sticks, place) -> None:
    assert choose_place(remembered, is_there=is_there, sticks=sticks) == place


def test_a_stick_without_a_label_goes_by_its_place() -> None:
    stick = Volume(Path("/media/riet/1234-ABCD"))
    place = choose_place(None, is_there=False, sticks=(stick,))
    assert place is not None
    assert place.name == "1234-ABCD"


def test_what_is_plugged_in_is_a_stick_and_the_rest_is_not() -> None:
    volumes = (
        RED,
        BLUE,
        Volume(Path("/"), "system", "ext4"),
        Volume(Path("/home"), "home", "ext4"),
        Volume(Path("/boot/efi"), "", "vfat"),
        Volume(Path("/media/riet/FILM"), "FILM", "iso9660"),
        Volume(Path("/media/server"), "server", "cifs"),
        Volume(Path("/mnt/work"), "work", "ext4"),
        Volume(Path("/Volumes/GEEL"), "GEEL", "msdos"),
        Volume(Path("/mediatheek"), "mediatheek", "ext4"),
    )
    assert [one.name for one in sticks_among(volumes)] == ["GEEL", "BLAUW", "ROOD"]


def test_windows_says_itself_what_can_be_taken_out() -> None:
    volumes = (
        Volume(Path("C:/"), "Windows", "NTFS"),
        Volume(Path("E:/"), "BLAUW", "FAT32", is_removable=True),
    )
    assert [one.name for one in sticks_among(volumes)] == ["BLAUW"]


def test_the_real_computer_answers() -> None:
    assert all(volume.root.is_absolute() for volume in real_volumes())
    assert no_volumes() == ()
