"""The search field and the line that counts: emptied in one step, and no page laid out anew."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.count_line import CountLine
from huisbezoek.ui.widgets.search_field import SearchField
from tests.ui.resident_window import named, settle


def test_cross_and_escape_empty_the_field(look: LookSource, shown: Callable[..., QWidget]) -> None:
    field = SearchField(look, "&Zoek op naam", "Maak het zoekveld leeg")
    said = []
    field.changed.connect(said.append)
    shown(field)
    cross = named(field, "clear_search", QAbstractButton)
    assert not cross.isVisible()
    QTest.keyClicks(field.editor, "bos")
    assert cross.isVisible()
    assert field.editor.rect().contains(cross.geometry())
    cross.click()
    assert (field.text(), cross.isVisible()) == ("", False)
    QTest.keyClicks(field.editor, "vis")
    QTest.keyClick(field.editor, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert said == ["b", "bo", "bos", "", "v", "vi", "vis", ""]


class LayoutWatch(QObject):
    """Counts how often a widget is asked to lay out what it holds."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.asked = 0
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.asked += event.type() == QEvent.Type.LayoutRequest
        return False


def test_another_count_asks_for_no_other_layout(
    look: LookSource, shown: Callable[..., QWidget]
) -> None:
    page = QWidget()
    line = CountLine(look)
    box = QVBoxLayout(page)
    box.addWidget(line)
    box.addStretch(1)
    line.setText("8.000 inwoners")
    shown(page, 600, 200)
    watch = LayoutWatch(page)
    height = line.height()
    line.setText("12 inwoners van de 8.000")
    assert (line.text(), line.accessibleName()) == ("12 inwoners van de 8.000",) * 2
    settle()
    assert watch.asked == 0
    line.setText("12 inwoners van de 8.000. " * 9)
    settle()
    assert watch.asked == 1
    assert line.height() > height
