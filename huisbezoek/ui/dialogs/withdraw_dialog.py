"""Taking back what a file brought: first what rests on it, then the verb."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.model.usecases.imports import Dependent, ImportLine
from huisbezoek.ui import texts
from huisbezoek.ui.models import desk_words, exchange_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.action_row import ActionRow
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.text import GroupHeading, IconText, Text

MOST_DEPENDENTS = 30


class WithdrawDialog(DialogFrame):
    """Asks whether an import is to be taken back; it can be applied again afterwards."""

    def __init__(
        self,
        look: LookSource,
        window: QWidget,
        line: ImportLine,
        dependents: Sequence[Dependent],
    ) -> None:
        title = _tr("Bestand van {0} terugdraaien").format(line.sender_name)
        super().__init__(look, window, title, icon="undo-2")
        self.setObjectName("withdraw_dialog")
        self.set_back(_tr("Terug"))
        when = texts.moment(desk_words.local(line.at))
        brought = _tr("Gelezen op {0}: {1}.").format(when, exchange_words.kinds(line.kinds))
        self.content.addWidget(Text(look, brought))
        if dependents:
            self._name_dependents(look, dependents)
        else:
            words = _tr("Er is daarna niets gedaan met wat in dit bestand stond.")
            self.content.addWidget(Text(look, words))
        stays = _tr(
            "Wat u terugdraait, telt niet meer mee en is niet meer te zien. Het gaat niet weg: "
            "met ‘Weer toepassen’ staat alles er weer."
        )
        self.content.addWidget(IconText(look, "shield-check", stays))
        self.content.addStretch(1)
        back = Button(look, _tr("&Niet terugdraaien"), "quiet")
        back.clicked.connect(self.reject)
        confirm = Button(look, _tr("&Terugdraaien"), "primary", "undo-2")
        confirm.setObjectName("confirm_withdraw")
        confirm.clicked.connect(self.accept)
        self.add_button(back)
        self.add_button(confirm)

    def _name_dependents(self, look: LookSource, dependents: Sequence[Dependent]) -> None:
        self.content.addWidget(GroupHeading(look, _tr("Dit is er daarna mee gedaan")))
        for one in dependents[:MOST_DEPENDENTS]:
            name = texts.capital(one.name) or _tr("Een ander gegeven")
            detail = exchange_words.kinds(one.kinds)
            self.content.addWidget(ActionRow(look, "user", name, (detail,)))
        rest = len(dependents) - MOST_DEPENDENTS
        if rest > 0:
            words = texts.counted(rest, _tr("En nog {0} ander."), _tr("En nog {0} anderen."))
            self.content.addWidget(Text(look, words, tone="muted"))
        words = _tr("Dat werk blijft staan, maar mist dan waar het op steunt.")
        self.content.addWidget(Text(look, words))


def _tr(text: str) -> str:
    return QCoreApplication.translate("WithdrawDialog", text)
