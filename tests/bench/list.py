"""The list of all residents: load, first show, scroll and sort, against the same rows painted."""

from functools import partial

from huisbezoek.model.usecases.ports.people import ResidentOrder
from huisbezoek.model.usecases.ports.profile import DATABASE_FILE
from huisbezoek.ui.pages.residents_page import PAGE_SIZE
from tests.bench.measuring import CPU, Outcome, Part, alternate, median, p95, timed
from tests.bench.populations import NOW, Size
from tests.bench.references import open_raw
from tests.bench.search import PaintWatch, one_turn, repaint, shown_list, until_painted

TARGET = 2.0
PLACES = 40
# Bare SQL in the order of each list: identifiers only, as the page asks for them.
_DUE = (
    "SELECT r.resident, (SELECT min(p.opens) FROM due_periods p WHERE p.resident = r.number"
    " AND (p.closes IS NULL OR p.closes >= ?)) AS first FROM residents r"
    " ORDER BY first IS NULL, first, r.sort_name, r.resident"
)
_BARE = {
    ResidentOrder.NAME: "SELECT resident FROM residents ORDER BY sort_name, resident",
    ResidentOrder.STREET: (
        "SELECT resident FROM residents ORDER BY street = '', street,"
        " CAST(substr(address_line, length(street) + 1) AS INTEGER), address_line, sort_name,"
        " resident"
    ),
    ResidentOrder.DUE: _DUE,
}


def run(size: Size, rounds: int) -> Outcome:
    """CPU time of all threads; the reference is the bare statement and a repaint of the view."""
    with shown_list(size) as (page, profile):
        watch = PaintWatch(page._list.viewport())
        raw = open_raw(profile.folder / DATABASE_FILE, profile.keys.database_key)

        def bare(order: ResidentOrder) -> None:
            values = (NOW.date().isoformat(),) if order is ResidentOrder.DUE else ()
            assert len(raw.execute(_BARE[order], values).fetchall()) == len(page._ids)
            repaint(page, watch)

        parts = []
        for order in _BARE:
            page._order.set_key(order.value)
            until_painted(page, watch, page._load)
            values, references = alternate(
                lambda: timed(partial(until_painted, page, watch, page._load), CPU),
                lambda chosen=order: timed(partial(bare, chosen), CPU),
                max(rounds, 1),
            )
            ratio = Part(
                f"load_by_{order.value}",
                median(values),
                median(references),
                "s",
                len(values),
                TARGET,
            )
            parts.append(ratio)
        parts.append(_scroll(page, watch))
        raw.close()
    return Outcome("list", size.name, tuple(parts))


def _scroll(page, watch: PaintWatch) -> Part:
    """Jumps to other places in what was fetched, some pages long."""
    bar = page._list.verticalScrollBar()
    wanted = min(len(page._ids), 8 * PAGE_SIZE)
    while page._shown < wanted:
        bar.setValue(bar.maximum())
        one_turn()
    values, references = [], []
    for place in range(PLACES):
        target = bar.maximum() * (place * 17 % PLACES) // PLACES

        def jump(to: int = target) -> None:
            before = watch.painted
            bar.setValue(to)
            page._list.viewport().update()
            while watch.painted == before:
                one_turn()

        values.append(timed(jump, CPU))
        references.append(timed(lambda: repaint(page, watch), CPU))
    return Part("scroll_p95", p95(values), p95(references), "s", len(values), TARGET)
