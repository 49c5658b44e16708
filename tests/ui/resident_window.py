"""One page about residents in a window of its own, on a real database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit, QWidget

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.workbench import Workbench
from tests.open_profile import OpenProfile
from tests.profiles import TODAY
from tests.ui.immediate_lanes import ImmediateLanes
from tests.ui.resident_pages import ResidentPages


class PageWindow:
    """Opens pages, clicks their buttons and remembers where they wanted to go."""

    def __init__(
        self, profile: OpenProfile, look: LookSource, shown: Callable[..., QWidget], lanes: object
    ) -> None:
        self.profile = profile
        self.workbench = Workbench(lanes)
        self.failures: list[Exception] = []
        self.workbench.failed.connect(self.failures.append)
        self.pages = ResidentPages(self.workbench, look, TODAY)
        self.went_to = []
        self._shown = shown

    def show(self, page: QWidget, subject: str = "", detail: str = "") -> QWidget:
        page.go.connect(self.went_to.append)
        self._shown(page, 1366, 768)
        page.open(subject, detail)
        return page


@contextmanager
def page_window(
    folder: Path, look: LookSource, shown: Callable[..., QWidget]
) -> Iterator[PageWindow]:
    """A window on a new profile; both are closed afterwards."""
    profile = OpenProfile(folder)
    lanes = ImmediateLanes(profile)
    try:
        yield PageWindow(profile, look, shown, lanes)
    finally:
        profile.close()


def settle() -> None:
    """Lets new widgets in a visible page come into sight, as the window does by itself."""
    QCoreApplication.sendPostedEvents()


def words(widget: QWidget) -> str:
    """Everything that can be read on a widget now."""
    settle()
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def named(page: QWidget, name: str, kind: type[QObject] = QWidget) -> QObject:
    """The one widget with this name."""
    settle()
    found = page.findChildren(kind, name)
    assert len(found) == 1, f"{name}: {len(found)} widgets"
    return found[0]


def swept() -> None:
    """Lets what was closed really go, as the window does by itself."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def click(page: QWidget, name: str) -> None:
    """Clicks a button as a person can: it must be there and enabled."""
    button = named(page, name, QAbstractButton)
    assert button.isVisible(), name
    assert button.isEnabled(), name
    button.click()


def type_in(page: QWidget, name: str, text: str) -> None:
    """Types into a field, and leaves it."""
    field = named(page, name)
    if isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    else:
        field.setText(text)
        field.editingFinished.emit()
