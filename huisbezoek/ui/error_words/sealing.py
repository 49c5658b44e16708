"""What goes wrong with keys, start files, bundles, sticks and folders."""

from collections.abc import Mapping
from typing import Final

from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

SENTENCES: Final[Mapping[str, str]] = {
    "raw_key_refused": QT_TRANSLATE_NOOP(
        "errors",
        "De sleutel van uw gegevens is onvolledig. Er is niets geopend of veranderd. "
        "Sluit het programma en start het opnieuw.",
    ),
    "sealing.wrong_password": QT_TRANSLATE_NOOP(
        "errors",
        "Dit wachtwoord past niet. Uw gegevens zijn veilig. Typ het wachtwoord opnieuw "
        "en let op hoofdletters.",
    ),
    "sealing.wrong_recovery_key": QT_TRANSLATE_NOOP(
        "errors",
        "De sleutel van het noodblad past niet bij deze gegevens. Er is niets "
        "veranderd. Kijk of u het noodblad van uw eigen organisatie hebt.",
    ),
    "sealing.key_slots_missing": QT_TRANSLATE_NOOP(
        "errors",
        "Het sleutelbestand van uw gegevens is niet gevonden. Het programma heeft "
        "niets veranderd. Verplaats niets en bel uw coördinator.",
    ),
    "sealing.key_slots_damaged": QT_TRANSLATE_NOOP(
        "errors",
        "Het sleutelbestand van uw gegevens is beschadigd. Het programma heeft niets "
        "veranderd. Zet de laatste reservekopie terug of bel uw coördinator.",
    ),
    "sealing.kdf_cost_refused": QT_TRANSLATE_NOOP(
        "errors",
        "Dit bestand vraagt een onmogelijk zware berekening en is daarom niet geopend. "
        "Er is niets veranderd. Vraag uw coördinator om een nieuw bestand.",
    ),
    "sealing.profile_exists": QT_TRANSLATE_NOOP(
        "errors",
        "In deze map staan al gegevens. Die zijn niet overschreven. Kies een andere "
        "map of open deze gegevens.",
    ),
    "sealing.newer_key_slots": QT_TRANSLATE_NOOP(
        "errors",
        "Deze gegevens zijn gemaakt met een nieuwere versie van het programma. Er is "
        "niets veranderd. Vraag uw coördinator om de nieuwste versie.",
    ),
    "sealing.words_not_understood": QT_TRANSLATE_NOOP(
        "errors",
        "Deze woorden van het noodblad kloppen niet samen. Er is niets veranderd. "
        "Vergelijk ze een voor een met het papier.",
    ),
    "sealing.wrong_start_code": QT_TRANSLATE_NOOP(
        "errors",
        "Deze startcode hoort niet bij dit startbestand. Er is niets veranderd. "
        "Vergelijk de vier woorden met wat uw coördinator gaf.",
    ),
    "sealing.start_file_damaged": QT_TRANSLATE_NOOP(
        "errors",
        "Dit startbestand is beschadigd. Er is niets veranderd. Vraag uw coördinator "
        "om een nieuw startbestand.",
    ),
    "sealing.newer_start_file": QT_TRANSLATE_NOOP(
        "errors",
        "Dit startbestand is gemaakt met een nieuwere versie van het programma. Er is "
        "niets veranderd. Vraag uw coördinator om de nieuwste versie.",
    ),
    "sealing.password_file_damaged": QT_TRANSLATE_NOOP(
        "errors",
        "Dit bestand is beschadigd, of het is een ander soort bestand. Er is niets veranderd. "
        "Kies het goede bestand, of laat het opnieuw maken.",
    ),
    "sealing.newer_password_file": QT_TRANSLATE_NOOP(
        "errors",
        "Dit bestand is gemaakt met een nieuwere versie van het programma. Er is niets "
        "veranderd. Vraag uw coördinator om de nieuwste versie.",
    ),
    "sealing.wrong_answer_code": QT_TRANSLATE_NOOP(
        "errors",
        "Deze vier woorden horen niet bij dit antwoord. Er is niets veranderd. "
        "Vergelijk ze met wat uw coördinator zei. U mag het zo vaak proberen als u wilt.",
    ),
    "root_words_needed": QT_TRANSLATE_NOOP(
        "errors",
        "Voor een coördinator is ook de sleutel van de organisatie nodig. Er is niets veranderd. "
        "Typ de 24 woorden die op het noodblad staan.",
    ),
    "root_words_wrong": QT_TRANSLATE_NOOP(
        "errors",
        "Deze woorden horen niet bij deze organisatie. Er is niets veranderd. Kijk onder het "
        "kopje 'Sleutel van de organisatie', en of dit het goede noodblad is.",
    ),
    "password_answer_other_profile": QT_TRANSLATE_NOOP(
        "errors",
        "Dit antwoord is voor een ander profiel. Er is niets veranderd. Kies het antwoord dat "
        "uw coördinator voor u maakte. Of ga terug en kies het andere profiel.",
    ),
    "password_answer_used": QT_TRANSLATE_NOOP(
        "errors",
        "Dit antwoord is al gebruikt, of hoort bij een andere vraag. Er is niets veranderd. "
        "Maak een nieuw vraagbestand en geef dat aan uw coördinator.",
    ),
    "password_request_other_organisation": QT_TRANSLATE_NOOP(
        "errors",
        "Deze vraag komt van een laptop van een andere organisatie. Er is niets veranderd. "
        "Uw noodblad past er niet bij.",
    ),
    "password_request_revoked": QT_TRANSLATE_NOOP(
        "errors",
        "Deze vraag komt van een laptop die niet meer meedoet. Er is geen antwoord gemaakt. "
        "Wie deze laptop heeft, mag er niet in. Bel de bezoeker op het nummer dat u kent.",
    ),
    "sealing.signed_document_refused": QT_TRANSLATE_NOOP(
        "errors",
        "De lijst van computers in dit bestand is niet echt of beschadigd. Er is niets "
        "overgenomen. Vraag uw coördinator om een nieuw bestand.",
    ),
    "bundle.damaged": QT_TRANSLATE_NOOP(
        "errors",
        "Dit bestand is onderweg beschadigd of niet helemaal aangekomen. Er is niets "
        "overgenomen. Vraag de afzender om het opnieuw te maken.",
    ),
    "bundle.changed_while_read": QT_TRANSLATE_NOOP(
        "errors",
        "Het bestand veranderde terwijl het werd gelezen. Er is niets overgenomen. "
        "Lees het bestand opnieuw in.",
    ),
    "bundle.spool_lost": QT_TRANSLATE_NOOP(
        "errors",
        "Een deel van het klaargezette bestand is weg of veranderd. Er is niets verstuurd, "
        "uw gegevens zijn veilig. Maak het bestand opnieuw klaar.",
    ),
    "bundle.limit": QT_TRANSLATE_NOOP(
        "errors",
        "Dit bestand is groter dan het programma aankan. Er is niets overgenomen. Neem "
        "contact op met uw coördinator.",
    ),
    "bundle.not_for_this_device": QT_TRANSLATE_NOOP(
        "errors",
        "Dit bestand is niet voor deze computer bestemd, of het is beschadigd. Er is "
        "niets overgenomen. Vraag de afzender om een bestand voor u.",
    ),
    "bundle.other_organisation": QT_TRANSLATE_NOOP(
        "errors",
        "Dit bestand is van een andere organisatie. Er is niets overgenomen. U kunt het "
        "laten staan.",
    ),
    "bundle.signature": QT_TRANSLATE_NOOP(
        "errors",
        "Het is niet zeker dat dit bestand van de afzender komt. Er is niets overgenomen. "
        "Bel de afzender en vraag of die het heeft gemaakt.",
    ),
    "bundle.unknown_sender": QT_TRANSLATE_NOOP(
        "errors",
        "Dit bestand komt van een computer die het programma niet kent. Er is niets "
        "overgenomen, uw gegevens zijn niet veranderd. Bel uw coördinator.",
    ),
    "bundle.revoked_sender": QT_TRANSLATE_NOOP(
        "errors",
        "Dit bestand komt van een computer die niet meer meedoet. Er is niets "
        "overgenomen, het bestand is bewaard. Bel uw coördinator.",
    ),
    "bundle.newer_format": QT_TRANSLATE_NOOP(
        "errors",
        "Dit bestand is gemaakt met een nieuwere versie van het programma. Er is niets "
        "overgenomen. Bewaar het en vraag om de nieuwste versie.",
    ),
    "bundle.wrong_count": QT_TRANSLATE_NOOP(
        "errors",
        "Het bestand is niet gemaakt, want het aantal gegevens klopte niet. Uw "
        "gegevens zijn veilig. Probeer het opnieuw.",
    ),
    "transfer.disk_full": QT_TRANSLATE_NOOP(
        "errors",
        "Er is geen ruimte meer om het bestand te schrijven. Uw gegevens in het "
        "programma zijn veilig. Maak ruimte of neem een andere stick.",
    ),
    "transfer.place_vanished": QT_TRANSLATE_NOOP(
        "errors",
        "De stick of map is er niet meer. Uw gegevens in het programma zijn veilig. "
        "Steek de stick er opnieuw in en probeer het nog eens.",
    ),
    "transfer.file_locked": QT_TRANSLATE_NOOP(
        "errors",
        "Het bestand is in gebruik of mag hier niet worden geschreven. Uw gegevens in "
        "het programma zijn veilig. Sluit andere programma’s of kies een andere "
        "plaats.",
    ),
    "transfer.read_back_failed": QT_TRANSLATE_NOOP(
        "errors",
        "Wat op de stick kwam, was niet wat er werd geschreven. Uw gegevens in het "
        "programma zijn veilig. Neem een andere stick.",
    ),
    "transfer.file_too_large": QT_TRANSLATE_NOOP(
        "errors",
        "Dit bestand is groter dan {megabytes} MB en kan niet van dit programma zijn. "
        "Er is niets gelezen. Kies een ander bestand.",
    ),
}
