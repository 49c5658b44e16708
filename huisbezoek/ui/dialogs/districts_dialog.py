"""Which districts lie beside each other: one district at a time, with a tick for every other."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.district_pairs import DecidedPairs, Pair, district_pair
from huisbezoek.model.usecases.districts import DistrictsNow
from huisbezoek.ui.models.district_words import row_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import ComboField
from huisbezoek.ui.widgets.text import Text

_COLUMNS: Final = 2


class DistrictsDialog(DialogFrame):
    """After `accepted`, `decisions` tells what was changed, of all districts together."""

    def __init__(self, look: LookSource, window: QWidget, now: DistrictsNow) -> None:
        super().__init__(
            look,
            window,
            _tr("Wijken naast elkaar"),
            _tr("Een bezoeker uit een wijk ernaast gaat voor op iemand van verder weg."),
            "map-pin",
        )
        self.setObjectName("districts_dialog")
        self.set_back(_tr("Terug"))
        self._now = now
        self._decisions: dict[Pair, bool | None] = {}
        self._taken_back: set[Pair] = set()
        self._district = ComboField(look, _tr("&Wijk"), [(name, name) for name in now.names])
        self._district.editor.setObjectName("field_district_of")
        self._others = ChoiceGroup(look, "", (), several=True, columns=_COLUMNS)
        self._others.setObjectName("districts_beside")
        self._as_table = Button(look, _tr("Hier weer doen wat de &tabel zegt"), "flush", "undo-2")
        self._as_table.setObjectName("beside_as_table")
        self._as_table.clicked.connect(self._take_back)
        self.content.addWidget(Text(look, self._explained(), tone="muted"))
        self.content.addWidget(self._district)
        self.content.addWidget(self._others)
        self.content.addWidget(self._as_table, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addStretch(1)
        self._add_verbs(look)
        self._district.changed.connect(self._show)
        self._show(self._district.key())

    def decisions(self) -> Mapping[Pair, bool | None]:
        """The pairs that were changed; None where the table decides again."""
        return dict(self._decisions)

    def _add_verbs(self, look: LookSource) -> None:
        cancel = Button(look, _tr("&Niet bewaren"), "quiet")
        cancel.setObjectName("leave_districts")
        cancel.clicked.connect(self.reject)
        save = Button(look, _tr("&Bewaren"), "primary", "check")
        save.setObjectName("keep_districts")
        save.clicked.connect(self.accept)
        self.add_button(cancel)
        self.add_button(save)

    def _explained(self) -> str:
        ticks = _tr(
            "Kies een wijk en kruis aan wat ernaast ligt. Bij de andere wijk staat het dan ook."
        )
        if not self._now.by_table:
            return ticks
        return _tr("{0} Wat de tabel zegt, is al aangekruist. Wat u zelf kiest, gaat voor.").format(
            ticks
        )

    def _decided(self) -> DecidedPairs:
        return self._now.decided.changed(self._decisions)

    def _show(self, district: str) -> None:
        """The other districts with their ticks, as they are with what was changed so far."""
        pairs = self._decided().applied(self._now.by_table)
        rows = {
            other: pair
            for other in self._now.names
            if (pair := district_pair(district, other)) is not None
        }
        if rows:
            self._others.set_question(_tr("Naast {0} liggen:").format(district))
        else:
            self._others.set_question(_tr("Er is nog geen andere wijk bekend."))
        choices = [Choice(other, self._words(other, pair, pairs)) for other, pair in rows.items()]
        self._others.set_choices(choices)
        self._others.set_chosen(other for other, pair in rows.items() if pair in pairs)
        for other, row in self._others.rows().items():
            row.setObjectName(f"beside_{self._now.names.index(other)}")
            row.toggled.connect(partial(self._decide, other, rows[other]))
        self._offer_table()

    def _offer_table(self) -> None:
        """The way back to the table is there where something was decided."""
        decided, district = self._decided(), self._district.key()
        is_decided = any(district in pair for pair in decided.beside | decided.apart)
        self._as_table.setVisible(bool(self._now.by_table) and is_decided)

    def _words(self, other: str, pair: Pair, pairs: frozenset[Pair]) -> str:
        return row_words(other, is_in_table=pair in self._now.by_table, is_ticked=pair in pairs)

    def _decide(self, other: str, pair: Pair, is_beside: bool) -> None:  # noqa: FBT001 - the signal's own signature
        is_in_table = pair in self._now.by_table
        if pair in self._taken_back:
            self._decisions[pair] = None if is_beside == is_in_table else is_beside
        elif is_beside == (pair in self._now.beside):
            self._decisions.pop(pair, None)
        else:
            self._decisions[pair] = is_beside
        row = self._others.rows()[other]
        row.setText(row_words(other, is_in_table=is_in_table, is_ticked=is_beside))
        self._offer_table()

    def _take_back(self) -> None:
        """Of this district nothing is decided any more: the table says it."""
        district = self._district.key()
        own = self._now.decided
        for pair in [one for one in self._decisions if district in one]:
            del self._decisions[pair]
        for pair in (one for one in own.beside | own.apart if district in one):
            self._decisions[pair] = None
            self._taken_back.add(pair)
        self._show(district)
        self._district.setFocus()


def _tr(text: str) -> str:
    return QCoreApplication.translate("districts", text)
