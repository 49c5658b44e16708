"""What people read about districts that lie beside each other."""

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.district_pairs import read_decided
from huisbezoek.model.usecases.districts import DistrictsNow
from huisbezoek.ui import texts


def beside_line(now: DistrictsNow) -> str:
    """How many pairs of districts lie beside each other, and who said so."""
    count, own = len(now.beside), len(now.decided.beside | now.decided.apart)
    if not count and not own:
        return _tr(
            "Nog niemand vulde in welke wijken naast elkaar liggen. Voor de ronde is elke andere "
            "wijk dan even ver."
        )
    said = texts.counted(
        count,
        _tr("{0} paar wijken ligt naast elkaar."),
        _tr("{0} paren wijken liggen naast elkaar."),
    )
    if own:
        chosen = texts.counted(own, _tr("{0} paar"), _tr("{0} paren"))
        return _tr("{0} Zelf gekozen: {1}.").format(said, chosen)
    return _tr("{0} Dat zegt de tabel.").format(said)


def row_words(district: str, *, is_in_table: bool, is_ticked: bool) -> str:
    """A district in the list; what the table says of it is said with it."""
    if not is_in_table:
        return district
    words = _tr("{0} (volgens de tabel)") if is_ticked else _tr("{0} (volgens de tabel wel)")
    return words.format(district)


def decided_words(text: str) -> str:
    """What people decided, as one reads it: 'Binnenstad naast Zeebuurt; ...'."""
    decided = read_decided(text)
    near, apart = _tr("{0} naast {1}"), _tr("{0} niet naast {1}")
    said = [
        *((pair, near.format(*pair)) for pair in decided.beside),
        *((pair, apart.format(*pair)) for pair in decided.apart),
    ]
    return "; ".join(words for _, words in sorted(said)) or _tr("(leeg)")


def _tr(text: str) -> str:
    return QCoreApplication.translate("districts", text)
