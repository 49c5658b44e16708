"""Ronde aanpassen: trying other visitors, visits, cycle and share of yes, beside the chart."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from huisbezoek.model.usecases.plan_basis import WhatIf
from huisbezoek.ui import texts
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.number_slider import NumberSlider
from huisbezoek.ui.widgets.text import Text

_MOST_VISITORS = 100
_VISITS = (1, 12)
_CYCLE = (12, 60)
_YES = (10, 100)
_ROUND = (1, 12)


@dataclass(frozen=True, slots=True)
class PresentTerms:
    """What holds now: visitors, their usual visits per month, cycle, yes, and months of a round."""

    visitors: int
    visits_per_month: int
    cycle_months: int
    yes_percent: int
    round_months: int


@dataclass(frozen=True, slots=True)
class KeptTerms:
    """What may be kept as the organisation's setting."""

    cycle_months: int
    yes_percent: int
    round_months: int


class AdjustCard(Card):
    """Emits `tried` with a `WhatIf` at each move; `terms` are what may be kept.

    Only the cycle, the share of yes and the length of a round can be kept; visitors are added on
    their own page.
    """

    tried = Signal(object)

    def __init__(self, look: LookSource) -> None:
        super().__init__(look, _tr("Wat als"), icon="sliders-horizontal")
        self.setObjectName("adjust_round")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._present = PresentTerms(0, 2, 24, 60, 1)
        self._note = Text(
            look,
            _tr("Schuif, dan ziet u meteen wat er verandert. Er wordt nog niets bewaard."),
            tone="muted",
        )
        self._visitors = self._slider(
            look, "slider_visitors", _tr("&Bezoekers"), (0, _MOST_VISITORS), _visitors
        )
        self._visits = self._slider(
            look, "slider_visits", _tr("Bezoeken per bezoeker, per &maand"), _VISITS, str
        )
        self._cycle = self._slider(
            look, "slider_cycle", _tr("Tijd tussen twee bezoeken"), _CYCLE, _months
        )
        self._yes = self._slider(look, "slider_yes", _tr("Wil een bezoek"), _YES, _percent)
        self._months = self._slider(
            look, "slider_round", _tr("Lengte van de ronde"), _ROUND, _months
        )
        columns = Columns(look, (1, 1))
        left, right = columns.columns
        for slider in (self._visitors, self._cycle, self._months):
            left.addWidget(slider)
        for slider in (self._visits, self._yes):
            right.addWidget(slider)
        right.addStretch(1)
        self.body.addWidget(self._note)
        self.body.addWidget(columns)
        what_stays = _tr("Zo laten bewaart de tijd, het deel dat wil en de lengte van de ronde.")
        self.body.addWidget(Text(look, what_stays, tone="muted"))

    def set_present(self, present: PresentTerms) -> None:
        """Puts the sliders at what holds now."""
        self._present = present
        most = max(_MOST_VISITORS, 2 * present.visitors)
        self._visitors.set_reach(0, most)
        self._visitors.set_value(present.visitors)
        self._visits.set_value(present.visits_per_month)
        self._cycle.set_value(present.cycle_months)
        self._yes.set_value(present.yes_percent)
        self._months.set_value(present.round_months)

    def changes(self) -> WhatIf:
        """What was moved; what stands where it is stays as it is."""
        now = self._present
        return WhatIf(
            visitors=_moved(self._visitors, now.visitors),
            visits_per_month=_moved(self._visits, now.visits_per_month),
            cycle_months=_moved(self._cycle, now.cycle_months),
            yes_percent=_moved(self._yes, now.yes_percent),
        )

    def terms(self) -> KeptTerms:
        """The terms as the sliders stand."""
        return KeptTerms(self._cycle.value(), self._yes.value(), self._months.value())

    def first_field(self) -> QWidget:
        """Where the keys begin."""
        return self._visitors.slider

    def _slider(
        self,
        look: LookSource,
        name: str,
        label: str,
        reach: tuple[int, int],
        words: Callable[[int], str],
    ) -> NumberSlider:
        made = NumberSlider(look, label, reach, words)
        made.slider.setObjectName(name)
        made.moved.connect(lambda _value: self.tried.emit(self.changes()))
        return made


def _moved(slider: NumberSlider, present: int) -> int | None:
    return None if slider.value() == present else slider.value()


def _visitors(count: int) -> str:
    return texts.counted(count, _tr("{0} bezoeker"), _tr("{0} bezoekers"))


def _months(count: int) -> str:
    return texts.counted(count, _tr("{0} maand"), _tr("{0} maanden"))


def _percent(count: int) -> str:
    return _tr("{0} van de 100").format(count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("round", text)
