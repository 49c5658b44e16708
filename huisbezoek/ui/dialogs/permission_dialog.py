"""Taking permission back: what the resident does not want any more, and what that means."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.consent import Consent, ConsentAnswer, Consents, Purpose
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.ui import texts
from huisbezoek.ui.dialogs.steps import Steps
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.text import IconText

Withdraw = Callable[[Writing, str, Sequence[Purpose], date, str], None]
"""Takes purposes of a visit back on a day; the last text names a partner, or is empty."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What is taken back: purposes that hold for everybody, and partners of a referral."""

    purposes: tuple[Purpose, ...]
    partners: tuple[str, ...]


class PermissionDialog(DialogFrame):
    """After `accepted`, `taken` tells what is taken back. Nothing is chosen beforehand."""

    def __init__(self, look: LookSource, window: QWidget, consents: Consents) -> None:
        sentence = _tr("Intrekken mag altijd. Een reden is niet nodig.")
        super().__init__(look, window, _tr("Toestemming intrekken"), sentence, icon="shield-check")
        self.setObjectName("permission_dialog")
        self.set_back(_tr("Terug"))
        self.taken = TakenBack((), ())
        self._given = [one for one in consents.given if one.answer is ConsentAnswer.YES]
        self._choices = ChoiceGroup(
            look,
            _tr("Wat mag er niet meer?"),
            [Choice(str(place), permission_words(one)) for place, one in enumerate(self._given)],
            several=True,
        )
        for key, row in self._choices.rows().items():
            row.setObjectName(f"take_back_{key}")
        self.content.addWidget(self._choices)
        for words in (
            _tr("Wat er over ging, is meteen nergens meer te lezen."),
            _tr("Op andere laptops verdwijnt het bij de volgende uitwisseling."),
            _tr("Moet het ook gewist worden? Dat doet de coördinator op deze kaart."),
        ):
            self.content.addWidget(IconText(look, "info", words))
        self.content.addStretch(1)
        keep = Button(look, _tr("&Niet intrekken"), "quiet")
        keep.clicked.connect(self.reject)
        take = Button(look, _tr("Toestemming &intrekken"), "primary", "check")
        take.setObjectName("confirm_take_back")
        take.clicked.connect(self._save)
        self.add_button(keep)
        self.add_button(take)

    def _save(self) -> None:
        chosen = [self._given[int(key)] for key in self._choices.chosen()]
        self._choices.set_error("" if chosen else _tr("Kies eerst wat er niet meer mag."))
        if not chosen:
            return
        purposes = tuple(one.purpose for one in chosen if not one.partner)
        self.taken = TakenBack(purposes, tuple(one.partner for one in chosen if one.partner))
        self.accept()


class PermissionSteps(Steps[Withdraw]):
    """Asks what is taken back and records it; `done` afterwards."""

    done = Signal()

    def begin(self, visit: str, consents: Consents, today: date) -> None:
        """Asks what of this visit is taken back."""
        dialog = PermissionDialog(self._look, self._page.window(), consents)
        withdraw = self._uses

        def keep() -> None:
            taken = dialog.taken

            def deed(writing: Writing) -> None:
                if taken.purposes:
                    withdraw(writing, visit, taken.purposes, today, "")
                for partner in taken.partners:
                    withdraw(writing, visit, (Purpose.REFERRAL,), today, partner)

            self._do(deed, lambda _: self.done.emit())

        self._open(dialog, keep)


def permission_words(consent: Consent) -> str:
    """What a permission is about, with the partner that it names."""
    words = texts.purpose(consent.purpose)
    return f"{words}: {consent.partner}" if consent.partner else words


def _tr(text: str) -> str:
    return QCoreApplication.translate("PermissionDialog", text)
