"""What use cases read and write: each subject's questions and deeds put together."""

from huisbezoek.model.storage.deed_queries import DeedQueries
from huisbezoek.model.storage.draft_deeds import DraftDeeds
from huisbezoek.model.storage.draft_queries import DraftQueries
from huisbezoek.model.storage.exchange import Exchange
from huisbezoek.model.storage.follow_up_queries import FollowUpQueries
from huisbezoek.model.storage.journal_deeds import JournalDeeds
from huisbezoek.model.storage.ledger import Ledger
from huisbezoek.model.storage.people_queries import PeopleQueries
from huisbezoek.model.storage.plan_queries import PlanQueries
from huisbezoek.model.storage.postcode_queries import PostcodeQueries
from huisbezoek.model.storage.record_queries import RecordQueries
from huisbezoek.model.storage.resident_lists import ResidentLists
from huisbezoek.model.storage.sent_runs import SentRuns
from huisbezoek.model.storage.visit_queries import VisitQueries


class StoredReading(
    PeopleQueries,
    RecordQueries,
    ResidentLists,
    VisitQueries,
    FollowUpQueries,
    DraftQueries,
    DeedQueries,
    PlanQueries,
    PostcodeQueries,
):
    """One consistent view of everything that a person may see on this profile."""


class StoredWriting(JournalDeeds, DraftDeeds, Exchange, Ledger, SentRuns, StoredReading):
    """One transaction: reads see what it wrote; `commit` keeps it, leaving without forgets it."""
