"""The first start: what its page asks and does on the way to a new profile."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from huisbezoek import settings
from huisbezoek.app.doors import UNFINISHED, offered_password
from huisbezoek.app.parts import Parts
from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.model.domain.telephone_numbers import TelephoneNumber
from huisbezoek.model.usecases.ports.documents import EmergencySheetInput
from huisbezoek.model.usecases.ports.profile_labels import ProfileLabel
from huisbezoek.model.usecases.ports.transfer import Outlet
from huisbezoek.model.usecases.profile import (
    EmergencySheet,
    OpenProfile,
    check_password,
    close_profile,
    create_coordinator,
)
from huisbezoek.model.usecases.start_files import (
    START_FILE_SUFFIX,
    StartFileContent,
    begin_with_start_file,
    open_start_file,
)
from huisbezoek.ui.pages.first_start_page import FirstStartPage, FirstStartUses
from huisbezoek.ui.printing import PrintLook, load_fonts, pdf_bytes

if TYPE_CHECKING:
    from huisbezoek.app.program import Program


def first_start_page(program: "Program") -> QWidget:
    """The first start, on the way to a new profile."""
    page = FirstStartPage(program.look, _FirstStart(program).uses())
    page.practice_chosen.connect(program.practice_chosen)
    page.unlock_chosen.connect(program.show_unlock)
    return page


class _FirstStart:
    """Binds the first start to the parts, and keeps a new profile unfinished until it is safe."""

    def __init__(self, program: "Program") -> None:
        self._program = program
        self._parts = program.parts

    def uses(self) -> FirstStartUses:
        program, parts = self._program, self._parts
        return FirstStartUses(
            lane=program.tasks.files,
            present_look=lambda: (
                program.preferences.theme,
                program.preferences.letter_percent,
            ),
            choose_look=lambda theme, percent: program.change_preferences(
                theme=settings.Theme(theme), letter_percent=percent
            ),
            complete_word=parts.words.complete,
            check_password=lambda password: check_password(parts.profile.passwords, password),
            offer_password=lambda: offered_password(parts),
            parse_telephone=lambda text: parse_telephone(parts, text),
            show_telephone=lambda number: show_telephone(parts, number),
            choose_start_file=self._choose_start_file,
            choose_sheet_place=self._choose_sheet_place,
            pick_two=self._pick_two,
            create=self._create,
            lay_out_sheet=self._lay_out_sheet,
            write_file=self._write_file,
            open_start_file=lambda path, words: open_start_file(
                parts.start, path, words, today=parts.today()
            ),
            begin=self._begin,
            take_away=self._take_away,
            finish=self._finish,
            keep=self._keep,
            enter=program.take,
            colleague=_first_coordinator,
            holds_word=parts.words.holds,
            offers_practice=not program.practice,
            can_unlock=bool(program.labels()),
        )

    def _new_folder(self) -> Path:
        folder = self._program.place.profiles / self._parts.random_bytes(8).hex()
        self._program.locks.take(folder)
        folder.mkdir(mode=0o700)
        (folder / UNFINISHED).touch()
        return folder

    def _forget_folder(self, folder: Path) -> None:
        shutil.rmtree(folder)
        self._program.locks.release(folder)

    def _create(self, card: OrganisationCard, password: str) -> tuple[OpenProfile, EmergencySheet]:
        folder = self._new_folder()
        try:
            return create_coordinator(
                self._parts.profile,
                folder,
                card,
                password,
                now=self._parts.now(),
                practice=self._program.practice,
            )
        except BaseException:
            self._forget_folder(folder)
            raise

    def _begin(
        self, content: StartFileContent, password: str, root_words: tuple[str, ...] | None
    ) -> OpenProfile:
        folder = self._new_folder()
        try:
            return begin_with_start_file(
                self._parts.profile,
                folder,
                content,
                password,
                now=self._parts.now,
                practice=self._program.practice,
                root_words=root_words,
            )
        except BaseException:
            self._forget_folder(folder)
            raise

    def _take_away(self, profile: OpenProfile) -> None:
        close_profile(self._parts.profile, profile)
        self._forget_folder(profile.folder)

    def _finish(self, profile: OpenProfile, name: str, organisation: str) -> None:
        self._keep(profile, name, organisation)
        self._program.take(profile)

    def _keep(self, profile: OpenProfile, name: str, organisation: str) -> None:
        label = ProfileLabel(
            profile.folder,
            name,
            profile.identity.role,
            organisation,
            practice=profile.identity.practice,
        )
        self._parts.labels.write(label)
        (profile.folder / UNFINISHED).unlink()

    def _lay_out_sheet(self, sheet: EmergencySheet) -> bytes:
        secrets = EmergencySheetInput(
            organisation=sheet.organisation,
            made_on=sheet.made_on,
            recovery_words=sheet.recovery_words,
            organisation_words=sheet.root_words,
        )
        sheets = self._parts.documents.emergency_sheet(secrets)
        family = load_fonts(self._parts.resources / "fonts")
        return pdf_bytes(sheets, PrintLook(family, self._program.practice), "Noodblad")

    def _write_file(self, path: Path, content: bytes) -> Path:
        def write(out: Outlet) -> None:
            out.write(content)

        return self._parts.transfer.write(path.parent, path.name, write).path

    def _pick_two(self, count: int) -> tuple[int, int]:
        first = int.from_bytes(self._parts.random_bytes(4), "big") % count
        step = 1 + int.from_bytes(self._parts.random_bytes(4), "big") % (count - 1)
        low, high = sorted((first, (first + step) % count))
        return low + 1, high + 1

    def _choose_start_file(self, parent: QWidget) -> Path | None:
        title = parent.tr("Kies het startbestand")
        patterns = parent.tr("Startbestand (*{0})").format(START_FILE_SUFFIX)
        return self._program.chooser.open_file(parent, title, patterns)

    def _choose_sheet_place(self, parent: QWidget, name: str) -> Path | None:
        title = parent.tr("Waar wilt u het noodblad bewaren?")
        return self._program.chooser.save_file(parent, title, name)


def _first_coordinator(profile: OpenProfile) -> str:
    reader = profile.database.open_reader()
    try:
        with reader.reading() as reading:
            return reading.organisation().coordinator_name
    finally:
        reader.close()


def parse_telephone(parts: Parts, text: str) -> str | None:
    """The stored form of a number as people type it; None when it is none."""
    number = parts.numbers.parse(text)
    return number.e164 if number is not None else None


def show_telephone(parts: Parts, number: str) -> str:
    """A stored number as people write it; the text itself when it is no stored number."""
    return parts.numbers.show(TelephoneNumber(number)) if number.startswith("+") else number
