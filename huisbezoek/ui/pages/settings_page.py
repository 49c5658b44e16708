"""The page Instellingen: letters and colours, the organisation, the password, and copies."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.model.domain.shown_names import shown_name
from huisbezoek.model.usecases.ports.profile import Backup, CheckReport
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.supervision import Supervision
from huisbezoek.ui import errors, texts
from huisbezoek.ui.dialogs.group_terms_card import GroupTermsCard
from huisbezoek.ui.dialogs.organisation_form import (
    PEOPLE,
    REACHABLE,
    SENDER,
    TERMS,
    WHO,
    OrganisationForm,
    ParseTelephone,
    ShowTelephone,
)
from huisbezoek.ui.dialogs.password_dialog import PasswordDialog
from huisbezoek.ui.dialogs.password_form import CheckPassword, OfferPassword
from huisbezoek.ui.dialogs.postcodes_card import PostcodesCard, PostcodeUses
from huisbezoek.ui.dialogs.restore_dialog import RestoreDialog
from huisbezoek.ui.dialogs.supervision_fold import OwnNumbers
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.look_choice import LookChoice
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.widgets.text import FactRow, IconText, Text
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class SettingsUses:
    """What the page asks and does. What is marked slow runs on the files lane."""

    is_coordinator: bool
    present_look: Callable[[], tuple[str, int]]
    choose_look: Callable[[str, int], None]
    organisation: Callable[[Reading], OrganisationCard]
    change_organisation: Callable[[Writing, OrganisationCard], object]
    parse_telephone: ParseTelephone
    show_telephone: ShowTelephone
    check_password: CheckPassword
    offer_password: OfferPassword
    change_password: Callable[[str, str], object]
    """Slow. The present one and the new one; raises WrongPasswordError."""
    keep_keys: Callable[[object], None]
    """Takes what `change_password` answered."""
    prove_password: Callable[[str], None]
    """Slow. Raises WrongPasswordError."""
    encrypt_anew: Callable[[str], None]
    """Closes the pages and opens them again under the new password."""
    back_up: Callable[[], Path]
    """Slow."""
    last_backup: Callable[[], datetime | None]
    """Slow."""
    backups: Callable[[], tuple[Backup, ...]]
    """Slow. The last one first."""
    restore: Callable[[Backup, str], None]
    """Closes the pages, puts the backup back with the proven password, opens the pages on it."""
    check: Callable[[], CheckReport]
    """Slow."""
    exchange_folder: Callable[[Writing], Path | None]
    keep_exchange_folder: Callable[[Writing, Path], None]
    choose_folder: Callable[[QWidget, str], Path | None]
    version: str
    licence_words: str
    postcodes: PostcodeUses
    """For coordinators only."""
    own_numbers: Callable[[Writing], Supervision] | None = None
    """For a visitor: what the coordinator sees of them."""


class SettingsPage(QWidget):
    """Preferences of this computer, and what a person decides about the own profile."""

    go = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: SettingsUses,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._card = OrganisationCard()
        self._forms: list[OrganisationForm] = []
        self._frame = PageFrame(look, self.tr("Instellingen"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        self._problem = Banner(look, "error", "")
        self._problem.setObjectName("settings_problem")
        self._done = Banner(look, "good", "")
        self._done.setObjectName("settings_done")
        for banner in (self._problem, self._done):
            banner.hide()
            self._frame.content.addWidget(banner)
        self._frame.content.addWidget(self._columns())
        self._frame.content.addStretch(1)

    def open(self, _subject: str = "", _detail: str = "") -> None:
        """Loads the organisation's card and when the last copy was made."""
        self._choice.set_look(*self._uses.present_look())
        self._workbench.carry(self._uses.last_backup, self._show_backup, self._show_problem)
        # Only a writer may see it; nothing is written here.
        self._workbench.do(self._uses.exchange_folder, self._show_place, self._show_problem)
        if self._uses.own_numbers is not None:
            own = self._uses.own_numbers
            self._workbench.do(own, self._own_numbers.set_numbers, self._show_problem)
        if self._uses.is_coordinator:
            self._workbench.ask(self._uses.organisation, self._show_card, self._show_problem)
            self._postcodes.load()

    # --- building --------------------------------------------------------------------------

    def _columns(self) -> Columns:
        columns = Columns(self._look, (1, 1))
        left, right = columns.columns
        left.addWidget(self._look_card())
        left.addWidget(self._password_card())
        aside = left if self._uses.is_coordinator else right
        if self._uses.is_coordinator:
            right.addWidget(self._organisation_card())
            left.addWidget(self._terms_card())
        self._own_numbers = OwnNumbers(self._look)
        right.addWidget(self._own_numbers)
        aside.addWidget(self._exchange_card())
        if self._uses.is_coordinator:
            aside.addWidget(self._postcodes_card())
        aside.addWidget(self._copies_card())
        aside.addWidget(self._about_card())
        for column in (left, right):
            column.addStretch(1)
        return columns

    def _look_card(self) -> Card:
        card = Card(self._look, self.tr("Letters en kleuren"))
        self._choice = LookChoice(self._look, *self._uses.present_look())
        self._choice.chosen.connect(self._uses.choose_look)
        self._look.changed.connect(self._follow_look)
        card.body.addWidget(self._choice)
        return card

    def _password_card(self) -> Card:
        card = Card(self._look, self.tr("Wachtwoord"))
        change = Button(self._look, self.tr("Wachtwoord &veranderen"), icon="key-round")
        change.setObjectName("change_password")
        change.clicked.connect(self._change_password)
        anew = Button(self._look, self.tr("Iemand &kent mijn wachtwoord"), "flush")
        anew.setObjectName("somebody_knows_password")
        anew.clicked.connect(self._encrypt_anew)
        card.body.addLayout(_row(change))
        card.body.addLayout(_row(anew))
        return card

    def _exchange_card(self) -> Card:
        card = Card(self._look, self.tr("Map of stick voor uitwisselen"))
        self._place = Text(self._look, tone="muted")
        self._place.setObjectName("exchange_place")
        choose = Button(self._look, self.tr("Map of &stick kiezen"), icon="folder-open")
        choose.setObjectName("choose_exchange_folder")
        choose.clicked.connect(self._choose_place)
        card.body.addWidget(self._place)
        card.body.addLayout(_row(choose))
        return card

    def _postcodes_card(self) -> Card:
        self._postcodes = PostcodesCard(self._look, self._workbench, self._uses.postcodes)
        self._postcodes.done.connect(self._say)
        self._postcodes.failed.connect(self._show_problem)
        return self._postcodes

    def _copies_card(self) -> Card:
        card = Card(self._look, self.tr("Reservekopie en controle"))
        self._last = Text(self._look, self.tr("Er is nog geen reservekopie."), tone="muted")
        back_up = Button(self._look, self.tr("Nu een &reservekopie maken"), icon="save")
        back_up.setObjectName("back_up_now")
        back_up.clicked.connect(self._back_up)
        check = Button(self._look, self.tr("Mijn &gegevens controleren"), icon="shield-check")
        check.setObjectName("check_data")
        check.clicked.connect(self._check)
        restore = Button(self._look, self.tr("Een reservekopie &terugzetten"), "flush")
        restore.setObjectName("choose_backup")
        restore.clicked.connect(self._find_backups)
        self._busy = IconText(self._look, "clock", "", tone="muted")
        self._busy.hide()
        card.body.addWidget(self._last)
        for button in (back_up, check, restore):
            card.body.addLayout(_row(button))
        if self._uses.is_coordinator:
            words = self.tr(
                "Een nieuw noodblad printen kan niet, want het programma bewaart die woorden niet. "
                "Is een exemplaar kwijt? Kopieer dan het andere op papier."
            )
            card.body.addWidget(IconText(self._look, "file-text", words, tone="muted"))
        card.body.addWidget(self._busy)
        self._slow_buttons = (back_up, check, restore)
        return card

    def _about_card(self) -> Card:
        card = Card(self._look, self.tr("Over dit programma"))
        version = self._uses.version
        title = self.tr("huisbezoek, versie {0}").format(version) if version else "huisbezoek"
        card.body.addWidget(FactRow(self._look, "info", title, self._uses.licence_words))
        return card

    def _organisation_card(self) -> Card:
        card = Card(self._look, self.tr("Uw organisatie"))
        parse, show = self._uses.parse_telephone, self._uses.show_telephone
        for title, lines in (
            (self.tr("Wie te bellen"), (*WHO, *REACHABLE)),
            (self.tr("Wie verder helpt"), PEOPLE),
            (self.tr("Afzender van de brieven"), SENDER),
            (self.tr("Termijnen"), TERMS),
        ):
            form = OrganisationForm(self._look, lines, parse, show)
            self._forms.append(form)
            card.body.addWidget(Text(self._look, title, size="l", bold=True))
            card.body.addWidget(form)
        save = Button(self._look, self.tr("&Bewaren"), "primary", "save")
        save.setObjectName("save_organisation")
        save.clicked.connect(self._save_organisation)
        card.body.addLayout(_row(save))
        return card

    def _terms_card(self) -> Card:
        uses = self._uses
        self._terms = GroupTermsCard(self._look, uses.parse_telephone, uses.show_telephone)
        self._terms.wanted.connect(
            lambda card: self._keep(card, self.tr("Bewaard. De nieuwe termijnen gelden meteen."))
        )
        return self._terms

    # --- doing -----------------------------------------------------------------------------

    def _choose_place(self) -> None:
        folder = self._uses.choose_folder(self, self.tr("Kies de stick of de map"))
        if folder is None:
            return

        def kept(_: None) -> None:
            self._show_place(folder)
            self._say(self.tr("Bewaard. Uitwisselen gebruikt voortaan deze plek."))

        self._workbench.do(
            lambda writing: self._uses.keep_exchange_folder(writing, folder),
            kept,
            self._show_problem,
        )

    def _save_organisation(self) -> None:
        card: OrganisationCard | None = self._card
        for form in self._forms:
            card = form.read(card) if card is not None else None
        if card is not None:
            self._keep(card, self.tr("Bewaard. Bezoekers krijgen het bij het uitwisselen."))

    def _keep(self, card: OrganisationCard, words: str) -> None:
        def kept(_: object) -> None:
            # What stands in the other card and was not kept yet stays as it was typed.
            self._card = card
            self._terms.know(card)
            self._say(words)

        self._workbench.do(
            lambda writing: self._uses.change_organisation(writing, card),
            kept,
            self._show_problem,
        )

    def _change_password(self) -> None:
        dialog = self._password_dialog(anew=False)

        def changed(answer: object) -> None:
            self._uses.keep_keys(answer)
            dialog.finish()
            self._say(self.tr("Uw wachtwoord is veranderd. Gebruik voortaan het nieuwe."))

        dialog.asked.connect(
            lambda present, new: self._workbench.carry(
                partial(self._uses.change_password, present, new),
                changed,
                lambda error: dialog.show_problem(errors.sentence(error)),
            )
        )
        dialog.show_once()

    def _encrypt_anew(self) -> None:
        dialog = self._password_dialog(anew=True)

        def ask(present: str, new: str) -> None:
            def proven(_: None) -> None:
                dialog.finish()
                self._uses.encrypt_anew(new)

            self._workbench.carry(
                partial(self._uses.prove_password, present),
                proven,
                lambda error: dialog.show_problem(errors.sentence(error)),
            )

        dialog.asked.connect(ask)
        dialog.show_once()

    def _password_dialog(self, *, anew: bool) -> PasswordDialog:
        uses = self._uses
        return PasswordDialog(
            self._look, self.window(), uses.check_password, uses.offer_password, anew=anew
        )

    def _back_up(self) -> None:
        self._begin(self.tr("De reservekopie wordt gemaakt en nagekeken."))

        def made(_: Path) -> None:
            self._end()
            self._say(self.tr("De reservekopie is gemaakt en nagekeken."))
            self.open()

        self._workbench.carry(self._uses.back_up, made, self._show_problem)

    def _find_backups(self) -> None:
        self._begin(self.tr("De reservekopieën worden opgezocht."))
        self._workbench.carry(self._uses.backups, self._choose_backup, self._show_problem)

    def _choose_backup(self, backups: tuple[Backup, ...]) -> None:
        self._end()
        if not backups:
            self._say(self.tr("Er is nog geen reservekopie om terug te zetten."))
            return
        dialog = RestoreDialog(self._look, self.window(), backups)

        def restore(backup: Backup, password: str) -> None:
            def proven(_: None) -> None:
                dialog.finish()
                self._uses.restore(backup, password)

            self._workbench.carry(
                partial(self._uses.prove_password, password),
                proven,
                lambda error: dialog.show_problem(errors.sentence(error)),
            )

        dialog.chosen.connect(restore)
        dialog.show_once()

    def _check(self) -> None:
        self._begin(self.tr("Uw gegevens worden gecontroleerd."))
        self._workbench.carry(self._uses.check, self._show_check, self._show_problem)

    # --- showing ---------------------------------------------------------------------------

    def _show_check(self, report: CheckReport) -> None:
        self._end()
        if report.findings or not report.projections_equal:
            self._problem.set_words(
                self.tr("Er is iets mis met uw gegevens."),
                self.tr(
                    "Er is niets veranderd. Ga niet verder met werken. Sluit het programma en bel "
                    "wie u helpt met de computer. De reservekopieën zijn er nog."
                ),
            )
            self._problem.show()
            return
        words = self.tr("Uw gegevens zijn heel. {0} gegevens nagekeken.")
        self._say(words.format(texts.number(report.operations)))

    def _show_backup(self, moment: datetime | None) -> None:
        if moment is not None:
            words = self.tr("Laatste reservekopie: {0}. Er komt er elke dag een bij.")
            self._last.setText(words.format(texts.moment(moment)))

    def _show_place(self, folder: Path | None) -> None:
        if folder is None:
            words = self.tr("Nog niet gekozen. Een stick in de laptop wordt vanzelf gevonden.")
        else:
            words = self.tr("Nu: {0}").format(shown_name(str(folder)))
        self._place.setText(words)

    def _follow_look(self) -> None:
        self._choice.set_look(*self._uses.present_look())

    def _show_card(self, card: OrganisationCard) -> None:
        self._card = card
        for form in self._forms:
            form.set_card(card)
        self._terms.set_card(card)

    def _begin(self, words: str) -> None:
        self._problem.hide()
        self._done.hide()
        self._busy.set_text(words)
        self._busy.show()
        for button in self._slow_buttons:
            button.setEnabled(False)

    def _end(self) -> None:
        self._busy.hide()
        for button in self._slow_buttons:
            button.setEnabled(True)

    def _say(self, sentence: str) -> None:
        self._problem.hide()
        self._done.set_words(sentence)
        self._done.show()
        self._frame.body.verticalScrollBar().setValue(0)

    def _show_problem(self, error: Exception) -> None:
        self._end()
        self._done.hide()
        self._problem.set_words(errors.sentence(error))
        self._problem.show()
        self._frame.body.verticalScrollBar().setValue(0)


def _row(button: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(button)
    row.addStretch(1)
    return row


__all__ = ["SettingsPage", "SettingsUses"]
