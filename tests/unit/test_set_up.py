"""What ./start says or installs on a computer that lacks something; the computer is a fake one."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="start is a script for sh")

GOOD_LIBRARIES = [
    "libGL.so.1",
    "libEGL.so.1",
    "libxkbcommon.so.0",
    "libfontconfig.so.1",
    "libdbus-1.so.3",
    "libglib-2.0.so.0",
    "libgssapi_krb5.so.2",
    "libxcb-cursor.so.0",
    "libxkbcommon-x11.so.0",
    "libxcb-icccm.so.4",
    "libxcb-keysyms.so.1",
    "libxcb-shape.so.0",
]
SCRIPT = 'set -eu\n. "$root/.ci/set-up.sh"\nprepare_computer\n'


class Said(NamedTuple):
    status: int
    output: str
    lines: list[str]


Computer = Callable[..., Said]


@pytest.fixture
def computer(tmp_path: Path, repository: Path) -> Computer:
    """Runs the preparation on a fake computer: who starts it, what it has, what Debian names it."""

    def run(
        *, root: bool, missing: tuple[str, ...] = (), apt: bool = True, t64: bool = False
    ) -> Said:
        libraries = [name for name in GOOD_LIBRARIES if name not in missing]
        listing = "\n".join(f"\t{name} (libc6,x86-64) => /lib/{name}" for name in libraries)
        plain, wide = ("(none)", "2.84") if t64 else ("2.74", "(none)")
        commands = {
            "uname": "echo Linux",
            "id": f"echo {0 if root else 1000}",
            "ldconfig": f"cat <<'END'\n{listing}\nEND",
            "apt-cache": f'case "$2" in *t64) echo "  Candidate: {wide}";; '
            f'libglib*) echo "  Candidate: {plain}";; *) echo "  Candidate: 1";; esac',
        }
        if apt:
            commands["apt-get"] = 'echo "APT $*"'
        for name, body in commands.items():
            (tmp_path / name).write_text(f"#!/bin/sh\n{body}\n")
            (tmp_path / name).chmod(0o755)
        for name in ("sh", "cat", "sed", "grep", "cut"):
            (tmp_path / name).symlink_to(found(name))
        python = tmp_path / "python3"
        python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        python.chmod(0o755)
        ran = subprocess.run(
            [tmp_path / "sh", "-c", SCRIPT],
            env={"PATH": str(tmp_path), "root": str(repository)},
            capture_output=True,
            text=True,
            check=False,
        )
        return Said(ran.returncode, ran.stdout, ran.stderr.splitlines())

    return run


def found(name: str) -> Path:
    places = [Path(folder) / name for folder in os.defpath.split(":") if folder]
    return next(place for place in places if place.exists())


def test_a_complete_computer_is_left_alone(computer: Computer) -> None:
    assert computer(root=False) == Said(0, "", [])


def test_without_rights_one_line_says_what_to_run(computer: Computer) -> None:
    said = computer(root=False, missing=("libxcb-cursor.so.0", "libEGL.so.1"))
    line = "Run this once, then start again: sudo apt-get install libegl1 libxcb-cursor0"
    assert said == Said(1, "", [line])


def test_root_gets_it_installed_and_standard_output_stays_clean(computer: Computer) -> None:
    said = computer(root=True, missing=("libGL.so.1",))
    assert (said.status, said.output) == (0, "")
    assert "APT install -y -qq --no-install-recommends libgl1" in said.lines


@pytest.mark.parametrize(("t64", "name"), [(False, "libglib2.0-0"), (True, "libglib2.0-0t64")])
def test_a_package_is_named_as_this_debian_names_it(
    computer: Computer, t64: bool, name: str
) -> None:
    said = computer(root=False, missing=("libglib-2.0.so.0",), t64=t64)
    assert said.lines == [f"Run this once, then start again: sudo apt-get install {name}"]


def test_without_apt_the_libraries_themselves_are_named(computer: Computer) -> None:
    said = computer(root=True, missing=("libGL.so.1",), apt=False)
    assert (said.status, len(said.lines)) == (1, 1)
    assert said.lines[0].endswith(" libGL.so.1")
