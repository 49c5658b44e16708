"""The words for files that were set aside: what happened, what can be chosen, what follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.usecases.held_files import HeldDecision, HeldFile
from huisbezoek.model.usecases.held_folder import HeldWhy
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.models.desk_words import local

THROW_AWAY: Final = "throw_away"


@dataclass(frozen=True, slots=True)
class HeldVerb:
    """A choice: the words on its button, and the question before what others will notice."""

    key: str
    words: str
    icon: str
    question: str = ""
    consequence: str = ""
    is_final: bool = False


@dataclass(frozen=True, slots=True)
class HeldWords:
    """A file that waits for a decision."""

    title: str
    sentence: str
    verbs: tuple[HeldVerb, ...]


# Title and what to know. {0} is the name of the person.
_WHY: Final[Mapping[HeldWhy, tuple[str, str]]] = {
    HeldWhy.SECOND_COMPUTER: (
        QT_TRANSLATE_NOOP("held", "Een tweede computer gebruikt het startbestand van {0}"),
        QT_TRANSLATE_NOOP("held", "Bel {0} en vraag of dat klopt. Er is nog niets gelezen."),
    ),
    HeldWhy.REVOKED: (
        QT_TRANSLATE_NOOP("held", "Een bestand van een laptop die niet meer meedoet, van {0}"),
        QT_TRANSLATE_NOOP(
            "held",
            "Er kan werk in staan van voordat de laptop weg was. "
            "Vraag {0} wat erin hoort te staan.",
        ),
    ),
    HeldWhy.EXPIRED: (
        QT_TRANSLATE_NOOP("held", "De laptop van {0} deed lang niet mee"),
        QT_TRANSLATE_NOOP(
            "held",
            "Na een jaar zonder uitwisselen vraagt het programma of het nog klopt. "
            "Het werk van {0} is bewaard.",
        ),
    ),
    HeldWhy.NEWER: (
        QT_TRANSLATE_NOOP("held", "Een bestand van {0} is met een nieuwere versie gemaakt"),
        QT_TRANSLATE_NOOP(
            "held",
            "Zet eerst de nieuwste versie van het programma op deze computer. "
            "Probeer het daarna opnieuw. Het bestand blijft bewaard.",
        ),
    ),
    HeldWhy.FORK: (
        QT_TRANSLATE_NOOP("held", "De laptop van {0} lijkt te zijn gekopieerd"),
        QT_TRANSLATE_NOOP(
            "held",
            "Twee computers werken als een en dezelfde laptop, en hun werk past niet bij elkaar. "
            "Wat u al had, staat er nog. Laat {0} met 1 computer verder werken en maak voor de "
            "andere een nieuw startbestand. Wat alleen op die andere staat, moet {0} overtypen.",
        ),
    ),
}
_NOBODY: Final = QT_TRANSLATE_NOOP("held", "een onbekende bezoeker")

# Per decision: words, icon, question, and what follows from it.
_DECISIONS: Final[Mapping[HeldDecision, tuple[str, str, str, str]]] = {
    HeldDecision.ALLOW_BOTH: (
        QT_TRANSLATE_NOOP("held", "Beide toestaan"),
        "check-check",
        QT_TRANSLATE_NOOP("held", "Mag {0} met 2 computers werken?"),
        QT_TRANSLATE_NOOP(
            "held",
            "Op beide computers komen de adressen van {0} te staan. Doe dit alleen als u {0} "
            "zelf hebt gesproken.",
        ),
    ),
    HeldDecision.USE_NEW: (
        QT_TRANSLATE_NOOP("held", "Alleen de nieuwe toestaan"),
        "laptop-minimal",
        QT_TRANSLATE_NOOP("held", "Mag {0} alleen met de nieuwe computer verder?"),
        QT_TRANSLATE_NOOP(
            "held",
            "De eerste computer doet dan niet meer mee. Wat die nog stuurt, komt hier ter "
            "beoordeling. Doe dit alleen als u {0} zelf hebt gesproken.",
        ),
    ),
    HeldDecision.READ_AFTER_ALL: (
        QT_TRANSLATE_NOOP("held", "Toch lezen"),
        "file-down",
        QT_TRANSLATE_NOOP("held", "Dit bestand van {0} toch lezen?"),
        QT_TRANSLATE_NOOP(
            "held",
            "Het werk komt bij de inwoners te staan. U kunt het later nog terugdraaien.",
        ),
    ),
    HeldDecision.TRY_AGAIN: (
        QT_TRANSLATE_NOOP("held", "Opnieuw proberen"),
        "refresh-cw",
        "",
        "",
    ),
}


def held_words(file: HeldFile) -> HeldWords:
    """What stands on the card 'Dit wacht op uw besluit'."""
    name = file.person_name or _tr(_NOBODY)
    title, sentence = _WHY[file.why]
    parts = [_tr(sentence).format(name)]
    if file.made_at is not None:
        made = _tr(QT_TRANSLATE_NOOP("held", "Gemaakt op {0}."))
        parts.insert(0, made.format(texts.moment(local(file.made_at))))
    verbs = tuple(_verb(decision, name) for decision in file.decisions)
    return HeldWords(_tr(title).format(name), " ".join(parts), (*verbs, _throw_away(file, name)))


def _verb(decision: HeldDecision, name: str) -> HeldVerb:
    words, icon, question, consequence = (
        _tr(text) if place != 1 and text else text
        for place, text in enumerate(_DECISIONS[decision])
    )
    return HeldVerb(decision, words, icon, question.format(name), consequence.format(name))


def _throw_away(file: HeldFile, name: str) -> HeldVerb:
    lost = QT_TRANSLATE_NOOP(
        "held",
        "Wat in dit bestand staat, is dan weg. Heeft {0} het nog? Dan kan {0} het opnieuw sturen.",
    )
    if file.why is HeldWhy.SECOND_COMPUTER:
        lost = QT_TRANSLATE_NOOP(
            "held",
            "De tweede computer doet dan niet mee. Wat daarop is geschreven, komt niet bij u.",
        )
    return HeldVerb(
        THROW_AWAY,
        _tr(QT_TRANSLATE_NOOP("held", "Weggooien")),
        "trash-2",
        _tr(QT_TRANSLATE_NOOP("held", "Dit bestand van {0} weggooien?")).format(name),
        _tr(lost).format(name),
        is_final=True,
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("held", text)
