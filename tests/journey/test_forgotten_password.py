"""Riet forgot her password: request, answer and four words, through two real programs."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from huisbezoek.app.binding import Binding
from huisbezoek.app.places import ProgramPlace
from huisbezoek.app.program import Program
from huisbezoek.app.visitor_uses import visitors_uses
from huisbezoek.model.domain.events import CallOutcome
from huisbezoek.model.usecases.ports.profile_labels import ProfileLabel
from huisbezoek.model.usecases.ports.sealing import WrongPasswordError
from huisbezoek.model.usecases.profile import check_profile, close_profile, open_profile
from huisbezoek.model.usecases.visits import log_call
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.answer_dialog import AnswerDialog
from huisbezoek.ui.printing import PrintLook
from huisbezoek.ui.theme import LookSource
from tests.journey.laptops import PASSWORD, Laptops, writing
from tests.ui.stage import Chooser, click, fill

NEW = "boterham met pindakaas 7"


@pytest.fixture
def program_of(parts, qapp, qtbot, repository) -> Iterator[Callable[[ProfileLabel], Program]]:
    """Starts the program of a laptop on which this profile stands."""
    look = LookSource(qapp, repository / "resources")
    with ExitStack() as stack:

        def start(label: ProfileLabel) -> Program:
            parts.labels.write(label)
            profiles = label.folder.parent
            place = ProgramPlace(profiles, profiles.with_name("settings.json"))
            program = Program(parts, look, place, Chooser())
            stack.enter_context(ended(program, qtbot))
            program.start()
            return program

        yield start
    look.apply("light", 100)


@contextmanager
def ended(program: Program, qtbot) -> Iterator[None]:
    yield
    with qtbot.waitSignal(program.ended, timeout=30_000):
        program.end()
    qtbot.waitUntil(lambda: not program.window.isVisible())


def own_laptop(laptops: Laptops, name: str) -> Path:
    """The folder of this profile, closed and alone on its computer."""
    profile = getattr(laptops, name)
    close_profile(laptops.parts.profile, profile)
    folder = laptops.place / f"laptop of {name}" / "profiles" / name
    folder.parent.mkdir(parents=True)
    return profile.folder.rename(folder)


def make_request(program: Program, qtbot, stick: Path) -> None:
    program.chooser.path = stick
    page = program.window.inside()
    qtbot.waitUntil(page.isVisible)
    click(page, "forgot_password")
    click(page, "make_request")
    qtbot.waitUntil(page.findChild(QWidget, "request_written").isVisible, timeout=20_000)


def answer_request(program: Program, qtbot, stick: Path, recovery_words: tuple[str, ...]) -> str:
    """What the coordinator does; the four words that she tells by telephone."""
    page = program.window.inside()
    qtbot.waitUntil(page.isVisible)
    fill(page, "field_unlock_password", PASSWORD)
    with qtbot.waitSignal(program.opened, timeout=30_000):
        click(page, "unlock")
    program.house.widget.go(Destination(PageName.VISITORS))
    window = program.window
    qtbot.waitUntil(
        lambda: (
            window.findChild(QWidget, "answer_forgotten_password") is not None
            and window.findChild(QWidget, "answer_forgotten_password").isVisible()
        ),
        timeout=20_000,
    )
    (program.chooser.path,) = stick.glob("*.hbvraag")
    click(window, "answer_forgotten_password")
    qtbot.waitUntil(lambda: window.findChild(AnswerDialog) is not None, timeout=20_000)
    dialog = window.findChild(AnswerDialog)
    assert "Riet Jansen" in dialog.title.text()
    dialog.findChild(QPlainTextEdit, "field_answer_sheet_words").setPlainText(
        " ".join(recovery_words)
    )
    program.chooser.path = stick
    click(dialog, "write_answer")
    code = dialog.findChild(QLabel, "answer_code")
    qtbot.waitUntil(code.isVisible, timeout=20_000)
    return code.text()


def test_nothing_is_lost_when_a_volunteer_forgets_the_password(
    enrolled, parts, clock, qtbot, program_of
) -> None:
    visit = enrolled.made.visits[0]
    with writing(enrolled.riet) as work:
        log_call(work, visit, CallOutcome.NO_ANSWER, at=clock.now().replace(tzinfo=None))
    mark, digest = enrolled.riet.database.mark(), enrolled.riet.database.digest()
    stick = enrolled.stick
    hers, coordinators = own_laptop(enrolled, "riet"), own_laptop(enrolled, "coordinator")
    riet = program_of(ProfileLabel(hers, "Riet Jansen", "visitor", "Welzijn"))
    make_request(riet, qtbot, stick)
    anneke = program_of(ProfileLabel(coordinators, "Anneke de Wit", "coordinator", "Welzijn"))
    code = answer_request(anneke, qtbot, stick, enrolled.made.recovery_words)
    page = riet.window.inside()
    click(page, "open_answer")
    (riet.chooser.path,) = stick.glob("*.hbantwoord")
    click(page, "choose_answer")
    for number, word in enumerate(code.split(), start=1):
        fill(page, f"field_answer_code_{number}", word)
    fill(page, "field_answer_password", NEW)
    fill(page, "field_answer_password_again", NEW)
    with qtbot.waitSignal(riet.opened, timeout=30_000):
        click(page, "open_with_answer")
    assert riet.profile.database.mark() == mark
    assert riet.profile.database.digest() == digest
    with qtbot.waitSignal(riet.locked, timeout=30_000):
        riet.lock()
    with pytest.raises(WrongPasswordError):
        open_profile(parts.profile, hers, PASSWORD + " 2")
    opened = open_profile(parts.profile, hers, NEW)
    assert check_profile(opened).findings == ()
    opened.database.close()


def test_a_new_start_file_takes_the_old_laptop_off_the_list(enrolled, parts) -> None:
    """The second road: what was not handed over is lost, and nothing is sealed to it any more."""
    uses = visitors_uses(Binding(parts, enrolled.coordinator, Chooser(), "Anneke"), PrintLook())
    device = enrolled.riets_device()
    for _ in range(2):
        with writing(enrolled.coordinator) as work:
            uses.start_file.replace_laptops(work, enrolled.visitor)
            assert uses.start_file.begin(work, enrolled.visitor)
        with writing(enrolled.coordinator) as work:
            status = {peer.device: peer.status for peer in work.peers()}
        assert status[device] == "revoked"
