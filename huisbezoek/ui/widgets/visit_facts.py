"""The facts of a visit as they go into the report: when, how long, what kind, who was there."""

import re
from dataclasses import replace
from datetime import date, time
from typing import Final

from PySide6.QtCore import Signal

from huisbezoek.model.domain.events import ContactKind
from huisbezoek.model.domain.reports import PresentRole, ReportDraft
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.field import ComboField, DateField, Field, TextField

_TIME: Final = re.compile(r"(\d{1,2})[.:]?(\d{2})?")
_LONGEST_MINUTES: Final = 600
_KINDS: Final = (
    (ContactKind.HOME_VISIT, QT_TRANSLATE_NOOP("VisitFacts", "Bezoek thuis")),
    (ContactKind.WALK, QT_TRANSLATE_NOOP("VisitFacts", "Wandeling")),
    (ContactKind.ELSEWHERE, QT_TRANSLATE_NOOP("VisitFacts", "Op een andere plek")),
    (ContactKind.TELEPHONE, QT_TRANSLATE_NOOP("VisitFacts", "Gesprek per telefoon")),
    (ContactKind.VIDEO_CALL, QT_TRANSLATE_NOOP("VisitFacts", "Beeldbellen")),
)
_PRESENT: Final = (
    (PresentRole.ALONE, QT_TRANSLATE_NOOP("VisitFacts", "Niemand anders")),
    (PresentRole.PARTNER, QT_TRANSLATE_NOOP("VisitFacts", "Partner")),
    (PresentRole.CHILD, QT_TRANSLATE_NOOP("VisitFacts", "Zoon of dochter")),
    (PresentRole.FAMILY, QT_TRANSLATE_NOOP("VisitFacts", "Andere familie")),
    (PresentRole.NEIGHBOUR, QT_TRANSLATE_NOOP("VisitFacts", "Buur")),
    (PresentRole.FRIEND, QT_TRANSLATE_NOOP("VisitFacts", "Vriend of vriendin")),
    (PresentRole.PROFESSIONAL, QT_TRANSLATE_NOOP("VisitFacts", "Zorg of hulp")),
    (PresentRole.REPRESENTATIVE, QT_TRANSLATE_NOOP("VisitFacts", "Vertegenwoordiger")),
    (PresentRole.SECOND_VISITOR, QT_TRANSLATE_NOOP("VisitFacts", "Tweede bezoeker")),
    (PresentRole.OTHER, QT_TRANSLATE_NOOP("VisitFacts", "Iemand anders")),
)


class VisitFacts(Card):
    """`changed` for a choice, `typed` while typing, `left` when a field is done."""

    changed = Signal()
    typed = Signal()
    left = Signal()

    def __init__(self, look: LookSource) -> None:
        super().__init__(look, self.tr("Het bezoek"))
        self._day = DateField(look, self.tr("&Dag van het bezoek"))
        self._day.editor.setObjectName("field_held_on")
        self._start = TextField(look, self.tr("&Begonnen om"), self.tr("Bijvoorbeeld 10.30"))
        self._start.editor.setObjectName("field_start")
        self._minutes = TextField(look, self.tr("&Hoeveel minuten"))
        self._minutes.editor.setObjectName("field_minutes")
        self._kind = ComboField(
            look, self.tr("Wat voor &gesprek"), [(kind.value, self.tr(t)) for kind, t in _KINDS]
        )
        self._kind.editor.setObjectName("field_contact_kind")
        self._present = ChoiceGroup(
            look,
            self.tr("Wie was er nog bij?"),
            [Choice(role.value, self.tr(text)) for role, text in _PRESENT],
            several=True,
            columns=2,
        )
        for key, row in self._present.rows().items():
            row.setObjectName(f"present_{key}")
        for widget in (self._day, self._start, self._minutes, self._kind, self._present):
            self.body.addWidget(widget)
        for field in (self._day, self._start, self._minutes):
            field.changed.connect(self.typed)
            field.editor.editingFinished.connect(self.left)
        self._kind.changed.connect(self.changed)
        self._present.changed.connect(self._follow_present)

    def show_draft(self, draft: ReportDraft) -> None:
        """Fills in what is known."""
        self._day.set_day(draft.held_on)
        self._start.set_text(f"{draft.start:%H.%M}".removeprefix("0") if draft.start else "")
        self._minutes.set_text("" if draft.minutes is None else str(draft.minutes))
        self._kind.set_key(draft.contact_kind.value)
        self._present.set_chosen([role.value for role in draft.present])
        for field in (self._day, self._start, self._minutes):
            field.set_error("")

    def apply(self, draft: ReportDraft) -> ReportDraft:
        """The draft with what was filled in; what cannot be read leaves it as it was."""
        return replace(
            draft,
            held_on=self._day.day() or draft.held_on,
            start=self._clock() if self._clock_fits() else draft.start,
            minutes=self._length() if self._length_fits() else draft.minutes,
            contact_kind=ContactKind(self._kind.key() or draft.contact_kind.value),
            present=tuple(PresentRole(key) for key in self._present.chosen()),
        )

    def check(self, today: date) -> Field | None:
        """Says at each field what is wrong; answers the first wrong one, or None."""
        day = self._day.day()
        day_words = self.tr("Vul een dag in, zoals 23-11-2026.") if day is None else ""
        if day is not None and day > today:
            day_words = self.tr("Deze dag moet nog komen. Vul de dag van het bezoek in.")
        clock_words = "" if self._clock_fits() else self.tr("Vul een tijd in, zoals 10.30.")
        length_words = (
            "" if self._length_fits() else self.tr("Vul een aantal minuten in, zoals 60.")
        )
        wrong: list[Field] = []
        for field, words in (
            (self._day, day_words),
            (self._start, clock_words),
            (self._minutes, length_words),
        ):
            field.set_error(words)
            if words:
                wrong.append(field)
        return wrong[0] if wrong else None

    def _follow_present(self) -> None:
        alone = PresentRole.ALONE.value
        chosen = self._present.chosen()
        rows = self._present.rows()
        if alone in chosen and len(chosen) > 1:
            # The last word counts: somebody was there, or nobody.
            is_alone = self._present.last_changed() is rows[alone]
            self._present.set_chosen([alone] if is_alone else set(chosen) - {alone})
            return
        self.changed.emit()

    def _clock(self) -> time | None:
        found = _TIME.fullmatch(self._start.text().replace(" ", "").removesuffix("uur"))
        if found is None:
            return None
        hour, minute = int(found[1]), int(found[2] or 0)
        return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 - hours and minutes of a day

    def _clock_fits(self) -> bool:
        return not self._start.text() or self._clock() is not None

    def _length(self) -> int | None:
        text = self._minutes.text()
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else None  # noqa: PLR2004 - at most four digits

    def _length_fits(self) -> bool:
        length = self._length()
        return not self._minutes.text() or (length is not None and 0 < length <= _LONGEST_MINUTES)
