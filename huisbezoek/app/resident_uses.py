"""Binds the use cases of Overzicht, Inwoners and Lijst inlezen."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from huisbezoek.app.binding import Binding
from huisbezoek.app.guide_uses import report_file_uses
from huisbezoek.app.people_uses import hand_over_uses, privacy_uses, still_on_all, still_on_one
from huisbezoek.model.domain.consent import Purpose
from huisbezoek.model.domain.planning_events import LightContactKind
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases import (
    exclusions,
    intake,
    residents,
    rounds,
    ruling_out,
    to_decide,
    visits,
)
from huisbezoek.model.usecases.districts import district_names
from huisbezoek.model.usecases.given_twice import given_twice
from huisbezoek.model.usecases.light_contacts import make_light_contact
from huisbezoek.model.usecases.lost_laptops import lost_laptops
from huisbezoek.model.usecases.mending import mend_visit
from huisbezoek.model.usecases.overview import (
    overview,
    residents_to_assess,
    residents_waiting_for_answer,
    residents_without_visitor,
)
from huisbezoek.model.usecases.partner_lists import PartnerList, partner_lists, partner_sheet
from huisbezoek.model.usecases.permission import withdraw_permission
from huisbezoek.model.usecases.ports.documents import Sheet
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.resident_view import view_resident

if TYPE_CHECKING:
    from huisbezoek.ui.dialogs.decide_steps import DecideUses
    from huisbezoek.ui.dialogs.exclude_steps import ExcludeUses
    from huisbezoek.ui.dialogs.resident_uses import ResidentUses
    from huisbezoek.ui.dialogs.rule_out_steps import RuleOutUses
    from huisbezoek.ui.pages.overview_page import OverviewUses
    from huisbezoek.ui.pages.read_list_page import ReadListUses
    from huisbezoek.ui.pages.residents_page import ResidentsUses
    from huisbezoek.ui.printing import PrintLook

LIST_PATTERNS: Final = "*.csv *.txt *.xlsx *.ods *.xls"


def overview_uses(bound: Binding) -> "OverviewUses":
    """What Overzicht asks and does."""
    from huisbezoek.ui.pages.overview_page import OverviewUses

    random_bytes = bound.parts.random_bytes
    return OverviewUses(
        overview=overview,
        plan=lambda writing, most, today: rounds.plan_longest_waiting(
            writing, most, today, random_bytes
        ),
        now=bound.naive_now,
        differences=lambda reading: len(reading.differences()),
        given_twice=given_twice,
        decisions=to_decide.to_decide,
        terms_past=to_decide.terms_past,
        lost=lost_laptops,
    )


def residents_uses(bound: Binding, look: "PrintLook | None" = None) -> "ResidentsUses":
    """What the list of residents asks; with the letters of what is printed it prints lists."""
    from huisbezoek.app.paper_uses import paper_print_uses
    from huisbezoek.ui.dialogs.partner_list_steps import PartnerListUses
    from huisbezoek.ui.pages.residents_page import ResidentsUses

    def sheet(reading: Reading, listed: PartnerList) -> Sheet:
        paper = partner_sheet(reading, listed, today=bound.today())
        return bound.parts.documents.partner_list(paper)

    partners = None
    if look is not None and bound.is_coordinator:
        partners = PartnerListUses(
            lists=lambda reading: partner_lists(reading, today=bound.today()),
            sheet=sheet,
            papers=paper_print_uses(bound, look),
        )

    return ResidentsUses(
        find=residents.find_residents,
        to_assess=residents_to_assess,
        waiting_for_answer=residents_waiting_for_answer,
        without_visitor=residents_without_visitor,
        today=bound.today,
        is_coordinator=bound.is_coordinator,
        still_on=partial(still_on_all, bound),
        visitor="" if bound.is_coordinator else bound.person,
        partners=partners,
    )


def resident_uses(bound: Binding, look: "PrintLook") -> "ResidentUses":
    """What the card of a resident asks and does."""
    from huisbezoek.ui.dialogs.resident_uses import ResidentUses

    random_bytes = bound.parts.random_bytes

    def assess(writing: Writing, visit: str, follow_up: bool, today: date) -> None:  # noqa: FBT001 - the page's own signature
        visits.assess_report(writing, visit, today=today, follow_up=follow_up)

    from huisbezoek.app.follow_up_uses import after_visit_uses
    from huisbezoek.app.paper_uses import paper_print_uses

    def withdraw(
        writing: Writing, visit: str, purposes: Sequence[Purpose], on: date, partner: str
    ) -> None:
        withdraw_permission(writing, visit, purposes, on=on, partner=partner)

    return ResidentUses(
        view=partial(view_resident, is_coordinator=bound.is_coordinator),
        check_card=partial(residents.check_card, numbers=bound.parts.numbers),
        change_card=residents.change_card,
        stop=residents.stop_contact,
        resume=residents.resume_contact,
        request=partial(residents.request_visit, random_bytes=random_bytes),
        plan=partial(rounds.take_into_round, random_bytes=random_bytes),
        assess=assess,
        show_telephone=bound.show_telephone,
        today=bound.today,
        is_coordinator=bound.is_coordinator,
        still_on=partial(still_on_one, bound),
        withdraw=withdraw,
        hand_over=hand_over_uses(bound) if bound.is_coordinator else None,
        privacy=privacy_uses(bound) if bound.is_coordinator else None,
        report_file=report_file_uses(bound) if bound.is_coordinator else None,
        person=bound.person,
        after=after_visit_uses(bound, look),
        papers=paper_print_uses(bound, look),
        rule_out=_rule_out_uses(bound) if bound.is_coordinator else None,
        mend=partial(_mend, bound) if bound.is_coordinator else None,
        exclude=_exclude_uses(bound) if bound.is_coordinator else None,
        decide=_decide_uses(bound) if bound.is_coordinator else None,
        light_contact=partial(_light_contact, bound) if bound.is_coordinator else None,
        ruled_out=ruling_out.ruled_out_names if bound.is_coordinator else _nobody,
        districts=partial(_district_names, bound),
    )


def _rule_out_uses(bound: Binding) -> "RuleOutUses":
    """Who does not go to a resident: a coordinator's."""
    from huisbezoek.ui.dialogs.rule_out_steps import RuleOutUses

    return RuleOutUses(
        choices=ruling_out.visitor_choices,
        set_ruled_out=lambda writing, resident, wanted: ruling_out.set_ruled_out(
            writing, resident, wanted, today=bound.today()
        ),
    )


def _exclude_uses(bound: Binding) -> "ExcludeUses":
    """Not visiting any more, and lifting that: a coordinator's."""
    from huisbezoek.ui.dialogs.exclude_steps import ExcludeUses

    return ExcludeUses(
        exclude=lambda writing, resident, reason: exclusions.exclude(
            writing, resident, reason, bound.today()
        ),
        lift=lambda writing, resident: exclusions.lift_exclusion(writing, resident, bound.today()),
    )


def _decide_uses(bound: Binding) -> "DecideUses":
    """What a coordinator decides on a card."""
    from huisbezoek.ui.dialogs.decide_steps import DecideUses

    return DecideUses(
        call_off=lambda writing, visit: to_decide.call_off(writing, visit, bound.today()),
        go_on=lambda writing, resident: to_decide.continue_contact(
            writing, resident, bound.today()
        ),
        ask=lambda writing, resident: to_decide.ask_after_all(
            writing, resident, bound.today(), bound.parts.random_bytes
        ),
        leave=lambda writing, resident: to_decide.leave_term(writing, resident, bound.today()),
    )


def _district_names(bound: Binding, reading: Reading) -> tuple[str, ...]:
    return district_names(reading, bound.parts.districts.names()) if bound.is_coordinator else ()


def _mend(bound: Binding, writing: Writing, visit: str, status: VisitStatus, reason: str) -> None:
    mend_visit(writing, visit, status, reason, today=bound.today())


def _light_contact(bound: Binding, writing: Writing, resident: str, kind: LightContactKind) -> None:
    make_light_contact(writing, resident, kind, bound.today())


def _nobody(_reading: Reading, _resident: str) -> tuple[str, ...]:
    return ()


def read_list_uses(bound: Binding) -> "ReadListUses":
    """What Lijst inlezen asks and does."""
    from huisbezoek.ui.pages.read_list_page import ReadListUses

    parts = bound.parts

    def choose(parent: QWidget, title: str) -> Path | None:
        return bound.chooser.open_file(parent, title, LIST_PATTERNS)

    return ReadListUses(
        look=parts.lists.look,
        read=parts.lists.read,
        terms=partial(intake.list_terms, table=parts.pension_table),
        preview=intake.preview_list,
        take_in=partial(intake.take_in, random_bytes=parts.random_bytes),
        back_up=bound.back_up,
        choose_file=choose,
        today=bound.today,
    )
