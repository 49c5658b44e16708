"""What is said for and against a match, why there is none, and how the plan chooses: in words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.cycle_plan import NoPlaceReason
from huisbezoek.model.domain.plan_rules import MatchReason, PlanWeights, Refusal
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

AGAINST: Final = frozenset(
    {
        MatchReason.DISTRICT_BESIDE,
        MatchReason.NEARBY,
        MatchReason.OTHER_DISTRICT,
        MatchReason.LANGUAGE_MISSED,
        MatchReason.SEX_WISH_MISSED,
        MatchReason.TIME_MISSED,
    }
)
"""What speaks against a match, or is at best less than it could be."""

# {0} is a language as the resident told it.
_REASONS: Final[dict[MatchReason, str]] = {
    MatchReason.SAME_VISITOR: QT_TRANSLATE_NOOP("matches", "was er de vorige keer"),
    MatchReason.SAME_DISTRICT: QT_TRANSLATE_NOOP("matches", "zelfde buurt"),
    MatchReason.DISTRICT_BESIDE: QT_TRANSLATE_NOOP("matches", "buurt ernaast"),
    MatchReason.NEARBY: QT_TRANSLATE_NOOP("matches", "woont dichtbij"),
    MatchReason.OTHER_DISTRICT: QT_TRANSLATE_NOOP("matches", "woont verder weg"),
    MatchReason.SPEAKS_LANGUAGE: QT_TRANSLATE_NOOP("matches", "spreekt {0}"),
    MatchReason.LANGUAGE_MISSED: QT_TRANSLATE_NOOP("matches", "spreekt geen {0}"),
    MatchReason.SEX_WISH: QT_TRANSLATE_NOOP("matches", "zoals gewenst een {1}"),
    MatchReason.SEX_WISH_MISSED: QT_TRANSLATE_NOOP("matches", "geen {1}, zoals gewenst"),
    MatchReason.TIME_FITS: QT_TRANSLATE_NOOP("matches", "kan op het gewenste dagdeel"),
    MatchReason.TIME_MISSED: QT_TRANSLATE_NOOP("matches", "kan niet op het gewenste dagdeel"),
    MatchReason.MOST_ROOM: QT_TRANSLATE_NOOP("matches", "heeft de meeste plaats"),
}
_ICONS: Final[dict[MatchReason, str]] = {
    MatchReason.SAME_VISITOR: "user-check",
    MatchReason.SAME_DISTRICT: "map-pin",
    MatchReason.DISTRICT_BESIDE: "map-pin",
    MatchReason.NEARBY: "map-pin",
    MatchReason.OTHER_DISTRICT: "map-pin",
    MatchReason.SPEAKS_LANGUAGE: "languages",
    MatchReason.LANGUAGE_MISSED: "languages",
    MatchReason.SEX_WISH: "user",
    MatchReason.SEX_WISH_MISSED: "user",
    MatchReason.TIME_FITS: "clock",
    MatchReason.TIME_MISSED: "clock",
    MatchReason.MOST_ROOM: "calendar-check",
}
# What goes on the chip when several hold: what people themselves notice first.
_ON_CHIP: Final = (
    MatchReason.SPEAKS_LANGUAGE,
    MatchReason.SAME_VISITOR,
    MatchReason.SEX_WISH,
    MatchReason.SAME_DISTRICT,
    MatchReason.DISTRICT_BESIDE,
    MatchReason.NEARBY,
    MatchReason.TIME_FITS,
    MatchReason.MOST_ROOM,
    MatchReason.LANGUAGE_MISSED,
    MatchReason.SEX_WISH_MISSED,
    MatchReason.TIME_MISSED,
    MatchReason.OTHER_DISTRICT,
)
_NOBODY: Final[dict[NoPlaceReason, tuple[str, str]]] = {
    NoPlaceReason.NO_VISITOR_ALLOWED: (
        QT_TRANSLATE_NOOP("matches", "niemand kan hier gaan"),
        QT_TRANSLATE_NOOP(
            "matches", "Wie er zijn, wonen in dezelfde straat, missen een training, of gaan niet."
        ),
    ),
    NoPlaceReason.VISITORS_FULL: (
        QT_TRANSLATE_NOOP("matches", "geen bezoeker vrij"),
        QT_TRANSLATE_NOOP("matches", "Wie hier kan gaan, zit vol. Kies zelf een bezoeker."),
    ),
    NoPlaceReason.NO_VISITORS: (
        QT_TRANSLATE_NOOP("matches", "nog geen bezoekers"),
        QT_TRANSLATE_NOOP("matches", "Voeg eerst bezoekers toe, met een VOG die geldig is."),
    ),
    NoPlaceReason.NONE_READY: (
        QT_TRANSLATE_NOOP("matches", "geen bezoeker is klaar"),
        QT_TRANSLATE_NOOP(
            "matches", "Van alle bezoekers ontbreekt een geldige VOG of een handtekening."
        ),
    ),
    NoPlaceReason.AFTER_THE_PLAN: (
        QT_TRANSLATE_NOOP("matches", "later aan de beurt"),
        QT_TRANSLATE_NOOP("matches", "De eerste maand komt pas na deze ronde."),
    ),
}
_REFUSALS: Final[dict[Refusal, str]] = {
    Refusal.RULED_OUT: QT_TRANSLATE_NOOP("matches", "gaat hier niet naartoe"),
    Refusal.OWN_STREET: QT_TRANSLATE_NOOP("matches", "woont in dezelfde straat"),
    Refusal.TRAINING_MISSING: QT_TRANSLATE_NOOP("matches", "mist een training"),
    Refusal.NOT_READY: QT_TRANSLATE_NOOP("matches", "heeft geen geldige VOG of handtekening"),
}
_REFUSED: Final[dict[Refusal, tuple[str, str]]] = {
    Refusal.RULED_OUT: (
        QT_TRANSLATE_NOOP("matches", "{0} bezoeker gaat hier niet naartoe."),
        QT_TRANSLATE_NOOP("matches", "{0} bezoekers gaan hier niet naartoe."),
    ),
    Refusal.OWN_STREET: (
        QT_TRANSLATE_NOOP("matches", "{0} bezoeker woont in dezelfde straat."),
        QT_TRANSLATE_NOOP("matches", "{0} bezoekers wonen in dezelfde straat."),
    ),
    Refusal.TRAINING_MISSING: (
        QT_TRANSLATE_NOOP("matches", "{0} bezoeker mist een training."),
        QT_TRANSLATE_NOOP("matches", "{0} bezoekers missen een training."),
    ),
    Refusal.NOT_READY: (
        QT_TRANSLATE_NOOP("matches", "{0} bezoeker heeft geen geldige VOG of handtekening."),
        QT_TRANSLATE_NOOP("matches", "{0} bezoekers hebben geen geldige VOG of handtekening."),
    ),
}
_SEXES: Final[dict[str, str]] = {
    "F": QT_TRANSLATE_NOOP("matches", "vrouw"),
    "M": QT_TRANSLATE_NOOP("matches", "man"),
}


def reason_words(reason: MatchReason, language: str = "", sex_wish: str = "") -> str:
    """'zelfde buurt', 'spreekt Turks', 'geen vrouw, zoals gewenst'."""
    told = _languages(language) if language else _tr("de taal")
    sex = _tr(_SEXES[sex_wish]) if sex_wish in _SEXES else ""
    return _tr(_REASONS[reason]).format(told, sex)


def _languages(told: str) -> str:
    """'Turks', 'Koerdisch of Turks': one of them will do."""
    *others, last = [texts.capital(one) for one in told.split(", ")]
    return _tr("{0} of {1}").format(", ".join(others), last) if others else last


def in_order(reasons: Collection[MatchReason]) -> tuple[MatchReason, ...]:
    """The reasons with what goes on the chip first."""
    return tuple(reason for reason in _ON_CHIP if reason in reasons)


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """A reason as a chip says it; what is against the match is plain, never a warning."""

    text: str
    icon: str
    is_against: bool


def reason_chip(reason: MatchReason, language: str = "", sex_wish: str = "") -> ReasonWords:
    """The chip of a reason."""
    is_against = reason in AGAINST - {MatchReason.DISTRICT_BESIDE, MatchReason.NEARBY}
    return ReasonWords(reason_words(reason, language, sex_wish), _ICONS[reason], is_against)


def nobody_words(why: NoPlaceReason) -> tuple[str, str]:
    """The chip and the sentence for who has no proposal."""
    chip, sentence = _NOBODY[why]
    return _tr(chip), _tr(sentence)


def refusal_words(why: Refusal) -> str:
    """Why a visitor may not go to a resident."""
    return _tr(_REFUSALS[why])


def refused_words(refused: Sequence[tuple[Refusal, int]]) -> str:
    """Why nobody may go, as in '3 bezoekers missen een training. 1 bezoeker gaat er niet heen.'."""
    return " ".join(
        texts.counted(count, *(_tr(words) for words in _REFUSED[why])) for why, count in refused
    )


def weight_rows(weights: PlanWeights) -> tuple[tuple[str, str], ...]:
    """How the plan chooses: what weighs, and with how many points; what weighs most comes first."""
    points = texts.number
    rows = [
        (_tr("Niemand gevonden voor wie aan de beurt is"), points(weights.nobody)),
        (_tr("Later dan beloofd, per maand"), points(weights.promise_broken)),
        *((_crowded(percent), points(cost)) for percent, cost in reversed(weights.crowded)),
        (_tr("De bezoeker spreekt de taal van de inwoner niet"), points(weights.language_missed)),
        (_tr("Een andere bezoeker dan de vorige keer"), points(weights.other_visitor)),
        (_tr("Na de laatste maand van de beurt, per maand"), points(weights.late)),
        (_tr("Geen vrouw of man, zoals gewenst"), points(weights.sex_wish_missed)),
        (
            _tr("De bezoeker woont niet in de buurt, ernaast of dichtbij"),
            points(weights.district_elsewhere),
        ),
        (_tr("De bezoeker kan niet op het dagdeel dat past"), points(weights.time_missed)),
        (_tr("Vóór de eerste maand van de beurt, per maand"), points(weights.early)),
        (_tr("De bezoeker woont een buurt verder, of dichtbij"), points(weights.district_beside)),
    ]
    return tuple(rows)


def _crowded(percent: int) -> str:
    if not percent:
        return _tr("Een maand die voller is dan de andere")
    return _tr("Een maand die meer dan {0} procent voller is").format(percent)


def _tr(text: str) -> str:
    return QCoreApplication.translate("matches", text)
