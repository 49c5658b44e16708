"""The reference of `start`: an empty QMainWindow in a fresh process, and nothing of the program."""

import os
import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class FirstPaint(QObject):
    """Says so and ends the process once its window was painted for the first time."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            # The children are painted in the same turn of the loop; this comes after it.
            QTimer.singleShot(0, say_painted)
        return False


def say_painted() -> None:
    os.write(sys.stdout.fileno(), b"painted\n")
    os._exit(0)


def main() -> None:
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    watch = FirstPaint()
    window.installEventFilter(watch)
    window.resize(1366, 768)
    window.show()
    application.exec()


if __name__ == "__main__":
    main()
