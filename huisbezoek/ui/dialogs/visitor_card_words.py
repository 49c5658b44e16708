"""The words on the card of a visitor: how much room, the certificate, training and exchange."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.usecases.visitors import CertificateState, VisitorNeed, VisitorView
from huisbezoek.ui import texts
from huisbezoek.ui.widgets.chip import ChipValue
from huisbezoek.ui.widgets.visitor_card import VisitorCardValue, VisitorFact

_INITIALS = 2


def totals(views: Sequence[VisitorView]) -> tuple[str, str]:
    """How many visitors and how much room, in a whole line and in a short one."""
    if not views:
        return "", ""
    count = texts.counted(len(views), _tr("{0} bezoeker."), _tr("{0} bezoekers."))
    room = sum(view.room for view in views if view.ready)
    words = texts.counted(
        room, _tr("Samen nog plaats voor {0} bezoek."), _tr("Samen nog plaats voor {0} bezoeken.")
    )
    return f"{count} {words}", count


def card_value(view: VisitorView, today: date) -> VisitorCardValue:
    """What the card of a visitor, or of a second coordinator, says."""
    card, record = view.record.card, view.record
    if card.role == "coordinator":
        return _colleague_value(view, today)
    return VisitorCardValue(
        visitor=record.visitor,
        name=card.name,
        initials=_initials(card.name),
        district=card.district,
        taken=record.open_visits,
        total=max(card.most_open_visits, record.open_visits),
        room=_tr("nog {0}").format(view.room) if view.room else _tr("vol"),
        is_full=not view.room,
        facts=(_certificate(view), _training(view), _exchange(view, today)),
        remark=_remark(view),
    )


def _colleague_value(view: VisitorView, today: date) -> VisitorCardValue:
    """A second coordinator: no visits and no certificate, only the laptop."""
    card, record = view.record.card, view.record
    return VisitorCardValue(
        visitor=record.visitor,
        name=card.name,
        initials=_initials(card.name),
        district=_tr("Coördinator"),
        taken=0,
        total=0,
        room="",
        is_full=False,
        facts=(_exchange(view, today),),
        remark="",
    )


def _certificate(view: VisitorView) -> VisitorFact:
    head, until = _tr("VOG"), view.certificate_until
    if until is None:
        return VisitorFact(head, "", ChipValue(_tr("nog geen"), "wait"))
    if view.certificate is CertificateState.VALID:
        return VisitorFact(head, _tr("Tot {0}").format(texts.month(until)))
    words = _tr("tot {0}") if view.certificate is CertificateState.ENDS_SOON else _tr("was tot {0}")
    return VisitorFact(head, "", ChipValue(words.format(texts.short_date(until)), "wait"))


def _training(view: VisitorView) -> VisitorFact:
    on = view.trained_on
    return VisitorFact(_tr("Training"), texts.capital(texts.month(on)) if on else _tr("Nog niet"))


def _exchange(view: VisitorView, today: date) -> VisitorFact:
    head, record = _tr("Uitgewisseld"), view.record
    if record.last_exchange_on is not None:
        ago = texts.days_ago(record.last_exchange_on, today)
        if VisitorNeed.SILENT in view.needs:
            return VisitorFact(head, "", ChipValue(ago, "wait"))
        return VisitorFact(head, ago)
    if record.start_file_on is None:
        chip = ChipValue(_tr("nog geen startbestand"), "wait")
        is_needed = record.assigned or record.card.role == "coordinator"
        return VisitorFact(head, _tr("Nog niet"), chip if is_needed else None)
    if VisitorNeed.START_FILE in view.needs:
        return VisitorFact(head, "", ChipValue(_tr("startbestand verlopen"), "wait"))
    words = _tr("Startbestand van {0}").format(texts.near_date(record.start_file_on, today))
    return VisitorFact(head, words)


def _remark(view: VisitorView) -> str:
    if VisitorNeed.CERTIFICATE in view.needs and VisitorNeed.SECRECY in view.needs:
        return _tr("Krijgt nog geen inwoners: er is geen geldige VOG en geen geheimhouding.")
    if VisitorNeed.CERTIFICATE in view.needs:
        return _tr("Krijgt nog geen inwoners: er is geen geldige VOG.")
    if VisitorNeed.SECRECY in view.needs:
        return _tr("Krijgt nog geen inwoners: de geheimhouding is nog niet getekend.")
    return ""


def _initials(name: str) -> str:
    words = name.split()
    first_and_last = (words[0], words[-1]) if len(words) >= _INITIALS else words
    return "".join(word[0].upper() for word in first_and_last)


def _tr(text: str) -> str:
    return QCoreApplication.translate("visitors", text)
