"""Removing sentences from a report for ever: which ones, and what that means."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.reports import Report
from huisbezoek.ui.models.report_words import line_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.text import IconText


class RedactDialog(DialogFrame):
    """After `accepted`, `lines` are the ids of the sentences to remove."""

    def __init__(self, look: LookSource, window: QWidget, report: Report) -> None:
        sentence = _tr("Wat u hier kiest, verdwijnt uit het verslag. Dat kan niet terug.")
        super().__init__(look, window, _tr("Zinnen wissen"), sentence, icon="trash-2")
        self.setObjectName("redact_dialog")
        self.set_back(_tr("Terug"))
        self.lines: tuple[str, ...] = ()
        # The same words are one line: removing them once removes them wherever they stand.
        words = {line.id: text for line in report.lines if (text := line_words(line))}
        self._choices = ChoiceGroup(
            look,
            _tr("Welke zinnen moeten weg?"),
            [Choice(line, text) for line, text in words.items()],
            several=True,
        )
        for number, row in enumerate(self._choices.rows().values()):
            row.setObjectName(f"redact_{number}")
        everywhere = _tr(
            "Op andere laptops en in reservekopieën verdwijnt het bij de volgende uitwisseling."
        )
        self.content.addWidget(self._choices)
        self.content.addWidget(IconText(look, "info", everywhere))
        self.content.addStretch(1)
        keep = Button(look, _tr("&Niet wissen"), "quiet")
        keep.clicked.connect(self.reject)
        remove = Button(look, _tr("Gekozen zinnen &wissen"), "danger", "trash-2")
        remove.setObjectName("confirm_redact")
        remove.clicked.connect(self._save)
        self.add_button(keep)
        self.add_button(remove)

    def _save(self) -> None:
        self.lines = self._choices.chosen()
        self._choices.set_error("" if self.lines else _tr("Kies eerst een zin."))
        if self.lines:
            self.accept()


def _tr(text: str) -> str:
    return QCoreApplication.translate("RedactDialog", text)
