"""What the window says of the table of postcodes: what is there, and what a file would bring."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.addresses import show_postcode
from huisbezoek.model.domain.postcode_rows import CollectedPostcodes
from huisbezoek.model.usecases.ports.postcodes import PostcodesKept
from huisbezoek.model.usecases.postcodes import PostcodesNow, PostcodesPreview
from huisbezoek.ui import texts

_MOST_BEFORE = 3


@dataclass(frozen=True, slots=True)
class PostcodeLine:
    """One thing to say, with its icon; `doubtful` is what a coordinator has to look at."""

    icon: str
    title: str
    detail: str = ""
    doubtful: bool = False


def now_line(now: PostcodesNow) -> PostcodeLine:
    """What is there: since when and of how many postcodes; or what happens without a table."""
    kept = now.kept
    if kept is None:
        return PostcodeLine(
            "map-pin",
            _tr("Er is nog geen tabel."),
            _tr(
                "Het programma schat nu wat dichtbij is. Het kijkt naar de cijfers van de postcode "
                "en naar de straat. De wijk staat alleen op de kaart als u die er zelf op schrijft."
            ),
        )
    title = _tr("Ingelezen op {0}: {1}.").format(
        texts.plain_date(kept.on), _postcodes(kept.postcodes)
    )
    return PostcodeLine("map-pin", title, " ".join(_known(now)))


def missing_words(now: PostcodesNow) -> str:
    """Which residents the table does not know; '' when there are none."""
    missing = now.residents - now.placed
    if now.kept is None or not missing:
        return ""
    return texts.counted(
        missing,
        _tr(
            "Van {0} inwoner staat de postcode niet in de tabel. Lees een nieuwere tabel in, of "
            "schrijf de wijk op de kaart."
        ),
        _tr(
            "Van {0} inwoners staat de postcode niet in de tabel. Lees een nieuwere tabel in, of "
            "schrijf de wijk op hun kaart."
        ),
    )


def before_words(now: PostcodesNow, name_of: Callable[[str], str]) -> str:
    """What happened to the table, with who did it, the last first; '' when nothing did."""
    said = [_happened(one, name_of(one.author)) for one in now.history[:_MOST_BEFORE]]
    return _tr("Wat er gebeurde: {0}.").format("; ".join(said)) if said else ""


def preview_lines(preview: PostcodesPreview) -> tuple[PostcodeLine, ...]:
    """What keeping a table would do, and what is not understood in it."""
    return (*_kept_lines(preview), *_doubts(preview.collected))


def _happened(kept: PostcodesKept, name: str) -> str:
    words = _tr("ingelezen op {0}") if kept.postcodes else _tr("weggehaald op {0}")
    when = words.format(texts.plain_date(kept.on))
    return _tr("{0} door {1}").format(when, name) if name else when


def _known(now: PostcodesNow) -> Iterator[str]:
    districts = len(now.table.districts())
    if districts:
        yield texts.counted(districts, _tr("Met {0} wijk."), _tr("Met {0} wijken."))
    else:
        yield _tr("Zonder wijken.")
    if any(one.point is not None for one in now.table.places.values()):
        yield _tr("Met afstanden, hemelsbreed in meters.")
    else:
        yield _tr("Zonder afstanden: het programma weet dan niet welke wijken naast elkaar liggen.")


def _kept_lines(preview: PostcodesPreview) -> Iterator[PostcodeLine]:
    collected = preview.collected
    places = len(collected.table.places)
    left = texts.counted(
        collected.elsewhere,
        _tr("{0} regel gaat over een andere plaats en blijft weg."),
        _tr("{0} regels gaan over andere plaatsen en blijven weg."),
    )
    why = _tr("Bewaard wordt wat dezelfde vier cijfers heeft als de postcode van een inwoner.")
    title = texts.counted(
        places, _tr("{0} postcode wordt bewaard."), _tr("{0} postcodes worden bewaard.")
    )
    yield PostcodeLine("table-2", title, f"{why} {left}" if collected.elsewhere else "")
    yield _residents_line(preview)
    yield _districts_line(preview)
    if collected.with_point:
        yield PostcodeLine(
            "check",
            _tr("De plek is bekend van {0}.").format(_postcodes(collected.with_point)),
            _tr("Het programma rekent dan met afstanden, hemelsbreed in meters."),
        )
    else:
        yield PostcodeLine(
            "minus",
            _tr("Er staan geen plekken in de tabel."),
            _tr("Afstanden blijven geschat met de postcode en de straat."),
        )
    used = _tr("Gebruikte kolommen: {0}.").format(", ".join(preview.columns))
    yield PostcodeLine("list", used)


def _residents_line(preview: PostcodesPreview) -> PostcodeLine:
    if not preview.residents:
        return PostcodeLine(
            "users",
            _tr("Er zijn nog geen inwoners."),
            _tr("Daarom worden alle postcodes bewaard. Lees liever eerst de lijst in."),
        )
    title = _tr("Van {0} van de {1} inwoners staat de postcode in de tabel.").format(
        texts.number(preview.placed), texts.number(preview.residents)
    )
    detail = texts.counted(
        preview.with_district,
        _tr("{0} inwoner krijgt zo een wijk. Een wijk die al op de kaart staat, blijft staan."),
        _tr("{0} inwoners krijgen zo een wijk. Een wijk die al op een kaart staat, blijft staan."),
    )
    return PostcodeLine("users", title, detail if preview.with_district else "")


def _districts_line(preview: PostcodesPreview) -> PostcodeLine:
    districts = len(preview.collected.table.districts())
    if not districts:
        return PostcodeLine(
            "minus", _tr("Er staan geen wijken in de tabel."), _tr("Wijken blijven zoals ze zijn.")
        )
    title = texts.counted(districts, _tr("Er staat {0} wijk in."), _tr("Er staan {0} wijken in."))
    detail = texts.counted(
        preview.beside,
        _tr("{0} paar wijken ligt naast elkaar."),
        _tr("{0} paren wijken liggen naast elkaar."),
    )
    return PostcodeLine("check", title, detail if preview.beside else "")


def _doubts(collected: CollectedPostcodes) -> Iterator[PostcodeLine]:
    counted = (
        (
            collected.no_postcode,
            _tr("{0} regel heeft geen hele postcode, zoals 1234 AB."),
            _tr("{0} regels hebben geen hele postcode, zoals 1234 AB."),
            _tr("Zulke regels blijven weg."),
        ),
        (
            collected.outside,
            _tr("{0} regel heeft een plek die niet in Nederland ligt."),
            _tr("{0} regels hebben een plek die niet in Nederland ligt."),
            _tr("Die plekken blijven weg."),
        ),
        (
            collected.divided,
            _tr("{0} postcode ligt in meer dan één wijk."),
            _tr("{0} postcodes liggen in meer dan één wijk."),
            _tr("De wijk met de meeste regels telt."),
        ),
        (
            collected.undecided,
            _tr("{0} postcode heeft regels die elkaar tegenspreken over de wijk."),
            _tr("{0} postcodes hebben regels die elkaar tegenspreken over de wijk."),
            _examples(collected, _tr("Zulke postcodes krijgen geen wijk.")),
        ),
        (
            collected.scattered,
            _tr("{0} postcode heeft plekken die te ver uit elkaar liggen."),
            _tr("{0} postcodes hebben plekken die te ver uit elkaar liggen."),
            _examples(collected, _tr("Zulke postcodes krijgen geen plek.")),
        ),
        (
            len(collected.unknown_codes),
            _tr("{0} wijkcode is niet bekend. De code zelf staat dan als naam."),
            _tr("{0} wijkcodes zijn niet bekend. De code zelf staat dan als naam."),
            _tr("Een kolom met namen van wijken leest prettiger."),
        ),
    )
    for count, one, several, detail in counted:
        if count:
            yield PostcodeLine(
                "circle-alert", texts.counted(count, one, several), detail, doubtful=True
            )


def _examples(collected: CollectedPostcodes, words: str) -> str:
    shown = ", ".join(map(show_postcode, collected.examples))
    return f"{words} {_tr('Bijvoorbeeld {0}.').format(shown)}"


def _postcodes(count: int) -> str:
    return texts.counted(count, _tr("{0} postcode"), _tr("{0} postcodes"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("postcodes", text)
