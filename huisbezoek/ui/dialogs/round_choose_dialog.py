"""Choosing who goes: the proposal, who else may go and what that costs, fixing and splitting."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.cycle_plan import Turn
from huisbezoek.model.usecases.proposals import Alternative, ProposalRow
from huisbezoek.model.usecases.round_desk import Desk
from huisbezoek.ui import texts
from huisbezoek.ui.models import round_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.text import Text

MOST_CHOICES = 12
"""More than anybody compares; who suits best comes first."""


@dataclass(frozen=True, slots=True)
class ChooseInput:
    """A row with its turn, who else may go, and who was ruled out (identifier and name).

    `is_apart` when the resident would share the visit but for what was decided.
    """

    row: ProposalRow
    turn: Turn | None
    others: Sequence[Alternative]
    ruled_out: Sequence[tuple[str, str]] = ()
    is_apart: bool = False


def choose_input(
    desk: Desk, key: str, alternatives: Callable[[Desk, str], Sequence[Alternative]]
) -> ChooseInput | None:
    """What the dialog shows of this row; None when it is not on the desk any more."""
    rows = (*desk.round.nobody, *desk.round.rows_without, *desk.round.rows_with)
    row = next((one for one in rows if one.key == key), None)
    if row is None:
        return None
    turn = desk.turn(key)
    names = {one.visitor: one.card.name for one in desk.basis.visitors}
    ruled_out = sorted(turn.ruled_out & names.keys()) if turn is not None else ()
    return ChooseInput(
        row,
        turn,
        alternatives(desk, key),
        tuple((one, names[one]) for one in ruled_out),
        is_apart=desk.basis.facts[row.residents[0]].apart,
    )


@dataclass(frozen=True, slots=True)
class ChooseDeeds:
    """What the dialog asks for; it closes first. The visitor of the first two is the chosen one."""

    accept: Callable[[ProposalRow, str], None]
    fix: Callable[[ProposalRow, str], None]
    free: Callable[[ProposalRow], None]
    rule_out: Callable[[ProposalRow, str], None]
    allow: Callable[[ProposalRow, str], None]
    split: Callable[[ProposalRow], None]
    join: Callable[[ProposalRow], None]


class ChooseVisitorDialog(DialogFrame):
    """One resident or couple: who goes. Nothing is preselected when there is no proposal."""

    def __init__(
        self, look: LookSource, window: QWidget, seen: ChooseInput, deeds: ChooseDeeds
    ) -> None:
        row = seen.row
        month = _tr("Bezoek in {0}.").format(texts.month(row.month))
        sentence = ". ".join(part for part in (round_words.row_address(row), month) if part)
        super().__init__(look, window, round_words.row_name(row), sentence, "user-check")
        self.setObjectName("choose_visitor_dialog")
        self.set_back(_tr("Terug"))
        self._seen = seen
        self._deeds = deeds
        self._group = ChoiceGroup(look, _tr("Wie gaat op bezoek?"), self._choices())
        for number, made in enumerate(self._group.rows().values()):
            made.setObjectName(f"visitor_{number}")
        if row.visitor:
            self._group.set_chosen([row.visitor])
        self._add_quiet(look)
        self.content.addWidget(self._group)
        if not self._group.rows():
            nobody = _tr("Niemand kan hier gaan. Voeg een bezoeker toe, of kies een training.")
            self.content.addWidget(Text(look, nobody))
        if len(seen.others) > MOST_CHOICES:
            more = _tr("U ziet de {0} bezoekers die het beste passen.").format(MOST_CHOICES)
            self.content.addWidget(Text(look, more, tone="muted"))
        self._add_ruled_out(look)
        self.content.addStretch(1)
        self._add_buttons(look)

    def _choices(self) -> list[Choice]:
        seen = self._seen
        found = []
        if seen.row.visitor:
            words = round_words.present_words(seen.row, seen.turn)
            found.append(Choice(seen.row.visitor, words, seen.row.visitor_name))
        found += [
            Choice(one.visitor, round_words.choice_words(one, seen.turn), one.name)
            for one in sorted(seen.others, key=lambda one: not one.room)[:MOST_CHOICES]
        ]
        return found

    def _add_quiet(self, look: LookSource) -> None:
        wanted = (
            (self._seen.row.is_couple, _tr("&Apart bezoeken"), "users", "visit_apart"),
            (self._seen.is_apart, _tr("&Samen bezoeken"), "users", "visit_together"),
            (self._seen.row.is_fixed, _tr("&Losmaken"), "lock-open", "free_match"),
        )
        deeds = (self._deeds.split, self._deeds.join, self._deeds.free)
        row = Row(look, spacing=3)
        for (is_shown, words, icon, name), deed in zip(wanted, deeds, strict=True):
            if is_shown:
                button = Button(look, words, "flush", icon)
                button.setObjectName(name)
                button.clicked.connect(lambda _checked=False, deed=deed: self._end_with(deed))
                row.add(button)
        row.box.addStretch(1)
        row.setVisible(any(is_shown for is_shown, *_rest in wanted))
        self.content.addWidget(row)

    def _add_ruled_out(self, look: LookSource) -> None:
        for visitor, name in self._seen.ruled_out:
            line = Row(look)
            line.add(Text(look, _tr("{0} gaat hier niet naartoe.").format(name)), 1)
            again = Button(look, _tr("Toch weer voorstellen"), "row")
            again.setObjectName("allow_visitor")
            again.setAccessibleName(_tr("Toch weer voorstellen: {0}").format(name))
            again.clicked.connect(lambda _checked=False, visitor=visitor: self._allow(visitor))
            line.add(again)
            self.content.addWidget(line)

    def _allow(self, visitor: str) -> None:
        self._end_with(lambda row: self._deeds.allow(row, visitor))

    def _add_buttons(self, look: LookSource) -> None:
        rule_out = Button(look, _tr("Niet deze &bezoeker"), "flush", "ban")
        rule_out.setObjectName("rule_out_visitor")
        rule_out.clicked.connect(lambda: self._with_chosen(self._deeds.rule_out))
        self.add_left(rule_out)
        back = Button(look, _tr("&Terug"), "quiet")
        back.clicked.connect(self.reject)
        fix = Button(look, _tr("&Vastzetten"), icon="lock")
        fix.setObjectName("fix_match")
        fix.clicked.connect(lambda: self._with_chosen(self._deeds.fix))
        accept = Button(look, _tr("Aan&nemen"), "primary", "check")
        accept.setObjectName("accept_chosen")
        accept.clicked.connect(lambda: self._with_chosen(self._deeds.accept))
        for button in (back, fix, accept):
            self.add_button(button)

    def _with_chosen(self, deed: Callable[[ProposalRow, str], None]) -> None:
        chosen = self._group.chosen()
        if not chosen:
            self._group.set_error(_tr("Kies eerst een bezoeker."))
            return
        self._end_with(lambda row: deed(row, chosen[0]))

    def _end_with(self, deed: Callable[[ProposalRow], None]) -> None:
        self.accept()
        deed(self._seen.row)


def _tr(text: str) -> str:
    return QCoreApplication.translate("round", text)
