"""The words for laptops that take part: when one was last heard of, what it did not confirm."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.usecases.laptops import LaptopView
from huisbezoek.model.usecases.overview import SILENT_DAYS
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

_REVOKED: Final = "revoked"


@dataclass(frozen=True, slots=True)
class LaptopWords:
    """A laptop in words; `remark` says calmly what deserves a call."""

    name: str
    details: tuple[str, ...]
    remark: str = ""


def laptop_lines(
    views: Sequence[LaptopView], waiting: Mapping[str, date], today: date
) -> tuple[LaptopWords, ...]:
    """Who was silent longest first, then by name; laptops that were revoked last.

    `waiting` holds, per device, the day of the oldest file that it did not confirm.
    """
    found = sorted(
        views,
        key=lambda one: (
            one.status == _REVOKED,
            -(one.silent_days or 0) if _is_silent(one) else 0,
            one.name.casefold(),
        ),
    )
    return tuple(_line(one, waiting.get(one.device), today) for one in found)


def _line(view: LaptopView, waiting: date | None, today: date) -> LaptopWords:
    name = view.name or _tr(QT_TRANSLATE_NOOP("laptops", "Laptop zonder naam"))
    if view.role == "coordinator":
        name = _tr(QT_TRANSLATE_NOOP("laptops", "{0}, coördinator")).format(name)
    if view.status == _REVOKED:
        return LaptopWords(name, (_tr(QT_TRANSLATE_NOOP("laptops", "Doet niet meer mee.")),))
    details = [_heard(view.last_received_on, today)]
    if waiting is not None:
        words = QT_TRANSLATE_NOOP("laptops", "Het bestand van {0} is nog niet bevestigd.")
        details.append(_tr(words).format(texts.near_date(waiting, today)))
    remark = ""
    if _is_silent(view):
        days = view.silent_days or 0
        remark = _tr(QT_TRANSLATE_NOOP("laptops", "{0} dagen niets gehoord")).format(days)
    return LaptopWords(name, tuple(details), remark)


def _heard(last: date | None, today: date) -> str:
    if last is None:
        return _tr(QT_TRANSLATE_NOOP("laptops", "Er kwam nog niets van deze laptop."))
    words = _tr(QT_TRANSLATE_NOOP("laptops", "Laatste bestand gelezen: {0}."))
    return words.format(texts.days_ago(last, today).lower())


def _is_silent(view: LaptopView) -> bool:
    return view.status != _REVOKED and (view.silent_days or 0) > SILENT_DAYS


def _tr(text: str) -> str:
    return QCoreApplication.translate("laptops", text)
