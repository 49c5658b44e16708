"""What the card of a resident asks and does, for a visitor and for a coordinator."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.resident_view import ResidentView
from huisbezoek.model.usecases.residents import CheckedCard
from huisbezoek.ui.dialogs.after_visit import AfterVisitUses
from huisbezoek.ui.dialogs.contact_steps import Resume, Stop
from huisbezoek.ui.dialogs.decide_steps import DecideUses
from huisbezoek.ui.dialogs.exclude_steps import ExcludeUses
from huisbezoek.ui.dialogs.hand_over_steps import HandOverUses
from huisbezoek.ui.dialogs.light_contact_steps import KeepLightContact
from huisbezoek.ui.dialogs.mend_steps import MendVisit
from huisbezoek.ui.dialogs.paper_printing import PaperPrintUses
from huisbezoek.ui.dialogs.permission_dialog import Withdraw
from huisbezoek.ui.dialogs.privacy_steps import PrivacyUses
from huisbezoek.ui.dialogs.report_file_steps import ReportFileUses
from huisbezoek.ui.dialogs.rule_out_steps import RuleOutUses
from huisbezoek.ui.models.resident_facts import ShowTelephone


@dataclass(frozen=True, slots=True)
class ResidentUses:
    """What the page needs. `assess` gets a visit and whether something has to be done.

    `still_on` answers sentences about laptops that still hold a resident who went to another
    visitor. `hand_over`, `privacy` and `report_file` are a coordinator's; `person` is who is at
    work.
    """

    view: Callable[[Reading, str, date], ResidentView]
    check_card: Callable[[ResidentCard, Mapping[str, str], date], CheckedCard]
    change_card: Callable[[Writing, str, ResidentCard], tuple[str, ...]]
    stop: Stop
    resume: Resume
    request: Callable[[Writing, str, str, date], str]
    plan: Callable[[Writing, str, date], tuple[str, ...]]
    assess: Callable[[Writing, str, bool, date], None]
    show_telephone: ShowTelephone
    today: Callable[[], date]
    is_coordinator: bool
    still_on: Callable[[Reading, str], tuple[str, ...]]
    withdraw: Withdraw
    hand_over: HandOverUses | None = None
    privacy: PrivacyUses | None = None
    report_file: ReportFileUses | None = None
    person: str = ""
    after: AfterVisitUses | None = None
    papers: PaperPrintUses | None = None
    rule_out: RuleOutUses | None = None
    """For a coordinator: who does not go to a resident."""
    ruled_out: Callable[[Reading, str], tuple[str, ...]] = lambda _reading, _resident: ()
    """The names of who does not go; nobody's for a visitor."""
    mend: MendVisit | None = None
    """For a coordinator: sets right the state of a visit."""
    exclude: ExcludeUses | None = None
    decide: DecideUses | None = None
    """For a coordinator: not visiting any more, and what waits for a decision."""
    light_contact: KeepLightContact | None = None
    """For a coordinator: a card or a call after a loss."""
    districts: Callable[[Reading], tuple[str, ...]] = lambda _reading: ()
    """The districts that a form offers; none for a visitor."""
