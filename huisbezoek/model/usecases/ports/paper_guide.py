"""The guide on paper: subjects in their order, with the numbers and letters that stand beside them.

The sheet and the page for typing it over use the same, so that a hand finds its place at once.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

HELP_KEY: Final = "h"
"""The letter of 'help wanted' at every subject."""
RATHER_NOT_KEY: Final = "z"
"""The letter of 'rather not say' at every question with letters."""
OPTION_KEYS: Final = "abcdefgjkmnopqrstuvwxy"
"""The letters of the answers to choose from; i and l look alike on paper and are left out."""

YES: Final = "@yes"
NO: Final = "@no"
"""The codes of a question that is answered with yes or no."""


class PaperWriting(StrEnum):
    """What is written at a question without letters."""

    WORDS = "words"
    DAY = "day"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class PaperOption:
    """An answer with its letter and the code of the guide.

    YES and NO carry no text: the guide has no words for them.
    """

    key: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """A question below a subject, numbered '7.2'; without options one writes what `writing` says.

    With `is_open` there is room for own words beside the options.
    """

    number: str
    link_id: str
    text: str
    options: tuple[PaperOption, ...] = ()
    several: bool = False
    is_open: bool = False
    help: str = ""
    writing: PaperWriting = PaperWriting.WORDS


@dataclass(frozen=True, slots=True)
class PaperSubject:
    """A subject: own words first, then a few ticks, the wish, and questions of its own.

    `ticks` holds what may be ticked, `wish` and `help_wanted` are link ids; each is empty where the
    guide has none. `about_health` subjects are filled in only with permission for that.
    """

    number: int
    link_id: str
    title: str
    starters: tuple[str, ...] = ()
    ticks: PaperQuestion | None = None
    wish: str = ""
    help_wanted: str = ""
    questions: tuple[PaperQuestion, ...] = ()
    about_health: bool = False
