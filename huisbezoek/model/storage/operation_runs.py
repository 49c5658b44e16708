"""Runs of operation ids: consecutive numbers of one life of a device as one row."""

from collections.abc import Iterable, Iterator

from huisbezoek.model.domain.operations import OperationId

Run = tuple[str, int, int, int]
"""Device, incarnation, first and last sequence number."""


def runs_of(operations: Iterable[OperationId]) -> Iterator[Run]:
    """The fewest runs that hold exactly these operations, in order."""
    run: Run | None = None
    for known in sorted(set(operations)):
        device, incarnation, sequence = known.device, known.incarnation, known.sequence
        if run is not None and run[:2] == (device, incarnation) and run[3] + 1 == sequence:
            run = (*run[:3], sequence)
            continue
        if run is not None:
            yield run
        run = (device, incarnation, sequence, sequence)
    if run is not None:
        yield run
