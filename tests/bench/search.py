"""Searching a name: from a letter typed to the rows painted, and the question by itself."""

import os
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from huisbezoek.app.binding import Binding
from huisbezoek.app.resident_uses import residents_uses
from huisbezoek.app.resources import resources_folder
from huisbezoek.app.windows import make_application
from huisbezoek.model.usecases.ports.profile import DATABASE_FILE
from huisbezoek.model.usecases.residents import MOST_FOUND
from huisbezoek.ui.dialogs.file_choice import NativeFileChooser
from huisbezoek.ui.lanes import ProfileLanes
from huisbezoek.ui.main_window import MainWindow
from huisbezoek.ui.pages.residents_page import ResidentsPage
from huisbezoek.ui.tasks import Tasks
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.workbench import Workbench
from tests.bench.measuring import CPU, Outcome, Part, alternate, median, p95, timed
from tests.bench.populations import Size
from tests.bench.prepared import bench_parts, opened, prepared
from tests.bench.references import indexed_names, substring_scan

TARGET = 2.0
QUERY_TARGET = 0.1
# The design counts the question by itself at region size only: a scan of few names is too quick.
QUERY_COUNTS_AT = "region"
TYPED = ("bakke", "van d", "ümit", "mulde", "de vr", "çelik")
FEWEST_LETTERS = 2
PASSES = 3


class PaintWatch(QObject):
    """Counts how often the list was painted."""

    def __init__(self, widget: QObject) -> None:
        super().__init__()
        self.painted = 0
        widget.installEventFilter(self)

    @override
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.painted += 1
        return False


def run(size: Size, rounds: int) -> Outcome:
    """CPU time of all threads, so that waiting for the next letter does not count."""
    with shown_list(size) as (page, profile):
        watch = PaintWatch(page._list.viewport())
        values, references = [], []
        for text in TYPED * min(rounds, PASSES) or TYPED[:1]:
            if page._search.editor.text():
                page._search.editor.selectAll()
                until_painted(page, watch, partial(press, page, "", Qt.Key.Key_Backspace))
            for length in range(1, len(text) + 1):
                typed = partial(press, page, text[length - 1])
                seconds = timed(partial(until_painted, page, watch, typed), CPU)
                assert page._search.editor.text() == text[:length]
                if length >= FEWEST_LETTERS:
                    values.append(seconds)
                    references.append(timed(lambda: repaint(page, watch), CPU))
        parts = [Part("letter_to_rows_p95", p95(values), p95(references), "s", len(values), TARGET)]
        parts.append(_query_part(size, profile, max(rounds, 1)))
    return Outcome("search", size.name, tuple(parts))


@contextmanager
def shown_list(size: Size) -> Iterator[tuple[ResidentsPage, object]]:
    """The page with the list of residents in a window, as the program puts it together."""
    application = make_application()
    parts = bench_parts()
    with opened(parts, prepared(size)) as profile:
        tasks = Tasks()
        lanes = ProfileLanes(tasks, profile.database)
        look = LookSource(application, resources_folder())
        look.apply("light", 100)
        uses = residents_uses(Binding(parts, profile, NativeFileChooser(), "Anneke de Wit"))
        page = ResidentsPage(Workbench(lanes), look, uses)
        window = MainWindow(look)
        window.show_inside(page)
        window.show()
        watch = PaintWatch(page._list.viewport())
        until_painted(page, watch, page.open)
        yield page, profile
        closed = []
        lanes.close(lambda: closed.append(True))
        while not closed:
            one_turn()
        tasks.shutdown()
        window._may_close = True
        window.close()


def one_turn() -> None:
    """Lets Qt do what waits, sleeping until there is something."""
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def press(page: ResidentsPage, letter: str, key: int = 0) -> None:
    """A key as a person presses it, for letters of any language."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
    QCoreApplication.sendEvent(page._search.editor, event)


def until_painted(page: ResidentsPage, watch: PaintWatch, act: Callable[[], object]) -> None:
    """Acts, and waits until the answer to it was painted."""
    answered: list[int] = []
    model = page._list._cards
    # With the direct connection the count is that of before the paint that shows the answer.
    connection = model.modelReset.connect(lambda: answered.append(watch.painted))
    act()
    while not answered:
        one_turn()
    model.modelReset.disconnect(connection)
    while page._ids and watch.painted == answered[-1]:
        one_turn()


def repaint(page: ResidentsPage, watch: PaintWatch) -> None:
    """Paints the list as it stands once more."""
    if not page._ids:
        return
    before = watch.painted
    page._list.viewport().update()
    while watch.painted == before:
        one_turn()


def _query_part(size: Size, profile, rounds: int) -> Part:
    words = [text[:length] for text in TYPED for length in range(FEWEST_LETTERS, len(text) + 1)]
    words = [word for word in words if " " not in word]
    reader = profile.database.open_reader()
    with reader.reading() as reading:
        names = indexed_names(profile.folder / DATABASE_FILE, profile.keys.database_key)

        def ask() -> None:
            for word in words:
                reading.search_residents(word, MOST_FOUND)

        def scan() -> None:
            for word in words:
                substring_scan(names, folded(word))

        for word in words:
            found = reading.search_residents(word, len(names))
            assert set(found) <= substring_scan(names, folded(word)), word
        values, references = alternate(
            lambda: timed(ask, CPU) / len(words), lambda: timed(scan, CPU) / len(words), rounds
        )
    reader.close()
    target = QUERY_TARGET if size.name == QUERY_COUNTS_AT else None
    return Part("query_alone", median(values), median(references), "s", len(values), target)


def folded(text: str) -> str:
    """Without accents and capitals, and with a dot on each i."""
    plain = unicodedata.normalize("NFD", text.casefold()).replace("ı", "i")
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
