"""The menus of the agenda: of an appointment, of several at the same time, and of the whole."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from huisbezoek.model.domain.visit_commands import VisitCommand
from huisbezoek.model.usecases.agenda import AgendaItem
from huisbezoek.ui import step_words, texts
from huisbezoek.ui.dialogs.agenda_sheet import RESIDENT

Deed = Callable[[], object]


def menu_of_appointment(
    parent: QWidget, offers: Iterable[VisitCommand], do: Callable[[str], object]
) -> QMenu:
    """What can be done with an appointment; `do` gets the command, or `RESIDENT`."""
    menu = QMenu(parent)
    for command in offers:
        words = step_words.command(command)
        if words is not None:
            _add(menu, f"menu_{command.value}", words.text, partial(do, command.value))
    menu.addSeparator()
    _add(menu, "menu_resident", _tr("Kaart bekijken"), partial(do, RESIDENT))
    return menu


def menu_of_several(
    parent: QWidget, items: Iterable[AgendaItem], open_item: Callable[[AgendaItem], object]
) -> QMenu:
    """The appointments that take the same time, to choose one to open."""
    menu = QMenu(parent)
    for item in items:
        clock = texts.clock(item.appointment.starts)
        words = f"{clock} {texts.capital(item.card.name)}"
        _add(menu, "", words, partial(open_item, item))
    return menu


def menu_of_agenda(
    parent: QWidget, *, order: Deed, day: Deed, week: Deed, export: Deed, times: tuple[str, Deed]
) -> QMenu:
    """What can be done with the agenda as a whole; `times` only when its words are there."""
    menu = QMenu(parent)
    _add(menu, "menu_order", _tr("Volgorde van de dag"), order)
    _add(menu, "menu_print_day", _tr("Dagblad printen"), day)
    _add(menu, "menu_print_week", _tr("Week printen"), week)
    _add(menu, "menu_export", _tr("Agendabestand voor een ander programma"), export)
    words, deed = times
    if words:
        menu.addSeparator()
        _add(menu, "menu_times", words, deed)
    return menu


def _add(menu: QMenu, name: str, words: str, deed: Deed) -> None:
    action = menu.addAction(words)
    action.setObjectName(name)
    action.triggered.connect(lambda _=False: deed())


def pop(menu: QMenu, place: QPoint) -> None:
    """Shows a menu that goes away when it closes."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgendaPage", text)
