"""The next step on a resident's card: what the one filled button does, per role and state."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.visit_refusals import may_be_approached
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.resident_view import ResidentView
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class NextStep:
    """The words and icon of the button; `goes_to` is None when the page itself does it."""

    name: str
    words: str
    icon: str
    goes_to: Destination | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    words: str
    icon: str
    page: PageName
    detail: str = ""


_CALL: Final = _Step(QT_TRANSLATE_NOOP("steps", "Bellen"), "phone", PageName.TODAY, "call")
_PLAN: Final = _Step(
    QT_TRANSLATE_NOOP("steps", "Afspraak maken"), "calendar-plus", PageName.TODAY, "appointment"
)
_START: Final = _Step(QT_TRANSLATE_NOOP("steps", "Bezoek starten"), "coffee", PageName.TALK)
_FINISH: Final = _Step(QT_TRANSLATE_NOOP("steps", "Verslag afmaken"), "notebook-pen", PageName.TALK)
_VISITOR_STEPS: Final[dict[VisitStatus, _Step]] = {
    VisitStatus.INVITED: _CALL,
    VisitStatus.CALLING: _CALL,
    VisitStatus.CARD_SENT: _CALL,
    VisitStatus.TO_SCHEDULE: _PLAN,
    VisitStatus.NOT_HOME: _PLAN,
    VisitStatus.SCHEDULED: _START,
    VisitStatus.CONFIRMED: _START,
    VisitStatus.HELD: _FINISH,
    VisitStatus.REPORT_DRAFT: _FINISH,
    VisitStatus.AFTERCARE: _Step(
        QT_TRANSLATE_NOOP("steps", "Bellen hoe het gaat"), "phone", PageName.TODAY, "aftercare"
    ),
}
_REPLY: Final = _Step(
    QT_TRANSLATE_NOOP("steps", "Antwoord invullen"), "mail-check", PageName.LETTERS, "reply"
)
_COORDINATOR_STEPS: Final[dict[VisitStatus, _Step]] = {
    VisitStatus.PLANNED: _Step(
        QT_TRANSLATE_NOOP("steps", "Brief maken"), "mail", PageName.LETTERS, "letter"
    ),
    VisitStatus.INVITED: _REPLY,
    VisitStatus.CALLING: _REPLY,
    VisitStatus.CARD_SENT: _REPLY,
}
_ASSIGN: Final = _Step(
    QT_TRANSLATE_NOOP("steps", "Bezoeker kiezen"), "user-plus", PageName.VISITORS, "assign"
)


def next_step(view: ResidentView, *, is_coordinator: bool) -> NextStep | None:
    """The step that comes now, or None when nothing has to be done here."""
    visit = view.open_visit
    if visit is None:
        is_due = view.due is not None and view.due.is_now
        if is_coordinator and is_due and may_be_approached(view.state):
            return NextStep("plan_visit", _tr("Bezoek klaarzetten"), "calendar-plus")
        return None
    if not visit.status.took_place and not may_be_approached(view.state):
        return None
    if not is_coordinator:
        return _made(_VISITOR_STEPS.get(visit.status), visit.visit)
    if visit.status is VisitStatus.TO_SCHEDULE and not view.state.visitors:
        return _made(_ASSIGN, view.state.resident)
    return _made(_COORDINATOR_STEPS.get(visit.status), visit.visit)


def _made(step: _Step | None, subject: str) -> NextStep | None:
    if step is None:
        return None
    destination = Destination(step.page, subject, step.detail)
    return NextStep("next_step", _tr(step.words), step.icon, destination)


def _tr(text: str) -> str:
    return QCoreApplication.translate("steps", text)
