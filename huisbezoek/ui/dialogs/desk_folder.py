"""The stick or folder of the exchange: what lies in it for us, and what is left alone."""

from PySide6.QtCore import QCoreApplication, Signal

from huisbezoek.model.usecases.exchange_folder import offered
from huisbezoek.ui import texts
from huisbezoek.ui.models import trip_words
from huisbezoek.ui.models.folder_watch import FolderWatch
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import HeroCard, HeroWords
from huisbezoek.ui.widgets.clearing import cleared
from huisbezoek.ui.widgets.fold import Fold
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.text import Text


class DeskFolder(HeroCard):
    """Emits `look_wanted`, `folder_wanted` and `file_wanted` (one file, from a mail)."""

    look_wanted = Signal()
    folder_wanted = Signal()
    file_wanted = Signal()

    def __init__(self, look: LookSource) -> None:
        self._button = Button(look, _tr("Bestanden be&kijken"), "secondary", "search")
        self._button.setObjectName("look_bundles")
        super().__init__(look, HeroWords(" ", icon="usb"), (self._button,))
        self._look = look
        self._choose = Button(look, _tr("Stick of map kie&zen"), "flush", "folder-open")
        self._choose.setObjectName("choose_folder")
        self._one = Button(look, _tr("Bestand &uit een mail kiezen"), "flush", "mail")
        self._one.setObjectName("choose_file")
        row = Row(look, spacing=1.5, above=0.5, stacks=True)
        row.box.addWidget(self._choose)
        row.box.addWidget(self._one)
        row.box.addStretch(1)
        self.body.addWidget(row)
        self._button.clicked.connect(self.look_wanted)
        self._choose.clicked.connect(self.folder_wanted)
        self._one.clicked.connect(self.file_wanted)
        self._told: tuple[trip_words.Told, ...] = ()
        self.left_alone = Fold(look, _tr("&Andere bestanden op deze plek"), " ")
        self.left_alone.button.setObjectName("left_alone")
        self.left_alone.hide()

    def show_sight(self, watch: FolderWatch, last: str) -> int:
        """Says what is there and when something was exchanged; answers how many files are new."""
        sight = watch.sight
        look = sight.look
        new = len(offered(look, watch.kept.files)) if look is not None else 0
        found = trip_words.waiting_files(new) if new else ""
        sentence = " ".join(part for part in (found, last) if part)
        self.set_words(HeroWords(trip_words.place_title(sight), sentence))
        is_there = sight.place is not None
        self._choose.setText(
            _tr("Andere stick of map kie&zen") if is_there else _tr("Stick of map kie&zen")
        )
        self._choose.updateGeometry()
        self._button.setVisible(is_there)
        self._show_left_alone(trip_words.left_alone(look))
        return new

    def set_primary(self, *, primary: bool) -> None:
        """Whether looking is the one thing to do now."""
        self._button.set_kind("primary" if primary else "secondary")

    def set_busy(self, *, busy: bool) -> None:
        """While something is on its way, nothing else begins."""
        for button in (self._button, self._choose, self._one):
            button.setEnabled(not busy)

    def _show_left_alone(self, told: tuple[trip_words.Told, ...]) -> None:
        if told == self._told:
            return
        self._told = told
        cleared(self.left_alone.body)
        for one in told:
            self.left_alone.body.addWidget(Text(self._look, one.title, bold=True))
            names = "\n".join(one.lines)
            self.left_alone.body.addWidget(Text(self._look, names, tone="muted"))
        note = texts.counted(
            sum(len(one.lines) for one in told),
            _tr("{0} bestand blijft liggen. U hoeft er niets mee te doen."),
            _tr("{0} bestanden blijven liggen. U hoeft er niets mee te doen."),
        )
        self.left_alone.set_words(_tr("&Andere bestanden op deze plek"), note)
        self.left_alone.setVisible(bool(told))


def _tr(text: str) -> str:
    return QCoreApplication.translate("DeskFolder", text)
