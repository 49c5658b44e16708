"""The watch for somebody who left the table: what counts as a sign of life."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from huisbezoek.ui.widgets.idle_watch import IdleWatch

Shown = Callable[..., QWidget]


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[IdleWatch]:
    made = IdleWatch(qapp, 10)
    yield made
    made.stop()
    made.setParent(None)
    made.deleteLater()


def sees_life(watch: IdleWatch, act: Callable[[], None]) -> bool:
    watch._since.invalidate()
    act()
    return watch._since.isValid()


def test_a_key_or_the_mouse_in_any_window_is_a_sign_of_life(
    watch: IdleWatch, shown: Shown, qtbot: QtBot
) -> None:
    window = shown(QWidget())
    handle = window.windowHandle()
    watch.start(10)
    assert sees_life(watch, lambda: QTest.keyClick(handle, Qt.Key.Key_A))
    assert sees_life(watch, lambda: QTest.mouseClick(handle, Qt.MouseButton.LeftButton))
    assert not sees_life(watch, window.update), "what the program does itself is none"
    dialog = shown(QDialog(window))
    qtbot.waitUntil(lambda: QApplication.focusWindow() is dialog.windowHandle())
    assert sees_life(watch, lambda: QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_A))
    watch.stop()
    assert not sees_life(watch, lambda: QTest.keyClick(handle, Qt.Key.Key_A))


def test_it_tells_once_when_nobody_was_there(watch: IdleWatch, qtbot: QtBot) -> None:
    watch.start(10)
    with qtbot.waitSignal(watch.idle):
        watch.check(10 * 60_000)
    with qtbot.assertNotEmitted(watch.idle):
        watch._timer.timeout.emit()
