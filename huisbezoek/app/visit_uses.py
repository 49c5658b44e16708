"""Binds the use cases of Vandaag, the talk and Inleveren."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from huisbezoek.app.binding import Binding
from huisbezoek.model.domain.events import CallOutcome, CancelledBy
from huisbezoek.model.usecases import visits
from huisbezoek.model.usecases.partners import partner_visits
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.talk import Talk, hand_in_talk, open_talk, save_talk
from huisbezoek.model.usecases.today import today_view

if TYPE_CHECKING:
    from huisbezoek.ui.pages.hand_in_page import HandInUses
    from huisbezoek.ui.pages.talk_page import TalkUses
    from huisbezoek.ui.pages.today_page import TodayUses


def today_uses(bound: Binding) -> "TodayUses":
    """What Vandaag asks and does."""
    from huisbezoek.ui.pages.today_page import TodayUses

    today, random_bytes = bound.today, bound.parts.random_bytes

    def log_call(writing: Writing, visit: str, outcome: CallOutcome, until: date | None) -> None:
        visits.log_call(writing, visit, outcome, at=bound.naive_now(), until=until)

    def appoint(writing: Writing, chosen: tuple[str, ...], new: visits.NewAppointment) -> str:
        return visits.make_appointment(
            writing, chosen, new, today=today(), random_bytes=random_bytes
        )

    def cancel(writing: Writing, visit: str, by: CancelledBy, declined: bool) -> None:  # noqa: FBT001 - the page's own signature
        visits.cancel_appointment(writing, visit, by, today=today(), declined=declined)

    def aftercare(writing: Writing, visit: str, waived: bool) -> None:  # noqa: FBT001 - idem
        visits.finish_aftercare(writing, visit, today=today(), waived=waived)

    return TodayUses(
        view=lambda reading: today_view(reading, visitor=bound.person, today=today()),
        log_call=log_call,
        make_appointment=appoint,
        confirm=lambda writing, visit: visits.confirm_appointment(writing, visit, today=today()),
        cancel=cancel,
        not_at_home=lambda writing, visit: visits.not_at_home(writing, visit, today=today()),
        send_card=lambda writing, visit: visits.send_card(writing, visit, today=today()),
        close_unreached=lambda writing, visit: visits.close_unreached(
            writing, visit, today=today()
        ),
        finish_aftercare=aftercare,
        partner_visits=partner_visits,
        show_telephone=bound.show_telephone,
        first_name=bound.person_name.split(" ", 1)[0],
        now=bound.naive_now,
    )


def talk_uses(bound: Binding, lock: Callable[[], None]) -> "TalkUses":
    """What the talk asks and does; `lock` closes the profile."""
    from huisbezoek.ui.pages.talk_page import TalkUses

    return TalkUses(
        view=_talk_view(bound),
        save=lambda writing, draft: save_talk(writing, draft, now=bound.parts.now()),
        now=bound.parts.now,
        lock=lock,
        show_telephone=bound.show_telephone,
    )


def hand_in_uses(bound: Binding) -> "HandInUses":
    """What Inleveren asks and does."""
    from huisbezoek.ui.pages.hand_in_page import HandInUses

    return HandInUses(
        view=_talk_view(bound),
        save=lambda writing, draft: save_talk(writing, draft, now=bound.parts.now()),
        hand_in=lambda writing, draft, guide: hand_in_talk(
            writing, draft, guide, today=bound.today()
        ),
        now=bound.parts.now,
    )


def _talk_view(bound: Binding) -> Callable[[Reading, str], Talk]:
    def view(reading: Reading, visit: str) -> Talk:
        return open_talk(
            reading,
            visit,
            bound.parts.guides.shipped(),
            visitor=bound.person,
            today=bound.today(),
        )

    return view
