"""The names that FHIR R4 and this program use in a guide file."""

from collections.abc import Mapping
from typing import Final

from huisbezoek.model.domain.guides import GUIDE_FORMAT, QuestionKind

TRANSLATION: Final = "http://hl7.org/fhir/StructureDefinition/translation"
ITEM_CONTROL: Final = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl"
ITEM_CONTROL_SYSTEM: Final = "http://hl7.org/fhir/questionnaire-item-control"
ABSENT_REASON: Final = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
ASKED_DECLINED: Final = "asked-declined"
GROUP: Final = "urn:huisbezoek:group"
"""On the questionnaire: a target group for which this set is meant."""
PERMISSION: Final = "urn:huisbezoek:permission"
"""On a life area: the purpose that the resident must have allowed."""
PROFILE: Final = "urn:huisbezoek:guide:"
PROFILE_NOW: Final = f"{PROFILE}{GUIDE_FORMAT}"
URL: Final = "urn:huisbezoek:guide:"
OPTION_SYSTEM: Final = "urn:huisbezoek:option"
HELP_SUFFIX: Final = ".help"

TYPES: Final[Mapping[str, QuestionKind]] = {
    "display": QuestionKind.STARTER,
    "choice": QuestionKind.CHOICE,
    "open-choice": QuestionKind.OPEN_CHOICE,
    "boolean": QuestionKind.BOOLEAN,
    "integer": QuestionKind.INTEGER,
    "date": QuestionKind.DATE,
    "string": QuestionKind.STRING,
    "text": QuestionKind.TEXT,
}
TYPE_NAMES: Final[Mapping[QuestionKind, str]] = {kind: name for name, kind in TYPES.items()}
