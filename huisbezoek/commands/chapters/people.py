"""Who plays in the story, all fictional, and the passwords that they chose."""

from typing import Final

COORDINATOR: Final = "Anneke de Wit"
COLLEAGUE: Final = "Marijke Bos"
VISITOR: Final = "Riet Jansen"
SUCCESSOR: Final = "Joop Bakker"

COORDINATOR_PASSWORD: Final = "wij drinken samen thee"  # noqa: S105 - of fictional people
COLLEAGUE_PASSWORD: Final = "de klok tikt in de gang"  # noqa: S105 - of fictional people
VISITOR_PASSWORD: Final = "de tram rijdt langzaam"  # noqa: S105 - of fictional people
SUCCESSOR_PASSWORD: Final = "morgen gaan wij vissen"  # noqa: S105 - of fictional people
