"""What goes wrong with profiles and their databases."""

from collections.abc import Mapping
from typing import Final

from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

SENTENCES: Final[Mapping[str, str]] = {
    "database.exists": QT_TRANSLATE_NOOP(
        "errors",
        "In deze map staat al een profiel. Er is niets veranderd. Open dat profiel of kies "
        "een andere map.",
    ),
    "database.missing": QT_TRANSLATE_NOOP(
        "errors",
        "Het gegevensbestand van dit profiel is er niet. Er is niets gewijzigd. Zet een "
        "reservekopie terug of vraag uw coördinator om hulp.",
    ),
    "database.empty": QT_TRANSLATE_NOOP(
        "errors",
        "Het gegevensbestand van dit profiel is leeg. Er is niets overschreven. Zet een "
        "reservekopie terug of vraag uw coördinator om hulp.",
    ),
    "database.not_encrypted": QT_TRANSLATE_NOOP(
        "errors",
        "Het gegevensbestand is niet versleuteld en niet door dit programma gemaakt. Het is "
        "niet geopend. Vraag uw coördinator om hulp.",
    ),
    "database.damaged": QT_TRANSLATE_NOOP(
        "errors",
        "Het gegevensbestand is beschadigd. Er is niets overschreven en uw reservekopieën "
        "zijn veilig. Zet een reservekopie terug of vraag uw coördinator om hulp.",
    ),
    "database.other_profile": QT_TRANSLATE_NOOP(
        "errors",
        "Het gegevensbestand in deze map hoort bij een ander profiel. Er is niets geopend. "
        "Zet het juiste bestand terug of vraag uw coördinator om hulp.",
    ),
    "database.older": QT_TRANSLATE_NOOP(
        "errors",
        "Het gegevensbestand is ouder dan wat u het laatst hebt afgesloten. Er is niets "
        "veranderd. Zet het nieuwste bestand terug of vraag uw coördinator om hulp.",
    ),
    "database.newer": QT_TRANSLATE_NOOP(
        "errors",
        "Dit profiel is gemaakt met een nieuwere versie van het programma. Er is niets "
        "veranderd. Werk het programma bij.",
    ),
    "database.no_encryption": QT_TRANSLATE_NOOP(
        "errors",
        "Deze installatie kan niet versleutelen. Er is niets geopend. Installeer het "
        "programma opnieuw.",
    ),
    "database.busy": QT_TRANSLATE_NOOP(
        "errors",
        "Een ander venster gebruikt de gegevens op dit moment. Er is niets veranderd. Sluit "
        "het andere venster en probeer het opnieuw.",
    ),
    "database.disk": QT_TRANSLATE_NOOP(
        "errors",
        "De schijf is vol of werkt niet goed. Wat eerder bewaard was, is veilig. Maak ruimte "
        "op de schijf en probeer het opnieuw.",
    ),
    "database.copy_differs": QT_TRANSLATE_NOOP(
        "errors",
        "De kopie was bij het teruglezen niet gelijk en is weggehaald. Uw gegevens zijn "
        "veilig. Controleer de schijf en probeer het opnieuw.",
    ),
    "database.no_backup": QT_TRANSLATE_NOOP(
        "errors",
        "Er is geen reservekopie die heel is en bij dit profiel hoort. Er is niets veranderd. "
        "Vraag uw coördinator om hulp.",
    ),
    "difference_changed": QT_TRANSLATE_NOOP(
        "errors",
        "Dit verschil is intussen veranderd of al opgelost. Er is niets gewijzigd. Bekijk het "
        "verschil opnieuw en kies dan.",
    ),
    "districts_contradicted": QT_TRANSLATE_NOOP(
        "errors",
        "Over twee wijken kozen coördinatoren iets anders. Er is niets gewijzigd. "
        "Kies eerst bij Verschillen wat klopt. Probeer het daarna opnieuw.",
    ),
    "bundle.already_read": QT_TRANSLATE_NOOP(
        "errors",
        "Dit bestand is al eerder ingelezen. Er is niets veranderd. U hoeft niets te doen.",
    ),
    "fork": QT_TRANSLATE_NOOP(
        "errors",
        "In dit bestand staat iets dat niet past bij wat hier al stond. Er is niets ingelezen, "
        "het bestand is bewaard. Misschien is een laptop gekopieerd: vraag uw coördinator om hulp.",
    ),
    "operation_unreadable": QT_TRANSLATE_NOOP(
        "errors",
        "In dit bestand staat een regel die niet te lezen is. Er is niets ingelezen. Vraag om "
        "een nieuw bestand.",
    ),
    "profile_in_use": QT_TRANSLATE_NOOP(
        "errors",
        "Dit profiel is al open in een ander venster van het programma. Er is niets veranderd. "
        "Ga naar dat venster, of sluit het en probeer het opnieuw.",
    ),
    "profile_not_sound": QT_TRANSLATE_NOOP(
        "errors",
        "Dit profiel is niet in orde. Er is niets veranderd. Zet een reservekopie terug, of bel "
        "wie u met het programma helpt.",
    ),
    "password_file_unreadable": QT_TRANSLATE_NOOP(
        "errors",
        "Het bestand met het wachtwoord is geen gewone tekst. Er is niets veranderd. Bewaar het "
        "opnieuw als tekst (UTF-8) en probeer het opnieuw.",
    ),
    "no_printer": QT_TRANSLATE_NOOP(
        "errors",
        "Deze computer kan niet afdrukken. Er is niets veranderd. "
        "Maak een PDF en druk die ergens anders af.",
    ),
}
