"""The pages about residents on a real database, put together as the program does."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from pathlib import Path

from huisbezoek.model.domain.telephone_numbers import TelephoneNumber
from huisbezoek.model.intake.list_reader import FileListReader
from huisbezoek.model.reference.telephone_numbers import NumberingPlan
from huisbezoek.model.usecases.intake import list_terms, preview_list, take_in
from huisbezoek.model.usecases.overview import (
    overview,
    residents_to_assess,
    residents_waiting_for_answer,
    residents_without_visitor,
)
from huisbezoek.model.usecases.resident_view import view_resident
from huisbezoek.model.usecases.residents import (
    change_card,
    check_card,
    find_residents,
    request_visit,
    resume_contact,
    stop_contact,
)
from huisbezoek.model.usecases.rounds import plan_longest_waiting, plan_visits
from huisbezoek.model.usecases.visits import assess_report
from huisbezoek.ui.pages.overview_page import OverviewPage, OverviewUses
from huisbezoek.ui.pages.read_list_page import ReadListPage, ReadListUses
from huisbezoek.ui.pages.resident_page import ResidentPage, ResidentUses
from huisbezoek.ui.pages.residents_page import ResidentsPage, ResidentsUses
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.workbench import Workbench
from tests.profiles import PENSION_TABLE

NUMBERS = NumberingPlan()


def show_telephone(text: str) -> str:
    return NUMBERS.show(TelephoneNumber(text))


@dataclass
class ResidentPages:
    """Makes each page with everything that it needs."""

    workbench: Workbench
    look: LookSource
    today: date
    is_coordinator: bool = True
    chosen_file: Path | None = None
    back_up: Callable[[], object] = lambda: None

    def __post_init__(self) -> None:
        self.random_bytes = random.Random(7).randbytes

    def overview(self) -> OverviewPage:
        uses = OverviewUses(
            overview=overview,
            plan=partial(plan_longest_waiting, random_bytes=self.random_bytes),
            now=lambda: datetime.combine(self.today, time(9, 30)),
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
        )
        return ResidentsPage(self.workbench, self.look, uses)

    def resident(self) -> ResidentPage:
        uses = ResidentUses(
            view=partial(view_resident, is_coordinator=self.is_coordinator),
            check_card=partial(check_card, numbers=NUMBERS),
            change_card=change_card,
            stop=stop_contact,
            resume=resume_contact,
            request=partial(request_visit, random_bytes=self.random_bytes),
            plan=partial(plan_visits, random_bytes=self.random_bytes),
            assess=lambda writing, visit, follow_up, today: assess_report(
                writing, visit, today=today, follow_up=follow_up
            ),
            show_telephone=show_telephone,
            today=lambda: self.today,
            is_coordinator=self.is_coordinator,
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
