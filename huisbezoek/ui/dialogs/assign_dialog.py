"""Giving residents to a visitor: who goes to whom, a couple always together."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.cycle_plan import Turn
from huisbezoek.model.domain.hand_match import HandMatch, hand_match
from huisbezoek.model.domain.plan_rules import MatchReason
from huisbezoek.model.usecases.visitors import AssignLine, VisitorNotReadyError, VisitorView
from huisbezoek.ui import errors, texts
from huisbezoek.ui.models.match_words import refusal_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import ComboField
from huisbezoek.ui.widgets.in_view import bring_in_view
from huisbezoek.ui.widgets.text import IconText, Text

MOST_LINES = 100
"""More rows than anybody reads; the longest waiting come first."""


@dataclass(frozen=True, slots=True)
class AssignInput:
    """Who can go, who can be given, and by the first resident of a line what its rules ask."""

    visitors: Sequence[VisitorView]
    lines: Sequence[AssignLine]
    turns: Mapping[str, Turn]


class AssignDialog(DialogFrame):
    """After `accepted`, `visitor` and `residents` are who was chosen.

    What the plan never proposes is refused here too: no valid VOG or secrecy statement, the own
    street, a training that is missing, and who was ruled out. Too many visits and a wish that is
    not met are only said.
    """

    def __init__(
        self,
        look: LookSource,
        window: QWidget,
        seen: AssignInput,
        *,
        visitor: str = "",
        resident: str = "",
    ) -> None:
        super().__init__(look, window, _tr("Inwoners toewijzen"), icon="user-plus")
        self.setObjectName("assign_dialog")
        self.set_back(_tr("Terug"))
        visitors, lines = seen.visitors, seen.lines
        self._visitors = {view.record.visitor: view for view in visitors}
        self._turns = seen.turns
        self._lines = {line.residents[0]: line for line in lines[:MOST_LINES]}
        self.visitor = ""
        self.residents: tuple[str, ...] = ()
        self._who = ComboField(look, _tr("Wie gaat op &bezoek?"), self._visitor_choices())
        self._who.editor.setObjectName("field_assign_visitor")
        self._who.set_key(visitor or _first(visitors))
        self._warning = IconText(look, "info", "", tone="warn")
        self._warning.hide()
        self._wishes = IconText(look, "info", "", tone="muted")
        self._wishes.setObjectName("assign_wishes")
        self._wishes.hide()
        self._choices = ChoiceGroup(look, _tr("Bij wie?"), (), several=True)
        self._show_lines({line.residents[0] for line in lines if resident in line.residents})
        self.content.addWidget(self._who)
        self.content.addWidget(self._warning)
        self.content.addWidget(self._choices)
        self.content.addWidget(self._wishes)
        if len(lines) > MOST_LINES:
            more = _tr("U ziet de {0} inwoners die het langst wachten.").format(MOST_LINES)
            self.content.addWidget(Text(look, more, tone="muted"))
        self.content.addStretch(1)
        self._who.changed.connect(lambda _key: self._change_visitor())
        self._choices.changed.connect(self._warn)
        self._add_buttons(look)

    def _add_buttons(self, look: LookSource) -> None:
        cancel = Button(look, _tr("&Niet toewijzen"), "quiet")
        cancel.clicked.connect(self.reject)
        save = Button(look, _tr("&Toewijzen"), "primary", "check")
        save.setObjectName("confirm_assign")
        save.clicked.connect(self._save)
        self.add_button(cancel)
        self.add_button(save)

    def _visitor_choices(self) -> list[tuple[str, str]]:
        return [
            (visitor, ", ".join(part for part in _about(view) if part))
            for visitor, view in self._visitors.items()
        ]

    def _show_lines(self, chosen: Collection[str]) -> None:
        """The district of the visitor comes first; within it, as everywhere, who waits longest."""
        view = self._visitors.get(self._who.key())
        near = view.record.card.district.casefold() if view is not None else ""
        lines = sorted(self._lines.values(), key=lambda line: line.district.casefold() != near)
        self._choices.set_choices([Choice(line.residents[0], _words(line)) for line in lines])
        self._choices.set_chosen(chosen)
        for number, row in enumerate(self._choices.rows().values()):
            row.setObjectName(f"assign_{number}")

    def _change_visitor(self) -> None:
        self._who.set_error("")
        self._show_lines(self._choices.chosen())
        self._warn()

    def _chosen_residents(self) -> tuple[str, ...]:
        chosen = set(self._choices.chosen())
        lines = [line for key, line in self._lines.items() if key in chosen]
        return tuple(resident for line in lines for resident in line.residents)

    def _matches(self, view: VisitorView) -> dict[str, HandMatch]:
        """What the rules say of each line that was chosen."""
        return {
            key: hand_match(self._turns[key], view.record.visitor, view.record.card)
            for key in self._choices.chosen()
            if key in self._turns
        }

    def _say_wishes(self, view: VisitorView) -> None:
        said = [
            self._missed_words(reason, key, view)
            for key, match in self._matches(view).items()
            for reason in match.missed
        ]
        self._wishes.set_text(" ".join((*said, _tr("Het mag wel."))) if said else "")
        self._wishes.setVisible(bool(said))

    def _missed_words(self, reason: MatchReason, key: str, view: VisitorView) -> str:
        turn, name = self._turns[key], texts.capital(self._lines[key].names)
        if reason is MatchReason.LANGUAGE_MISSED:
            told = ", ".join(map(texts.capital, sorted(turn.languages)))
            words = _tr("{0} spreekt {1}. Dat staat niet op de kaart van {2}.")
            return words.format(name, told, view.record.card.name)
        if turn.sex_wish == "F":
            return _tr("{0} heeft liever een vrouw op bezoek.").format(name)
        return _tr("{0} heeft liever een man op bezoek.").format(name)

    def _refused(self, view: VisitorView) -> str:
        """Why this visitor may not go to one of those who were chosen; '' when that is allowed."""
        for key, match in self._matches(view).items():
            if match.refused is not None:
                words = _tr("{0}: {1} {2}. Haal het vinkje weg, of kies een andere bezoeker.")
                return words.format(
                    texts.capital(self._lines[key].names),
                    view.record.card.name,
                    refusal_words(match.refused),
                )
        return ""

    def _warn(self) -> None:
        self._choices.set_error("")
        view = self._visitors.get(self._who.key())
        if view is None:
            return
        self._choices.set_error(self._refused(view))
        self._say_wishes(view)
        total = view.record.open_visits + len(self._choices.chosen())
        most = view.record.card.most_open_visits
        words = _tr("{0} heeft dan {1} open bezoeken. Afgesproken is {2}. Het mag wel.")
        self._warning.set_text(words.format(view.record.card.name, total, most))
        self._warning.setVisible(total > most)

    def _save(self) -> None:
        view = self._visitors.get(self._who.key())
        chosen = self._chosen_residents()
        if view is None:
            self._who.set_error(_tr("Kies eerst een bezoeker."))
            return
        if not view.ready:
            self._who.set_error(errors.sentence(VisitorNotReadyError()))
            return
        if not chosen:
            self._choices.set_error(_tr("Kies eerst een inwoner."))
            return
        if refused := self._refused(view):
            self._choices.set_error(refused)
            bring_in_view(self._choices)
            return
        self.visitor, self.residents = view.record.visitor, chosen
        self.accept()


def _first(visitors: Sequence[VisitorView]) -> str:
    """Who is offered first: somebody who may go, if possible with room."""
    best = sorted(visitors, key=lambda view: (not view.ready, not view.room))
    return best[0].record.visitor if best else ""


def _about(view: VisitorView) -> tuple[str, str, str]:
    room = _tr("nog {0}").format(view.room) if view.room else _tr("vol")
    return view.record.card.name, view.record.card.district, room


def _words(line: AssignLine) -> str:
    status = texts.visit_status(line.status) if line.status is not None else ""
    place = ", ".join(part for part in (line.address_line, line.district) if part)
    parts = (f"{texts.capital(line.names)}, {place}", status)
    return ": ".join(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("AssignDialog", text)
