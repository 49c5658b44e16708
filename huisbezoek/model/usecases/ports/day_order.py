"""What the use cases ask of whoever puts the addresses of a day in a handy order."""

from collections.abc import Callable, Sequence
from typing import Protocol

from huisbezoek.model.domain.addresses import Address


class DayOrder(Protocol):
    """Orders places so that little is travelled between them."""

    def __call__(
        self,
        points: Sequence[Address],
        distance: Callable[[Address, Address], int],
        start: Address | None = None,
    ) -> Sequence[int]:
        """The places of `points` in the proposed order, each once; the way begins at `start`."""
        ...
