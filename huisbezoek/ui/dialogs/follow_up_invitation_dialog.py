"""An invitation to a meeting: out of the social map, or with a name that is typed, and its day."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.social_map import Offer
from huisbezoek.model.usecases.follow_up import NewInvitation
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import ComboField, DateField, TextField


class FollowUpInvitationDialog(DialogFrame):
    """After `accepted`, `invitation` holds to what the resident was invited."""

    def __init__(
        self, look: LookSource, window: QWidget, name: str, offers: Sequence[Offer]
    ) -> None:
        super().__init__(
            look,
            window,
            _tr("Uitnodigen: {0}").format(name),
            _tr("Voor een bijeenkomst. Het telt mee als contact."),
            icon="calendar-plus",
        )
        self.setObjectName("follow_up_invitation")
        self.invitation: NewInvitation | None = None
        self._names = {one.offer: one.card.name for one in offers if not one.card.retired}
        self.set_back(_tr("Terug"))
        self._offer = ComboField(
            look,
            _tr("Uit de sociale &kaart"),
            [("", _tr("Staat er niet op")), *self._names.items()],
        )
        self._offer.editor.setObjectName("field_invitation_offer")
        self._words = TextField(
            look,
            _tr("&Welke bijeenkomst?"),
            _tr("Bijvoorbeeld: avond over veilig wonen."),
        )
        self._words.editor.setObjectName("field_invitation_words")
        self._day = DateField(
            look, _tr("Welke &dag?"), _tr("Zoals 4-1-2027. Niet bekend? Laat dit leeg.")
        )
        self._day.editor.setObjectName("field_invitation_day")
        for field in (self._offer, self._words, self._day):
            self.content.addWidget(field)
        self.content.addStretch(1)
        self._offer.changed.connect(lambda _key: self._words.set_error(""))
        back = Button(look, _tr("&Niet nu"), "quiet")
        back.clicked.connect(self.reject)
        save = Button(look, _tr("&Bewaren"), "primary", "check")
        save.setObjectName("save_invitation")
        save.clicked.connect(self._save)
        self.add_button(back)
        self.add_button(save)

    def _save(self) -> None:
        offer, day = self._offer.key(), self._day.day()
        # The name stands in the history, also when the entry is no longer in the social map.
        words = self._words.text() or self._names.get(offer, "")
        self._words.set_error("" if words else _tr("Kies een aanbod of schrijf een naam op."))
        is_wrong = bool(self._day.text()) and day is None
        self._day.set_error(_tr("Vul een dag in, zoals 4-1-2027.") if is_wrong else "")
        if words and not is_wrong:
            self.invitation = NewInvitation(words, offer, day)
            self.accept()


def _tr(text: str) -> str:
    return QCoreApplication.translate("FollowUpInvitation", text)
