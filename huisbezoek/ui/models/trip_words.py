"""What a visitor reads on Uitwisselen: where to go, what waits, what went and what came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.unsent_age import UnsentAge, unsent_age
from huisbezoek.model.usecases.exchange_folder import FolderLook, UnsentWork
from huisbezoek.model.usecases.exchange_news import PersonNews
from huisbezoek.ui import errors, texts
from huisbezoek.ui.models import exchange_words
from huisbezoek.ui.models.card_field_words import field_words
from huisbezoek.ui.models.exchange_steps import ExchangeResult
from huisbezoek.ui.models.folder_watch import Sight

MOST_NAMES: Final = 8
"""Files that are left alone are named up to here; then it is said how many more there are."""


@dataclass(frozen=True, slots=True)
class Told:
    """A bold title with lines under it; empty when there is nothing to say."""

    title: str = ""
    lines: tuple[str, ...] = ()


def place_title(sight: Sight) -> str:
    """'Stick BLAUW zit in de laptop', or what to do when nothing is there."""
    place = sight.place
    if place is None and sight.stick_count > 1:
        return _tr("Er zitten {0} sticks in de laptop").format(texts.number(sight.stick_count))
    if place is None:
        return _tr("Steek de stick in de laptop")
    words = _tr("Stick {0} zit in de laptop") if place.is_stick else _tr("Map {0} is er")
    return words.format(place.name)


def place_sentence(sight: Sight, folder: Path | None) -> str:
    """What to do when nothing is there; '' when something is."""
    if sight.place is not None:
        return ""
    if sight.stick_count > 1:
        return _tr("Haal er een uit, of kies hieronder de goede.")
    words = _tr("De knop Uitwisselen werkt zodra de stick erin zit.")
    if folder is None or not folder.name:
        return words
    return f"{words} {_tr('De vorige keer gebruikte u {0}.').format(folder.name)}"


def ready(offered: int, unsent: UnsentWork) -> str:
    """What waits and what would go: 'Er ligt 1 bestand voor u klaar. Dit gaat mee: 1 verslag.'."""
    waiting = waiting_files(offered) if offered else ""
    going = (
        _tr("Dit gaat mee: {0}.").format(exchange_words.kinds(unsent.kinds))
        if unsent.operations
        else _tr("U hebt niets nieuws om mee te geven.")
    )
    return " ".join(part for part in (waiting, going) if part)


def waiting_files(count: int) -> str:
    """How many files wait: 'Er ligt 1 bestand voor u klaar.'."""
    return texts.counted(
        count,
        _tr("Er ligt {0} bestand voor u klaar."),
        _tr("Er liggen {0} bestanden voor u klaar."),
    )


def unsent_since(
    unsent: UnsentWork, today: date, coordinator: str, number: str
) -> tuple[UnsentAge, Told]:
    """How long the oldest work waits; nothing is told as long as that is no trouble."""
    if unsent.oldest is None:
        return UnsentAge.FRESH, Told()
    oldest = unsent.oldest.astimezone().date()
    age = unsent_age(oldest, today)
    if age is UnsentAge.FRESH:
        return age, Told()
    days = (today - oldest).days
    title = _tr("Uw werk wacht al {0} dagen").format(texts.number(days))
    if age is UnsentAge.WAITING:
        return age, Told(title, (_tr("Het staat veilig op uw laptop. Wissel uit als het kan."),))
    words = _tr("{0} mist wat u sinds {1} deed. Het staat veilig op uw laptop.")
    day = texts.plain_date(oldest)
    more = _tr("Lukt uitwisselen niet? Bel {0}, {1}.").format(coordinator, number)
    if not number:
        more = _tr("Lukt uitwisselen niet? Bel dan even.")
    return age, Told(title, (f"{words.format(coordinator, day)} {more}",))


def done_title(result: ExchangeResult, *, is_stick: bool) -> str:
    """'Dat is gelukt. De stick mag eruit.', or only the second half when not all went well."""
    out = _tr("De stick mag eruit.") if is_stick else _tr("U bent klaar.")
    if result.problem is not None or result.stopped or _refused(result):
        return out if is_stick else ""
    return f"{_tr('Dat is gelukt.')} {out}"


def said(result: ExchangeResult, names: Mapping[str, str], coordinator: str) -> tuple[str, ...]:
    """What went and what came, in plain words; residents by name: only for inside the window."""
    lines = []
    if result.stopped:
        lines.append(_tr("U hebt gestopt. Wat al klaar was, is bewaard."))
    lines += _gone_along(result, names, coordinator)
    lines += _come_in(result, coordinator)
    if result.removed:
        one = _tr("{0} inwoner die u niet meer bezoekt, is van uw laptop gehaald.")
        several = _tr("{0} inwoners die u niet meer bezoekt, zijn van uw laptop gehaald.")
        lines.append(texts.counted(result.removed, one, several))
    if result.half:
        lines.append(
            texts.counted(
                len(result.half),
                _tr("{0} bestand is nog onderweg. Dat komt een volgende keer."),
                _tr("{0} bestanden zijn nog onderweg. Die komen een volgende keer."),
            )
        )
    return tuple(lines)


def problems(result: ExchangeResult, names: Mapping[str, str]) -> tuple[tuple[str, ...], Told]:
    """Quiet remarks, and what went wrong: what happened, what is safe, what to do."""
    named = [replace(one, name=names.get(one.name, one.name)) for one in result.refused]
    loud, quiet = exchange_words.refusals(named)
    if result.problem is not None:
        loud = (errors.sentence(result.problem), *loud)
    return quiet, Told(_tr("Niet alles is gelukt"), loud) if loud else Told()


def new_line(person: PersonNews) -> tuple[str, str]:
    """The name with the address, and that this resident is new."""
    return _with_address(person), _tr("Nieuw voor u")


def changed_line(person: PersonNews) -> tuple[str, str]:
    """The name, and what of the card changed."""
    words = exchange_words.listed(field_words(person.changed))
    return texts.capital(person.name), _tr("Nieuw op de kaart: {0}").format(words)


def gone_line(person: PersonNews) -> tuple[str, str]:
    """The name, and that somebody else visits now."""
    return texts.capital(person.name), _tr("Gaat voortaan naar een andere bezoeker")


def left_alone(look: FolderLook | None) -> tuple[Told, ...]:
    """Files that the program leaves alone, by name and with the reason."""
    if look is None or not (look.half or look.conflicts or look.foreign):
        # Own files that wait for their reader are as it should be: not worth a word.
        return ()
    told = (
        (look.half, _tr("Nog onderweg, of niet heel")),
        (look.conflicts, _tr("Dubbel: de goede is er ook")),
        (look.foreign, _tr("Niet van dit programma")),
        (look.others, _tr("Voor iemand anders, of door uzelf gemaakt")),
    )
    return tuple(Told(title, _first_names(names)) for names, title in told if names)


def _gone_along(result: ExchangeResult, names: Mapping[str, str], coordinator: str) -> list[str]:
    if not result.written:
        return []
    devices = dict.fromkeys(bundle.device for bundle in result.written)
    people = [names.get(device) or coordinator for device in devices]
    receivers = exchange_words.listed(list(dict.fromkeys(people)))
    if not result.went:
        return [_tr("U had niets nieuws om mee te geven aan {0}.").format(receivers)]
    words = _tr("Meegegeven aan {0}: {1}.")
    return [words.format(receivers, exchange_words.kinds(result.went))]


def _come_in(result: ExchangeResult, coordinator: str) -> list[str]:
    lines = []
    if result.applied:
        words = _tr("Binnengekomen van {0}: {1}.")
        people = [applied.sender_name or coordinator for applied in result.applied]
        senders = exchange_words.listed(list(dict.fromkeys(people)))
        lines.append(words.format(senders, _what_came(result)))
    lines += [
        texts.capital(_tr("{0} gaat voortaan naar een andere bezoeker.").format(one.name))
        for one in result.news.gone
    ]
    for applied in result.applied:
        name = applied.sender_name or coordinator
        if applied.late:
            lines.append(_tr("Er was een ouder bestand bij. Er is niets teruggezet."))
        if applied.missing:
            missed = _tr("Er ontbreekt nog een eerder bestand van {0}.")
            asked = _tr("Het volgende bestand van u vraagt er vanzelf om.")
            lines.append(f"{missed.format(name)} {asked}")
    has_come = result.applied or result.refused or result.half
    if result.looked and not has_come and result.problem is None:
        lines.append(_tr("Er lag geen nieuw bestand voor u."))
    return lines


def _what_came(result: ExchangeResult) -> str:
    """'1 nieuwe inwoner, mevrouw Kuipers, en nieuws over meneer Dekker', else by kind."""
    news = result.news
    parts = []
    if news.new:
        count = texts.counted(len(news.new), _tr("{0} nieuwe inwoner"), _tr("{0} nieuwe inwoners"))
        people = exchange_words.listed([one.name for one in news.new])
        parts.append(_tr("{0}, {1}").format(count, people))
    if news.changed:
        people = exchange_words.listed([one.name for one in news.changed])
        parts.append(_tr("nieuws over {0}").format(people))
    if parts:
        return _tr(", en ").join(parts)
    counts: dict[str, int] = {}
    for applied in result.applied:
        for kind, number in applied.kinds.items():
            counts[kind] = counts.get(kind, 0) + number
    words = exchange_words.kinds(counts)
    return words if counts else words[:1].lower() + words[1:]


def _with_address(person: PersonNews) -> str:
    return ", ".join(part for part in (texts.capital(person.name), person.address_line) if part)


def _refused(result: ExchangeResult) -> bool:
    loud, _ = exchange_words.refusals(result.refused)
    return bool(loud)


def _first_names(names: Sequence[str]) -> tuple[str, ...]:
    shown = tuple(names[:MOST_NAMES])
    rest = len(names) - len(shown)
    if not rest:
        return shown
    more = texts.counted(rest, _tr("en nog {0} ander bestand"), _tr("en nog {0} andere bestanden"))
    return (*shown, more)


def _tr(text: str) -> str:
    return QCoreApplication.translate("trip", text)
