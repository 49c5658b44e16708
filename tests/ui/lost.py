"""A visitor's laptop on a coordinator's desk, as it stands after its first exchange."""

from datetime import timedelta

from huisbezoek.model.domain.office_events import ResidentsGiven
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.usecases.enrolment import sign_roster
from huisbezoek.model.usecases.ports.exchange import Peer
from huisbezoek.model.usecases.ports.rosters import DeviceRole, DeviceStatus, RosterEntry
from tests.people import TODAY
from tests.profiles import identifier
from tests.ui.desk import Desk


def add_laptop(desk: Desk, visitor: str, *residents: str, number: int = 80) -> str:
    """An enrolled laptop of this visitor that these residents were given to."""
    device = identifier(number)
    public = desk.parts.profile.identities.new_device_keys(device).public
    entry = RosterEntry(
        device,
        DeviceRole.VISITOR,
        public,
        number,
        DeviceStatus.ACTIVE,
        TODAY + timedelta(days=300),
        person=visitor,
    )
    peer = Peer(
        device,
        visitor,
        "visitor",
        "",
        signing_key=public.signing,
        receiving_key=public.receiving,
    )

    def enrol(writing) -> None:
        sign_roster(writing, desk.parts.exchange(desk.profile), [entry], today=TODAY)
        writing.save_peer(peer)

    desk.do(enrol)
    given = ResidentsGiven(device, tuple(sorted(residents)), TODAY - timedelta(days=11))
    desk.record(SubjectKind.VISITOR, visitor, given)
    return device
