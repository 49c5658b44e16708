"""Binds the use cases of the page Ronde."""

from collections.abc import Sequence
from dataclasses import replace

from huisbezoek.app.binding import Binding
from huisbezoek.model.domain.plan_rules import PlanWeights
from huisbezoek.model.usecases import accepting, match_decisions, proposals, round_desk
from huisbezoek.model.usecases.accepting import Accepted, Step
from huisbezoek.model.usecases.organisation import change_organisation
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.proposals import ProposalRow
from huisbezoek.ui.dialogs.round_adjust import KeptTerms
from huisbezoek.ui.pages.round_page import RoundUses


def round_uses(bound: Binding) -> RoundUses:
    """What Ronde asks and does."""
    parts, weights = bound.parts, PlanWeights()
    beside = parts.districts.beside

    def accept(writing: Writing, rows: Sequence[ProposalRow], step: Step) -> Accepted:
        return accepting.accept(
            writing, rows, today=bound.today(), random_bytes=parts.random_bytes, step=step
        )

    def fix(writing: Writing, row: ProposalRow, visitor: str) -> None:
        match_decisions.fix(writing, row.residents, visitor, row.month, today=bound.today())

    def rule_out(writing: Writing, row: ProposalRow, visitor: str) -> None:
        match_decisions.rule_out(writing, row.residents, visitor, today=bound.today())

    def allow(writing: Writing, row: ProposalRow, visitor: str) -> None:
        match_decisions.allow(writing, row.residents, visitor, today=bound.today())

    return RoundUses(
        at_once=lambda reading: round_desk.at_once(
            reading, parts.planner, weights, today=bound.today(), beside=beside
        ),
        better=lambda problem, progress, stop: parts.planner.plan(problem, weights, progress, stop),
        with_plan=round_desk.with_plan,
        again=lambda reading, desk: round_desk.again(
            reading, parts.planner, weights, desk, today=bound.today(), beside=beside
        ),
        try_out=lambda desk, changes: round_desk.tried_out(desk.basis, changes, beside),
        alternatives=lambda desk, key: proposals.alternatives(
            desk.basis, desk.problem, desk.plan, key, weights
        ),
        accept=accept,
        fix=fix,
        free=lambda writing, row: match_decisions.free(writing, row.residents, today=bound.today()),
        rule_out=rule_out,
        allow=allow,
        split=lambda writing, row: match_decisions.split_couple(
            writing, row.residents, today=bound.today()
        ),
        join=lambda writing, row: match_decisions.join_couple(
            writing, _apart(writing, row.residents[0]), today=bound.today()
        ),
        keep_terms=_keep_terms,
        weights=weights,
        today=bound.today,
    )


def _apart(writing: Writing, resident: str) -> tuple[str, ...]:
    """Who at this address said to be visited apart."""
    return tuple(one for one in writing.household(resident) if writing.resident(one).state.apart)


def _keep_terms(writing: Writing, terms: KeptTerms) -> object:
    card = replace(
        writing.organisation(),
        cycle_months=terms.cycle_months,
        yes_percent=terms.yes_percent,
        round_months=terms.round_months,
    )
    return change_organisation(writing, card)
