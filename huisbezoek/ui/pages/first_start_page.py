"""The first start: letters and colours, who you are, and a profile. Going back always works."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.model.usecases.profile import EmergencySheet, OpenProfile
from huisbezoek.model.usecases.start_files import StartFileContent
from huisbezoek.ui import errors
from huisbezoek.ui.dialogs.emergency_sheet_form import EmergencySheetForm
from huisbezoek.ui.dialogs.organisation_form import (
    PEOPLE,
    REACHABLE,
    WHO,
    OrganisationForm,
    ParseTelephone,
    ShowTelephone,
)
from huisbezoek.ui.dialogs.password_form import CheckPassword, OfferPassword, PasswordForm
from huisbezoek.ui.dialogs.second_coordinator_forms import NextStepsForm, RootWordsForm
from huisbezoek.ui.dialogs.sheet_words_field import HoldsWord
from huisbezoek.ui.dialogs.start_choice import SecrecyForm, WhoForm
from huisbezoek.ui.dialogs.start_file_form import StartFileForm
from huisbezoek.ui.tasks import Lane
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.door import Door
from huisbezoek.ui.widgets.fold import Fold
from huisbezoek.ui.widgets.form_stack import FormStack
from huisbezoek.ui.widgets.look_choice import LookChoice

AnswerT = TypeVar("AnswerT")

EMERGENCY_SHEET_NAME = "Noodblad.pdf"


@dataclass(frozen=True, slots=True)
class FirstStartUses:
    """What the page asks and does. What is marked slow runs on the lane."""

    lane: Lane
    present_look: Callable[[], tuple[str, int]]
    choose_look: Callable[[str, int], None]
    complete_word: Callable[[str], tuple[str, ...]]
    check_password: CheckPassword
    offer_password: OfferPassword
    parse_telephone: ParseTelephone
    show_telephone: ShowTelephone
    choose_start_file: Callable[[QWidget], Path | None]
    choose_sheet_place: Callable[[QWidget, str], Path | None]
    pick_two: Callable[[int], tuple[int, int]]
    """Two different numbers from 1 up to this one, by chance."""
    create: Callable[[OrganisationCard, str], tuple[OpenProfile, EmergencySheet]]
    """Slow. A new organisation; unfinished until `finish`."""
    lay_out_sheet: Callable[[EmergencySheet], bytes]
    """The PDF; on the thread of the window, because Qt lays out texts there only."""
    write_file: Callable[[Path, bytes], Path]
    """Slow. Answers where the file stands: a name that is taken gets a number."""
    open_start_file: Callable[[Path, tuple[str, ...]], StartFileContent]
    """Slow."""
    begin: Callable[[StartFileContent, str, tuple[str, ...] | None], OpenProfile]
    """Slow. The profile of a start file, unfinished until `finish` or `keep`.

    For a coordinator with the words of the organisation's key, which are kept nowhere.
    """
    colleague: Callable[[OpenProfile], str]
    """Slow. The name of the first coordinator; '' when it is not known."""
    take_away: Callable[[OpenProfile], None]
    """Slow. Removes a profile that was not finished."""
    finish: Callable[[OpenProfile, str, str], None]
    """Keeps the profile under this name and organisation, and goes inside."""
    keep: Callable[[OpenProfile, str, str], None]
    """As `finish`, but the door stays; `enter` goes inside."""
    enter: Callable[[OpenProfile], None]
    holds_word: HoldsWord
    offers_practice: bool
    can_unlock: bool
    """Whether other profiles stand on this computer, to go back to."""


class Step(StrEnum):
    """The steps of the first start, for both roads."""

    LETTERS = "letters"
    WHO = "who"
    ORGANISATION = "organisation"
    NEW_PASSWORD = "new_password"  # noqa: S105 - the name of a step
    EMERGENCY_SHEET = "emergency_sheet"
    START_FILE = "start_file"
    OWN_PASSWORD = "own_password"  # noqa: S105 - the name of a step
    SECRECY = "secrecy"
    ROOT_WORDS = "root_words"
    NEXT = "next"


_BEFORE = {
    Step.WHO: Step.LETTERS,
    Step.ORGANISATION: Step.WHO,
    Step.NEW_PASSWORD: Step.ORGANISATION,
    Step.EMERGENCY_SHEET: Step.NEW_PASSWORD,
    Step.START_FILE: Step.WHO,
    Step.OWN_PASSWORD: Step.START_FILE,
    Step.SECRECY: Step.OWN_PASSWORD,
    Step.ROOT_WORDS: Step.OWN_PASSWORD,
}


class FirstStartPage(QWidget):
    """Five steps at most; what was typed stays when one goes back."""

    practice_chosen = Signal()
    unlock_chosen = Signal()

    def __init__(
        self, look: LookSource, uses: FirstStartUses, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._uses = uses
        self._step = Step.LETTERS
        self._card = OrganisationCard()
        self._created: tuple[OpenProfile, EmergencySheet] | None = None
        self._content: StartFileContent | None = None
        self._sheet_form: EmergencySheetForm | None = None
        self.door = Door(
            look,
            self.tr("Te&rug"),
            self.tr(
                "Alles wat u schrijft staat versleuteld op deze laptop. Internet is niet nodig."
            ),
        )
        self.door.back_requested.connect(self.go_back)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.door)
        self._letters = self._letters_form()
        self._who = WhoForm(look, offers_practice=uses.offers_practice)
        self._who.start_file_chosen.connect(partial(self.show_step, Step.START_FILE))
        self._who.coordinator_chosen.connect(partial(self.show_step, Step.ORGANISATION))
        self._who.practice_chosen.connect(self.practice_chosen)
        self._organisation = self._organisation_form()
        self._new_password, self._new_password_form = self._password_form("create_profile")
        self._own_password, self._own_password_form = self._password_form("next_step")
        self._start_file = StartFileForm(look, uses.choose_start_file, uses.complete_word)
        self._start_file.opened.connect(self._open_start_file)
        self._secrecy = SecrecyForm(look)
        self._secrecy.begun.connect(self._begin)
        self._root_words = RootWordsForm(look, uses.holds_word)
        self._root_words.entered.connect(self._begin_as_coordinator)
        self._next_steps: NextStepsForm | None = None
        self.show_step(Step.LETTERS)

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self._step

    def show_step(self, step: Step) -> None:
        """Shows this step; the ones before keep what was typed."""
        self._step = step
        is_first, is_over = step is Step.LETTERS, step is Step.NEXT
        self.door.set_back(visible=not is_over and (not is_first or self._uses.can_unlock))
        form, title, sentence = self._words(step)
        self.door.show_form(form, title, sentence)
        self._focus_first(form)

    def go_back(self) -> None:
        """Shows the step before; a profile that was made and not finished is taken away."""
        if self._step is Step.LETTERS:
            self.unlock_chosen.emit()
        elif self._step is Step.EMERGENCY_SHEET and self._sheet_form is not None:
            if self._sheet_form.is_asking:
                self._sheet_form.show_words()
            else:
                self._take_away()
        else:
            self.show_step(_BEFORE[self._step])

    # --- the steps -------------------------------------------------------------------------

    def _words(self, step: Step) -> tuple[QWidget, str, str]:
        name = self._content.visitor_name if self._content else ""
        organisation = self._content.organisation_name if self._content else ""
        sheet = self._sheet_form or self._letters
        is_coordinator = self._content is not None and self._content.role == "coordinator"
        who = (
            self.tr("Coördinator bij {0}. Klopt dat? Kies dan uw wachtwoord.")
            if is_coordinator
            else self.tr("Huisbezoeker bij {0}. Klopt dat? Kies dan uw wachtwoord.")
        )
        return {
            Step.LETTERS: (
                self._letters,
                self.tr("Welkom"),
                self.tr("Kies wat prettig leest. Later veranderen kan altijd."),
            ),
            Step.WHO: (self._who, self.tr("Waarmee wilt u beginnen?"), ""),
            Step.ORGANISATION: (self._organisation, self.tr("Uw organisatie"), ""),
            Step.NEW_PASSWORD: (
                self._new_password,
                self.tr("Kies een wachtwoord"),
                self.tr("Daarmee opent u het programma. Vertel het aan niemand."),
            ),
            Step.EMERGENCY_SHEET: (
                sheet,
                self.tr("Uw noodblad"),
                self.tr("Zonder dit blad is een vergeten wachtwoord niet te herstellen."),
            ),
            Step.START_FILE: (
                self._start_file,
                self.tr("Uw startbestand"),
                self.tr("U kreeg een bestand, en vier woorden als startcode."),
            ),
            Step.OWN_PASSWORD: (
                self._own_password,
                self.tr("Bent u {0}?").format(name),
                who.format(organisation),
            ),
            Step.SECRECY: (self._secrecy, self.tr("Geheimhouding"), ""),
            Step.ROOT_WORDS: (
                self._root_words,
                self.tr("Pak het noodblad erbij"),
                self.tr("Zo weet iedereen dat u echt coördinator bent van deze organisatie."),
            ),
            Step.NEXT: (
                self._next_steps or self._letters,
                self.tr("Uw profiel staat klaar"),
                self.tr("Het is nog leeg. Zo krijgt u alle gegevens:"),
            ),
        }[step]

    def _letters_form(self) -> QWidget:
        choice = LookChoice(self._look, *self._uses.present_look())
        choice.chosen.connect(self._uses.choose_look)
        go_on = self._next_button("next_step_letters", partial(self.show_step, Step.WHO))
        return FormStack(self._look, choice, go_on)

    def _organisation_form(self) -> QWidget:
        parse, show = self._uses.parse_telephone, self._uses.show_telephone
        self._who_form = OrganisationForm(self._look, WHO, parse, show)
        self._reachable_form = OrganisationForm(self._look, (*REACHABLE, *PEOPLE), parse, show)
        fold = Fold(self._look, self.tr("&Vervanger en noodnummers"), self.tr("Kan ook later."))
        fold.body.addWidget(self._reachable_form)
        # Open: who is called in trouble is asked for, though it may be left for later.
        fold.set_open(is_open=True)
        self._reachable_fold = fold
        go_on = self._next_button("next_step_organisation", self._keep_organisation)
        return FormStack(self._look, self._who_form, fold, go_on)

    def _keep_organisation(self) -> None:
        card = self._who_form.read(self._card)
        if card is None:
            return
        whole = self._reachable_form.read(card)
        if whole is None:
            self._reachable_fold.set_open(is_open=True)
            return
        self._card = whole
        self.show_step(Step.NEW_PASSWORD)

    def _password_form(self, name: str) -> tuple[QWidget, PasswordForm]:
        is_new = name == "create_profile"
        prefix = "field_password" if is_new else "field_own_password"
        form = PasswordForm(
            self._look, self._uses.check_password, self._uses.offer_password, prefix
        )
        if is_new:
            button = Button(
                self._look, self.tr("Profiel &maken"), "primary", "arrow-right", icon_right=True
            )
            button.setObjectName(name)
            button.clicked.connect(self._create)
            form.entered.connect(self._create)
            return FormStack(self._look, form, button), form
        button = self._next_button("next_step_own_password", self._keep_own_password)
        form.entered.connect(self._keep_own_password)
        other = Button(self._look, self.tr("Dat ben ik &niet"), "flush")
        other.setObjectName("not_me")
        other.clicked.connect(self._not_me)
        return FormStack(self._look, form, button, other), form

    def _next_button(self, name: str, action: Callable[[], None]) -> Button:
        button = Button(self._look, self.tr("&Verder"), "primary", "arrow-right", icon_right=True)
        button.setObjectName(name)
        button.clicked.connect(lambda _=False: action())
        return button

    # --- the coordinator -------------------------------------------------------------------

    def _create(self) -> None:
        form = self._new_password_form
        if not form.accepts():
            return
        self._run(
            self.tr("Uw profiel wordt gemaakt. Dat duurt even."),
            partial(self._uses.create, self._card, form.password()),
            self._show_sheet,
        )

    def _show_sheet(self, created: tuple[OpenProfile, EmergencySheet]) -> None:
        self._created = created
        if self._sheet_form is not None:
            self._sheet_form.deleteLater()
        sheet = created[1]
        form = EmergencySheetForm(self._look, sheet, self._uses.pick_two(len(sheet.recovery_words)))
        form.write_asked.connect(self._write_sheet)
        form.confirmed.connect(self._finish_coordinator)
        self._sheet_form = form
        self.show_step(Step.EMERGENCY_SHEET)

    def _write_sheet(self) -> None:
        if self._created is None or self._sheet_form is None:
            return
        path = self._uses.choose_sheet_place(self, EMERGENCY_SHEET_NAME)
        if path is None:
            return
        form = self._sheet_form
        words = self.tr("Geschreven: {0}, twee exemplaren. Zet het niet op deze laptop.")
        self._run(
            self.tr("Het noodblad wordt geschreven."),
            partial(self._uses.write_file, path, self._uses.lay_out_sheet(self._created[1])),
            lambda written: form.set_written(words.format(written.name)),
        )

    def _finish_coordinator(self) -> None:
        if self._created is not None:
            profile, _ = self._created
            self._created = None
            self._new_password_form.clear()
            self._uses.finish(profile, self._card.coordinator_name, self._card.name)

    def _take_away(self) -> None:
        if self._created is None:
            self.show_step(Step.NEW_PASSWORD)
            return
        profile, _ = self._created

        def gone(_: None) -> None:
            self._created = None
            self.show_step(Step.NEW_PASSWORD)
            self.door.show_problem(
                self.tr(
                    "Het profiel is nog niet gemaakt. Wat u van het noodblad hebt opgeschreven, "
                    "geldt niet meer. U krijgt straks een nieuw noodblad."
                )
            )

        self._run(self.tr("Even geduld."), partial(self._uses.take_away, profile), gone)

    # --- the volunteer ---------------------------------------------------------------------

    def _open_start_file(self, path: Path, words: tuple[str, ...]) -> None:
        def opened(content: StartFileContent) -> None:
            self._content = content
            self.show_step(Step.OWN_PASSWORD)

        self._run(
            self.tr("Het startbestand wordt geopend."),
            partial(self._uses.open_start_file, path, words),
            opened,
        )

    def _not_me(self) -> None:
        self._content = None
        self.show_step(Step.START_FILE)
        self.door.show_problem(
            self.tr(
                "Dit startbestand is voor iemand anders. Er is niets veranderd. "
                "Vraag uw coördinator om uw eigen startbestand."
            )
        )

    def _keep_own_password(self) -> None:
        if self._own_password_form.accepts():
            is_coordinator = self._content is not None and self._content.role == "coordinator"
            self.show_step(Step.ROOT_WORDS if is_coordinator else Step.SECRECY)

    def _begin_as_coordinator(self, words: tuple[str, ...]) -> None:
        content, uses = self._content, self._uses
        if content is None:
            return

        def work() -> tuple[OpenProfile, str]:
            profile = uses.begin(content, self._own_password_form.password(), words)
            return profile, uses.colleague(profile)

        def begun(made: tuple[OpenProfile, str]) -> None:
            profile, colleague = made
            self._root_words.clear()
            self._own_password_form.clear()
            uses.keep(profile, content.visitor_name, content.organisation_name)
            self._next_steps = NextStepsForm(self._look, colleague)
            self._next_steps.entered.connect(partial(uses.enter, profile))
            self.show_step(Step.NEXT)

        self._run(self.tr("Uw profiel wordt gemaakt. Dat duurt even."), work, begun)

    def _begin(self) -> None:
        content = self._content
        if content is None:
            return

        def begun(profile: OpenProfile) -> None:
            self._own_password_form.clear()
            self._uses.finish(profile, content.visitor_name, content.organisation_name)

        self._run(
            self.tr("Uw werk wordt klaargezet. Dat duurt even."),
            partial(self._uses.begin, content, self._own_password_form.password(), None),
            begun,
        )

    # --- inside ----------------------------------------------------------------------------

    def _run(self, busy: str, work: Callable[[], AnswerT], done: Callable[[AnswerT], None]) -> None:
        def came(answer: AnswerT) -> None:
            self.door.set_busy("")
            done(answer)

        def failed(error: BaseException) -> None:
            self.door.set_busy("")
            if not isinstance(error, Exception):
                raise error
            self.door.show_problem(errors.sentence(error))

        self.door.show_problem("")
        self.door.set_busy(busy)
        self._uses.lane.run(work, came, failed)

    def _focus_first(self, form: QWidget) -> None:
        at = form.nextInFocusChain()
        while at is not form and at is not None:
            if form.isAncestorOf(at) and at.isVisible() and at.focusPolicy():
                at.setFocus()
                return
            at = at.nextInFocusChain()
