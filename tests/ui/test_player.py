"""The player of stories: it goes on when a condition holds and the window shows what it has."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from huisbezoek.commands.player import Player
from huisbezoek.commands.stage import StoryFailedError


def ended(qtbot, story, patience=5.0):
    player = Player(story, patience)
    with qtbot.waitSignal(player.ended) as over:
        player.start()
    return over.args[0]


def test_a_step_sees_what_was_put_on_the_page_in_the_same_moment(qtbot) -> None:
    """A widget that is added to a visible page is shown in the next round of events."""
    page = QWidget()
    box = QVBoxLayout(page)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    seen: list[bool] = []

    def answered() -> bool:
        if not box.count():
            box.addWidget(QLabel("antwoord"))
            assert not page.findChild(QLabel).isVisible()
        return True

    def story():
        yield answered
        seen.append(page.findChild(QLabel).isVisible())

    assert ended(qtbot, story()) is None
    assert seen == [True]


def test_a_condition_that_no_longer_holds_is_waited_for_again(qtbot) -> None:
    answers = iter([True, False, False, True, True])
    asked: list[bool] = []

    def wavering() -> bool:
        asked.append(next(answers))
        return asked[-1]

    def story():
        yield wavering

    assert ended(qtbot, story()) is None
    assert asked == [True, False, False, True, True]


def test_a_condition_that_never_holds_or_fails_ends_the_story(qtbot) -> None:
    def never():
        yield lambda: False

    def broken():
        yield lambda: bool(1 / 0)

    assert isinstance(ended(qtbot, never(), 0.1), StoryFailedError)
    assert isinstance(ended(qtbot, broken()), ZeroDivisionError)
