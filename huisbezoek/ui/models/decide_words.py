"""What a decision that waits for a coordinator says, on Overzicht and on the card."""

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.cycle import DueReason
from huisbezoek.model.usecases.to_decide import DecideKind, ToDecide
from huisbezoek.ui import texts


def decide_title(one: ToDecide) -> str:
    """What is so."""
    match one.kind:
        case DecideKind.APPOINTMENT:
            at = texts.moment(one.at) if one.at is not None else ""
            return _tr("Er staat nog een afspraak op {0}").format(at)
        case DecideKind.PARTNER_DIED:
            return _tr("Een huisgenoot is overleden, het contact rust")
        case DecideKind.TERM_PAST:
            if one.reason is DueReason.LOSS:
                return _tr("Na het overlijden van een naaste is niet op tijd gevraagd")
            return _tr("Rond het pensioen is niet op tijd gevraagd")


def decide_sentence(one: ToDecide) -> str:
    """What to think of, and what follows from each choice."""
    match one.kind:
        case DecideKind.APPOINTMENT:
            return _tr(
                "Hier wordt nu niet bezocht. De bezoeker ziet de afspraak niet meer. "
                "Bel de inwoner zelf."
            )
        case DecideKind.PARTNER_DIED:
            return _tr(
                "Er gaat geen brief uit en niemand belt, tot u beslist. "
                "Was dit de mantelzorger? Zet dan het overlijden op de kaart."
            )
        case DecideKind.TERM_PAST:
            on = texts.plain_date(one.on) if one.on is not None else ""
            words = _tr("Dat kon tot en met {0}. Er gaat nu niets vanzelf uit.")
            return words.format(on)


def overview_line(one: ToDecide) -> str:
    """One line on Overzicht, with the name."""
    name = texts.capital(one.name)
    if one.kind is DecideKind.APPOINTMENT and one.at is not None:
        words = _tr("{0} heeft een afspraak op {1}, maar wij gaan er niet heen.")
        return words.format(name, texts.moment(one.at))
    return _tr("{0}: een huisgenoot is overleden. Gaat het contact verder?").format(name)


def _tr(text: str) -> str:
    return QCoreApplication.translate("decide", text)
