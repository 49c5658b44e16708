"""What goes wrong with laptops: held files, imports that are taken back, a second coordinator."""

from collections.abc import Mapping
from typing import Final

from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

SENTENCES: Final[Mapping[str, str]] = {
    "root_words_needed": QT_TRANSLATE_NOOP(
        "errors",
        "Dit startbestand is voor een coördinator. Er is nog niets gemaakt. Typ ook de "
        "24 woorden van de organisatiesleutel over van het noodblad.",
    ),
    "root_words_wrong": QT_TRANSLATE_NOOP(
        "errors",
        "Deze woorden staan op het noodblad van een andere organisatie. Of het zijn de woorden "
        "van de herstelsleutel. Er is nog niets gemaakt. Neem de woorden van de "
        "organisatiesleutel.",
    ),
    "coordinator_not_certified": QT_TRANSLATE_NOOP(
        "errors",
        "Dit bestand zegt dat het van een coördinator komt. Maar dat is niet ondertekend met "
        "de woorden van uw noodblad. Er is niets overgenomen. Bel uw collega op een nummer dat "
        "u kent.",
    ),
    "sender_expired": QT_TRANSLATE_NOOP(
        "errors",
        "Van deze computer is langer dan een jaar niets gelezen. Er is nog niets overgenomen, "
        "het bestand is bewaard. De coördinator kan het alsnog lezen.",
    ),
    "own_laptop": QT_TRANSLATE_NOOP(
        "errors",
        "Dit is de laptop waarop u nu werkt. Er is niets veranderd. Een andere coördinator kan "
        "deze laptop afmelden.",
    ),
    "import_unknown": QT_TRANSLATE_NOOP(
        "errors",
        "Dit bestand is hier niet gelezen. Er is niets veranderd. Open de pagina opnieuw.",
    ),
    "coordinators_only": QT_TRANSLATE_NOOP(
        "errors",
        "Alleen een coördinator kan een bestand terugdraaien. Er is niets veranderd. "
        "Bel uw coördinator.",
    ),
    "decision_not_possible": QT_TRANSLATE_NOOP(
        "errors",
        "Dit kan niet bij dit bestand. Er is niets veranderd en het bestand is bewaard. "
        "Open de pagina opnieuw.",
    ),
}
