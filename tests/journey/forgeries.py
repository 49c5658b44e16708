"""T16: files as a thief, a stranger or a changed program would make them; none may be let in."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from huisbezoek.model.domain.errors import HuisbezoekError
from huisbezoek.model.domain.merge import ForkError
from huisbezoek.model.domain.operations import (
    AppendDocument,
    Body,
    Erase,
    HybridTime,
    Operation,
    OperationId,
    Redact,
    SetFields,
    Subject,
    SubjectKind,
    Withdraw,
)
from huisbezoek.model.usecases.acceptance import (
    FARTHEST_AHEAD,
    NotAllowedBySenderError,
    SenderExpiredError,
)
from huisbezoek.model.usecases.enrolment import StartFileUsedError
from huisbezoek.model.usecases.operation_lines import encode_operation
from huisbezoek.model.usecases.organisation_keys import (
    CERTIFICATE_DAYS,
    OrganisationKeys,
    admit_devices,
    admit_first_coordinator,
    load_organisation_keys,
    read_roster,
    save_organisation_keys,
)
from huisbezoek.model.usecases.ports.rosters import (
    ROOT,
    DeviceCertificate,
    DeviceRole,
    DeviceStatus,
    RosterEntry,
    SignedDocumentRefusedError,
)
from huisbezoek.model.usecases.ports.sealed_bundles import (
    BundleHeader,
    BundleLimitError,
    BundleNotForKeyError,
    BundleOtherOrganisationError,
    BundleRevokedSenderError,
    BundleSignatureError,
    BundleUnknownSenderError,
    Recipients,
)
from huisbezoek.model.usecases.ports.sealing import DeviceKeys
from huisbezoek.model.usecases.profile import OpenProfile
from huisbezoek.model.usecases.receiving import (
    CoordinatorNotCertifiedError,
    FromMyselfError,
    PracticeMixedError,
)
from tests.journey.coordinators import carry, new_person, second_coordinator, start_file
from tests.journey.laptops import Laptops, writing

TIME = HybridTime(1_790_000_000_000, 0)
ON = {"on": "2026-11-23"}


class World:
    """Anneke and Joop coordinate, Riet visits; others are expired, revoked, or from elsewhere."""

    def __init__(self, laptops: Laptops) -> None:
        self.laptops = laptops
        self.anneke, self.riet = laptops.coordinator, laptops.riet
        self.bundles, self.rosters = laptops.parts.bundles, laptops.parts.rosters
        self.identities = laptops.parts.profile.identities
        self.joop = second_coordinator(laptops)
        laptops.receive(laptops.riet, laptops.to_riet())
        laptops.receive(laptops.coordinator, laptops.to_coordinator())
        self.thief = self.identities.new_device_keys("9" * 32)
        self.expired = self.identities.new_device_keys("7" * 32)
        self.revoked = self.identities.new_device_keys("6" * 32)
        self.old_coordinator = self.identities.new_device_keys("5" * 32)
        self.other_root = self.identities.new_root_key()
        self.elsewhere = self.identities.new_device_keys("4" * 32)
        self._list_devices()
        person = new_person(laptops, self.anneke, "Carla Vos", "coordinator")
        self.carla = start_file(laptops, self.anneke, person).keys
        bea = new_person(laptops, self.anneke, "Bea Bos", "visitor")
        self.bea = start_file(laptops, self.anneke, bea).keys

    def keys(self, profile: OpenProfile) -> OrganisationKeys:
        with writing(profile) as work:
            return load_organisation_keys(work)

    def _list_devices(self) -> None:
        """An expired and a revoked visitor's laptop, and a coordinator whose year has passed."""
        today = self.laptops.clock.now().date()
        signer = self.anneke.keys.device_keys
        with writing(self.anneke) as work:
            keys = load_organisation_keys(work)
            riet = read_roster(self.rosters, keys).entry(self.riet.identity.device)
            assert riet is not None
            entries = [
                place(riet, self.expired, expires_on=today - timedelta(days=1)),
                place(riet, self.revoked, status=DeviceStatus.REVOKED, cut_off=0),
            ]
            save_organisation_keys(work, admit_devices(self.rosters, keys, signer, entries, today))
        with writing(self.riet) as work:
            keys = load_organisation_keys(work)
            entry = read_roster(self.rosters, keys).entry(self.joop.identity.device)
            assert entry is not None
            self.joop_on_rosters = entry

    def forge(
        self,
        signer: DeviceKeys,
        *bodies: Operation,
        reader: OpenProfile | None = None,
        sealed_to: str = "",
        **header: object,
    ) -> Path:
        """A file for this reader, signed by this key, with a header that says whatever it wants."""
        reader = reader or self.anneke
        keys = self.keys(reader)
        values: dict[str, object] = {
            "organisation": keys.organisation,
            "bundle": self.laptops.parts.random_bytes(16).hex(),
            "sender": signer.device,
            "incarnation": 1,
            "role": DeviceRole.VISITOR,
            "recipient": reader.identity.device,
            "counter": 1,
            "operations": len(bodies),
            "created_ms": 1_790_000_000_000,
        }
        made = BundleHeader(**{**values, **header})
        recipients = Recipients(
            sealed_to or reader.keys.device_keys.public.receiving, keys.recovery_recipient
        )
        path = self.laptops.stick / f"{made.bundle}.hbz"
        lines = [encode_operation(one) for one in bodies]
        with path.open("wb") as out:
            self.bundles.write(made, lines, out, signer, recipients)
        return path

    def by_riet(self, body: Body, subject: Subject | None = None, **changes: object) -> Path:
        """Riet's own key and counters, with an operation that her program would not make."""
        operation = Operation(
            OperationId(self.riet.identity.device, 1, 900),
            subject or Subject(SubjectKind.VISIT, self.laptops.made.visits[0]),
            body,
            TIME,
            self.laptops.visitor,
        )
        return self.forge(
            self.riet.keys.device_keys, replace(operation, **changes), **self.next_of_riet()
        )

    def next_of_riet(self) -> dict[str, object]:
        """Counter and chain of Riet's next file."""
        header = self.laptops.prepared(self.riet, self.anneke.identity.device).header
        return {"counter": header.counter, "previous": header.previous}

    def event(self, kind: str, about: str = "", **document: object) -> Path:
        subject = Subject(SubjectKind.VISITOR, about or self.laptops.visitor)
        return self.by_riet(AppendDocument(kind, {**ON, **document}), subject)

    def joins(self, secret: str, role: DeviceRole, *bodies: Operation, sender: str = "") -> Path:
        """The thief's laptop answers a start file."""
        organisation = self.keys(self.anneke).organisation
        keys = replace(self.thief, device=sender or self.thief.device)
        enrolment = self.bundles.enrolment(secret, organisation, keys)
        return self.forge(keys, *bodies, role=role, enrolment=enrolment)

    def signed_roster(self, signer: DeviceKeys, certificate: str, **changes: object) -> Operation:
        """A roster on which the thief stands, as an operation of this device."""
        present = read_roster(self.rosters, self.keys(self.anneke))
        role = DeviceRole.COORDINATOR
        mine = place(self.joop_on_rosters, self.thief, role=role)
        values = {"version": 99, "entries": (*present.entries, mine), **changes}
        roster = replace(present, **values)
        document = self.rosters.sign_roster(roster, signer).decode()
        body = {"version": 99, "document": document, "certificate": certificate, **ON}
        return Operation(
            OperationId(signer.device, 1, 9000),
            Subject(SubjectKind.ORGANISATION, present.organisation),
            AppendDocument("roster_signed", body),
            TIME,
            "5" * 32,
        )

    def certificate(self, by_root: bool = False, **changes: object) -> str:
        today = self.laptops.clock.now().date()
        made = DeviceCertificate(
            organisation=self.keys(self.anneke).organisation,
            serial=9,
            device=self.thief.device,
            role=DeviceRole.COORDINATOR,
            public=self.thief.public,
            issuer=ROOT,
            issued_on=today,
            expires_on=today + timedelta(days=CERTIFICATE_DAYS),
        )
        root = self.identities.root_key_from_words(self.laptops.made.root_words)
        signer = root if by_root else self.other_root
        return self.rosters.sign_certificate(replace(made, **changes), signer).decode()

    def from_joop(self, operation: Operation) -> Path:
        """Joop's own key and counters: what a changed program on a coordinator's laptop sends."""
        header = self.laptops.prepared(self.joop, self.riet.identity.device).header
        return self.forge(
            self.joop.keys.device_keys,
            operation,
            reader=self.riet,
            role=DeviceRole.COORDINATOR,
            counter=header.counter,
            previous=header.previous,
        )

    def close(self) -> None:
        self.joop.database.close()


def place(entry: RosterEntry, keys: DeviceKeys, **changes: object) -> RosterEntry:
    """The same place on the roster for another device."""
    return replace(entry, device=keys.device, public=keys.public, **changes)


@dataclass(frozen=True)
class Forgery:
    """One forged file: how it is made, who reads it, and by which error it is refused."""

    name: str
    make: Callable[[World], Path]
    error: type[HuisbezoekError]
    reader: str = "anneke"


def _elsewhere(world: World) -> DeviceKeys:
    """A real coordinator, but of another organisation."""
    admit_first_coordinator(
        world.rosters,
        organisation="8" * 32,
        root=world.other_root,
        device=world.elsewhere,
        recovery_recipient="age1x",
        today=world.laptops.clock.now().date(),
    )
    return world.elsewhere


def _named(world: World, signer: DeviceKeys, owner: OpenProfile) -> Path:
    is_coordinator = owner.identity.role == "coordinator"
    role = DeviceRole.COORDINATOR if is_coordinator else DeviceRole.VISITOR
    return world.forge(replace(signer, device=owner.identity.device), role=role, counter=50)


def _twice(world: World) -> Path:
    device = world.riet.identity.device
    subject = Subject(SubjectKind.VISIT, world.laptops.made.visits[0])
    one, other = (
        Operation(
            OperationId(device, 1, 950),
            subject,
            AppendDocument("card_sent", {"on": day}),
            TIME,
            world.laptops.visitor,
        )
        for day in ("2026-11-23", "2026-11-24")
    )
    return world.forge(world.riet.keys.device_keys, one, other, **world.next_of_riet())


VISITOR, COORDINATOR = DeviceRole.VISITOR, DeviceRole.COORDINATOR
UNKNOWN, SIGNATURE = BundleUnknownSenderError, BundleSignatureError
REFUSED = NotAllowedBySenderError

FORGERIES: tuple[Forgery, ...] = (
    # Who signs.
    Forgery("a stranger under their own name", lambda w: w.forge(w.thief), UNKNOWN),
    Forgery("a stranger as Riet", lambda w: _named(w, w.thief, w.riet), SIGNATURE),
    Forgery("a stranger as Joop", lambda w: _named(w, w.thief, w.joop), SIGNATURE),
    Forgery("a stranger as the reader", lambda w: _named(w, w.thief, w.anneke), SIGNATURE),
    Forgery(
        "the reader's own key",
        lambda w: w.forge(w.anneke.keys.device_keys, role=COORDINATOR),
        FromMyselfError,
    ),
    Forgery("an expired laptop", lambda w: w.forge(w.expired), SenderExpiredError),
    Forgery("an expired laptop as Riet", lambda w: _named(w, w.expired, w.riet), SIGNATURE),
    Forgery("a revoked laptop", lambda w: w.forge(w.revoked), BundleRevokedSenderError),
    Forgery(
        "a stranger as the revoked laptop",
        lambda w: w.forge(replace(w.thief, device=w.revoked.device)),
        SIGNATURE,
    ),
    Forgery("a revoked laptop as Riet", lambda w: _named(w, w.revoked, w.riet), SIGNATURE),
    Forgery(
        "Riet as a coordinator",
        lambda w: w.forge(w.riet.keys.device_keys, role=COORDINATOR, counter=50),
        UNKNOWN,
    ),
    Forgery(
        "Joop as a visitor",
        lambda w: w.forge(w.joop.keys.device_keys, role=VISITOR, counter=50),
        UNKNOWN,
    ),
    Forgery("Riet as Joop", lambda w: _named(w, w.riet.keys.device_keys, w.joop), SIGNATURE),
    # From where and for whom.
    Forgery(
        "another organisation",
        lambda w: w.forge(_elsewhere(w), role=COORDINATOR, organisation="8" * 32),
        BundleOtherOrganisationError,
    ),
    Forgery(
        "another organisation's coordinator in our name",
        lambda w: w.forge(_elsewhere(w), role=COORDINATOR),
        UNKNOWN,
    ),
    Forgery(
        "our Riet in another organisation",
        lambda w: w.forge(w.riet.keys.device_keys, organisation="8" * 32),
        BundleOtherOrganisationError,
    ),
    Forgery(
        "sealed to somebody else",
        lambda w: w.forge(w.riet.keys.device_keys, sealed_to=w.thief.public.receiving),
        BundleNotForKeyError,
    ),
    Forgery(
        "meant for somebody else",
        lambda w: w.forge(w.riet.keys.device_keys, recipient=w.thief.device),
        BundleNotForKeyError,
    ),
    Forgery(
        "a practice file",
        lambda w: w.forge(w.riet.keys.device_keys, practice=True, counter=50),
        PracticeMixedError,
    ),
    Forgery(
        "from visitor to visitor",
        lambda w: w.forge(w.revoked, reader=w.riet, counter=0),
        UNKNOWN,
        "riet",
    ),
    # Counters and chain.
    Forgery(
        "a counter twice",
        lambda w: w.forge(w.riet.keys.device_keys, counter=1, previous="0" * 64),
        ForkError,
    ),
    Forgery(
        "a broken chain",
        lambda w: w.forge(w.riet.keys.device_keys, **{**w.next_of_riet(), "previous": "0" * 64}),
        ForkError,
    ),
    Forgery(
        "a counter far ahead",
        lambda w: w.forge(w.riet.keys.device_keys, counter=FARTHEST_AHEAD + 99),
        BundleLimitError,
    ),
    Forgery("one operation with two meanings", _twice, ForkError),
    # What a visitor never decides.
    Forgery("erases a visit", lambda w: w.by_riet(Erase("weg")), REFUSED),
    Forgery("assigns", lambda w: w.event("assigned", visitor="x"), REFUSED),
    Forgery("ends an assignment", lambda w: w.event("assignment_ended", visitor="x"), REFUSED),
    Forgery("hands over", lambda w: w.event("handed_over", to="x"), REFUSED),
    Forgery("revokes a laptop", lambda w: w.event("laptop_revoked", device="x"), REFUSED),
    Forgery("gives residents", lambda w: w.event("residents_given", device="x"), REFUSED),
    Forgery("makes a start file", lambda w: w.event("start_file_made"), REFUSED),
    Forgery("stops a visitor", lambda w: w.event("visitor_stopped"), REFUSED),
    Forgery(
        "confirms another laptop's removal",
        lambda w: w.event("residents_removed", device="x" * 32, residents=[]),
        REFUSED,
    ),
    Forgery(
        "confirms a removal of somebody else",
        lambda w: w.event(
            "residents_removed", "b" * 32, device=w.riet.identity.device, residents=[]
        ),
        REFUSED,
    ),
    Forgery(
        "makes herself a coordinator",
        lambda w: w.by_riet(
            SetFields({"role": "coordinator"}), Subject(SubjectKind.VISITOR, w.laptops.visitor)
        ),
        REFUSED,
    ),
    Forgery(
        "changes another visitor",
        lambda w: w.by_riet(SetFields({"name": "X"}), Subject(SubjectKind.VISITOR, "b" * 32)),
        REFUSED,
    ),
    Forgery(
        "changes the organisation",
        lambda w: w.by_riet(SetFields({"name": "X"}), Subject(SubjectKind.ORGANISATION, "b" * 32)),
        REFUSED,
    ),
    Forgery(
        "reads a list",
        lambda w: w.by_riet(AppendDocument("list_read", ON), Subject(SubjectKind.INTAKE, "b" * 32)),
        REFUSED,
    ),
    Forgery(
        "writes in another laptop's name",
        lambda w: w.by_riet(
            AppendDocument("card_sent", ON), identifier=OperationId("b" * 32, 1, 1)
        ),
        REFUSED,
    ),
    Forgery(
        "writes in another person's name",
        lambda w: w.by_riet(AppendDocument("card_sent", ON), author="b" * 32),
        REFUSED,
    ),
    Forgery(
        "strikes another's work",
        lambda w: w.by_riet(Redact(OperationId("b" * 32, 1, 1), "report")),
        REFUSED,
    ),
    Forgery(
        "hides that a laptop was revoked",
        lambda w: w.by_riet(
            Withdraw((OperationId(w.anneke.identity.device, 1, 1),)),
            Subject(SubjectKind.VISITOR, w.laptops.visitor),
        ),
        REFUSED,
    ),
    Forgery(
        "a roster by a visitor",
        lambda w: w.forge(
            w.riet.keys.device_keys,
            replace(w.signed_roster(w.riet.keys.device_keys, ""), author=w.laptops.visitor),
            **w.next_of_riet(),
        ),
        REFUSED,
    ),
    # Joining.
    Forgery("a secret of no start file", lambda w: w.joins("0" * 64, VISITOR), UNKNOWN),
    Forgery(
        "a start file that was used",
        lambda w: w.joins(w.laptops.made.content.keys.enrolment_secret, VISITOR),
        StartFileUsedError,
    ),
    Forgery(
        "a visitor's start file to coordinate",
        lambda w: w.joins(w.bea.enrolment_secret, COORDINATOR),
        UNKNOWN,
    ),
    Forgery(
        "a coordinator's start file to visit",
        lambda w: w.joins(w.carla.enrolment_secret, VISITOR),
        UNKNOWN,
    ),
    Forgery(
        "a start file to become Joop",
        lambda w: w.joins(w.carla.enrolment_secret, COORDINATOR, sender=w.joop.identity.device),
        SIGNATURE,
    ),
    Forgery(
        "a coordinator without the root key",
        lambda w: w.joins(w.carla.enrolment_secret, COORDINATOR),
        CoordinatorNotCertifiedError,
    ),
    Forgery(
        "a certificate by another root",
        lambda w: w.joins(
            w.carla.enrolment_secret,
            COORDINATOR,
            w.signed_roster(w.thief, w.certificate()),
        ),
        SignedDocumentRefusedError,
    ),
    Forgery(
        "a certificate by the root for another device",
        lambda w: w.joins(
            w.carla.enrolment_secret,
            COORDINATOR,
            w.signed_roster(
                w.old_coordinator,
                w.certificate(
                    by_root=True, device=w.old_coordinator.device, public=w.old_coordinator.public
                ),
            ),
        ),
        CoordinatorNotCertifiedError,
    ),
    Forgery(
        "a visitor's certificate by the root",
        lambda w: w.joins(
            w.carla.enrolment_secret,
            COORDINATOR,
            w.signed_roster(w.thief, w.certificate(by_root=True, role=VISITOR)),
        ),
        SignedDocumentRefusedError,
    ),
    Forgery(
        "a certificate that a coordinator signed",
        lambda w: w.joins(
            w.carla.enrolment_secret,
            COORDINATOR,
            w.signed_roster(
                w.thief,
                w.rosters.sign_certificate(
                    w.rosters.read_certificate(
                        w.certificate(by_root=True).encode(), w.keys(w.anneke).root_public
                    ),
                    w.joop.keys.device_keys,
                ).decode(),
            ),
        ),
        SignedDocumentRefusedError,
    ),
    # Rosters on a visitor's laptop.
    Forgery(
        "a visitor's roster in a coordinator's file",
        lambda w: w.from_joop(w.signed_roster(w.riet.keys.device_keys, "")),
        SignedDocumentRefusedError,
        "riet",
    ),
    Forgery(
        "another organisation's roster in a coordinator's file",
        lambda w: w.from_joop(w.signed_roster(w.joop.keys.device_keys, "", organisation="8" * 32)),
        SignedDocumentRefusedError,
        "riet",
    ),
)


def carried_home(world: World) -> int:
    """After all that, a true file is read: what Riet's laptop has to send."""
    return carry(world.laptops, world.riet, world.anneke).operations
