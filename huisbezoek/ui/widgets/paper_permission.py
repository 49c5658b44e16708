"""Permission as it stands on the paper: A1, A2 and A3, each with two letters."""

from PySide6.QtCore import Signal

from huisbezoek.model.domain.consent import Understanding
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.choice import Choice
from huisbezoek.ui.widgets.letter_choices import LetterChoices
from huisbezoek.ui.widgets.paper_path import Stop

_YES, _NO = "a", "b"


class PaperPermission(Card):
    """`changed` on each answer; nothing is chosen in advance."""

    changed = Signal()

    def __init__(self, look: LookSource) -> None:
        super().__init__(look, self.tr("A. Eerst toestemming"))
        self._is_filling = False
        may = [Choice(_YES, self.tr("Dat mag")), Choice(_NO, self.tr("Liever niet"))]
        knows = [
            Choice(_YES, self.tr("Ja, dat merk ik")),
            Choice(_NO, self.tr("Ik twijfel daarover")),
        ]
        self._notes = LetterChoices(look, self.tr("A1 ‘Mag ik opschrijven wat u vertelt?’"), may)
        self._understands = LetterChoices(
            look, self.tr("A2 Begrijpt de inwoner deze vraag?"), knows
        )
        self._health = LetterChoices(
            look, self.tr("A3 ‘Mag het ook over uw gezondheid gaan?’"), may
        )
        for place, group in enumerate(self._groups(), start=1):
            group.setObjectName(f"paper_a{place}")
            for key, row in group.rows().items():
                row.setObjectName(f"paper_a{place}_{key}")
            group.changed.connect(self._tell)
            self.body.addWidget(group)

    @property
    def notes(self) -> bool | None:
        """Whether notes are fine; None while nothing is chosen."""
        return _answer(self._notes)

    @property
    def health(self) -> bool | None:
        """Whether they may be about health; None while nothing is chosen."""
        return _answer(self._health)

    @property
    def understands(self) -> Understanding | None:
        """What the visitor thought of it."""
        answer = _answer(self._understands)
        if answer is None:
            return None
        return Understanding.YES if answer else Understanding.DOUBT

    def stops(self) -> tuple[Stop, ...]:
        """The three questions in the order of the paper."""
        return self._groups()

    def show_answers(
        self, *, notes: bool | None, understands: Understanding | None, health: bool | None
    ) -> None:
        """Shows what is known; `changed` stays silent."""
        self._is_filling = True
        known = None if understands is None else understands is Understanding.YES
        for group, answer in zip(self._groups(), (notes, known, health), strict=True):
            group.set_chosen([] if answer is None else [_YES if answer else _NO])
            group.set_error("")
        self._is_filling = False

    def complain(self) -> LetterChoices | None:
        """Says which question is still open; answers the first of them."""
        needed = [self._notes, self._understands]
        if self.notes:
            needed.append(self._health)
        open_ones = [group for group in needed if not group.chosen()]
        for group in open_ones:
            group.set_error(self.tr("Kies wat er op het papier staat."))
        return open_ones[0] if open_ones else None

    def _groups(self) -> tuple[LetterChoices, LetterChoices, LetterChoices]:
        return (self._notes, self._understands, self._health)

    def _tell(self) -> None:
        if self._is_filling:
            return
        for group in self._groups():
            if group.chosen():
                group.set_error("")
        self.changed.emit()


def _answer(group: LetterChoices) -> bool | None:
    chosen = group.chosen()
    return chosen[0] == _YES if chosen else None
