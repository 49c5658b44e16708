"""The pages about residents on a real database, put together as the program does."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from pathlib import Path

from huisbezoek.app.people_uses import hand_over_uses, still_on_all, still_on_one
from huisbezoek.model.domain.telephone_numbers import TelephoneNumber
from huisbezoek.model.intake.list_reader import FileListReader
from huisbezoek.model.reference.telephone_numbers import NumberingPlan
from huisbezoek.model.usecases import exclusions, to_decide
from huisbezoek.model.usecases.districts import district_names
from huisbezoek.model.usecases.given_twice import given_twice
from huisbezoek.model.usecases.intake import list_terms, preview_list, take_in
from huisbezoek.model.usecases.light_contacts import make_light_contact
from huisbezoek.model.usecases.lost_laptops import lost_laptops
from huisbezoek.model.usecases.mending import mend_visit
from huisbezoek.model.usecases.overview import (
    overview,
    residents_to_assess,
    residents_waiting_for_answer,
    residents_without_visitor,
)
from huisbezoek.model.usecases.permission import withdraw_permission
from huisbezoek.model.usecases.privacy import erase_resident, redact_line
from huisbezoek.model.usecases.resident_view import view_resident
from huisbezoek.model.usecases.residents import (
    change_card,
    check_card,
    find_residents,
    request_visit,
    resume_contact,
    stop_contact,
)
from huisbezoek.model.usecases.rounds import plan_longest_waiting, take_into_round
from huisbezoek.model.usecases.ruling_out import ruled_out_names, set_ruled_out, visitor_choices
from huisbezoek.model.usecases.visits import assess_report
from huisbezoek.ui.dialogs.decide_steps import DecideUses
from huisbezoek.ui.dialogs.exclude_steps import ExcludeUses
from huisbezoek.ui.dialogs.hand_over_steps import HandOverUses
from huisbezoek.ui.dialogs.privacy_steps import PrivacyUses
from huisbezoek.ui.dialogs.resident_uses import ResidentUses
from huisbezoek.ui.dialogs.rule_out_steps import RuleOutUses
from huisbezoek.ui.models.exchange_cleaning import CleaningSteps
from huisbezoek.ui.pages.overview_page import OverviewPage, OverviewUses
from huisbezoek.ui.pages.read_list_page import ReadListPage, ReadListUses
from huisbezoek.ui.pages.resident_page import ResidentPage
from huisbezoek.ui.pages.residents_page import ResidentsPage, ResidentsUses
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.workbench import Workbench
from tests.profiles import PENSION_TABLE

NUMBERS = NumberingPlan()


def show_telephone(text: str) -> str:
    return NUMBERS.show(TelephoneNumber(text))


@dataclass(frozen=True)
class BoundDay:
    """As `Binding`, for what only needs to know the day and the role."""

    day: date
    is_coordinator: bool = True

    def today(self) -> date:
        return self.day


@dataclass
class ResidentPages:
    """Makes each page with everything that it needs."""

    workbench: Workbench
    look: LookSource
    today: date
    is_coordinator: bool = True
    chosen_file: Path | None = None
    back_up: Callable[[], object] = lambda: None
    person: str = ""

    def __post_init__(self) -> None:
        self.random_bytes = random.Random(7).randbytes
        self.wiped = 0

    def hand_over(self) -> HandOverUses:
        return hand_over_uses(BoundDay(self.today))

    def privacy(self) -> PrivacyUses:
        def wipe() -> None:
            self.wiped += 1

        return PrivacyUses(erase_resident, redact_line, always_wiping(wipe))

    def rule_out(self) -> RuleOutUses:
        return RuleOutUses(visitor_choices, partial(set_ruled_out, today=self.today))

    def exclude(self) -> ExcludeUses:
        return ExcludeUses(
            exclude=partial(exclusions.exclude, today=self.today),
            lift=partial(exclusions.lift_exclusion, today=self.today),
        )

    def decide(self) -> DecideUses:
        return DecideUses(
            call_off=partial(to_decide.call_off, today=self.today),
            go_on=partial(to_decide.continue_contact, today=self.today),
            ask=partial(to_decide.ask_after_all, today=self.today, random_bytes=self.random_bytes),
            leave=partial(to_decide.leave_term, today=self.today),
        )

    def overview(self) -> OverviewPage:
        uses = OverviewUses(
            overview=overview,
            plan=partial(plan_longest_waiting, random_bytes=self.random_bytes),
            now=lambda: datetime.combine(self.today, time(9, 30)),
            differences=lambda reading: len(reading.differences()),
            given_twice=given_twice,
            decisions=to_decide.to_decide,
            terms_past=to_decide.terms_past,
            lost=lost_laptops,
        )
        return OverviewPage(self.workbench, self.look, uses)

    def residents(self) -> ResidentsPage:
        uses = ResidentsUses(
            find=find_residents,
            to_assess=residents_to_assess,
            waiting_for_answer=residents_waiting_for_answer,
            without_visitor=residents_without_visitor,
            today=lambda: self.today,
            is_coordinator=self.is_coordinator,
            still_on=partial(still_on_all, BoundDay(self.today, self.is_coordinator)),
            visitor=self.person,
        )
        return ResidentsPage(self.workbench, self.look, uses)

    def resident(self) -> ResidentPage:
        uses = ResidentUses(
            view=partial(view_resident, is_coordinator=self.is_coordinator),
            check_card=partial(check_card, numbers=NUMBERS),
            change_card=change_card,
            stop=stop_contact,
            resume=resume_contact,
            withdraw=lambda writing, visit, purposes, on, partner: withdraw_permission(
                writing, visit, purposes, on=on, partner=partner
            ),
            request=partial(request_visit, random_bytes=self.random_bytes),
            plan=partial(take_into_round, random_bytes=self.random_bytes),
            assess=lambda writing, visit, follow_up, today: assess_report(
                writing, visit, today=today, follow_up=follow_up
            ),
            show_telephone=show_telephone,
            today=lambda: self.today,
            is_coordinator=self.is_coordinator,
            still_on=partial(still_on_one, BoundDay(self.today, self.is_coordinator)),
            hand_over=self.hand_over() if self.is_coordinator else None,
            privacy=self.privacy() if self.is_coordinator else None,
            person=self.person,
            rule_out=self.rule_out() if self.is_coordinator else None,
            mend=partial(mend_visit, today=self.today) if self.is_coordinator else None,
            exclude=self.exclude() if self.is_coordinator else None,
            decide=self.decide() if self.is_coordinator else None,
            light_contact=partial(make_light_contact, today=self.today),
            districts=lambda reading: district_names(reading, ("Boswijk",)),
            ruled_out=ruled_out_names if self.is_coordinator else lambda _reading, _who: (),
        )
        return ResidentPage(self.workbench, self.look, uses)

    def read_list(self) -> ReadListPage:
        reader = FileListReader(NUMBERS, self.today)
        uses = ReadListUses(
            look=reader.look,
            read=reader.read,
            terms=partial(list_terms, table=PENSION_TABLE),
            preview=preview_list,
            take_in=partial(take_in, random_bytes=self.random_bytes),
            back_up=self.back_up,
            choose_file=lambda _page, _title: self.chosen_file,
            today=lambda: self.today,
        )
        return ReadListPage(self.workbench, self.look, uses)


def always_wiping(wipe: Callable[[], object]) -> CleaningSteps:
    """Cleaning that has something to wipe each time, and no files to tidy."""
    return CleaningSteps(
        traces=lambda _: 1,
        wipe=wipe,
        wiped=lambda _, __: None,
        carried=lambda _: (),
        remove=lambda files, _: files,
        forget=lambda _, __: None,
    )
