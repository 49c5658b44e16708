"""The order in time of turns that cost the same everywhere: the longest since contact first."""

from huisbezoek.model.planning.board import Board, Window
from huisbezoek.model.planning.seats import NOWHERE, Seats


def in_order(board: Board, seats: Seats) -> None:
    """Gives each visitor's turns with the same months and prices their slots by the open rule.

    Who goes to whom stays, and so do the price of the plan and the number of turns in every month.
    Without this, who of a whole town comes in which month would be chance, and another chance after
    every decision.
    """
    alike: dict[tuple[int, Window], list[int]] = {}
    for turn in board.by_standing:
        slot = seats.slot_of[turn]
        if slot != NOWHERE:
            alike.setdefault((slot % len(board.visitors), board.window(turn)), []).append(turn)
    for turns in alike.values():
        for turn, slot in zip(turns, sorted(map(seats.stand, turns)), strict=True):
            seats.sit(turn, slot)
