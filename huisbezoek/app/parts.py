"""Chooses the real parts: the one place that knows every adapter.

Each adapter is imported and made when it is first asked for, because importing them all takes
longer than painting the first window.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from huisbezoek.model.transfer.profile_labels import LabelFiles

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from huisbezoek.model.domain.cards import OfferCard
    from huisbezoek.model.domain.start_words import StartWords
    from huisbezoek.model.domain.state_pension import StatePensionTable
    from huisbezoek.model.domain.telephone_numbers import TelephoneNumbers
    from huisbezoek.model.reference.districts import Districts
    from huisbezoek.model.usecases.exchange import ExchangeParts
    from huisbezoek.model.usecases.forgotten_password import PasswordParts
    from huisbezoek.model.usecases.ports.calendar import CalendarFiles
    from huisbezoek.model.usecases.ports.day_order import DayOrder
    from huisbezoek.model.usecases.ports.documents import Documents
    from huisbezoek.model.usecases.ports.guides import Guides
    from huisbezoek.model.usecases.ports.intake import ResidentListReader
    from huisbezoek.model.usecases.ports.planning import CyclePlanner
    from huisbezoek.model.usecases.ports.postcodes import PostcodeReader
    from huisbezoek.model.usecases.ports.profile import ProfileDatabases
    from huisbezoek.model.usecases.ports.profile_labels import ProfileLabels
    from huisbezoek.model.usecases.ports.rosters import Rosters
    from huisbezoek.model.usecases.ports.sealed_bundles import Bundles
    from huisbezoek.model.usecases.ports.sealing import Identities, KdfCost
    from huisbezoek.model.usecases.ports.transfer import TransferFolder
    from huisbezoek.model.usecases.profile import OpenProfile, ProfileParts
    from huisbezoek.model.usecases.start_files import StartFileParts

RandomBytes = Callable[[int], bytes]
OpeningParts = tuple["ProfileParts", type["ProfileDatabases"]]


class Parts:
    """Every adapter, chosen once; nothing in the program reaches around it."""

    def __init__(
        self,
        resources: Path,
        now: Callable[[], datetime],
        random_bytes: RandomBytes,
        cost: KdfCost | None,
    ) -> None:
        self.resources = resources
        self.now = now
        self.random_bytes = random_bytes
        self._cost = cost
        self._tables = resources / "tables"

    def at_cost(self, cost: KdfCost) -> Parts:
        """The same parts with another cost of deriving a key from a password."""
        return Parts(self.resources, self.now, self.random_bytes, cost)

    def today(self) -> date:
        """The day of now."""
        return self.now().date()

    def exchange(self, profile: OpenProfile) -> ExchangeParts:
        """The adapters for exchange with the keys of an open profile."""
        from huisbezoek.model.usecases.exchange import ExchangeParts

        return ExchangeParts(
            bundles=self.bundles,
            random_bytes=self.random_bytes,
            rosters=self.rosters,
            transfer=self.transfer,
            keys=profile.keys.device_keys,
            identity=profile.identity,
            folder=profile.folder,
        )

    def prepare_opening(self) -> OpeningParts:
        """Imports and makes what opening a profile needs, while somebody types the password."""
        from huisbezoek.model.storage.database import StoredProfiles

        return self.profile, StoredProfiles

    @cached_property
    def words(self) -> StartWords:
        """The words that codes are made of."""
        from huisbezoek.model.sealing.word_lists import load_start_words

        return load_start_words(self._tables / "start-words.txt")

    @cached_property
    def profile(self) -> ProfileParts:
        """What making, opening and keeping a profile needs."""
        from huisbezoek.app.late_databases import LateDatabases
        from huisbezoek.model.domain.passwords import PasswordRule
        from huisbezoek.model.sealing.key_slots import KeySlotFiles
        from huisbezoek.model.sealing.word_lists import load_common_passwords
        from huisbezoek.model.usecases.profile import ProfileParts

        common = load_common_passwords(self._tables / "common-passwords.txt")
        return ProfileParts(
            key_slots=KeySlotFiles(self.random_bytes),
            identities=self._identities,
            rosters=self.rosters,
            databases=LateDatabases(self.pension_table, self.now),
            passwords=PasswordRule(common, self.words),
            random_bytes=self.random_bytes,
            cost=self._cost,
        )

    @cached_property
    def start(self) -> StartFileParts:
        """What writing and opening start files needs."""
        from huisbezoek.model.sealing.start_file import SealedStartFiles
        from huisbezoek.model.usecases.start_files import StartFileParts

        files = SealedStartFiles(self.random_bytes, self.words)
        return StartFileParts(files, self._identities, self.transfer)

    @cached_property
    def passwords(self) -> PasswordParts:
        """What the request and answer of a forgotten password need."""
        from huisbezoek.model.sealing.recovery_requests import RecoveryRequests
        from huisbezoek.model.usecases.forgotten_password import PasswordParts
        from huisbezoek.model.usecases.ports.sealing import START_FILE_COST

        files = RecoveryRequests(self.random_bytes)
        return PasswordParts(self.profile, files, self.transfer, self._cost or START_FILE_COST)

    @cached_property
    def labels(self) -> ProfileLabels:
        """The labels on the door."""
        return LabelFiles()

    @cached_property
    def bundles(self) -> Bundles:
        """Exchange files."""
        from huisbezoek.model.sealing.bundles import SealedBundles

        return SealedBundles()

    @cached_property
    def rosters(self) -> Rosters:
        """Signed lists of who takes part."""
        from huisbezoek.model.sealing.rosters import SignedRosters

        return SignedRosters()

    @cached_property
    def transfer(self) -> TransferFolder:
        """Folders that files go out to and come in from."""
        from huisbezoek.model.transfer.folders import Folders

        return Folders(self.random_bytes)

    @cached_property
    def guides(self) -> Guides:
        """The guides for the talk that ship with the program."""
        from huisbezoek.model.guides.library import ShippedGuides

        return ShippedGuides(self.resources / "guides")

    @cached_property
    def documents(self) -> Documents:
        """Letters and sheets."""
        from huisbezoek.model.documents.sheets import LetterDocuments

        return LetterDocuments(self.resources / "letters")

    @cached_property
    def calendar_files(self) -> CalendarFiles:
        """Calendar files for other programs."""
        from huisbezoek.model.documents.calendar_files import IcalendarFiles

        return IcalendarFiles()

    @cached_property
    def day_order(self) -> DayOrder:
        """The order of the addresses of a day."""
        from huisbezoek.model.planning.day_order import order_by

        return order_by

    @cached_property
    def lists(self) -> ResidentListReader:
        """The reader of resident lists."""
        from huisbezoek.model.intake.list_reader import FileListReader

        return FileListReader(self.numbers, self.today())

    @cached_property
    def postcodes(self) -> PostcodeReader:
        """The reader of tables of postcodes."""
        from huisbezoek.model.intake.postcode_reader import FilePostcodeReader

        return FilePostcodeReader()

    @cached_property
    def numbers(self) -> TelephoneNumbers:
        """The numbering plan of telephones."""
        from huisbezoek.model.reference.telephone_numbers import NumberingPlan

        return NumberingPlan()

    @cached_property
    def districts(self) -> Districts:
        """Which district a postcode lies in."""
        from huisbezoek.model.reference.districts import load_districts

        return load_districts(self._tables / "districts.json")

    @cached_property
    def offers(self) -> Mapping[str, OfferCard]:
        """The social map as it comes along, by the fixed identifiers of its entries."""
        from huisbezoek.model.reference.social_map import load_social_map

        return load_social_map(self._tables / "social-map.json")

    @cached_property
    def planner(self) -> CyclePlanner:
        """The planner of the cycle, in a process of its own."""
        from huisbezoek.app.plan_worker import worker_planner

        return worker_planner()

    @cached_property
    def pension_table(self) -> StatePensionTable:
        """The ages of the state pension."""
        from huisbezoek.model.reference.state_pension_table import load_state_pension_table

        return load_state_pension_table(self._tables / "state-pension.json")

    @cached_property
    def _identities(self) -> Identities:
        from huisbezoek.model.sealing.identities import SealedIdentities

        return SealedIdentities(self.random_bytes, self.words)


def local_now() -> datetime:
    """The wall clock of this computer, with its zone."""
    return datetime.now().astimezone()


def real_parts(
    resources: Path,
    *,
    now: Callable[[], datetime] = local_now,
    random_bytes: RandomBytes = secrets.token_bytes,
    cost: KdfCost | None = None,
) -> Parts:
    """The parts that the program works with; tests and the demo hand in clock and KDF cost."""
    return Parts(resources, now, random_bytes, cost)
