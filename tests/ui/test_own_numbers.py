"""What is counted: the lists of a coordinator, and the same numbers on a visitor's own laptop."""

from dataclasses import replace
from functools import partial
from types import SimpleNamespace

from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from huisbezoek import settings
from huisbezoek.app.settings_uses import own_numbers, settings_uses
from huisbezoek.model.usecases.supervision import (
    Supervision,
    SupervisionTerms,
    VisitFound,
    VisitorFound,
)
from huisbezoek.ui.dialogs.supervision_fold import MOST_LINES, SupervisionFold
from huisbezoek.ui.models.supervision_words import own_words, supervision_words
from huisbezoek.ui.pages.settings_page import SettingsPage
from huisbezoek.ui.theme import LookSource
from tests.people import READY, TODAY, day
from tests.ui.desk import Desk, VisitorBinding
from tests.ui.resident_window import named, words

RIET = VisitorFound("riet", "Riet Jansen", day(-40), 5, 4)
VISIT = VisitFound("v", "a", "mevrouw Ada", "Kade 1", "Riet Jansen", day(-20))
SEEN = Supervision(
    silent=(RIET, replace(RIET, last_on=None)),
    unrecorded=(VISIT,),
    heavy=(RIET,),
    waiting=(VISIT, replace(VISIT, visitor_name="", formal_name="")),
    terms=SupervisionTerms(30, 5, 14),
)


def test_each_line_says_who_and_since_when() -> None:
    silent, unrecorded, heavy, waiting = supervision_words(SEEN, TODAY)
    assert silent.phrase == "2 bezoekers wisselden lang niet uit"
    assert [one.detail for one in silent.found] == [
        "Laatst uitgewisseld: 40 dagen geleden.",
        "Nog nooit uitgewisseld.",
    ]
    assert [one.visitor for one in heavy.found] == ["riet"]
    assert heavy.found[0].detail == "5 open bezoeken. Afgesproken is 4."
    assert unrecorded.found[0].who == "Mevrouw Ada, Kade 1"
    assert unrecorded.found[0].detail == "Afspraak was op 3 november. Bezoeker: Riet Jansen."
    assert waiting.found[1].detail == "Wacht sinds 3 november."
    assert "14 dagen" in waiting.meaning


def test_a_visitor_reads_the_same_meaning_and_no_names() -> None:
    own, calm = own_words(SEEN), own_words(replace(SEEN, silent=(), heavy=()))
    theirs = supervision_words(SEEN, TODAY)
    assert [one.meaning for one in own] == [one.meaning for one in theirs]
    assert not any(one.found for one in own)
    assert own[0].phrase == "U wisselde lang niet uit"
    assert own[2].phrase == "U heeft 5 open bezoeken, afgesproken is 4"
    assert calm[0].phrase == "U wisselde op tijd uit"
    assert calm[2].phrase == "U heeft niet meer open bezoeken dan afgesproken"


def test_a_long_list_is_cut_and_says_so(look: LookSource, stack, qtbot: QtBot) -> None:
    fold = SupervisionFold(look)
    stack(fold)
    asked = []
    fold.visitor_asked.connect(asked.append)
    fold.open_list("silent")
    fold.set_numbers(replace(SEEN, silent=(RIET,) * (MOST_LINES + 2)), TODAY)
    # The rows below the edge of the window come between the events.
    qtbot.waitUntil(lambda: "En nog 2 anderen." in words(fold))
    rows = named(fold, "list_silent").findChildren(QAbstractButton, "see_card")
    assert len(rows) == MOST_LINES
    rows[0].click()
    assert asked == ["riet"]


def test_the_settings_of_a_visitor_show_what_the_coordinator_sees(desk: Desk) -> None:
    riet = desk.add_visitor(replace(READY, most_open_visits=1))
    residents = [desk.add_resident() for _ in range(2)]
    for resident in residents:
        desk.agreed(resident)
    desk.give(riet, *residents)
    program = SimpleNamespace(
        preferences=settings.Settings(),
        change_preferences=None,
        keep_keys=None,
        encrypt_anew=None,
        restore_backup=None,
    )
    uses = replace(
        settings_uses(program, desk.bound),
        is_coordinator=False,
        own_numbers=partial(own_numbers, VisitorBinding(desk.bound, riet, "Riet Jansen")),
    )
    page = desk.show(SettingsPage(desk.workbench, desk.look, uses))
    shown = named(page, "own_numbers")
    assert shown.isVisible()
    assert "Wat uw coördinator over u ziet" in words(shown)
    assert "U heeft 2 open bezoeken, afgesproken is 1" in words(shown)
