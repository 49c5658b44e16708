"""What goes wrong with guides, answers, reports, letters and printing."""

from collections.abc import Mapping
from typing import Final

from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

SENTENCES: Final[Mapping[str, str]] = {
    "guide_cycle": QT_TRANSLATE_NOOP(
        "errors",
        "In deze gespreksleidraad wachten vragen op elkaar, bij {question}. "
        "De leidraad is niet gebruikt. Vraag de maker om een verbeterd bestand.",
    ),
    "guide_reference": QT_TRANSLATE_NOOP(
        "errors",
        "De vraag {question} verwijst naar {reference}, maar die vraag bestaat niet. "
        "De leidraad is niet gebruikt. Vraag de maker om een verbeterd bestand.",
    ),
    "guide_double_link": QT_TRANSLATE_NOOP(
        "errors",
        "In deze gespreksleidraad staat {link} twee keer. "
        "De leidraad is niet gebruikt. Vraag de maker om een verbeterd bestand.",
    ),
    "guide_not_readable": QT_TRANSLATE_NOOP(
        "errors",
        "Dit bestand is geen gespreksleidraad. Er is niets veranderd. Kies een ander bestand.",
    ),
    "guide_outside_subset": QT_TRANSLATE_NOOP(
        "errors",
        "In deze gespreksleidraad staan {count} onderdelen die het programma niet kent: {parts}. "
        "Er is niets overgenomen. Haal die onderdelen weg en probeer het opnieuw.",
    ),
    "guide_too_new": QT_TRANSLATE_NOOP(
        "errors",
        "De gespreksleidraad ‘{name}’ is gemaakt voor een nieuwer programma. "
        "Er is niets veranderd. Zet eerst de nieuwste versie van het programma op deze computer.",
    ),
    "guide_self_reference": QT_TRANSLATE_NOOP(
        "errors",
        "De vraag {question} wacht op haar eigen antwoord. "
        "De leidraad is niet gebruikt. Haal die voorwaarde weg.",
    ),
    "question_in_use": QT_TRANSLATE_NOOP(
        "errors",
        "De vraag {question} is al in gebruik en verandert daarom niet. "
        "Er is niets gepubliceerd. Maak er een nieuwe vraag van.",
    ),
    "guide_too_long": QT_TRANSLATE_NOOP(
        "errors",
        "Deze gespreksleidraad heeft {count} vragen. Meer dan {most} past niet in een gesprek. "
        "Er is niets veranderd. Haal eerst vragen weg.",
    ),
    "guide_without_subject": QT_TRANSLATE_NOOP(
        "errors",
        "Deze gespreksleidraad heeft geen onderwerp. "
        "Er is niets veranderd. Voeg eerst een onderwerp toe.",
    ),
    "guide_condition": QT_TRANSLATE_NOOP(
        "errors",
        "De vraag {question} wacht op een antwoord dat bij {reference} niet te kiezen is. "
        "Er is niets veranderd. Kies een ander antwoord, of haal de voorwaarde weg.",
    ),
    "guide_unknown": QT_TRANSLATE_NOOP(
        "errors",
        "Dit programma kent geen leidraad met de naam {name}. "
        "Er is niets veranderd. Kies een leidraad uit de lijst.",
    ),
    "no_report": QT_TRANSLATE_NOOP(
        "errors",
        "Van dit bezoek is er geen verslag. Er is geen bestand gemaakt.",
    ),
    "answer_does_not_fit": QT_TRANSLATE_NOOP(
        "errors",
        "Dit antwoord past niet bij de vraag {question}. "
        "Uw eerdere antwoorden zijn bewaard. Geef een ander antwoord.",
    ),
    "answer_not_readable": QT_TRANSLATE_NOOP(
        "errors",
        "Een bewaard antwoord is niet te lezen. "
        "De andere gegevens zijn niet veranderd. Bel uw coördinator.",
    ),
    "consent_not_readable": QT_TRANSLATE_NOOP(
        "errors",
        "Een bewaarde toestemming is niet te lezen. "
        "De andere gegevens zijn niet veranderd. Bel uw coördinator.",
    ),
    "report_not_readable": QT_TRANSLATE_NOOP(
        "errors",
        "Dit verslag is niet te lezen. Misschien is het gemaakt met een nieuwer programma. "
        "Er is niets veranderd. Bel uw coördinator.",
    ),
    "text_too_long": QT_TRANSLATE_NOOP(
        "errors",
        "Een tekst is {over} tekens te lang. Alles is bewaard. "
        "Maak de tekst korter en lever het verslag dan opnieuw in.",
    ),
    "letter_template": QT_TRANSLATE_NOOP(
        "errors",
        "Het voorbeeld voor deze brief is niet te lezen: {template}. "
        "Er is geen brief gemaakt. Zet het programma opnieuw op deze computer.",
    ),
    "printing_failed": QT_TRANSLATE_NOOP(
        "errors",
        "Het bestand om te printen is niet gemaakt. "
        "Uw gegevens zijn niet veranderd. Kijk of de schijf vol is, of kies een andere map.",
    ),
}
