"""Words about a resident list: what a column means, how the file is written, what comes in."""

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.resident_lists import ListField
from huisbezoek.model.usecases.intake import ListPreview, Standing, TakenIn
from huisbezoek.model.usecases.ports.intake import ColumnLack, ListFileKind, ListForm, ListLayout
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

MOST_ROWS_NAMED: Final = 12

FIELDS: Final[Mapping[ListField, str]] = {
    ListField.SURNAME: QT_TRANSLATE_NOOP("lists", "Achternaam"),
    ListField.PREFIX: QT_TRANSLATE_NOOP("lists", "Tussenvoegsel"),
    ListField.INITIALS: QT_TRANSLATE_NOOP("lists", "Voorletters"),
    ListField.GIVEN_NAMES: QT_TRANSLATE_NOOP("lists", "Voornamen (alleen de voorletters)"),
    ListField.SEX: QT_TRANSLATE_NOOP("lists", "Geslacht (voor de aanhef)"),
    ListField.NAME_USAGE: QT_TRANSLATE_NOOP("lists", "Naamgebruik"),
    ListField.PARTNER_PREFIX: QT_TRANSLATE_NOOP("lists", "Tussenvoegsel van de partner"),
    ListField.PARTNER_SURNAME: QT_TRANSLATE_NOOP("lists", "Achternaam van de partner"),
    ListField.BIRTH_DATE: QT_TRANSLATE_NOOP("lists", "Geboortedatum"),
    ListField.STREET: QT_TRANSLATE_NOOP("lists", "Straat"),
    ListField.PUBLIC_SPACE: QT_TRANSLATE_NOOP("lists", "Straat (openbare ruimte)"),
    ListField.LOCATION_DESCRIPTION: QT_TRANSLATE_NOOP("lists", "Omschrijving van de plek"),
    ListField.HOUSE_NUMBER: QT_TRANSLATE_NOOP("lists", "Huisnummer"),
    ListField.HOUSE_LETTER: QT_TRANSLATE_NOOP("lists", "Huisletter"),
    ListField.HOUSE_ADDITION: QT_TRANSLATE_NOOP("lists", "Toevoeging bij het huisnummer"),
    ListField.HOUSE_DESIGNATION: QT_TRANSLATE_NOOP("lists", "Tegenover of bij"),
    ListField.POSTCODE: QT_TRANSLATE_NOOP("lists", "Postcode"),
    ListField.CITY: QT_TRANSLATE_NOOP("lists", "Plaats"),
    ListField.DWELLING: QT_TRANSLATE_NOOP("lists", "Nummer van de woning"),
    ListField.ADDRESS_OBJECT: QT_TRANSLATE_NOOP("lists", "Nummer van het adres"),
    ListField.ADDRESS_FUNCTION: QT_TRANSLATE_NOOP("lists", "Woonadres of briefadres"),
    ListField.TELEPHONE: QT_TRANSLATE_NOOP("lists", "Telefoon"),
    ListField.EMAIL: QT_TRANSLATE_NOOP("lists", "E-mail"),
    ListField.LOSS_DATE: QT_TRANSLATE_NOOP("lists", "Verliesdatum"),
    ListField.CARER_SINCE: QT_TRANSLATE_NOOP("lists", "Mantelzorger sinds"),
    ListField.DEATH_DATE: QT_TRANSLATE_NOOP("lists", "Datum van overlijden"),
    ListField.SUSPENSION: QT_TRANSLATE_NOOP("lists", "Niet meer ingeschreven"),
    ListField.SECRECY: QT_TRANSLATE_NOOP("lists", "Geheim adres"),
    ListField.MUNICIPALITY: QT_TRANSLATE_NOOP("lists", "Gemeente"),
    ListField.FOREIGN_COUNTRY: QT_TRANSLATE_NOOP("lists", "Woont in een ander land"),
}
ENCODINGS: Final = (
    ("utf-8", QT_TRANSLATE_NOOP("lists", "Unicode (UTF-8)")),
    ("cp1252", QT_TRANSLATE_NOOP("lists", "Windows")),
    ("utf-16", QT_TRANSLATE_NOOP("lists", "Unicode (UTF-16)")),
    ("cp850", QT_TRANSLATE_NOOP("lists", "Oude computers (DOS)")),
    ("mac_roman", QT_TRANSLATE_NOOP("lists", "Oude Mac")),
)
SEPARATORS: Final = (
    (";", QT_TRANSLATE_NOOP("lists", "Puntkomma")),
    (",", QT_TRANSLATE_NOOP("lists", "Komma")),
    ("\t", QT_TRANSLATE_NOOP("lists", "Tab")),
    ("|", QT_TRANSLATE_NOOP("lists", "Staande streep")),
)
_LACKS: Final[Mapping[ColumnLack, str]] = {
    ColumnLack.SURNAME: QT_TRANSLATE_NOOP("lists", "Kies welke kolom de achternaam heeft."),
    ColumnLack.ADDRESS: QT_TRANSLATE_NOOP("lists", "Kies welke kolom de straat heeft."),
    ColumnLack.DATE: QT_TRANSLATE_NOOP(
        "lists", "Kies een kolom met geboortedatum, verliesdatum of mantelzorger sinds."
    ),
}


def known_encoding(name: str) -> str:
    """The key in `ENCODINGS` of an encoding as the reader names it."""
    if name.startswith("utf-8"):
        return "utf-8"
    return "utf-16" if name.startswith("utf-16") else name


def layout_words(layout: ListLayout) -> str:
    """What kind of list it is, in one sentence."""
    rows = texts.counted(
        layout.rows_below, _tr("{0} regel onder de kop"), _tr("{0} regels onder de kop")
    )
    if layout.form is ListForm.BRP:
        return _tr("Een lijst uit de basisregistratie, met {0}.").format(rows)
    if layout.file_kind is ListFileKind.CSV:
        return _tr("Een gewone lijst, met {0}.").format(rows)
    return _tr("Een rekenblad, met {0}.").format(rows)


def problems(layout: ListLayout) -> tuple[str, ...]:
    """What must be chosen before the list can be read."""
    doubled = tuple(
        _tr("De kolom {0} staat er twee keer. Kies er één.").format(name)
        for name in layout.duplicates
    )
    return (*(_tr(_LACKS[lack]) for lack in layout.lacks), *doubled)


def dropped_words(columns: Iterable[str]) -> str:
    """Which columns are left out; '' when there are none."""
    names = ", ".join(columns)
    if not names:
        return ""
    words = _tr("Deze kolommen worden nooit bewaard, omdat er persoonsnummers in staan: {0}.")
    return words.format(names)


def row_numbers(rows: Iterable[int]) -> str:
    """'regel 3, 8 en nog 5 andere': row numbers as a spreadsheet shows them."""
    numbers = list(rows)
    named = ", ".join(str(number) for number in numbers[:MOST_ROWS_NAMED])
    more = len(numbers) - MOST_ROWS_NAMED
    if more > 0:
        return _tr("Regel {0} en nog {1} andere").format(named, texts.number(more))
    return _tr("Regel {0}").format(named)


def people(count: int) -> str:
    """'1 mens', '280 mensen'."""
    return texts.counted(count, _tr("{0} mens"), _tr("{0} mensen"))


def come_in(preview: ListPreview) -> tuple[tuple[str, str], ...]:
    """What happens with the accepted people: number and words, adding up to all accepted."""
    standings = preview.standings
    stored = sum(standings.values())
    rest = preview.checked.counts.accepted - stored
    lines = (
        (standings.get(Standing.NEW, 0) - preview.imported, _tr("nieuw en nu in een doelgroep")),
        (preview.imported, _tr("nieuw en binnen een jaar in een doelgroep")),
        (standings.get(Standing.KNOWN, 0), _tr("al bekend, het adres wordt bijgewerkt")),
        (standings.get(Standing.OPTED_OUT, 0), _tr("wil geen contact meer en blijft weg")),
        (standings.get(Standing.REPEATED, 0), _tr("staat twee keer op de lijst")),
        (rest, _tr("in geen doelgroep, wordt niet bewaard")),
    )
    return tuple((texts.number(count), words) for count, words in lines if count)


def result_lines(taken: TakenIn) -> tuple[str, ...]:
    """What was done with a list, a sentence each; nothing that is zero."""
    several = (
        (taken.new, _tr("{0} inwoner is nieuw."), _tr("{0} inwoners zijn nieuw.")),
        (
            taken.imported,
            _tr("{0} van hen komt pas later in een doelgroep."),
            _tr("{0} van hen komen pas later in een doelgroep."),
        ),
        (
            taken.changed,
            _tr("Van {0} bekende inwoner is de kaart bijgewerkt."),
            _tr("Van {0} bekende inwoners is de kaart bijgewerkt."),
        ),
        (
            taken.opted_out,
            _tr("{0} mens wil geen contact meer en is niet overgenomen."),
            _tr("{0} mensen willen geen contact meer en zijn niet overgenomen."),
        ),
    )
    lines = tuple(texts.counted(count, one, more) for count, one, more in several if count)
    return lines or (_tr("Iedereen was al bekend. Er is niets veranderd."),)


def _tr(text: str) -> str:
    return QCoreApplication.translate("lists", text)
