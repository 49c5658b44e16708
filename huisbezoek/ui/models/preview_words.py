"""The words for files that wait to be read: who made them, what they bring, what to know."""

from collections import Counter
from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.usecases.exchange_desk import DeskView
from huisbezoek.model.usecases.import_preview import ImportPreview
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.models import card_field_words, desk_words, exchange_words
from huisbezoek.ui.models.exchange_steps import Waiting

MOST_NAMED: Final = 4
"""So many residents are named before a file is read; the others are counted."""


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A file that was checked: who made it when, what is in it, and what should be known."""

    bundle: str
    title: str
    brings: str
    remarks: tuple[str, ...] = ()


def previews(
    waiting: Sequence[Waiting], view: DeskView, withdrawn: Container[str]
) -> tuple[PreviewLine, ...]:
    """Who made each file when, what it brings, and what to know; `withdrawn` are bundles."""
    seen = {device: set(counters) for device, counters in view.received.items()}
    for one in waiting:
        header = one.received.header
        seen.setdefault(header.sender, set()).add(header.counter)
    return tuple(
        _preview(one, view, seen[one.received.header.sender], withdrawn) for one in waiting
    )


def _preview(
    waiting: Waiting, view: DeskView, seen: Collection[int], withdrawn: Container[str]
) -> PreviewLine:
    header = waiting.received.header
    name = view.exchange.names.get(header.sender, "")
    made = datetime.fromtimestamp(header.created_ms / 1000).astimezone()
    remarks = []
    missing = tuple(one for one in range(1, header.counter) if one not in seen)
    if missing:
        remarks.append(desk_words.gap(name or desk_words.nameless(), missing))
    is_withdrawn = header.bundle in withdrawn
    if is_withdrawn:
        again = QT_TRANSLATE_NOOP(
            "exchange", "U hebt dit teruggedraaid. Leest u het, dan telt het weer mee."
        )
        remarks.append(_tr(again))
    elif header.counter < max(view.received.get(header.sender, ()), default=0):
        late = QT_TRANSLATE_NOOP("exchange", "Dit is een ouder bestand. Er wordt niets teruggezet.")
        remarks.append(_tr(late))
    preview = waiting.preview
    new = preview.sender_name if preview is not None else ""
    return PreviewLine(
        header.bundle,
        _title(name, new).format(name or new, texts.moment(made)),
        _brings(waiting, is_withdrawn=is_withdrawn),
        (*(_changes(preview, name or new) if preview is not None else ()), *remarks),
    )


def _title(name: str, new: str) -> str:
    if name:
        return _tr(QT_TRANSLATE_NOOP("exchange", "Van {0}, gemaakt op {1}"))
    if new:
        return _tr(QT_TRANSLATE_NOOP("exchange", "Van een nieuwe laptop van {0}, gemaakt op {1}"))
    return _tr(QT_TRANSLATE_NOOP("exchange", "Van een nieuwe laptop, gemaakt op {1}"))


def _brings(waiting: Waiting, *, is_withdrawn: bool) -> str:
    """'2 verslagen en 5 keer gebeld.': what is new; without a preview all that is in the file."""
    preview = waiting.preview
    kinds = waiting.received.kinds
    if preview is not None and not is_withdrawn:
        if kinds and not preview.new:
            had = QT_TRANSLATE_NOOP("exchange", "Niets nieuws. U hebt alles al.")
            return _tr(had)
        kinds = {kind: count.new for kind, count in preview.kinds.items() if count.new}
    return texts.capital(exchange_words.kinds(kinds)) + "."


def _changes(preview: ImportPreview, sender: str) -> Iterator[str]:
    """About whom it is, which cards change, what has to be decided, and what was known already."""
    if preview.residents_in_all:
        yield _about(preview)
    if preview.changed_cards:
        cards = QT_TRANSLATE_NOOP("exchange", "Dit verandert op kaarten: {0}.")
        yield _tr(cards).format(exchange_words.listed(_changed(preview)))
    if preview.questions:
        one = QT_TRANSLATE_NOOP("exchange", "{0} vraag: hier staat iets anders dan bij {1}.")
        several = QT_TRANSLATE_NOOP("exchange", "{0} vragen: hier staat iets anders dan bij {1}.")
        asked = _tr(one if preview.questions == 1 else several)
        choose = _tr(QT_TRANSLATE_NOOP("exchange", "Na het lezen kiest u bij Verschillen."))
        who = sender or desk_words.nameless()
        yield f"{asked.format(texts.number(preview.questions), who)} {choose}"
    if preview.erased:
        one = QT_TRANSLATE_NOOP("exchange", "{0} inwoner wordt voorgoed gewist.")
        several = QT_TRANSLATE_NOOP("exchange", "{0} inwoners worden voorgoed gewist.")
        final = _tr(QT_TRANSLATE_NOOP("exchange", "Dat kunt u niet terugdraaien."))
        yield f"{texts.counted(preview.erased, _tr(one), _tr(several))} {final}"
    if preview.new and preview.known:
        one = QT_TRANSLATE_NOOP("exchange", "{0} gegeven uit dit bestand had u al.")
        several = QT_TRANSLATE_NOOP("exchange", "{0} gegevens uit dit bestand had u al.")
        yield texts.counted(preview.known, _tr(one), _tr(several))


def _about(preview: ImportPreview) -> str:
    """About how many residents, and the first of them: 'Over 1 inwoner: mevrouw De Wit'."""
    one = QT_TRANSLATE_NOOP("exchange", "Over {0} inwoner")
    several = QT_TRANSLATE_NOOP("exchange", "Over {0} inwoners")
    people = texts.counted(preview.residents_in_all, _tr(one), _tr(several))
    if preview.new_residents:
        of_them = _tr(QT_TRANSLATE_NOOP("exchange", "{0}, van wie {1} nieuw"))
        people = of_them.format(people, texts.number(preview.new_residents))
    names = [one.name for one in preview.residents if one.name][:MOST_NAMED]
    if not names:
        return f"{people}."
    rest = preview.residents_in_all - len(names)
    if rest:
        names.append(_tr(QT_TRANSLATE_NOOP("exchange", "nog {0}")).format(texts.number(rest)))
    return f"{people}: {exchange_words.listed(names)}."


def _changed(preview: ImportPreview) -> list[str]:
    """'2 keer adres': on how many cards, by the words that people know."""
    times = Counter(
        word for fields in preview.changed_cards for word in card_field_words.field_words(fields)
    )
    order = card_field_words.field_words({one for each in preview.changed_cards for one in each})
    words = _tr(QT_TRANSLATE_NOOP("exchange", "{0} keer {1}"))
    return [words.format(texts.number(times[word]), word) for word in order]


def _tr(text: str) -> str:
    return QCoreApplication.translate("exchange", text)
