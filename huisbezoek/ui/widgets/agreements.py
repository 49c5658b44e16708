"""What is agreed at the end of a talk, in words that the resident heard."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal

from huisbezoek.model.domain.reports import AgreedLine, GoodToKnow, NextVisitWish, ReportDraft
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.choice import CheckRow, Choice, ChoiceGroup
from huisbezoek.ui.widgets.field import AreaField
from huisbezoek.ui.widgets.information_left import InformationLeft, Offer
from huisbezoek.ui.widgets.remarks import remark_while_typing

_NEXT: Final = (
    (NextVisitWish.NEXT_CYCLE, QT_TRANSLATE_NOOP("Agreements", "Graag bij de volgende ronde")),
    (NextVisitWish.EARLIER, QT_TRANSLATE_NOOP("Agreements", "Graag eerder")),
    (NextVisitWish.NONE, QT_TRANSLATE_NOOP("Agreements", "Liever geen bezoek meer")),
)


class Agreements(Card):
    """Each line of a field is one agreement; it keeps its subject while its words stay.

    `print_asked` asks for the paper that stays with the resident, once `offer_printing` was called.
    """

    changed = Signal()
    typed = Signal()
    print_asked = Signal()

    def __init__(self, look: LookSource) -> None:
        super().__init__(look, self.tr("Afspreken"))
        self._look = look
        self._agreed = AreaField(
            look,
            self.tr("&Wat is er afgesproken?"),
            self.tr("Elke regel is één afspraak. Zet erbij wie het doet."),
            lines=2,
        )
        self._agreed.editor.setObjectName("field_agreed")
        self._known = AreaField(
            look,
            self.tr("Goed &om te weten voor de volgende keer"),
            self.tr("Bijvoorbeeld: de bel doet het niet, klop op het raam."),
            lines=2,
        )
        self._known.editor.setObjectName("field_good_to_know")
        self._known_agreed = CheckRow(look, "")
        self._known_agreed.setObjectName("good_to_know_agreed")
        self._next = ChoiceGroup(
            look,
            self.tr("Wilt u later weer bezoek?"),
            [Choice(wish.value, self.tr(text)) for wish, text in _NEXT],
            columns=2,
        )
        for key, row in self._next.rows().items():
            row.setObjectName(f"next_visit_{key}")
        self._volunteer = CheckRow(look, "")
        self._volunteer.setObjectName("wants_to_volunteer")
        self._left = InformationLeft(look)
        first = (self._agreed, self._left, self._known, self._known_agreed)
        self._in_words = [*first, self._volunteer]
        for widget in (*first, self._next, self._volunteer):
            self.body.addWidget(widget)
        for field in (self._agreed, self._left, self._known):
            field.changed.connect(self.typed)
        for lines in (self._agreed, self._known):
            remark_while_typing(lines)
        for tick in (self._known_agreed, self._volunteer):
            tick.toggled.connect(self.changed)
        self._next.changed.connect(self.changed)

    def offer_printing(self) -> None:
        """Adds the button for the paper that stays with the resident."""
        button = Button(self._look, self.tr("Afspraken &printen"), icon="printer")
        button.setObjectName("print_agreed")
        button.clicked.connect(self.print_asked)
        self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._in_words.append(button)

    def limit(self, *, may_write: bool) -> None:
        """Asks nothing that would not go along: without permission only about the next visit."""
        for widget in self._in_words:
            widget.setVisible(may_write)

    def set_person(self, who: str) -> None:
        """Fills in whom it is about: 'Mevrouw'."""
        words = self.tr("{0} vindt het goed dat dit bewaard blijft")
        self._known_agreed.setText(words.format(who))
        self._next.set_question(self.tr("Wil {0} later weer bezoek?").format(who.lower()))
        self._volunteer.setText(self.tr("{0} wil zelf vrijwilliger worden").format(who))

    def set_offers(self, offers: Sequence[Offer]) -> None:
        """What may be left with the resident, from the social map."""
        self._left.set_offers(offers)

    def show_draft(self, draft: ReportDraft) -> None:
        """Fills in what was written before."""
        self._agreed.set_text("\n".join(line.text for line in draft.agreed))
        self._left.show_left(draft.information_left)
        self._known.set_text("\n".join(line.text for line in draft.good_to_know))
        is_agreed = bool(draft.good_to_know) and all(one.agreed for one in draft.good_to_know)
        self._known_agreed.setChecked(is_agreed)
        self._next.set_chosen([draft.next_visit.value] if draft.next_visit else [])
        self._volunteer.setChecked(draft.wants_to_volunteer is True)

    def apply(self, draft: ReportDraft) -> ReportDraft:
        """The draft with what was filled in."""
        subjects = {line.text: line.subject for line in draft.agreed}
        known = {line.text: line.subject for line in draft.good_to_know}
        is_agreed = self._known_agreed.isChecked()
        chosen = self._next.chosen()
        return replace(
            draft,
            agreed=tuple(AgreedLine(line, subjects.get(line, "")) for line in _lines(self._agreed)),
            good_to_know=tuple(
                GoodToKnow(line, known.get(line, ""), is_agreed) for line in _lines(self._known)
            ),
            information_left=self._left.left(),
            next_visit=NextVisitWish(chosen[0]) if chosen else None,
            wants_to_volunteer=True if self._volunteer.isChecked() else None,
        )


def _lines(field: AreaField) -> tuple[str, ...]:
    return tuple(line for raw in field.text().splitlines() if (line := raw.strip()))
