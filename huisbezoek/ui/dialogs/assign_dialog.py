"""Giving residents to a visitor: who goes to whom, a couple always together."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.model.usecases.visitors import AssignLine, VisitorNotReadyError, VisitorView
from huisbezoek.ui import errors, texts
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import ComboField
from huisbezoek.ui.widgets.text import IconText, Text

MOST_LINES = 100
"""More rows than anybody reads; the longest waiting come first."""


class AssignDialog(DialogFrame):
    """After `accepted`, `visitor` and `residents` are who was chosen.

    A visitor without a valid VOG or secrecy statement is refused; too many visits is only said.
    """

    def __init__(
        self,
        look: LookSource,
        window: QWidget,
        visitors: Sequence[VisitorView],
        lines: Sequence[AssignLine],
        *,
        visitor: str = "",
        resident: str = "",
    ) -> None:
        super().__init__(look, window, _tr("Inwoners toewijzen"), icon="user-plus")
        self.setObjectName("assign_dialog")
        self.set_back(_tr("Terug"))
        self._visitors = {view.record.visitor: view for view in visitors}
        self._lines = {line.residents[0]: line for line in lines[:MOST_LINES]}
        self.visitor = ""
        self.residents: tuple[str, ...] = ()
        self._who = ComboField(look, _tr("Wie gaat op &bezoek?"), self._visitor_choices())
        self._who.editor.setObjectName("field_assign_visitor")
        self._who.set_key(visitor or _first(visitors))
        self._warning = IconText(look, "info", "", tone="warn")
        self._warning.hide()
        self._choices = ChoiceGroup(look, _tr("Bij wie?"), (), several=True)
        self._show_lines({line.residents[0] for line in lines if resident in line.residents})
        self.content.addWidget(self._who)
        self.content.addWidget(self._warning)
        self.content.addWidget(self._choices)
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

    def _warn(self) -> None:
        self._choices.set_error("")
        view = self._visitors.get(self._who.key())
        if view is None:
            return
        total = view.record.open_visits + len(self._chosen_residents())
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
