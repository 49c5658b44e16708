"""A signal that somebody tells the coordinator: who, what about, in plain words, how soon."""

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.follow_up_events import SignalKind, ToldBy, Urgency
from huisbezoek.model.domain.signals import URGENT
from huisbezoek.model.usecases.follow_up import NewSignal
from huisbezoek.ui import texts
from huisbezoek.ui.models import follow_up_words
from huisbezoek.ui.models.note_words import OBSERVATIONS, observation
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import AreaField, ComboField

_AGREED: Final = "agreed"
_NOT_AGREED: Final = "not_agreed"


class FollowUpToldDialog(DialogFrame):
    """After `accepted`, `signal` holds what was told; nothing is chosen in advance.

    `may_write`: the resident gave permission for notes before. Else it is asked here, and without
    a yes only what cannot wait is kept, with its reason.
    """

    def __init__(self, look: LookSource, window: QWidget, name: str, *, may_write: bool) -> None:
        super().__init__(
            look,
            window,
            _tr("Signaal over {0}").format(name),
            _tr("Schrijf op wat u hoort. Wat u ervan denkt, laat u weg."),
            icon="flag",
        )
        self.setObjectName("follow_up_told")
        self.signal: NewSignal | None = None
        self._may_write = may_write
        self.set_back(_tr("Terug"))
        self._build_fields(look)
        self._build_permission(look, name)
        for widget in (
            self._who,
            self._about,
            self._words,
            self._urgency,
            self._agreed,
            self._reason,
        ):
            self.content.addWidget(widget)
        self.content.addStretch(1)
        back = Button(look, _tr("&Niet bewaren"), "quiet")
        back.clicked.connect(self.reject)
        save = Button(look, _tr("Signaal &bewaren"), "primary", "check")
        save.setObjectName("save_told")
        save.clicked.connect(self._save)
        self.add_button(back)
        self.add_button(save)
        self._follow()

    def _build_fields(self, look: LookSource) -> None:
        self._who = ChoiceGroup(
            look,
            _tr("Wie vertelt dit?"),
            [
                Choice(code.value, texts.capital(follow_up_words.say(text)))
                for code, text in follow_up_words.TOLD_BY.items()
            ],
            columns=3,
        )
        self._about = ComboField(
            look,
            _tr("&Waar gaat het over?"),
            [
                *((kind.value, observation(kind)) for kind in OBSERVATIONS),
                (SignalKind.OTHER.value, _tr("Iets anders")),
            ],
        )
        self._about.editor.setObjectName("field_told_about")
        self._about.editor.setPlaceholderText(_tr("Kies wat het best past"))
        self._about.set_key("")
        self._words = AreaField(look, _tr("Wat hoort &u? Gewone woorden zijn genoeg."), lines=2)
        self._words.editor.setObjectName("field_told_words")
        self._urgency = ChoiceGroup(
            look,
            _tr("Hoe snel moet iemand iets doen?"),
            [Choice(code.value, _haste(code)) for code in Urgency],
            columns=2,
        )
        for start, group in (("told_by", self._who), ("told_urgency", self._urgency)):
            _name_rows(group, start)
        self._who.changed.connect(lambda: self._who.set_error(""))
        self._about.changed.connect(lambda _key: self._about.set_error(""))
        self._urgency.changed.connect(lambda: self._urgency.set_error(""))

    def _build_permission(self, look: LookSource, name: str) -> None:
        self._agreed = ChoiceGroup(
            look,
            _tr("Vindt {0} het goed dat u dit opschrijft?").format(name),
            [
                Choice(_AGREED, _tr("Ja, dat is gevraagd")),
                Choice(_NOT_AGREED, _tr("Nee, of nog niet gevraagd")),
            ],
            columns=2,
        )
        _name_rows(self._agreed, "told")
        self._reason = AreaField(
            look,
            _tr("Waarom &kan dit niet wachten?"),
            _tr("Zonder toestemming bewaren wij de reden erbij."),
            lines=2,
        )
        self._reason.editor.setObjectName("field_told_reason")
        self._agreed.setVisible(not self._may_write)
        self._agreed.changed.connect(self._follow)

    def _follow(self) -> None:
        self._agreed.set_error("")
        self._urgency.set_error("")
        self._reason.setVisible(_NOT_AGREED in self._agreed.chosen())

    def _save(self) -> None:
        # From the last question to the first: the page scrolls to what was found missing last.
        is_complete = [
            self._may_write
            or _require(self._agreed, _tr("Kies of het goed is dat u dit opschrijft.")),
            _require(self._urgency, _tr("Kies hoe snel iemand iets moet doen.")),
            self._has_words(),
            self._has_about(),
            _require(self._who, _tr("Kies wie dit vertelt.")),
        ]
        if not all(is_complete) or not self._may_be_kept():
            return
        self.signal = NewSignal(
            kind=SignalKind(self._about.key()),
            text=self._words.text(),
            urgency=Urgency(self._urgency.chosen()[0]),
            reason="" if self._reason.isHidden() else self._reason.text(),
            told_by=ToldBy(self._who.chosen()[0]),
            agreed=_AGREED in self._agreed.chosen(),
        )
        self.accept()

    def _has_about(self) -> bool:
        chosen = self._about.key()
        self._about.set_error("" if chosen else _tr("Kies waar het over gaat."))
        return bool(chosen)

    def _has_words(self) -> bool:
        words = self._words.text().strip()
        self._words.set_error("" if words else _tr("Schrijf op wat u hoort."))
        return bool(words)

    def _may_be_kept(self) -> bool:
        """Without permission only what cannot wait is kept, and why (architecture: worry)."""
        if self._reason.isHidden():
            return True
        if Urgency(self._urgency.chosen()[0]) not in URGENT:
            self._urgency.set_error(
                _tr("Zonder toestemming bewaren wij alleen wat vandaag nodig is. Vraag het eerst.")
            )
            return False
        reason = self._reason.text().strip()
        self._reason.set_error("" if reason else _tr("Schrijf op waarom dit niet wacht."))
        return bool(reason)


def _haste(code: Urgency) -> str:
    if code is Urgency.DANGER_NOW:
        return _tr("Nu gevaar: bel 112")
    return texts.capital(follow_up_words.urgency(code))


def _name_rows(group: ChoiceGroup, start: str) -> None:
    for key, row in group.rows().items():
        row.setObjectName(f"{start}_{key}")


def _require(group: ChoiceGroup, words: str) -> bool:
    chosen = bool(group.chosen())
    group.set_error("" if chosen else words)
    return chosen


def _tr(text: str) -> str:
    return QCoreApplication.translate("FollowUpTold", text)
