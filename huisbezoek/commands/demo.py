"""`demo --headless`: plays the main job on the real pages, on four laptops that never meet.

Fields are filled and buttons clicked by the names of the widgets; what the pages show afterwards is
what a step is judged by. A page without its handler makes the story fail.
"""

from collections.abc import Callable
from typing import Final

from huisbezoek.commands.cast import Cast
from huisbezoek.commands.chapters.differing import settle_difference
from huisbezoek.commands.chapters.ending import compare, go_home, look_around
from huisbezoek.commands.chapters.first_day import first_start, look_who_is_due, read_list
from huisbezoek.commands.chapters.handing_over import hand_over
from huisbezoek.commands.chapters.letters_and_laptops import (
    open_start_files,
    prepare_visitors,
    send_letters,
)
from huisbezoek.commands.chapters.planning_round import plan_round
from huisbezoek.commands.chapters.second_coordinator import welcome_colleague
from huisbezoek.commands.chapters.troubles import lose_laptop, replay_old_file
from huisbezoek.commands.chapters.visiting import hold_visit, read_report
from huisbezoek.commands.stage import Step

CHAPTERS: Final[tuple[Callable[[Cast], Step], ...]] = (
    first_start,
    read_list,
    look_who_is_due,
    send_letters,
    prepare_visitors,
    open_start_files,
    hold_visit,
    read_report,
    welcome_colleague,
    hand_over,
    settle_difference,
    replay_old_file,
    lose_laptop,
    plan_round,
    compare,
    look_around,
    go_home,
)


def story(cast: Cast) -> Step:
    """The whole story, each step yielding what it waits for."""
    for chapter in CHAPTERS:
        yield from chapter(cast)
