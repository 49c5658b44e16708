"""The plan in two stages, at once: first a month for every turn, then visitors month by month."""

from huisbezoek.model.domain.plan_prices import CrowdStep
from huisbezoek.model.planning.board import Board
from huisbezoek.model.planning.seats import NOWHERE, Seats

SWAP_ROUNDS = 2


def seat_in_stages(board: Board, seats: Seats) -> None:
    """Gives turns slots: levelled months, then the cheapest matches of each, then better swaps.

    Who found no visitor in its month has no slot afterwards; `repair` places whom it can.
    """
    for month, turns in enumerate(_levelled(board)):
        _match(board, seats, month, turns)
    for _ in range(SWAP_ROUNDS):
        for turn in range(len(board.turns)):
            if seats.slot_of[turn] != NOWHERE:
                _improve(board, seats, turn)


def _levelled(board: Board) -> list[list[int]]:
    """The turns of each month: the tightest windows choose first, each the cheapest month.

    Among months as cheap the earliest: whoever left an early month below the level would meet the
    crowd of those who can only come late.
    """
    months: list[list[int]] = [[] for _ in range(board.months)]
    prices = [_prices_by_height(steps) for steps in board.crowds]
    for turn in sorted(board.by_standing, key=lambda one: _tightness(board, one)):
        own = board.month_prices(turn)
        options = [
            (own[month] + prices[month][len(months[month])], month)
            for month in board.ranges[turn]
            if len(months[month]) < len(prices[month])
        ]
        if options and board.choices[turn]:
            months[min(options)[1]].append(turn)
    return months


def _tightness(board: Board, turn: int) -> tuple[int, int, int]:
    """Who has the least to choose from comes first."""
    found, months = board.turns[turn], board.ranges[turn]
    last = months.stop - 1
    return (min(last, found.promised), min(last, found.closes), -months.start)


def _prices_by_height(steps: tuple[CrowdStep, ...]) -> list[int]:
    return [step.points for step in steps for _ in range(step.turns)]


def _match(board: Board, seats: Seats, month: int, turns: list[int]) -> None:
    """Takes the cheapest match that is left, again and again."""
    first = month * len(board.visitors)
    matches = sorted(
        (price, order, turn, visitor)
        for turn in turns
        for order, (price, visitor) in enumerate(board.choices[turn])
        if board.places[first + visitor]
    )
    for _, _, turn, visitor in matches:
        if seats.slot_of[turn] == NOWHERE and seats.has_place(first + visitor):
            seats.sit(turn, first + visitor)


def _improve(board: Board, seats: Seats, turn: int) -> None:
    """Gives the turn a cheaper visitor of its month: free, or in exchange with another turn."""
    slot = seats.slot_of[turn]
    width = len(board.visitors)
    first = slot - slot % width
    now = board.slot_price(turn, slot)
    month_price = board.month_prices(turn)[slot // width]
    for price, visitor in board.choices[turn]:
        gain = now - price - month_price
        if gain <= 0:
            return
        wanted = first + visitor
        if seats.has_place(wanted):
            seats.stand(turn)
            seats.sit(turn, wanted)
            return
        for other in seats.sitting(wanted):
            if not board.reach(other) >> slot & 1:
                continue
            loss = board.slot_price(other, slot) - board.slot_price(other, wanted)
            if loss < gain:
                seats.stand(turn)
                seats.stand(other)
                seats.sit(turn, wanted)
                seats.sit(other, slot)
                return
