"""Not this visitor: who should not go to a resident, without a reason, and allowing it again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.ruling_out import VisitorChoice
from huisbezoek.ui.dialogs.steps import Steps
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.text import IconText, Text


@dataclass(frozen=True, slots=True)
class RuleOutUses:
    """What is asked and done; the clock is bound. `set_ruled_out` gets all who should not go."""

    choices: Callable[[Reading, str], tuple[VisitorChoice, ...]]
    set_ruled_out: Callable[[Writing, str, Sequence[str]], int]


class RuleOutDialog(DialogFrame):
    """After `accepted`, `chosen` are the visitors who do not go to this resident."""

    def __init__(
        self, look: LookSource, window: QWidget, name: str, choices: Sequence[VisitorChoice]
    ) -> None:
        sentence = _tr("Kies wie niet op bezoek gaat bij {0}.").format(name)
        super().__init__(look, window, _tr("Niet deze bezoeker"), sentence, icon="ban")
        self.setObjectName("rule_out_dialog")
        self.set_back(_tr("Terug"))
        self._group = ChoiceGroup(
            look,
            _tr("Wie gaat hier niet naartoe?"),
            [Choice(one.visitor, _words(one)) for one in choices],
            several=True,
        )
        for number, row in enumerate(self._group.rows().values()):
            row.setObjectName(f"rule_out_{number}")
        self._group.set_chosen(one.visitor for one in choices if one.is_ruled_out)
        self.content.addWidget(self._group)
        if not choices:
            self.content.addWidget(Text(look, _tr("Er zijn nog geen bezoekers.")))
        why = _tr("De reden wordt niet bewaard. Alleen coördinatoren zien wie hier niet heen gaat.")
        self.content.addWidget(IconText(look, "lock", why, tone="muted"))
        again = _tr("Mag het later weer wel? Haal dan het vinkje weg.")
        self.content.addWidget(Text(look, again, tone="muted"))
        self.content.addStretch(1)
        back = Button(look, _tr("&Niet bewaren"), "quiet")
        back.clicked.connect(self.reject)
        save = Button(look, _tr("&Bewaren"), "primary", "check")
        save.setObjectName("save_ruled_out")
        save.clicked.connect(self.accept)
        self.add_button(back)
        self.add_button(save)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The visitors who do not go."""
        return self._group.chosen()


class RuleOutSteps(Steps[RuleOutUses]):
    """Asks who should not go and keeps it."""

    def begin(self, resident: str, name: str) -> None:
        """Shows the visitors, with who does not go here already."""

        def show(choices: tuple[VisitorChoice, ...]) -> None:
            dialog = RuleOutDialog(self._look, self._page.window(), name, choices)

            def keep() -> None:
                chosen = dialog.chosen
                self._do(lambda writing: self._uses.set_ruled_out(writing, resident, chosen))

            self._open(dialog, keep)

        self._ask(lambda reading: self._uses.choices(reading, resident), show)


def ruled_out_line(names: Sequence[str]) -> str:
    """'Riet Jansen en Els Bakker gaan hier niet naartoe.'; '' when everybody may."""
    if not names:
        return ""
    if len(names) == 1:
        return _tr("{0} gaat hier niet naartoe.").format(names[0])
    return _tr("{0} en {1} gaan hier niet naartoe.").format(", ".join(names[:-1]), names[-1])


def _words(one: VisitorChoice) -> str:
    if one.visits_now:
        return _tr("{0}, bezoekt deze inwoner nu. Dat stopt dan.").format(one.name)
    return one.name


def _tr(text: str) -> str:
    return QCoreApplication.translate("RuleOutDialog", text)
