"""What people read about who is still on which laptop."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from huisbezoek.ui import texts


def still_on_words(name: str, since: date, today: date) -> str:
    """'Staat nog op de laptop van Anna Bos, sinds 12 november.'; an unknown name is left out."""
    day = texts.near_date(since, today)
    if not name:
        return _tr("Staat nog op een laptop, sinds {0}.").format(day)
    return _tr("Staat nog op de laptop van {0}, sinds {1}.").format(name, day)


def laptop_choice_words(name: str, last_received_on: date | None, today: date) -> str:
    """'Anna Bos, laatst uitgewisseld op 12 november', to tell laptops apart."""
    if last_received_on is None:
        return _tr("{0}, nog nooit uitgewisseld").format(name)
    day = texts.near_date(last_received_on, today)
    return _tr("{0}, laatst uitgewisseld op {1}").format(name, day)


def _tr(text: str) -> str:
    return QCoreApplication.translate("laptops", text)
