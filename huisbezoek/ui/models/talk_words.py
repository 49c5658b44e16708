"""The words around a talk: how the resident and the coordinator are named, and what was agreed."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.cards import OrganisationCard, ResidentCard
from huisbezoek.model.domain.consent import Purpose, Understanding
from huisbezoek.model.domain.guides import ConversationGuide, LifeArea
from huisbezoek.model.domain.names import Sex
from huisbezoek.model.domain.reports import ReportDraft
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

_PEOPLE: Final = {
    Sex.WOMAN.value: QT_TRANSLATE_NOOP("talk", "mevrouw"),
    Sex.MAN.value: QT_TRANSLATE_NOOP("talk", "meneer"),
}


def person(card: ResidentCard) -> str:
    """'mevrouw', 'meneer', or 'de inwoner' when neither is known to be right."""
    return _tr(_PEOPLE.get(card.sex, QT_TRANSLATE_NOOP("talk", "de inwoner")))


def coordinator(organisation: OrganisationCard) -> str:
    """The coordinator as a visitor calls her: 'Anneke', or 'de coördinator' without a name."""
    name = organisation.coordinator_name.strip()
    first = name.partition(" ")[0]
    if not first:
        return _tr(QT_TRANSLATE_NOOP("talk", "de coördinator"))
    return name if first.endswith(".") else first


def may_write(draft: ReportDraft) -> bool:
    """Whether the resident understood the question and said that notes are fine."""
    return draft.understands is Understanding.YES and draft.consents.allows(Purpose.NOTES)


def was_asked(draft: ReportDraft) -> bool:
    """Whether the questions at the beginning all have an answer."""
    asked = (draft.consents.answer(purpose) for purpose in (Purpose.NOTES, Purpose.HEALTH))
    return draft.understands is not None and all(answer is not None for answer in asked)


def agreed_at_start(draft: ReportDraft, who: str) -> str:
    """What was agreed at the beginning, in one line for the head of the talk."""
    if draft.understands is Understanding.DOUBT:
        words = QT_TRANSLATE_NOOP("talk", "U schrijft niets op: u twijfelt")
    elif not draft.consents.allows(Purpose.NOTES):
        words = QT_TRANSLATE_NOOP("talk", "{0} heeft liever niet dat u opschrijft")
    else:
        words = QT_TRANSLATE_NOOP("talk", "{0} vindt het goed dat u opschrijft")
    return texts.capital(_tr(words).format(who))


def offered(guide: ConversationGuide, draft: ReportDraft) -> tuple[LifeArea, ...]:
    """The subjects of the menu: health only with permission, and only what can be talked about.

    Opening and closing hold no question to answer; their helping questions show by themselves.
    """
    return tuple(
        area
        for area in guide.areas
        if not is_frame(area)
        and (not area.permission or draft.consents.allows(Purpose(area.permission)))
    )


def is_frame(area: LifeArea) -> bool:
    """Whether this is the opening or the closing of a talk."""
    return all(question.link_id.endswith(".own_words") for question in area.answerable())


def health_is_withheld(guide: ConversationGuide, draft: ReportDraft) -> bool:
    """Whether the guide has subjects about health that the resident rather keeps to herself."""
    about_health = any(area.permission == Purpose.HEALTH.value for area in guide.areas)
    return about_health and not draft.consents.allows(Purpose.HEALTH)


def _tr(text: str) -> str:
    return QCoreApplication.translate("talk", text)
