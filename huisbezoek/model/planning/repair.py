"""Makes a nearly whole plan exact: who has a place, who waits, and whose promise is kept.

Sets of turns that can all have a place form a matroid (places are a matching). So whoever takes the
turns in standing and keeps each that still fits finds the one best set, which is also a largest
one; and every turn of that set finds room by moving others along, without any of them losing theirs
(J. Edmonds, Matroids and the greedy algorithm, Mathematical Programming 1, 1971).
"""

from huisbezoek.model.planning.board import Board
from huisbezoek.model.planning.seats import NOWHERE, Reach, Seats


def repair(board: Board, seats: Seats) -> None:
    """Places everybody who can have a place, in standing, then keeps the promises that can be.

    Among *all* whom no rule forbids, not only the candidates of the flow. Afterwards those without
    a slot are the last in standing that could not all have one; and when everybody could have a
    slot that keeps the promise (where there is one), everybody has.
    """
    _fill(board, seats)
    if any(board.reach(turn) for turn in seats.unplaced()):
        _follow_standing(board, seats)
    _keep_promises(board, seats)


def placeable(board: Board) -> frozenset[int]:
    """The turns that get a place by the open rule: in standing, each that still fits."""
    trial = Seats(board)
    dead = 0
    for turn in board.by_standing:
        tried = trial.make_room(turn, board.reach, dead, cheaply=False)
        dead = dead if tried is None else tried
    return frozenset(turn for turn, slot in enumerate(trial.slot_of) if slot != NOWHERE)


def _fill(board: Board, seats: Seats) -> None:
    """Places whom it can: if possible without breaking a promise that is kept now."""

    def keeping(turn: int) -> int:
        return _reach_with_promise(board, seats, turn, board.reach)

    dead_keeping = dead = 0
    for turn in seats.unplaced():
        tried = seats.make_room(turn, keeping, dead_keeping, cheaply=True)
        if tried is None:
            continue
        dead_keeping = tried
        tried = seats.make_room(turn, board.reach, dead, cheaply=True)
        if tried is None:
            # A promise may be broken now, and whoever broke it may move further than before.
            dead_keeping = 0
        else:
            dead = tried


def _follow_standing(board: Board, seats: Seats) -> None:
    """Takes the slots of those who must wait by the open rule, and gives them to who must not."""
    wanted = placeable(board)
    for turn, slot in enumerate(seats.slot_of):
        if slot != NOWHERE and turn not in wanted:
            seats.stand(turn)
    for turn in seats.unplaced():
        if turn in wanted:
            seats.make_room(turn, board.reach, 0, cheaply=True)


def _keep_promises(board: Board, seats: Seats) -> None:
    """Moves turns that come later than promised forward, where no other promise breaks by it."""

    def keeping(turn: int) -> int:
        return _reach_with_promise(board, seats, turn, board.promised_reach)

    dead = 0
    for turn in board.by_standing:
        slot = seats.slot_of[turn]
        if slot == NOWHERE or board.is_promised(turn, slot) or not board.promised_reach(turn):
            continue
        seats.stand(turn)
        tried = seats.make_room(turn, keeping, dead, cheaply=True)
        if tried is not None:
            seats.sit(turn, slot)
            dead = tried


def _reach_with_promise(board: Board, seats: Seats, turn: int, unplaced: Reach) -> int:
    """Where the turn may move without breaking its promise; anywhere when it is broken already."""
    slot = seats.slot_of[turn]
    if slot == NOWHERE:
        return unplaced(turn)
    return board.promised_reach(turn) if board.is_promised(turn, slot) else board.reach(turn)
