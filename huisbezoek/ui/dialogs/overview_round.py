"""How the round goes, on Overzicht: who was visited, who will be, and what the plan says."""

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.usecases.overview import RoundProgress
from huisbezoek.ui import texts
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.bar import BarPart, PartsBar
from huisbezoek.ui.widgets.card import Card


def round_card(look: LookSource, progress: RoundProgress) -> Card:
    """The card of a round with people in it."""
    card = Card(
        look,
        _tr("Ronde {0} tot {1}").format(texts.month(progress.begins), texts.month(progress.ends)),
        note=_behind(progress),
    )
    card.setObjectName("round")
    bar = PartsBar(
        look,
        _parts(progress),
        progress.planned / progress.people,
        _tr("plan tot vandaag: {0} bezocht").format(texts.number(progress.planned)),
    )
    card.body.addWidget(bar)
    return card


def _behind(progress: RoundProgress) -> str:
    if not progress.behind:
        return _tr("{0} inwoners, op het plan").format(texts.number(progress.people))
    return texts.counted(
        progress.behind,
        _tr("{0} bezoek achter op het plan"),
        _tr("{0} bezoeken achter op het plan"),
    )


def _parts(progress: RoundProgress) -> list[BarPart]:
    sizes = (
        (progress.visited, _tr("Bezocht")),
        (progress.agreed, _tr("Krijgt een bezoek")),
        (progress.waiting, _tr("Wacht op antwoord")),
        (progress.not_visited, _tr("Wil niet of niet bereikt")),
        (progress.not_invited, _tr("Nog niet uitgenodigd")),
    )
    return [BarPart(size, texts.number(size), words) for size, words in sizes]


def _tr(text: str) -> str:
    return QCoreApplication.translate("overview", text)
