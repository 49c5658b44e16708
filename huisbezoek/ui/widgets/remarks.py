"""What is said about a text while it is typed: too long to hand in, or a number not to keep."""

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.eleven_test import holds_citizen_service_number
from huisbezoek.model.domain.free_text import too_long_by
from huisbezoek.ui import texts
from huisbezoek.ui.widgets.field import AreaField, TextField


def too_long_words(text: str) -> str:
    """By how much the text is too long for a report; empty when it fits. Nothing is cut."""
    over = too_long_by(text)
    words = _tr(
        "De tekst is {0} tekens te lang om in te leveren. "
        "Alles blijft bewaard. Maak de tekst korter."
    )
    return words.format(texts.number(over)) if over else ""


def number_words(text: str) -> str:
    """That a citizen service number is never kept in a report; empty when there is none."""
    words = _tr(
        "Hier staat een nummer dat op een burgerservicenummer lijkt. "
        "Dat bewaren wij niet. Haal het weg."
    )
    return words if holds_citizen_service_number(text) else ""


def remark_while_typing(field: AreaField | TextField) -> None:
    """From now on the field says so itself; what stood there stays."""

    def say() -> None:
        text = field.text()
        words = " ".join(part for part in (too_long_words(text), number_words(text)) if part)
        if words != field.error_text:
            field.set_error(words)

    field.changed.connect(say)


def _tr(text: str) -> str:
    return QCoreApplication.translate("remarks", text)
