"""A coordinator's and a visitor's laptop as folders that are copied, so that keys are made once."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from huisbezoek.app.fictional_profile import writing_in as writing
from huisbezoek.app.parts import Parts
from huisbezoek.model.domain.cards import OrganisationCard, ResidentCard, VisitorCard
from huisbezoek.model.domain.events import Listed
from huisbezoek.model.domain.operations import OperationId, Subject, SubjectKind
from huisbezoek.model.sealing import bundle_frames
from huisbezoek.model.usecases.operation_lines import decode_operation
from huisbezoek.model.usecases.organisation_keys import load_organisation_keys
from huisbezoek.model.usecases.ports.sealed_bundles import BundleHeader, Recipients
from huisbezoek.model.usecases.ports.sealing import OpenedProfile
from huisbezoek.model.usecases.profile import OpenProfile, close_profile, create_coordinator
from huisbezoek.model.usecases.receiving import (
    AppliedBundle,
    ReceivedBundle,
    apply_bundle,
    discard,
    receive_bundle,
    sender_keys,
)
from huisbezoek.model.usecases.rounds import plan_visits
from huisbezoek.model.usecases.sending import (
    PreparedBundle,
    SealedBundle,
    carry_bundle,
    keep_sent,
    prepare_bundle,
    seal_bundle,
)
from huisbezoek.model.usecases.start_files import (
    StartFileContent,
    begin_start_file,
    begin_with_start_file,
)
from huisbezoek.model.usecases.visitors import add_visitor, assign

PASSWORD = "kopje thee bij het raam"
READY = {
    "conduct_certificate_on": "2025-01-10",
    "secrecy_signed_on": "2025-01-12",
    "modules": "basic life_questions",
}
RESIDENTS = tuple(f"{number:032x}" for number in range(0xA0, 0xAC))


def canary(number: int) -> str:
    """A word that stands on one resident's card and nowhere else."""
    return f"Kanarie{number}geel"


def birth_date(number: int) -> str:
    return f"1940-03-{number + 11}"


@dataclass(frozen=True)
class Made:
    """Folders to copy and the keys that open them: made once for all tests."""

    folder: Path
    coordinator: OpenedProfile
    riet: OpenedProfile
    visitor: str
    visits: tuple[str, ...]
    content: StartFileContent
    root_words: tuple[str, ...]
    recovery_words: tuple[str, ...]


@dataclass
class Laptops:
    """Both laptops in folders of one test. Riet visits residents 0 and 1 of the twelve."""

    parts: Parts
    clock: object
    place: Path
    made: Made

    def __post_init__(self) -> None:
        shutil.copytree(self.made.folder, self.place)
        self.coordinator = self.opened("coordinator", self.made.coordinator)
        self.riet = self.opened("riet", self.made.riet)
        self.stick = self.place / "stick"
        self.stick.mkdir()
        self.visitor = self.made.visitor

    def opened(self, name: str, keys: OpenedProfile) -> OpenProfile:
        folder = self.place / name
        database = self.parts.profile.databases.open(folder, keys.database_key, keys.profile, None)
        return OpenProfile(folder, keys, database)

    def riets_device(self) -> str:
        return self.riet.identity.device

    def coordinators_device(self) -> str:
        return self.coordinator.identity.device

    def prepared(self, sender: OpenProfile, device: str) -> PreparedBundle:
        with writing(sender) as work:
            return prepare_bundle(work, self.parts.exchange(sender), device, now=self.clock.now())

    def sealed(self, sender: OpenProfile, device: str) -> SealedBundle:
        exchange = self.parts.exchange(sender)
        sealed = seal_bundle(exchange, self.prepared(sender, device))
        with writing(sender) as work:
            keep_sent(work, sealed, now=self.clock.now())
        return sealed

    def send(self, sender: OpenProfile, device: str) -> Path:
        exchange = self.parts.exchange(sender)
        sealed = self.sealed(sender, device)
        return carry_bundle(exchange, sealed, self.stick, today=self.clock.now().date()).path

    def to_coordinator(self) -> Path:
        return self.send(self.riet, self.coordinators_device())

    def to_riet(self) -> Path:
        return self.send(self.coordinator, self.riets_device())

    def take_in(self, profile: OpenProfile, path: Path) -> ReceivedBundle:
        exchange = self.parts.exchange(profile)
        with writing(profile) as work:
            self.senders = sender_keys(work, exchange, today=self.clock.now().date())
        return receive_bundle(exchange, self.senders, path)

    def apply(self, profile: OpenProfile, received: ReceivedBundle) -> AppliedBundle:
        exchange = self.parts.exchange(profile)
        # As the window does: with the senders that were known when the file was checked.
        with writing(profile) as work:
            applied = apply_bundle(work, exchange, self.senders, received, now=self.clock.now())
        discard(received)
        return applied

    def receive(self, profile: OpenProfile, path: Path) -> AppliedBundle:
        return self.apply(profile, self.take_in(profile, path))

    def enrol_riet(self) -> None:
        """The first return bundle, and an answer to it."""
        assert self.receive(self.coordinator, self.to_coordinator()).enrolled
        self.receive(self.riet, self.to_riet())

    def forge(
        self, lines: tuple[bytes, ...] = (), keys=None, sealed_to: str = "", **header: object
    ) -> Path:
        """A bundle as a changed program on Riet's laptop would make it."""
        prepared = self.prepared(self.riet, self.coordinators_device())
        changed: BundleHeader = replace(prepared.header, operations=len(lines), **header)
        recipients = Recipients(
            sealed_to or prepared.recipients.device, prepared.recipients.recovery
        )
        signer = keys or self.riet.keys.device_keys
        path = self.stick / f"{changed.bundle}.hbz"
        with path.open("wb") as out:
            self.parts.bundles.write(changed, lines, out, signer, recipients)
        return path

    def lines_in(self, path: Path, profile: OpenProfile) -> list[bytes]:
        """What a bundle says once it is opened by whom it is for."""
        exchange = self.parts.exchange(profile)
        with writing(profile) as work:
            senders = sender_keys(work, exchange, today=self.clock.now().date())
        bundle = self.parts.bundles.open(
            path, profile.keys.device_keys, senders.organisation, senders.signing_key
        )
        return list(bundle.lines())

    def close(self) -> None:
        self.coordinator.database.close()
        self.riet.database.close()


def lines_of(prepared: PreparedBundle) -> list[bytes]:
    """What a prepared bundle will say."""
    return [
        line
        for frame in prepared.packed.frames
        for line in bundle_frames.lines_of(bundle_frames.decompressed(frame))
    ]


def operations_of(prepared: PreparedBundle) -> frozenset[OperationId]:
    """The operations in it, by the runs that the ledger remembers; its lines say the same."""
    told = [decode_operation(line).identifier for line in lines_of(prepared)]
    runs = {
        OperationId(run.device, run.incarnation, number)
        for run in prepared.runs
        for number in range(run.first, run.last + 1)
    }
    assert len(told) == len(runs) == prepared.header.operations
    assert runs == set(told)
    return frozenset(runs)


def state(profile: OpenProfile) -> tuple[object, ...]:
    """Everything that a refused bundle must leave as it was."""
    with writing(profile) as work:
        keys = load_organisation_keys(work)
        local = (work.ledger(), work.peers(), work.local_value("enrolments"), keys)
        operations = tuple(work.all_operations())
    return profile.database.digest(), profile.database.mark(), operations, local


def files_under(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def make_laptops(parts: Parts, folder: Path) -> Made:
    """A coordinator with twelve residents, of whom Riet gets the first two in a start file."""
    organisation = OrganisationCard(name="Welzijn Voorbeelddam", coordinator_name="Anneke de Wit")
    coordinator, sheet = create_coordinator(
        parts.profile, folder / "coordinator", organisation, PASSWORD, now=parts.now()
    )
    today = parts.today()
    with writing(coordinator) as work:
        work.add_residents(
            [
                (
                    Subject(SubjectKind.RESIDENT, resident),
                    ResidentCard(
                        surname=canary(number),
                        initials="A.",
                        birth_date=birth_date(number),
                        telephone=f"+3160000{number:04d}",
                        street="Kerkstraat",
                        house_number=10 + number,
                        city="Voorbeelddam",
                    ),
                    (Listed("f" * 32, today),),
                )
                for number, resident in enumerate(RESIDENTS)
            ]
        )
        visits = plan_visits(work, RESIDENTS, today, parts.random_bytes)
        by_resident = {work.visit(visit).resident: visit for visit in visits}
        visitor = add_visitor(
            work, VisitorCard(name="Riet Jansen", **READY), random_bytes=parts.random_bytes
        )
        assign(work, RESIDENTS[:2], visitor, today=today)
        payload = begin_start_file(work, parts.start, visitor, today=today, practice=False)
    content = content_of(payload)
    riet = begin_with_start_file(
        parts.profile, folder / "riet", content, PASSWORD + " 2", now=parts.now
    )
    for profile in (coordinator, riet):
        close_profile(parts.profile, profile)
    return Made(
        folder=folder,
        coordinator=coordinator.keys,
        riet=riet.keys,
        visitor=visitor,
        visits=tuple(by_resident[resident] for resident in RESIDENTS),
        content=content,
        root_words=sheet.root_words,
        recovery_words=sheet.recovery_words,
    )


def content_of(payload: bytes) -> StartFileContent:
    return msgspec.json.decode(payload, type=StartFileContent)
