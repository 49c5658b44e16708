"""Not visiting a known resident any more, with a reason; and lifting that again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from huisbezoek.model.domain.events import ExclusionReason
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.resident_view import ResidentView
from huisbezoek.ui import texts
from huisbezoek.ui.dialogs.kept_open_dialog import KeptOpenDialog
from huisbezoek.ui.dialogs.steps import Steps
from huisbezoek.ui.models.exclusion_words import exclusion_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.text import IconText
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class ExcludeUses:
    """What is done; the clock is bound."""

    exclude: Callable[[Writing, str, ExclusionReason], None]
    lift: Callable[[Writing, str], None]


class ExcludeDialog(KeptOpenDialog):
    """`wanted` carries the reason; the dialog stays until it is kept."""

    wanted = Signal(object)

    def __init__(self, look: LookSource, window: QWidget, name: str, appointment: str = "") -> None:
        sentence = _tr("Kies waarom wij niet meer naar {0} gaan.").format(name)
        super().__init__(look, window, _title(), sentence, icon="ban")
        self.setObjectName("exclude_dialog")
        self.set_back(_tr("Terug"))
        self._choices = ChoiceGroup(
            look,
            _tr("Waarom niet?"),
            [Choice(one.value, exclusion_words(one.value)) for one in ExclusionReason],
        )
        for key, row in self._choices.rows().items():
            row.setObjectName(f"exclude_{key}")
        self._choices.changed.connect(lambda: self._choices.set_error(""))
        then = _tr("Er gaat meteen geen brief meer uit en er wordt niet gebeld.")
        self.content.addWidget(self._choices)
        self.content.addWidget(IconText(look, "info", then, tone="muted"))
        if appointment:
            words = _tr("Er staat een afspraak op {0}. Bel die zelf af.").format(appointment)
            line = IconText(look, "calendar-days", words, tone="warn")
            line.setObjectName("exclude_appointment")
            self.content.addWidget(line)
        again = _tr("Klopt de reden later niet meer? Dan zet u dit op de kaart weer aan.")
        self.content.addWidget(IconText(look, "undo-2", again, tone="muted"))
        save = Button(look, _tr("Niet &meer bezoeken"), "primary", "ban")
        save.setObjectName("save_excluded")
        save.clicked.connect(self._save)
        self.end(Button(look, _tr("&Niets veranderen"), "quiet"), save)

    def _save(self) -> None:
        chosen = self._choices.chosen()
        self._choices.set_error("" if chosen else _tr("Kies eerst de reden."))
        if chosen:
            self.hide_problem()
            self.wanted.emit(ExclusionReason(chosen[0]))


class ExcludeSteps(Steps[ExcludeUses]):
    """The action in a menu, and a banner that says why nobody goes, with the way back."""

    def __init__(
        self, workbench: Workbench, look: LookSource, uses: ExcludeUses, page: QWidget
    ) -> None:
        super().__init__(workbench, look, uses, page)
        self._view: ResidentView | None = None
        self._action = QAction(_title(), self)
        self._action.setObjectName("more_exclude")
        self._action.triggered.connect(lambda _checked=False: self._begin())
        lift = Button(look, _tr("&Weer bezoeken"), icon="circle-check")
        lift.setObjectName("lift_exclusion")
        lift.clicked.connect(self._lift)
        self.banner = Banner(look, "info", _tr("Wordt niet bezocht"), "", (lift,), icon="ban")
        self.banner.setObjectName("resident_excluded")
        self.banner.hide()

    def add_to(self, menu: QMenu) -> None:
        """Puts the action into the menu of the page."""
        menu.addAction(self._action)

    def show_view(self, view: ResidentView) -> None:
        """Offers what fits: excluding, or lifting that."""
        self._view = view
        is_stopped, is_excluded = bool(view.row.stopped), bool(view.state.excluded)
        self._action.setVisible(not is_stopped and not is_excluded)
        self.banner.set_words(
            _tr("Wordt niet bezocht"), _reason(view.state.excluded, view.excluded_on)
        )
        self.banner.setVisible(is_excluded and not is_stopped)

    def _begin(self) -> None:
        view = self._view
        if view is None:
            return
        visit = view.open_visit
        appointment = visit.appointment if visit is not None else None
        at = texts.moment(appointment.starts) if appointment is not None else ""
        dialog = ExcludeDialog(self._look, self._page.window(), view.row.formal_name, at)
        resident = view.row.resident

        def keep(reason: ExclusionReason) -> None:
            self._keep_in(dialog, lambda writing: self._uses.exclude(writing, resident, reason))

        dialog.wanted.connect(keep)
        dialog.show_once()

    def _lift(self) -> None:
        if self._view is None:
            return
        resident = self._view.row.resident
        self._do(lambda writing: self._uses.lift(writing, resident))


def _title() -> str:
    return _tr("Niet meer bezoeken")


def _reason(reason: str, on: date | None) -> str:
    since = _tr("Sinds {0}.").format(texts.plain_date(on)) if on is not None else ""
    then = _tr("Klopt het weer? Zet het bezoek dan weer aan.")
    return " ".join(part for part in (exclusion_words(reason), since, then) if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExcludeDialog", text)
