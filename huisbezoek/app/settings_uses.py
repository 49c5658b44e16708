"""Binds the use cases of Instellingen and Hulp."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek import VERSION, settings
from huisbezoek.app.binding import Binding
from huisbezoek.app.doors import offered_password
from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.model.usecases.districts import districts_now, keep_beside
from huisbezoek.model.usecases.exchange_folder import exchange_place
from huisbezoek.model.usecases.exchange_view import exchange_view, keep_exchange_folder
from huisbezoek.model.usecases.organisation import change_organisation
from huisbezoek.model.usecases.ports.postcodes import ReadPostcodes
from huisbezoek.model.usecases.ports.profile import BACKUP_FOLDER
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.postcodes import (
    PostcodesPreview,
    keep_postcodes,
    postcodes_now,
    preview_postcodes,
    remove_postcodes,
    wanted_figures,
)
from huisbezoek.model.usecases.profile import (
    OpenProfile,
    change_password,
    check_password,
    check_profile,
)
from huisbezoek.model.usecases.restoring import backups_of
from huisbezoek.model.usecases.supervision import Supervision, own_supervision
from huisbezoek.ui.dialogs.postcodes_card import PostcodeUses
from huisbezoek.ui.pages.help_page import HelpUses
from huisbezoek.ui.pages.settings_page import SettingsUses

if TYPE_CHECKING:
    from huisbezoek.app.program import Program

_TABLE_NAMES: Final = "*.csv *.txt *.xlsx *.ods"
_PARTS_NAMED: Final = ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "cryptography", "pyrage")


def settings_uses(program: "Program", bound: Binding) -> SettingsUses:
    """What Instellingen asks and does."""
    profile_parts = bound.parts.profile

    def keep_keys(changed: object) -> None:
        if isinstance(changed, OpenProfile):
            program.keep_keys(changed)

    def prove(password: str) -> None:
        profile_parts.key_slots.open_with_password(bound.profile.folder, password)

    return SettingsUses(
        is_coordinator=bound.is_coordinator,
        present_look=lambda: (
            program.preferences.theme.value,
            program.preferences.letter_percent,
        ),
        choose_look=_look_chooser(program),
        organisation=lambda reading: reading.organisation(),
        change_organisation=_change_organisation,
        parse_telephone=bound.parse_telephone,
        show_telephone=bound.show_telephone,
        check_password=lambda password: check_password(profile_parts.passwords, password),
        offer_password=lambda: offered_password(bound.parts),
        change_password=lambda present, new: change_password(
            profile_parts, bound.profile, present, new
        ),
        keep_keys=keep_keys,
        prove_password=prove,
        encrypt_anew=program.encrypt_anew,
        back_up=bound.back_up,
        last_backup=lambda: newest_backup(bound.profile.folder / BACKUP_FOLDER),
        backups=lambda: backups_of(profile_parts, bound.profile.folder),
        restore=program.restore_backup,
        check=lambda: check_profile(bound.profile),
        exchange_folder=lambda writing: exchange_place(writing).folder,
        keep_exchange_folder=keep_exchange_folder,
        choose_folder=bound.chooser.choose_folder,
        version=VERSION,
        licence_words=_licence_words(),
        own_numbers=None if bound.is_coordinator else partial(own_numbers, bound),
        postcodes=_postcode_uses(bound),
    )


def help_uses(bound: Binding) -> HelpUses:
    """What Hulp shows."""
    folder = bound.parts.resources / "help"

    def text(name: str) -> str:
        return (folder / f"{name}.md").read_text(encoding="utf-8")

    return HelpUses(text=text, is_coordinator=bound.is_coordinator)


def own_numbers(bound: Binding, writing: Writing) -> Supervision:
    """What the coordinator sees of this visitor; writes nothing."""
    view = exchange_view(writing)
    days = [line.at.date() for line in (*view.received, *view.sent)]
    return own_supervision(
        writing, bound.person, today=bound.today(), last_exchange_on=max(days, default=None)
    )


def newest_backup(folder: Path) -> datetime | None:
    """When the newest backup was made; None when there is none."""
    if not folder.is_dir():
        return None
    moments = [place.stat().st_mtime for place in folder.iterdir() if place.is_dir()]
    return datetime.fromtimestamp(max(moments), UTC).astimezone() if moments else None


def metadata_version(name: str) -> str:
    """The version of an installed part; '' when it is not known, as in a checkout."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _look_chooser(program: "Program") -> Callable[[str, int], None]:
    def choose(theme: str, percent: int) -> None:
        program.change_preferences(theme=settings.Theme(theme), letter_percent=percent)

    return choose


def _postcode_uses(bound: Binding) -> PostcodeUses:
    def choose(parent: QWidget, title: str) -> Path | None:
        patterns = QCoreApplication.translate("postcodes", "Tabellen ({0});;Alle bestanden (*)")
        return bound.chooser.open_file(parent, title, patterns.format(_TABLE_NAMES))

    def read(path: Path, figures: frozenset[str]) -> ReadPostcodes:
        return bound.parts.postcodes.read(path, figures)

    def preview(reading: Reading, found: ReadPostcodes) -> PostcodesPreview:
        names = {one.code: one.name for one in bound.parts.districts.districts}
        return preview_postcodes(reading, found, names)

    return PostcodeUses(
        now=postcodes_now,
        name_of=lambda reading, person: _person_name(bound, reading, person),
        figures=wanted_figures,
        read=read,
        preview=preview,
        keep=lambda writing, table: keep_postcodes(writing, table, on=bound.today()),
        remove=lambda writing: remove_postcodes(writing, on=bound.today()),
        choose_file=choose,
        districts=lambda reading: districts_now(
            reading, bound.parts.districts.names(), bound.parts.districts.beside
        ),
        keep_beside=keep_beside,
    )


def _change_organisation(writing: Writing, card: OrganisationCard) -> tuple[str, ...]:
    # The form shows no districts: they stay as they are now, not as when the page was opened.
    districts = writing.organisation().districts_beside
    return change_organisation(writing, replace(card, districts_beside=districts))


def _person_name(bound: Binding, reading: Reading, person: str) -> str:
    if person == bound.person:
        return bound.person_name
    return next((one.card.name for one in reading.visitors() if one.visitor == person), "")


def _licence_words() -> str:
    named = [f"{name} {metadata_version(name)}".strip() for name in _PARTS_NAMED]
    words = QCoreApplication.translate(
        "settings", "Dit programma is vrij onder de licentie EUPL-1.2. Het is gemaakt met {0}."
    )
    return words.format(", ".join(named))
