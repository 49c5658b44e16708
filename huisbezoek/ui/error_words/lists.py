"""What goes wrong with resident lists, names, numbers and tables."""

from collections.abc import Mapping
from typing import Final

from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

SENTENCES: Final[Mapping[str, str]] = {
    "list_not_found": QT_TRANSLATE_NOOP(
        "errors",
        "Het bestand is er niet meer. Er is niets opgeslagen. "
        "Zit de stick nog in de computer? Kies het bestand daarna opnieuw.",
    ),
    "list_locked": QT_TRANSLATE_NOOP(
        "errors",
        "Het bestand is niet te openen, misschien is het nog open in een ander programma. "
        "Er is niets opgeslagen. Sluit het bestand daar en probeer het opnieuw.",
    ),
    "list_unreachable": QT_TRANSLATE_NOOP(
        "errors",
        "De computer kon het bestand niet lezen. Er is niets opgeslagen. "
        "Zet het bestand op de computer zelf en probeer het opnieuw.",
    ),
    "list_empty": QT_TRANSLATE_NOOP(
        "errors",
        "Het bestand is leeg. Er is niets opgeslagen. Vraag de afzender om het bestand opnieuw.",
    ),
    "list_too_large": QT_TRANSLATE_NOOP(
        "errors",
        "Het bestand is te groot voor een lijst met inwoners: meer dan {rows} regels. "
        "Er is niets opgeslagen. Kies een ander bestand.",
    ),
    "list_too_many_columns": QT_TRANSLATE_NOOP(
        "errors",
        "Het bestand heeft {columns} kolommen. Een lijst mag er {most} hebben. "
        "Er is niets opgeslagen. Verwijder de kolommen die u niet nodig hebt.",
    ),
    "list_unknown_encoding": QT_TRANSLATE_NOOP(
        "errors",
        "De letters in dit bestand zijn niet te lezen. Er is niets opgeslagen. "
        "Sla de lijst in uw rekenprogramma opnieuw op als XLSX of als CSV UTF-8.",
    ),
    "list_broken_quotes": QT_TRANSLATE_NOOP(
        "errors",
        "In regel {row} van het bestand staat een aanhalingsteken verkeerd. "
        "Er is niets opgeslagen. Verbeter die regel, of sla de lijst op als XLSX.",
    ),
    "list_password_protected": QT_TRANSLATE_NOOP(
        "errors",
        "Op dit bestand zit een wachtwoord. Er is niets opgeslagen. "
        "Open het in uw rekenprogramma, haal het wachtwoord eraf en kies het opnieuw.",
    ),
    "list_old_spreadsheet": QT_TRANSLATE_NOOP(
        "errors",
        "Dit is een oud soort Excel-bestand. Er is niets opgeslagen. "
        "Sla de lijst in uw rekenprogramma op als XLSX en kies dat bestand.",
    ),
    "list_broken_spreadsheet": QT_TRANSLATE_NOOP(
        "errors",
        "Dit bestand is beschadigd, of het is geen lijst. Er is niets opgeslagen. "
        "Vraag de afzender om het bestand opnieuw.",
    ),
    "list_sheet_not_found": QT_TRANSLATE_NOOP(
        "errors",
        "Dit werkblad staat niet in het bestand. Er is niets opgeslagen. Kies een ander werkblad.",
    ),
    "list_header_not_found": QT_TRANSLATE_NOOP(
        "errors",
        "In dit bestand staat geen regel met namen van kolommen, zoals Achternaam en Straat. "
        "Er is niets opgeslagen. Zet die namen boven de lijst en kies het bestand opnieuw.",
    ),
    "list_no_surname_column": QT_TRANSLATE_NOOP(
        "errors",
        "De lijst heeft geen kolom met achternamen. Er is niets opgeslagen. "
        "Kies de kolom zelf, of zet Achternaam boven de goede kolom.",
    ),
    "list_no_address_column": QT_TRANSLATE_NOOP(
        "errors",
        "De lijst heeft geen kolom met straten. Er is niets opgeslagen. "
        "Kies de kolom zelf, of zet Straat boven de goede kolom.",
    ),
    "list_no_date_column": QT_TRANSLATE_NOOP(
        "errors",
        "De lijst heeft geen kolom met een datum die het programma nodig heeft. Dat is een "
        "geboortedatum, een verliesdatum of het begin van de mantelzorg. Er is niets "
        "opgeslagen. Kies de kolom zelf.",
    ),
    "list_duplicate_column": QT_TRANSLATE_NOOP(
        "errors",
        "De kolom {column} staat twee keer in de lijst. Er is niets opgeslagen. "
        "Verwijder de kolom die niet klopt.",
    ),
    "list_formula": QT_TRANSLATE_NOOP(
        "errors",
        "In regel {row}, kolom {column}, staat een formule zonder uitkomst. "
        "Er is niets opgeslagen. Sla de lijst opnieuw op met waarden in plaats van formules.",
    ),
    "impossible_date": QT_TRANSLATE_NOOP(
        "errors",
        "Deze datum bestaat niet. Er is niets veranderd. "
        "Schrijf de datum als 3-11-1948, of alleen het jaar.",
    ),
    "not_a_telephone_number": QT_TRANSLATE_NOOP(
        "errors",
        "Dit is geen telefoonnummer. Er is niets veranderd. Schrijf het als 06 12 34 56 78.",
    ),
    "state_pension_table_damaged": QT_TRANSLATE_NOOP(
        "errors",
        "De tabel met AOW-leeftijden is beschadigd. Uw gegevens zijn veilig. "
        "Installeer het programma opnieuw.",
    ),
    "postcodes_no_column": QT_TRANSLATE_NOOP(
        "errors",
        "De tabel heeft geen kolom met postcodes. Er is niets veranderd. "
        "Zet Postcode boven de goede kolom en kies het bestand opnieuw.",
    ),
    "postcodes_nothing_beside": QT_TRANSLATE_NOOP(
        "errors",
        "Naast de postcodes staat geen wijk en geen plek. Er is niets veranderd. Zet Wijk boven de "
        "kolom met wijken. Of zet X en Y boven de twee kolommen met plekken. Lat en Lon mag ook.",
    ),
    "postcodes_none": QT_TRANSLATE_NOOP(
        "errors",
        "In de kolom met postcodes staat geen enkele hele postcode, zoals 1234 AB. Er is niets "
        "veranderd. Alleen de cijfers zijn niet genoeg. Kies een tabel met hele postcodes.",
    ),
    "postcodes_elsewhere": QT_TRANSLATE_NOOP(
        "errors",
        "Geen enkele postcode in deze tabel hoort bij de plaats van uw inwoners. Er is niets "
        "veranderd. Kies een tabel van uw eigen gemeente of van heel Nederland.",
    ),
    "postcodes_outside": QT_TRANSLATE_NOOP(
        "errors",
        "De plekken in deze tabel liggen niet in Nederland, of het zijn geen getallen. Er is niets "
        "veranderd. Kijk of X en Y (of Lat en Lon) boven de goede kolommen staan.",
    ),
    "postcodes_no_places": QT_TRANSLATE_NOOP(
        "errors",
        "Bij de postcodes is niets ingevuld: geen wijk en geen plek. Er is niets veranderd. "
        "Kies een tabel waarin die kolommen gevuld zijn.",
    ),
    "postcodes_contradict": QT_TRANSLATE_NOOP(
        "errors",
        "De regels van deze tabel spreken elkaar tegen: elke postcode heeft meer dan één wijk of "
        "plek. Er is niets veranderd. Kies een tabel met één regel per postcode.",
    ),
    "postcodes_too_many": QT_TRANSLATE_NOOP(
        "errors",
        "In deze tabel staan meer dan {most} postcodes. Er is niets veranderd. Lees eerst de lijst "
        "met inwoners in: dan bewaart het programma alleen wat daarbij hoort.",
    ),
    "postcodes_too_many_districts": QT_TRANSLATE_NOOP(
        "errors",
        "In de kolom met wijken staan meer dan {most} verschillende namen. Dat zijn geen wijken. "
        "Er is niets veranderd. Zet Wijk boven de goede kolom.",
    ),
    "districts_damaged": QT_TRANSLATE_NOOP(
        "errors",
        "De tabel met wijken is beschadigd. Uw gegevens zijn veilig. "
        "Installeer het programma opnieuw.",
    ),
}
