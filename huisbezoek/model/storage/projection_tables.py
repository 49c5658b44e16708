"""The tables that the screens read: derived from the journal and rebuilt at will.

Days and moments are ISO text, which sorts as time does. `number` is the subject's number in the
journal. No table here is the only place where something is known.
"""

from typing import Final

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text, text

PROJECTIONS: Final = MetaData()

residents: Final = Table(
    "residents",
    PROJECTIONS,
    Column("number", Integer, primary_key=True),
    Column("resident", Text, nullable=False),
    Column("sort_name", Text, nullable=False),
    Column("formal_name", Text, nullable=False),
    Column("list_name", Text, nullable=False),
    Column("initials_pair", Text, nullable=False),
    Column("address_line", Text, nullable=False),
    Column("place_line", Text, nullable=False),
    Column("district", Text, nullable=False),
    Column("telephone", Text, nullable=False),
    Column("household", Text, nullable=False),
    Column("matching_key", Text, nullable=False),
    Column("stopped", Text, nullable=False),
    Column("excluded", Text, nullable=False),
    Column("opted_out_on", Text),
    Column("open_visit", Text, nullable=False),
    Column("open_status", Text, nullable=False),
    Column("visitor", Text, nullable=False),
    Column("visitors", Text, nullable=False),
    Column("last_contact_on", Text),
    Column("deferred_until", Text),
    # What only the plan of the cycle asks for; see `plan_queries`.
    Column("deferred_on", Text),
    Column("last_held_on", Text),
    Column("last_visitor", Text, nullable=False),
    Column("listed_on", Text),
    Column("requested_on", Text),
    Column("request_answered", Integer, nullable=False),
    Column("wants_repeat", Integer),
    Column("birth_date", Text, nullable=False),
    Column("loss_date", Text, nullable=False),
    Column("surname", Text, nullable=False),
    Column("partner_surname", Text, nullable=False),
    Column("street", Text, nullable=False),
    Column("postcode", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("visitor_sex_wish", Text, nullable=False),
    Column("preferred_time", Text, nullable=False),
    Column("held_back", Integer, nullable=False),
    Column("ruled_out", Text, nullable=False),
    Column("fixed_visitor", Text, nullable=False),
    Column("fixed_month", Text, nullable=False),
    Column("apart", Integer, nullable=False),
    Column("paused_on", Text),
)
# With the identifiers, so that a list of everybody reads no row.
Index("residents_by_name", residents.c.sort_name, residents.c.resident)
Index("residents_by_household", residents.c.household)
# Nearly always empty: who was given to two visitors is found without looking at everybody.
Index(
    "residents_with_two_visitors",
    residents.c.resident,
    sqlite_where=text("instr(visitors, ' ') > 0"),
)

due_periods: Final = Table(
    "due_periods",
    PROJECTIONS,
    Column("resident", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("opens", Text, nullable=False),
    Column("closes", Text),
    Column("target_group", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("since", Text),
    sqlite_with_rowid=False,
)
Index("due_periods_by_day", due_periods.c.opens)

memberships: Final = Table(
    "memberships",
    PROJECTIONS,
    Column("resident", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("target_group", Text, nullable=False),
    Column("first_day", Text, nullable=False),
    Column("last_day", Text),
    sqlite_with_rowid=False,
)

# When a card or a call fits after a loss; see `domain.light_contact`.
light_contacts: Final = Table(
    "light_contacts",
    PROJECTIONS,
    Column("resident", Integer, primary_key=True),
    Column("opens", Text, nullable=False),
    Column("closes", Text, nullable=False),
)

visits: Final = Table(
    "visits",
    PROJECTIONS,
    Column("number", Integer, primary_key=True),
    Column("visit", Text, nullable=False),
    Column("resident", Integer),
    Column("status", Text, nullable=False),
    Column("is_open", Integer, nullable=False),
    Column("since", Text),
    Column("letter", Text, nullable=False),
    Column("invited_on", Text),
    Column("calls", Integer, nullable=False),
    Column("last_call_at", Text),
    Column("appointment", Text, nullable=False),
    Column("appointment_at", Text),
    Column("held_on", Text),
    Column("report_on", Text),
    Column("due_on", Text),
    Column("deferred_until", Text),
    Column("closed_on", Text),
    Column("held_by", Text, nullable=False),
    Column("planned_for", Text),
    Column("planned_on", Text),
)
Index("visits_by_resident", visits.c.resident)
Index("open_visits_by_resident", visits.c.resident, visits.c.status, sqlite_where=text("is_open"))

# To which resident a visit belongs, also while everything about the visit is withdrawn.
visit_links: Final = Table(
    "visit_links",
    PROJECTIONS,
    Column("visit", Integer, primary_key=True),
    Column("resident", Integer, nullable=False),
)
Index("visit_links_by_resident", visit_links.c.resident)

differences: Final = Table(
    "differences",
    PROJECTIONS,
    Column("subject", Integer, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

visitors: Final = Table(
    "visitors",
    PROJECTIONS,
    Column("number", Integer, primary_key=True),
    Column("visitor", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("card", LargeBinary, nullable=False),
    Column("start_file_on", Text),
    Column("start_file_expires_on", Text),
    Column("stopped_on", Text),
)

organisations: Final = Table(
    "organisations",
    PROJECTIONS,
    Column("number", Integer, primary_key=True),
    Column("organisation", Text, nullable=False),
    Column("card", LargeBinary, nullable=False),
)

intakes: Final = Table(
    "intakes",
    PROJECTIONS,
    Column("number", Integer, primary_key=True),
    Column("intake", Text, nullable=False),
    Column("latest", Text, nullable=False),
)

signals: Final = Table(
    "signals",
    PROJECTIONS,
    Column("resident", Integer, primary_key=True),
    Column("signal", Text, primary_key=True),
    Column("visit", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("urgency", Text),
    Column("status", Text, nullable=False),
    Column("raised_on", Text, nullable=False),
    Column("raised_by", Text, nullable=False),
    Column("seen_on", Text),
    Column("assigned_to", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("due_on", Text),
    Column("call_visitor_by", Text),
    Column("outcome", Text),
    Column("first_due_on", Text),
    sqlite_with_rowid=False,
)
Index("signals_by_term", signals.c.first_due_on)

referrals: Final = Table(
    "referrals",
    PROJECTIONS,
    Column("resident", Integer, primary_key=True),
    Column("referral", Text, primary_key=True),
    Column("visit", Text, nullable=False),
    Column("offer", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("is_permitted", Integer),
    Column("handed_to", Text, nullable=False),
    Column("result", Text),
    Column("proposed_on", Text, nullable=False),
    Column("proposed_by", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("due_on", Text),
    sqlite_with_rowid=False,
)
Index("referrals_by_term", referrals.c.due_on)

offers: Final = Table(
    "offers",
    PROJECTIONS,
    Column("number", Integer, primary_key=True),
    Column("offer", Text, nullable=False),
    Column("card", LargeBinary, nullable=False),
)

guides: Final = Table(
    "guides",
    PROJECTIONS,
    Column("number", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("guide", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("published_on", Text, nullable=False),
    Column("author", Text, nullable=False),
    sqlite_with_rowid=False,
)

# What folding needs to go on with later operations, of subjects that allow it; see `kept_folds`.
folds: Final = Table(
    "folds",
    PROJECTIONS,
    Column("number", Integer, primary_key=True),
    Column("fold", LargeBinary, nullable=False),
)

# When a table of postcodes was read or taken away; `operation` is the one that says so.
postcode_tables: Final = Table(
    "postcode_tables",
    PROJECTIONS,
    Column("position", Integer, primary_key=True),
    Column("operation", Text, nullable=False),
    Column("read_on", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("postcodes", Integer, nullable=False),
)

postcodes: Final = Table(
    "postcodes",
    PROJECTIONS,
    Column("postcode", Text, primary_key=True),
    Column("district", Text, nullable=False),
    Column("east", Integer),
    Column("north", Integer),
    sqlite_with_rowid=False,
)

CREATE_NAME_SEARCH: Final = (
    "CREATE VIRTUAL TABLE resident_names USING fts5(words,"
    " tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3',"
    " content = '', contentless_delete = 1)"
)
