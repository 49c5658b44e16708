"""The card of districts and distances: the table of postcodes, and what lies beside what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from huisbezoek.model.domain.district_pairs import Pair
from huisbezoek.model.domain.postcodes import PostcodeTable
from huisbezoek.model.usecases.districts import DistrictsNow
from huisbezoek.model.usecases.ports.postcodes import ReadPostcodes
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.postcodes import PostcodesNow, PostcodesPreview
from huisbezoek.ui.dialogs.districts_dialog import DistrictsDialog
from huisbezoek.ui.dialogs.postcodes_dialog import PostcodesDialog
from huisbezoek.ui.models import district_words, postcode_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.text import IconText, Text
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class PostcodeUses:
    """What the card asks and does."""

    now: Callable[[Reading], PostcodesNow]
    name_of: Callable[[Reading, str], str]
    """The name of a person by identifier; '' when not known."""
    figures: Callable[[Reading], frozenset[str]]
    read: Callable[[Path, frozenset[str]], ReadPostcodes]
    """Slow."""
    preview: Callable[[Reading, ReadPostcodes], PostcodesPreview]
    keep: Callable[[Writing, PostcodeTable], None]
    remove: Callable[[Writing], None]
    choose_file: Callable[[QWidget, str], Path | None]
    districts: Callable[[Reading], DistrictsNow]
    keep_beside: Callable[[Writing, Mapping[Pair, bool | None]], None]


class PostcodesCard(Card):
    """Emits `done` with a sentence when something was kept, `failed` with an error."""

    done = Signal(str)
    failed = Signal(object)

    def __init__(self, look: LookSource, workbench: Workbench, uses: PostcodeUses) -> None:
        super().__init__(look, _tr("Buurten en afstanden"))
        self.setObjectName("postcodes_card")
        self._look = look
        self._workbench = workbench
        self._uses = uses
        about = _tr(
            "Het programma kan een tabel van het CBS of het Kadaster lezen. Dan weet het in welke "
            "wijk een postcode ligt. Ook weet het hoe ver adressen uit elkaar liggen. "
            "Internet is daarvoor niet nodig."
        )
        self.body.addWidget(Text(look, about, tone="muted"))
        self._title = IconText(look, "map-pin", "", bold=True)
        self._title.text.setObjectName("postcodes_now")
        self._detail = Text(look, tone="muted")
        self._missing = IconText(look, "circle-alert", "")
        self._missing.text.setObjectName("postcodes_missing")
        self._before = Text(look, tone="muted")
        self._before.setObjectName("postcodes_before")
        self._busy = IconText(look, "clock", _tr("De tabel wordt gelezen."), tone="muted")
        for widget in (self._title, self._detail, self._missing, self._before, self._busy):
            self.body.addWidget(widget)
            widget.hide()
        self._add_buttons()
        self._add_districts()

    def load(self) -> None:
        """Shows what is there now."""

        def now(reading: Reading) -> tuple[PostcodesNow, str, DistrictsNow]:
            found = self._uses.now(reading)
            name_of = partial(self._uses.name_of, reading)
            before = postcode_words.before_words(found, name_of)
            return found, before, self._uses.districts(reading)

        self._workbench.ask(now, self._show, self.failed.emit)

    def _add_buttons(self) -> None:
        self._read = Button(self._look, _tr("Tabel &inlezen"), icon="table-2")
        self._read.setObjectName("read_postcodes")
        self._read.clicked.connect(self._choose)
        self._remove = Button(self._look, _tr("Tabel weg&halen"), "flush", "trash-2")
        self._remove.setObjectName("remove_postcodes")
        self._remove.clicked.connect(self._take_away)
        self._remove.hide()
        for button in (self._read, self._remove):
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            self.body.addLayout(row)

    def _add_districts(self) -> None:
        self._beside = IconText(self._look, "map-pin", "")
        self._beside.text.setObjectName("districts_beside_now")
        self._beside.hide()
        self._districts = Button(self._look, _tr("&Wijken naast elkaar kiezen"), "flush")
        self._districts.setObjectName("change_districts")
        self._districts.clicked.connect(self._ask_districts)
        self.body.addWidget(self._beside)
        row = QHBoxLayout()
        row.addWidget(self._districts)
        row.addStretch(1)
        self.body.addLayout(row)

    def _ask_districts(self) -> None:
        # Asked anew: somebody else's decisions may have come in since the card was shown.
        self._workbench.ask(self._uses.districts, self._choose_districts, self._fail)

    def _choose_districts(self, now: DistrictsNow) -> None:
        dialog = DistrictsDialog(self._look, self.window(), now)

        def keep() -> None:
            decisions = dialog.decisions()
            if decisions:
                self._do(
                    lambda writing: self._uses.keep_beside(writing, decisions),
                    _tr("Bewaard. De ronde rekent voortaan met deze wijken."),
                )

        dialog.accepted.connect(keep)
        dialog.show_once()

    def _show(self, found: tuple[PostcodesNow, str, DistrictsNow]) -> None:
        now, before, districts = found
        self._beside.set_text(district_words.beside_line(districts))
        self._beside.show()
        line = postcode_words.now_line(now)
        missing = postcode_words.missing_words(now)
        self._title.set_text(line.title)
        self._title.show()
        self._detail.setText(line.detail)
        self._detail.show()
        self._missing.set_text(missing)
        self._missing.setVisible(bool(missing))
        self._before.setText(before)
        self._before.setVisible(bool(before))
        self._remove.setVisible(now.kept is not None)

    def _choose(self) -> None:
        path = self._uses.choose_file(self, _tr("Kies de tabel met postcodes"))
        if path is None:
            return
        self._work(is_busy=True)
        self._workbench.ask(self._uses.figures, partial(self._carry, path), self._fail)

    def _carry(self, path: Path, figures: frozenset[str]) -> None:
        self._workbench.carry(partial(self._uses.read, path, figures), self._preview, self._fail)

    def _preview(self, read: ReadPostcodes) -> None:
        self._workbench.ask(
            lambda reading: self._uses.preview(reading, read), self._ask_to_keep, self._fail
        )

    def _ask_to_keep(self, preview: PostcodesPreview) -> None:
        self._work(is_busy=False)
        dialog = PostcodesDialog(self._look, self.window(), preview)
        dialog.accepted.connect(partial(self._keep, preview.collected.table))
        dialog.show_once()

    def _keep(self, table: PostcodeTable) -> None:
        self._do(
            lambda writing: self._uses.keep(writing, table),
            _tr("De tabel is bewaard. Bezoekers krijgen de tabel bij het uitwisselen."),
        )

    def _take_away(self) -> None:
        self._do(
            self._uses.remove,
            _tr("De tabel is weggehaald. Afstanden zijn weer geschat."),
        )

    def _do(self, deed: Callable[[Writing], None], words: str) -> None:
        def kept(_: None) -> None:
            self._work(is_busy=False)
            self.done.emit(words)
            self.load()

        self._work(is_busy=True)
        self._workbench.do(deed, kept, self._fail)

    def _fail(self, error: Exception) -> None:
        self._work(is_busy=False)
        self.failed.emit(error)

    def _work(self, *, is_busy: bool) -> None:
        self._busy.setVisible(is_busy)
        for button in (self._read, self._remove, self._districts):
            button.setEnabled(not is_busy)


def _tr(text: str) -> str:
    return QCoreApplication.translate("postcodes", text)
