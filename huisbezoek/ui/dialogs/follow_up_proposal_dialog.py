"""A new referral: beside which wish, to which entry of the social map, and what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QSignalBlocker
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.reports import ReportLine
from huisbezoek.model.domain.social_map import Offer
from huisbezoek.model.domain.wishes import helps_others, offers_for_line
from huisbezoek.model.usecases.follow_up_list import FollowUpCase
from huisbezoek.ui.models.report_words import line_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import AreaField, ComboField
from huisbezoek.ui.widgets.text import Text

_OTHER: Final = "other"
_ANSWERS: Final = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed; `permitted` is None while the resident was not asked yet."""

    offer: str
    wish: str
    visit: str = ""
    permitted: bool | None = None


class FollowUpProposalDialog(DialogFrame):
    """After `accepted`, `proposal` holds what was chosen; nothing is chosen in advance.

    Only who wants to do something for somebody else leads to one entry by itself.
    """

    def __init__(
        self, look: LookSource, window: QWidget, case: FollowUpCase, offers: Sequence[Offer]
    ) -> None:
        super().__init__(
            look,
            window,
            _tr("Doorverwijzen: {0}").format(case.name),
            _tr("Alleen wat de inwoner zelf wil, en alleen als doorgeven mag."),
            icon="heart-handshake",
        )
        self.setObjectName("follow_up_proposal")
        self.proposal: Proposal | None = None
        self._case = case
        self._offers = tuple(one for one in offers if not one.card.retired)
        self._wishes = {str(place): line for place, line in enumerate(_wishes(case))}
        self.set_back(_tr("Terug"))
        self._add_wish(look)
        self._add_offer(look)
        self._add_permission(look)
        self.content.addStretch(1)
        back = Button(look, _tr("&Niet nu"), "quiet")
        back.clicked.connect(self.reject)
        save = Button(look, _tr("&Bewaren"), "primary", "check")
        save.setObjectName("save_proposal")
        save.clicked.connect(self._save)
        self.add_button(back)
        self.add_button(save)
        self._follow_wish()

    def choose_wish(self, line: str) -> None:
        """Chooses the wish with this id of a line, when it is there."""
        keys = [key for key, known in self._wishes.items() if known.id == line]
        if keys:
            self._wish.set_chosen(keys[:1])
            self._follow_wish()

    def _add_wish(self, look: LookSource) -> None:
        choices = [Choice(key, line_words(line)) for key, line in self._wishes.items()]
        choices.append(Choice(_OTHER, _tr("Iets anders")))
        self._wish = ChoiceGroup(look, _tr("Wat wil de inwoner?"), choices)
        for key, row in self._wish.rows().items():
            row.setObjectName(f"wish_{key}")
        self._words = AreaField(look, _tr("De &wens, in woorden van de inwoner"), lines=2)
        self._words.editor.setObjectName("field_wish")
        self._wish.changed.connect(self._follow_wish)
        self.content.addWidget(self._wish)
        self.content.addWidget(self._words)

    def _add_offer(self, look: LookSource) -> None:
        self._offer = ComboField(look, _tr("Naar &wie of wat?"), ())
        self._offer.editor.setObjectName("field_offer")
        self._about = Text(look, tone="muted")
        self._about.setObjectName("offer_about")
        self._offer.changed.connect(self._follow_offer)
        for widget in (self._offer, self._about):
            self.content.addWidget(widget)

    def _add_permission(self, look: LookSource) -> None:
        self._permission = ChoiceGroup(
            look,
            _tr("Mag dit worden doorgegeven?"),
            (
                Choice("yes", _tr("De inwoner zegt ja")),
                Choice("no", _tr("De inwoner wil liever niet")),
                Choice("later", _tr("Nog niet gevraagd")),
            ),
            columns=3,
        )
        for key, row in self._permission.rows().items():
            row.setObjectName(f"permission_{key}")
        self._permission.changed.connect(lambda: self._permission.set_error(""))
        self.content.addWidget(self._permission)

    def _chosen_wish(self) -> ReportLine | None:
        chosen = self._wish.chosen()
        return self._wishes.get(chosen[0]) if chosen else None

    def _follow_wish(self) -> None:
        self._wish.set_error("")
        self._words.setVisible(_OTHER in self._wish.chosen())
        line = self._chosen_wish()
        fitting = offers_for_line(self._offers, line) if line is not None else ()
        rest = tuple(one for one in self._offers if one not in fitting)
        editor = self._offer.editor
        with QSignalBlocker(editor):
            chosen = self._offer.key()
            if line is not None and helps_others(line) and fitting and not chosen:
                chosen = fitting[0].offer
            editor.clear()
            for one in (*fitting, *rest):
                editor.addItem(one.card.name, one.offer)
            self._offer.set_key(chosen)
        self._offer.set_help(_tr("Wat bij deze wens past, staat bovenaan.") if fitting else "")
        self._follow_offer()

    def _follow_offer(self) -> None:
        self._offer.set_error("")
        chosen = self._offer.key()
        found = next((one for one in self._offers if one.offer == chosen), None)
        parts = (found.card.what, found.card.for_whom, found.card.contact) if found else ()
        self._about.setText(" ".join(f"{part.rstrip('.')}." for part in parts if part))
        self._about.setVisible(bool(self._about.text()))

    def _save(self) -> None:
        chosen = self._wish.chosen()
        self._wish.set_error("" if chosen else _tr("Kies wat de inwoner wil."))
        line = self._chosen_wish()
        wish = line_words(line) if line is not None else self._words.text().strip()
        missing = _tr("Schrijf op wat de inwoner wil.") if chosen and not wish else ""
        self._words.set_error(missing)
        offer = self._offer.key()
        self._offer.set_error("" if offer else _tr("Kies naar wie of wat."))
        said = self._permission.chosen()
        self._permission.set_error("" if said else _tr("Kies wat de inwoner zei."))
        if not (chosen and wish and offer and said):
            return
        visit = self._case.visit if line is not None else ""
        self.proposal = Proposal(offer, wish, visit, _ANSWERS.get(said[0]))
        self.accept()


def _wishes(case: FollowUpCase) -> tuple[ReportLine, ...]:
    return tuple(line for line in case.wishes if line_words(line) and line.value is not False)


def _tr(text: str) -> str:
    return QCoreApplication.translate("FollowUpProposal", text)
