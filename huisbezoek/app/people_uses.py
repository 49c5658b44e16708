"""Binds what pages share about people on laptops: hand-over, what is still where, and erasing."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from huisbezoek.app.binding import Binding
from huisbezoek.app.exchange_steps import cleaning_steps
from huisbezoek.model.domain.office_events import RevokedReason
from huisbezoek.model.usecases import hand_over, laptops, lost_laptops, privacy, visitors
from huisbezoek.model.usecases.laptop_contents import erasure_confirmations, still_on_laptops
from huisbezoek.model.usecases.lost_laptops import LostLaptop
from huisbezoek.model.usecases.ports.documents import LostLaptopInput, Sheet
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.senders import sender
from huisbezoek.model.usecases.traces import note_traces
from huisbezoek.ui import texts
from huisbezoek.ui.dialogs.erasure_panel import SeenErasure
from huisbezoek.ui.dialogs.hand_over_dialog import HandOverChoice, HandOverPerson
from huisbezoek.ui.dialogs.hand_over_steps import HandOverUses
from huisbezoek.ui.dialogs.lost_laptops import LostLaptopUses
from huisbezoek.ui.dialogs.privacy_steps import PrivacyUses
from huisbezoek.ui.models.laptop_words import still_on_words

_ACTIVE = "active"


def hand_over_uses(bound: Binding) -> HandOverUses:
    """What handing over asks and does."""

    def deed(writing: Writing, choice: HandOverChoice) -> int:
        return hand_over.hand_over(
            writing,
            choice.residents,
            choice.visitor,
            today=bound.today(),
            reason=choice.reason,
            notes=choice.notes,
            summary=choice.summary,
        )

    return HandOverUses(
        visitors=lambda reading: visitors.visitors(reading, today=bound.today()),
        load=hand_over.hand_over_load,
        hand_over=deed,
        today=bound.today,
    )


def privacy_uses(bound: Binding) -> PrivacyUses:
    """What erasing and redacting need."""

    def erase(writing: Writing, resident: str, reason: privacy.ErasureReason) -> None:
        privacy.erase_resident(writing, resident, reason)
        note_traces(writing)

    def redact(writing: Writing, visit: str, line: str) -> int:
        count = privacy.redact_line(writing, visit, line)
        note_traces(writing)
        return count

    return PrivacyUses(erase, redact, cleaning_steps(bound))


def lost_laptop_uses(bound: Binding) -> LostLaptopUses:
    """What is asked and done about lost laptops."""
    parts = bound.parts

    def revoke(writing: Writing, device: str, noticed_at: datetime) -> None:
        laptops.revoke_laptop(
            writing,
            parts.exchange(bound.profile),
            device,
            RevokedReason.LOST,
            noticed_at=noticed_at,
            now=parts.now(),
        )

    def sheet(reading: Reading, lost: LostLaptop) -> Sheet:
        return parts.documents.lost_laptop_list(
            LostLaptopInput(
                person=lost.name,
                noticed_at=lost.noticed_at,
                report_until=lost.report_until,
                residents=tuple(
                    (texts.capital(one.name), one.address_line)
                    for one in lost.residents
                    if one.name
                ),
                sender=bound.readable(sender(reading.organisation())),
            )
        )

    return LostLaptopUses(
        laptops=lambda writing: tuple(
            one for one in laptops.laptops(writing, bound.today()) if one.status == _ACTIVE
        ),
        lost=lost_laptops.lost_laptops,
        revoke=revoke,
        mark_handled=lost_laptops.mark_handled,
        sheet=sheet,
        now=bound.naive_now,
    )


def visited_by_others(
    reading: Reading, residents: Sequence[str], visitor: str
) -> tuple[HandOverPerson, ...]:
    """Those of these residents whom somebody else than this visitor goes to."""
    visiting = {one: reading.resident(one).state.visitors for one in residents}
    taken = [one for one, present in visiting.items() if set(present) - {visitor}]
    return tuple(
        HandOverPerson(row.resident, row.formal_name, row.address_line, visiting[row.resident])
        for row in reading.resident_rows(taken)
    )


def still_on_all(bound: Binding, reading: Reading) -> Mapping[str, str]:
    """By resident in words on whose laptops they still are; for a coordinator."""
    names = {one.visitor: one.card.name for one in reading.visitors()}
    found: dict[str, str] = {}
    for one in still_on_laptops(reading):
        words = still_on_words(names.get(one.person, ""), one.since, bound.today())
        found[one.resident] = " ".join(
            part for part in (found.get(one.resident, ""), words) if part
        )
    return found


def still_on_one(bound: Binding, reading: Reading, resident: str) -> tuple[str, ...]:
    """On whose laptops this resident still is, in words; for a coordinator."""
    if not bound.is_coordinator:
        return ()
    names = {one.visitor: one.card.name for one in reading.visitors()}
    return tuple(
        still_on_words(names.get(one.person, ""), one.since, bound.today())
        for one in still_on_laptops(reading)
        if one.resident == resident
    )


def seen_erasures(writing: Writing) -> tuple[SeenErasure, ...]:
    """Who was erased, with the names of whose laptops confirmed it; writes nothing."""
    names = {one.visitor: one.card.name for one in writing.visitors()}
    found = []
    for erasure in writing.erasures():
        said = erasure_confirmations(writing, erasure.resident)
        found.append(
            SeenErasure(
                erasure.resident,
                erasure.at.astimezone().date(),
                erasure.reason,
                tuple(names.get(one, one) for one in said.confirmed),
                tuple(names.get(one, one) for one in said.waiting),
            )
        )
    return tuple(found)
