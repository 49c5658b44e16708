"""How the two reports of a couple are called: 'Verslag van mevrouw', 'Verslag van meneer'."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.names import Sex
from huisbezoek.model.usecases.talk import Talk
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

_REPORTS = {
    Sex.WOMAN.value: QT_TRANSLATE_NOOP("couple", "Verslag van mevrouw"),
    Sex.MAN.value: QT_TRANSLATE_NOOP("couple", "Verslag van meneer"),
}


@dataclass(frozen=True, slots=True)
class CoupleWords:
    """The report that is open, what is said about it, and the others: visit and words."""

    open_now: str
    private: str
    others: tuple[tuple[str, str], ...]


def couple_words(talk: Talk) -> CoupleWords:
    """The reports of this appointment that are still written; no others for one person."""
    return CoupleWords(
        report_name(talk, talk.card.sex, talk.name),
        _tr("Wat hier staat, komt niet in het andere verslag."),
        tuple((one.visit, report_name(talk, one.sex, one.name)) for one in talk.partners),
    )


def report_name(talk: Talk, sex: str, name: str) -> str:
    """With two women or two men, or when it is not known, the names tell them apart."""
    sexes = [talk.card.sex, *(one.sex for one in talk.partners)]
    if sex in _REPORTS and sexes.count(sex) == 1:
        return _tr(_REPORTS[sex])
    return _tr("Verslag van {0}").format(name)


def _tr(text: str) -> str:
    return QCoreApplication.translate("couple", text)
