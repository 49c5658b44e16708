"""What a coordinator reads about a guide: kinds of questions, conditions, and what changed."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.errors import HuisbezoekError
from huisbezoek.model.domain.guide_versions import GuideDifference, is_ticks, version_number
from huisbezoek.model.domain.guides import (
    Behaviour,
    Condition,
    ConversationGuide,
    GuideCycleError,
    GuideReferenceError,
    GuideSelfReferenceError,
    LifeArea,
    Operator,
    Question,
    QuestionKind,
    Words,
)
from huisbezoek.ui import texts
from huisbezoek.ui.errors import sentence
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

KINDS: Final[dict[QuestionKind, str]] = {
    QuestionKind.STARTER: QT_TRANSLATE_NOOP("guide", "Helpende vraag, alleen om te zeggen"),
    QuestionKind.CHOICE: QT_TRANSLATE_NOOP("guide", "Kiezen uit antwoorden"),
    QuestionKind.OPEN_CHOICE: QT_TRANSLATE_NOOP("guide", "Kiezen, of iets anders invullen"),
    QuestionKind.BOOLEAN: QT_TRANSLATE_NOOP("guide", "Ja of nee"),
    QuestionKind.INTEGER: QT_TRANSLATE_NOOP("guide", "Een getal"),
    QuestionKind.DATE: QT_TRANSLATE_NOOP("guide", "Een dag"),
    QuestionKind.STRING: QT_TRANSLATE_NOOP("guide", "Een korte tekst"),
    QuestionKind.TEXT: QT_TRANSLATE_NOOP("guide", "Een langere tekst"),
}
_SHORT: Final[dict[QuestionKind, str]] = {
    QuestionKind.STARTER: QT_TRANSLATE_NOOP("guide", "helpende vraag"),
    QuestionKind.CHOICE: QT_TRANSLATE_NOOP("guide", "kiezen"),
    QuestionKind.OPEN_CHOICE: QT_TRANSLATE_NOOP("guide", "kiezen of invullen"),
    QuestionKind.BOOLEAN: QT_TRANSLATE_NOOP("guide", "ja of nee"),
    QuestionKind.INTEGER: QT_TRANSLATE_NOOP("guide", "getal"),
    QuestionKind.DATE: QT_TRANSLATE_NOOP("guide", "dag"),
    QuestionKind.STRING: QT_TRANSLATE_NOOP("guide", "korte tekst"),
    QuestionKind.TEXT: QT_TRANSLATE_NOOP("guide", "langere tekst"),
}
_SETS: Final[dict[str, str]] = {
    "default": QT_TRANSLATE_NOOP("guide", "Voor iedereen: het gesprek"),
    "falls": QT_TRANSLATE_NOOP("guide", "Voor iedereen: vallen"),
    "connection": QT_TRANSLATE_NOOP("guide", "Voor iedereen: verbinding"),
    "carer": QT_TRANSLATE_NOOP("guide", "Erbij voor mantelzorgers"),
    "former_carer": QT_TRANSLATE_NOOP("guide", "Erbij voor oud-mantelzorgers"),
    "pension": QT_TRANSLATE_NOOP("guide", "Erbij rond het pensioen"),
    "life_questions": QT_TRANSLATE_NOOP("guide", "Erbij: levensvragen"),
}


def set_name(guide: ConversationGuide) -> str:
    """For whom the guide is; its own title when the program does not know it."""
    return _tr(_SETS[guide.name]) if guide.name in _SETS else guide.title.nl


def kind_words(kind: QuestionKind) -> str:
    """How a question is answered, to choose from."""
    return _tr(KINDS[kind])


def version_words(version: str, on: date | None) -> str:
    """Which version this is: 'versie 2, van 5 nov 2026'."""
    number = version_number(version)
    if on is None:
        return _tr("versie {0}, van het programma").format(number)
    return _tr("versie {0}, van {1}").format(number, texts.short_date(on))


def question_note(guide: ConversationGuide, area: LifeArea, question: Question) -> str:
    """The second line of a question in a list: its kind, its answers, and when it is shown."""
    kind = _tr("kruisjes") if is_ticks(area, question) else _tr(_SHORT[question.kind])
    if question.options:
        kind = f"{kind}: {', '.join(option.text.nl for option in question.options)}"
    return ". ".join(part for part in (texts.capital(kind), conditions(guide, question)) if part)


def conditions(guide: ConversationGuide, question: Question) -> str:
    """When the question is shown: 'Alleen als ‘Ja’ gekozen is bij ‘…’'; empty when always."""
    parts = [_condition(guide, one) for one in question.show_when]
    if not parts:
        return ""
    joining = _tr(" of ") if question.behaviour is Behaviour.ANY else _tr(" en ")
    return _tr("Alleen als {0}").format(joining.join(parts))


def difference_lines(difference: GuideDifference) -> tuple[str, ...]:
    """What changed between two versions, a sentence for each thing."""
    return tuple(_difference(difference))


def difference_sentence(difference: GuideDifference) -> str:
    """What changed, in one sentence."""
    counted = [
        texts.counted(count, _tr(one), _tr(many))
        for count, one, many in (
            (len(difference.new_areas), *_NEW_AREAS),
            (len(difference.gone_areas), *_GONE_AREAS),
            (len(difference.renamed_areas), *_RENAMED),
            (len(difference.added), *_ADDED),
            (len(difference.gone), *_GONE),
            (len(difference.changed) + len(difference.rules), *_CHANGED),
        )
        if count
    ]
    if difference.moved:
        counted.append(_tr("een andere volgorde"))
    if not counted:
        return _tr("Er is niets veranderd.")
    return f"{texts.capital(', '.join(counted))}."


def fault(error: Exception, guide: ConversationGuide) -> str:
    """What is wrong with an edit, with questions named by their words instead of by their link id.

    `guide` is the guide as it was before the edit.
    """
    if not isinstance(error, HuisbezoekError):
        return sentence(error)
    names = {question.link_id: question.text.nl for question in guide.questions()}
    link_id = str(error.values.get("question", ""))
    name = names.get(link_id, _tr("deze vraag"))
    match error:
        case GuideSelfReferenceError():
            return _tr("Een vraag kan niet wachten op haar eigen antwoord. Kies een andere vraag.")
        case GuideCycleError():
            return _tr("Zo wachten vragen op elkaar, bij ‘{0}’. Kies een andere vraag.").format(
                name
            )
        case GuideReferenceError():
            return _tr(
                "‘{0}’ wacht op een antwoord dat hier gegeven wordt. Haal eerst die voorwaarde weg."
            ).format(name)
        case _:
            for key in ("question", "reference"):
                if key in error.values:
                    value = str(error.values[key])
                    error.values[key] = f"‘{names.get(value, value)}’"
            return sentence(error)


_NEW_AREAS: Final = (
    QT_TRANSLATE_NOOP("guide", "{0} nieuw onderwerp"),
    QT_TRANSLATE_NOOP("guide", "{0} nieuwe onderwerpen"),
)
_GONE_AREAS: Final = (
    QT_TRANSLATE_NOOP("guide", "{0} onderwerp weg"),
    QT_TRANSLATE_NOOP("guide", "{0} onderwerpen weg"),
)
_RENAMED: Final = (
    QT_TRANSLATE_NOOP("guide", "{0} onderwerp met een andere naam"),
    QT_TRANSLATE_NOOP("guide", "{0} onderwerpen met een andere naam"),
)
_ADDED: Final = (
    QT_TRANSLATE_NOOP("guide", "{0} nieuwe vraag"),
    QT_TRANSLATE_NOOP("guide", "{0} nieuwe vragen"),
)
_GONE: Final = (
    QT_TRANSLATE_NOOP("guide", "{0} vraag weg"),
    QT_TRANSLATE_NOOP("guide", "{0} vragen weg"),
)
_CHANGED: Final = (
    QT_TRANSLATE_NOOP("guide", "{0} vraag gewijzigd"),
    QT_TRANSLATE_NOOP("guide", "{0} vragen gewijzigd"),
)


def _difference(difference: GuideDifference) -> Iterator[str]:
    yield from _named(_tr("Nieuw onderwerp: {0}"), (one.title for one in difference.new_areas))
    yield from _named(_tr("Onderwerp weg: {0}"), (one.title for one in difference.gone_areas))
    for old, new in difference.renamed_areas:
        yield _tr("{0} heet nu {1}").format(old.title.nl, new.title.nl)
    yield from _named(_tr("Nieuwe vraag: {0}"), (one.text for one in difference.added))
    yield from _named(_tr("Vraag weg: {0}"), (one.text for one in difference.gone))
    for before, after in difference.changed:
        reworded = _tr("Gewijzigd: {0} Het wordt: {1}").format(before.text.nl, after.text.nl)
        others = _tr("Andere antwoorden bij: {0}").format(after.text.nl)
        yield others if before.text.nl == after.text.nl else reworded
    rules = _tr("Andere uitleg of voorwaarde bij: {0}")
    yield from _named(rules, (one.text for one in difference.rules))
    if difference.moved:
        yield _tr("De volgorde is anders.")


def _named(sentence_of_one: str, named: Iterable[Words]) -> Iterator[str]:
    for words in named:
        yield sentence_of_one.format(words.nl)


def _condition(guide: ConversationGuide, condition: Condition) -> str:
    needed = next((q for q in guide.questions() if q.link_id == condition.link_id), None)
    name = needed.text.nl if needed is not None else condition.link_id
    if condition.operator is Operator.EXISTS:
        words = _tr("‘{0}’ is beantwoord") if condition.value else _tr("‘{0}’ niet is beantwoord")
        return words.format(name)
    value = value_words(needed, condition)
    if condition.operator is Operator.EQUALS:
        return _tr("‘{1}’ gekozen is bij ‘{0}’").format(name, value)
    return _tr("‘{1}’ niet gekozen is bij ‘{0}’").format(name, value)


def value_words(needed: Question | None, condition: Condition) -> str:
    """The answer that a condition asks for, as people read it."""
    if isinstance(condition.value, bool):
        return _tr("ja") if condition.value else _tr("nee")
    option = needed.option(str(condition.value)) if needed is not None else None
    return option.text.nl if option is not None else str(condition.value)


def _tr(text: str) -> str:
    return QCoreApplication.translate("guide", text)
