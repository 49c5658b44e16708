"""Copies the pictures of the README out of a demo: `python -m tests.pictures DEMO_FOLDER`."""

import shutil
import sys
from pathlib import Path

PICTURES = {
    "01-eerste-start": "coordinator-*-waarmee-beginnen.png",
    "02-lijst-inlezen": "coordinator-*-lijst-controle.png",
    "03-aan-de-beurt": "coordinator-*-inwoners-aan-de-beurt.png",
    "04-brieven": "coordinator-*-brieven.png",
    "05-bezoekers": "coordinator-*-bezoekers.png",
    "06-vandaag": "bezoeker-*-vandaag-bezoek.png",
    "07-gesprek": "bezoeker-*-gesprek.png",
    "08-inleveren": "bezoeker-*-inleveren.png",
    "09-uitwisselen": "coordinator-*-paklijst-overdracht.png",
    "10-overzicht": "coordinator-*-overzicht.png",
    "11-ronde": "coordinator-*-ronde.png",
}
"""The names in the README, and the picture of the story that each is."""


def main(folder: Path, target: Path) -> int:
    """Copies all pictures; 1 when the demo left one out."""
    target.mkdir(parents=True, exist_ok=True)
    for name, pattern in PICTURES.items():
        found = sorted(folder.glob(pattern))
        if not found:
            sys.stderr.write(f"no picture {pattern}\n")
            return 1
        shutil.copyfile(found[0], target / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(__file__).resolve().parents[1] / "docs" / "pictures"))
