"""Asking for a file or folder, with the windows that the computer itself uses for that."""

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget


class FileChooser(Protocol):
    """How pages get a path; tests and the demo hand in one that answers at once."""

    def open_file(self, parent: QWidget, title: str, patterns: str) -> Path | None:
        """A file to read, or None when the person chose nothing.

        `patterns` are those of Qt: 'Startbestand (*.hbstart);;Alle bestanden (*)'.
        """
        ...

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        """A folder or stick, or None."""
        ...

    def save_file(self, parent: QWidget, title: str, suggestion: str) -> Path | None:
        """Where to write a file that is named like the suggestion, or None."""
        ...


class NativeFileChooser:
    """The file dialogs of the computer."""

    def open_file(self, parent: QWidget, title: str, patterns: str) -> Path | None:
        """A file to read, or None when the person chose nothing."""
        name, _ = QFileDialog.getOpenFileName(parent, title, "", patterns)
        return Path(name) if name else None

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        """A folder or stick, or None."""
        name = QFileDialog.getExistingDirectory(parent, title)
        return Path(name) if name else None

    def save_file(self, parent: QWidget, title: str, suggestion: str) -> Path | None:
        """Where to write a file that is named like the suggestion, or None."""
        name, _ = QFileDialog.getSaveFileName(parent, title, suggestion)
        return Path(name) if name else None
