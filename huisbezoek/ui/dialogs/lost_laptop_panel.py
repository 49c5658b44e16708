"""The card of a lost laptop: the clock of 72 hours, who stood on it, and what to do next."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from huisbezoek.model.usecases.lost_laptops import LostLaptop
from huisbezoek.ui import texts
from huisbezoek.ui.models.lost_laptop_words import deadline_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.fold import Fold
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.text import IconText, Text


class LostLaptopPanel(QWidget):
    """One lost laptop; its buttons carry the device (or the person, for a new start file)."""

    print_wanted = Signal(str)
    start_file_wanted = Signal(str)
    handled = Signal(str)

    def __init__(
        self,
        look: LookSource,
        lost: LostLaptop,
        now: datetime,
    ) -> None:
        super().__init__()
        self._look = look
        self.setObjectName(f"lost_laptop_{lost.device}")
        title = _tr("De laptop van {0} is kwijt of gestolen").format(lost.name)
        self._banner = Banner(
            look, "error", title, deadline_words(lost.report_until, now), icon="laptop-minimal"
        )
        noticed = _tr("Gemerkt op {0}. De laptop is geblokkeerd en krijgt niets meer.")
        lines = Row(look, spacing=0.75)
        lines.box.setDirection(QBoxLayout.Direction.TopToBottom)
        lines.add(Text(look, noticed.format(texts.moment(lost.noticed_at))))
        for icon, words in _steps(lost):
            lines.add(IconText(look, icon, words))
        self._banner.add_below(lines)
        self._add_people(lost)
        self._add_buttons(lost)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._banner)

    def _add_people(self, lost: LostLaptop) -> None:
        count = texts.counted(
            len(lost.residents),
            _tr("Op de laptop stond {0} inwoner"),
            _tr("Op de laptop stonden {0} inwoners"),
        )
        if not lost.residents:
            none = _tr("Op de laptop stonden geen inwoners.")
            self._banner.add_below(Text(self._look, none, bold=True))
            return
        fold = Fold(self._look, count)
        fold.setObjectName("lost_laptop_people")
        for one in lost.residents:
            day = one.given_on
            since = _tr("sinds {0}").format(texts.plain_date(day)) if day is not None else ""
            name = texts.capital(one.name) or _tr("Iemand die later is gewist")
            parts = (name, one.address_line, since)
            fold.body.addWidget(Text(self._look, ", ".join(part for part in parts if part)))
        self._banner.add_below(fold)

    def _add_buttons(self, lost: LostLaptop) -> None:
        look = self._look
        to_print = Button(look, _tr("&Lijst printen"), icon="printer")
        to_print.setObjectName("print_lost_laptop")
        to_print.clicked.connect(lambda: self.print_wanted.emit(lost.device))
        to_print.setVisible(bool(lost.residents))
        start = Button(look, _tr("Nieuw &startbestand maken"), icon="file-key")
        start.setObjectName("start_file_after_loss")
        start.clicked.connect(lambda: self.start_file_wanted.emit(lost.person))
        done = Button(look, _tr("Dit is &afgehandeld"), icon="check")
        done.setObjectName("lost_laptop_handled")
        done.clicked.connect(lambda: self.handled.emit(lost.device))
        row = Row(look, above=1, stacks=True)
        for button in (to_print, start, done):
            row.add(button, 0, Qt.AlignmentFlag.AlignLeft)
        row.box.addStretch(1)
        self._banner.add_below(row)


def _steps(lost: LostLaptop) -> tuple[tuple[str, str], ...]:
    leader = _tr(
        "Bel vandaag uw leidinggevende en de functionaris voor gegevensbescherming van uw "
        "organisatie. Zij beslissen samen of u het meldt, ook aan de inwoners."
    )
    return (
        ("phone", leader),
        ("flag", _tr("Gestolen? Laat {0} aangifte doen bij de politie.").format(lost.name)),
        (
            "lock",
            _tr(
                "Wat op de laptop staat, is versleuteld. Het gaat alleen open met het wachtwoord "
                "van {0}. Lag het wachtwoord erbij? Schrijf dat bij uw beoordeling."
            ).format(lost.name),
        ),
        (
            "file-key",
            _tr(
                "Heeft {0} een andere laptop? Maak een nieuw startbestand. Wat op de oude laptop "
                "stond en niet was uitgewisseld, moet opnieuw."
            ).format(lost.name),
        ),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("LaptopLost", text)
