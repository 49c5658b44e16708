"""For whom an answer holds: both of a couple, or one of them."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup

_BOTH = "both"


class CoupleChoice(ChoiceGroup):
    """Asks who answered; hidden, and answering everybody, when there is only one person.

    `people` are pairs of a visit and a name. Nothing is chosen beforehand.
    """

    def __init__(self, look: LookSource, question: str, people: Sequence[tuple[str, str]]) -> None:
        both = Choice(_BOTH, _tr("Allebei"))
        alone = [Choice(visit, _tr("Alleen {0}").format(name)) for visit, name in people]
        super().__init__(look, question, [both, *alone])
        self._people = tuple(people)
        for number, row in enumerate(self.rows().values()):
            row.setObjectName("who_both" if number == 0 else f"who_{number}")
        self.setVisible(self.is_asked)

    @property
    def is_asked(self) -> bool:
        """Whether there is more than one person to choose from."""
        return len(self._people) > 1

    def visits(self) -> tuple[str, ...]:
        """The visits that the answer holds for; empty when that was not chosen yet."""
        everybody = tuple(visit for visit, _name in self._people)
        if not self.is_asked:
            return everybody
        chosen = self.chosen()
        return everybody if chosen == (_BOTH,) else chosen

    def check(self) -> bool:
        """Whether it was chosen; if not, says so."""
        missing = not self.visits()
        self.set_error(_tr("Kies voor wie dit antwoord is.") if missing else "")
        return not missing


def _tr(text: str) -> str:
    return QCoreApplication.translate("CoupleChoice", text)
