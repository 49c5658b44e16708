"""What a use case may read and write: one snapshot to read, one transaction to write.

`Reading` is a consistent view of the encrypted database. `Writing` adds the journal; leaving its
block without `commit` forgets everything (the unit of work is in `ports/profile.py`'s store).
"""

from dataclasses import dataclass
from typing import Protocol

from huisbezoek.model.domain.operations import Subject
from huisbezoek.model.usecases.ports.deeds import Deeds, DeedsReading
from huisbezoek.model.usecases.ports.drafts import Drafts, DraftsReading
from huisbezoek.model.usecases.ports.exchange import BundleLedger, JournalExchange
from huisbezoek.model.usecases.ports.follow_up import FollowUpReading
from huisbezoek.model.usecases.ports.journal import Journal
from huisbezoek.model.usecases.ports.people import PeopleReading
from huisbezoek.model.usecases.ports.plan_facts import PlanReading
from huisbezoek.model.usecases.ports.postcodes import PostcodeReading
from huisbezoek.model.usecases.ports.visits import VisitsReading


class Reading(
    PeopleReading,
    VisitsReading,
    FollowUpReading,
    DraftsReading,
    DeedsReading,
    PlanReading,
    PostcodeReading,
    Protocol,
):
    """One consistent view of everything that a person may see on this profile."""


class Writing(Reading, Journal, Drafts, Deeds, JournalExchange, BundleLedger, Protocol):
    """One transaction: reads see what it wrote; `commit` keeps it, leaving without forgets it."""

    def commit(self) -> "Changes":
        """Keeps everything durably (synced to disk) and answers what was changed."""
        ...


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write changed: subjects, and names of local things ('drafts', 'ledger')."""

    subjects: frozenset[Subject] = frozenset()
    local: frozenset[str] = frozenset()
