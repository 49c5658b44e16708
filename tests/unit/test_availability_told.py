"""Day parts in what a resident wrote about time: what is clear counts, the rest is for people."""

import pytest

from huisbezoek.model.domain.availability import DAY_PARTS, PARTS, WEEKDAYS, parts_told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("liefst dinsdagmiddag", {"tue-pm"}),
        ("Dinsdag en donderdag", {f"{day}-{part}" for day in ("tue", "thu") for part in PARTS}),
        ("’s ochtends", {f"{day}-am" for day in WEEKDAYS}),
        ("in de voormiddag", {f"{day}-am" for day in WEEKDAYS}),
        ("overdag", {f"{day}-{part}" for day in WEEKDAYS for part in ("am", "pm")}),
        ("vrijdagavond", {"fri-eve"}),
        ("maandagochtend of dinsdag middag", {"mon-am", "tue-pm"}),
        ("dinsdag of vrijdag, in de middag", {"tue-pm", "fri-pm"}),
        ("Maandags, het liefst in de morgen", {"mon-am"}),
        ("Bij voorkeur vrijdagmorgen", {"fri-am"}),
        ("na de middag", {f"{day}-pm" for day in WEEKDAYS}),
        ("niet op maandag", set()),
        ("geen ochtenden", set()),
        ("liever geen maandag", set()),
        ("nooit in de avond", set()),
        ("behalve vrijdag", set()),
        ("voor de middag", set()),
        ("zaterdag", set()),
        ("zondagmiddag", set()),
        ("vrijdag of zaterdag", set()),
        ("morgen", set()),
        ("overmorgen", set()),
        ("maandag t/m woensdag", set()),
        ("vrijdag of dinsdagochtend", set()),
        ("dinsdagochtend of middag", set()),
        ("maandag in de ochtend of dinsdag in de middag", set()),
        ("dinsdag naar de dagopvang", set()),
        ("liefst", set()),
        ("na de bingo", set()),
        ("", set()),
    ],
)
def test_what_is_clear_counts(text: str, expected: set[str]) -> None:
    assert parts_told(text) == expected
    assert parts_told(text) <= set(DAY_PARTS)
