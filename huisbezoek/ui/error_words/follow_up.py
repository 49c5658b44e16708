"""What goes wrong with notes, referrals, permission and the social map."""

from collections.abc import Mapping
from typing import Final

from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

SENTENCES: Final[Mapping[str, str]] = {
    "signal_closed": QT_TRANSLATE_NOOP(
        "errors",
        "Deze notitie is al afgesloten. Er is niets veranderd. "
        "Schrijf een nieuwe notitie als er weer iets speelt.",
    ),
    "signal_words_missing": QT_TRANSLATE_NOOP(
        "errors",
        "Er staan nog geen woorden bij. Er is niets veranderd. Schrijf op wat u weet of doet.",
    ),
    "visitor_call_not_asked": QT_TRANSLATE_NOOP(
        "errors",
        "De bezoeker hoeft hiervoor niet gebeld te worden. "
        "Er is niets veranderd. U hoeft niets te doen.",
    ),
    "referral_closed": QT_TRANSLATE_NOOP(
        "errors",
        "Deze verwijzing is al afgesloten. Er is niets veranderd. "
        "Maak een nieuwe verwijzing als dat nodig is.",
    ),
    "referral_not_permitted": QT_TRANSLATE_NOOP(
        "errors",
        "De inwoner gaf hier geen toestemming voor, of trok die in. "
        "Er is niets doorgegeven. Vraag het eerst aan de inwoner.",
    ),
    "referral_not_handed_over": QT_TRANSLATE_NOOP(
        "errors",
        "Dit is nog aan niemand doorgegeven. Er is niets veranderd. Geef het eerst door.",
    ),
    "referral_offer_missing": QT_TRANSLATE_NOOP(
        "errors",
        "Er is nog niet gekozen waarheen. Er is niets veranderd. "
        "Kies eerst een aanbod of vul in aan wie.",
    ),
    "invitation_offer_missing": QT_TRANSLATE_NOOP(
        "errors",
        "Er is nog niet gekozen waarvoor. Er is niets veranderd. "
        "Kies een aanbod of schrijf een naam op.",
    ),
    "offer_name_missing": QT_TRANSLATE_NOOP(
        "errors",
        "Dit aanbod heeft nog geen naam. Er is niets bewaard. Vul eerst een naam in.",
    ),
    "nothing_to_withdraw": QT_TRANSLATE_NOOP(
        "errors",
        "Er is niets gekozen, of het was al ingetrokken. Er is niets veranderd. "
        "Kies wat de inwoner niet meer wil.",
    ),
    "social_map_damaged": QT_TRANSLATE_NOOP(
        "errors",
        "De sociale kaart van het programma is niet te lezen. Uw eigen gegevens zijn veilig. "
        "Zet het programma opnieuw op deze computer.",
    ),
}
