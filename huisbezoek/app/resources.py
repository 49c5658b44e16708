"""Where the files are that come with the program."""

import sys
from pathlib import Path


def resources_folder() -> Path:
    """The folder `resources`: beside the package, or inside a frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen is not None else Path(__file__).resolve().parents[2]
    return root / "resources"
