"""The bare solver on a plan that is given as numbers: what the planner is measured against."""

from collections.abc import Sequence
from dataclasses import dataclass

from ortools.graph.python.min_cost_flow import SimpleMinCostFlow


@dataclass(frozen=True)
class BareProblem:
    """Turns choose a slot at a price or nobody at a price; slots lie in months.

    `options` are (slot, price) per turn; `nobody` the price of having none; `slots` are (month,
    places); `months` are the steps (turns, price each) of every month, the cheapest first.
    """

    options: Sequence[Sequence[tuple[int, int]]]
    nobody: Sequence[int]
    slots: Sequence[tuple[int, int]]
    months: Sequence[Sequence[tuple[int, int]]]


def built(problem: BareProblem) -> SimpleMinCostFlow:
    """The network, ready to be solved."""
    flow = SimpleMinCostFlow()
    add = flow.add_arc_with_capacity_and_unit_cost
    first_slot = len(problem.options)
    first_month = first_slot + len(problem.slots)
    end = first_month + len(problem.months)
    for turn, options in enumerate(problem.options):
        for slot, price in options:
            add(turn, first_slot + slot, 1, price)
        add(turn, end, 1, problem.nobody[turn])
        flow.set_node_supply(turn, 1)
    for slot, (month, places) in enumerate(problem.slots):
        add(first_slot + slot, first_month + month, places, 0)
    for month, steps in enumerate(problem.months):
        for turns, price in steps:
            add(first_month + month, end, turns, price)
    flow.set_node_supply(end, -len(problem.options))
    return flow


def solved(flow: SimpleMinCostFlow) -> int:
    """The least that the whole can cost."""
    assert flow.solve() == flow.OPTIMAL
    return flow.optimal_cost()
