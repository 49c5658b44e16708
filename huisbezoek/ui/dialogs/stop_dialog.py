"""A visitor stops: who is phoned first, what happens to the laptop, and who takes over whom."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.model.usecases.successors import Stopping, Successor
from huisbezoek.ui import texts
from huisbezoek.ui.models.match_words import in_order, nobody_words, reason_words
from huisbezoek.ui.models.resident_facts import ShowTelephone
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.text import FactRow, IconText, Text

_KEEPS = "keeps"
_BLOCKED = "blocked"


class StopDialog(DialogFrame):
    """After `accepted`: `chosen` are the residents with their new visitor, `blocks` the laptop.

    Every proposal is chosen already; who is not chosen has no visitor afterwards.
    """

    def __init__(
        self, look: LookSource, window: QWidget, seen: Stopping, show: ShowTelephone
    ) -> None:
        title = _tr("{0} stopt als bezoeker").format(seen.name)
        super().__init__(look, window, title, _tr("Waarom vragen wij niet."), icon="log-out")
        self.setObjectName("stop_dialog")
        self.set_back(_tr("Terug"))
        self._look = look
        self._seen = seen
        self._show = show
        self._laptop: ChoiceGroup | None = None
        self._group: ChoiceGroup | None = None
        self._build_appointments()
        if seen.unrecorded:
            self._build_unrecorded()
        if seen.has_laptop:
            self._build_laptop()
        self._build_successors()
        self.content.addStretch(1)
        back = Button(look, _tr("&Niet stoppen"), "quiet")
        back.clicked.connect(self.reject)
        stop = Button(look, _tr("&Stopzetten"), "primary", "check")
        stop.setObjectName("confirm_stop")
        stop.clicked.connect(self.accept)
        self.add_button(back)
        self.add_button(stop)

    @property
    def chosen(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        """The residents who go together, each time with who takes them over."""
        ticked = set(self._group.chosen()) if self._group is not None else set()
        return tuple(
            (one.residents, one.visitor)
            for one in self._seen.successors
            if one.visitor and one.residents[0] in ticked
        )

    @property
    def blocks(self) -> bool:
        """Whether the laptop takes part no longer from now on."""
        return self._laptop is not None and _BLOCKED in self._laptop.chosen()

    def _build_appointments(self) -> None:
        look = self._look
        if not self._seen.appointments:
            words = _tr("Er staan geen afspraken met inwoners.")
            self.content.addWidget(IconText(look, "calendar-check", words, tone="muted"))
            return
        card = Card(look, _tr("Bel eerst over deze afspraken"), icon="phone")
        card.setObjectName("appointments_to_phone")
        for one in self._seen.appointments:
            number = self._show(one.telephone) if one.telephone else _tr("geen telefoonnummer")
            when = _tr("{0}, {1}").format(texts.capital(texts.moment(one.at)), number)
            card.body.addWidget(FactRow(look, "calendar-days", texts.capital(one.name), when))
        words = _tr("De afspraak blijft staan, tot iemand die verzet of afzegt.")
        card.body.addWidget(Text(look, words, tone="muted"))
        self.content.addWidget(card)

    def _build_unrecorded(self) -> None:
        look = self._look
        card = Card(look, _tr("Vraag na hoe deze bezoeken gingen"), icon="notebook-pen")
        card.setObjectName("visits_to_ask_about")
        for one in self._seen.unrecorded:
            words = _tr("Bezoek was op {0}.") if one.was_held else _tr("Afspraak was op {0}.")
            when = words.format(texts.plain_date(one.at.date()))
            card.body.addWidget(FactRow(look, "calendar-days", texts.capital(one.name), when))
        words = _tr("Er kwam nog geen verslag. Misschien staat het nog op de laptop.")
        card.body.addWidget(Text(look, words, tone="muted"))
        self.content.addWidget(card)

    def _build_laptop(self) -> None:
        keeps = _tr(
            "Er komt nog één uitwisseling. Wat op de laptop staat, komt dan binnen, en de "
            "inwoners gaan eraf. Daarna sluit u de laptop af."
        )
        blocked = _tr(
            "De laptop doet meteen niet meer mee. Wat erop staat en niet is uitgewisseld, komt "
            "niet meer binnen."
        )
        self._laptop = ChoiceGroup(
            self._look,
            _tr("Wat gebeurt er met de laptop?"),
            [Choice(_KEEPS, keeps), Choice(_BLOCKED, blocked)],
        )
        for key, row in self._laptop.rows().items():
            row.setObjectName(f"laptop_{key}")
        self._laptop.set_chosen([_KEEPS])
        self.content.addWidget(self._laptop)

    def _build_successors(self) -> None:
        look = self._look
        placed = [one for one in self._seen.successors if one.visitor]
        without = [one for one in self._seen.successors if not one.visitor]
        if placed:
            self._group = ChoiceGroup(
                look,
                _tr("Wie neemt het over?"),
                [Choice(one.residents[0], _words(one)) for one in placed],
                several=True,
            )
            self._group.set_chosen(one.residents[0] for one in placed)
            for number, row in enumerate(self._group.rows().values()):
                row.setObjectName(f"successor_{number}")
            self.content.addWidget(self._group)
            words = _tr("De nieuwe bezoeker ziet de kaart, en niet wat eerder is opgeschreven.")
            self.content.addWidget(Text(look, words, tone="muted"))
        if without:
            card = Card(look, _tr("Nog zonder nieuwe bezoeker"), sunk=True)
            card.setObjectName("without_successor")
            for one in without:
                card.body.addWidget(IconText(look, "user", _words(one)))
            card.body.addWidget(
                Text(look, _tr("Zij staan daarna bij Inwoners toewijzen."), tone="muted")
            )
            self.content.addWidget(card)


def _words(one: Successor) -> str:
    place = ", ".join(part for part in (texts.capital(one.name), one.address_line) if part)
    if not one.visitor:
        if one.why_nobody is None:
            return place
        return _tr("{0}: {1}").format(place, nobody_words(one.why_nobody)[0])
    reasons = [reason_words(why, one.language, one.sex_wish) for why in in_order(one.reasons)]
    return _tr("{0}: naar {1}").format(place, ", ".join((one.visitor_name, *reasons)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("StopDialog", text)
