"""Writes a guide as FHIR R4 Questionnaire JSON; reading it back gives the same guide."""

import json
from collections.abc import Mapping

from huisbezoek.model.domain.guides import (
    Behaviour,
    Condition,
    ConversationGuide,
    LifeArea,
    Question,
    QuestionKind,
    Words,
)
from huisbezoek.model.guides import vocabulary as fhir

Json = dict[str, object]
Kinds = Mapping[str, QuestionKind]


def write_guide(guide: ConversationGuide) -> bytes:
    """The file of this guide, in UTF-8, with the same bytes for the same guide."""
    document: Json = {
        "resourceType": "Questionnaire",
        "meta": {"profile": [fhir.PROFILE_NOW]},
        "language": "nl",
    }
    if guide.groups:
        document["extension"] = [_code(fhir.GROUP, group) for group in guide.groups]
    document["url"] = f"{fhir.URL}{guide.name}"
    document["version"] = guide.version
    document |= _words("title", guide.title)
    document["status"] = "active"
    kinds = {question.link_id: question.kind for question in guide.questions()}
    document["item"] = [_area(area, kinds) for area in guide.areas]
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _area(area: LifeArea, kinds: Kinds) -> Json:
    item: Json = {"linkId": area.link_id, "type": "group", **_words("text", area.title)}
    if area.permission:
        item["extension"] = [_code(fhir.PERMISSION, area.permission)]
    if area.questions:
        item["item"] = [_question(question, kinds) for question in area.questions]
    return item


def _question(question: Question, kinds: Kinds) -> Json:
    item: Json = {"linkId": question.link_id, "type": fhir.TYPE_NAMES[question.kind]}
    item |= _words("text", question.text)
    if question.several:
        item["repeats"] = True
    if question.options:
        item["answerOption"] = [
            {
                "valueCoding": {
                    "system": fhir.OPTION_SYSTEM,
                    "code": option.code,
                    **_words("display", option.text),
                }
            }
            for option in question.options
        ]
    if question.show_when:
        item["enableWhen"] = [_condition(one, kinds) for one in question.show_when]
        if question.behaviour is Behaviour.ANY or len(question.show_when) > 1:
            item["enableBehavior"] = question.behaviour.value
    if question.help.nl:
        item["item"] = [_help(question)]
    return item


def _help(question: Question) -> Json:
    coding = {"system": fhir.ITEM_CONTROL_SYSTEM, "code": "help"}
    return {
        "linkId": f"{question.link_id}{fhir.HELP_SUFFIX}",
        "type": "display",
        **_words("text", question.help),
        "extension": [{"url": fhir.ITEM_CONTROL, "valueCodeableConcept": {"coding": [coding]}}],
    }


def _condition(condition: Condition, kinds: Kinds) -> Json:
    item: Json = {"question": condition.link_id, "operator": condition.operator.value}
    if isinstance(condition.value, bool):
        item["answerBoolean"] = condition.value
    elif isinstance(condition.value, int):
        item["answerInteger"] = condition.value
    elif kinds[condition.link_id] in {QuestionKind.STRING, QuestionKind.TEXT}:
        item["answerString"] = condition.value
    elif kinds[condition.link_id] is QuestionKind.DATE:
        item["answerDate"] = condition.value
    else:
        item["answerCoding"] = {"system": fhir.OPTION_SYSTEM, "code": condition.value}
    return item


def _words(key: str, words: Words) -> Json:
    if not words.en:
        return {key: words.nl}
    translation = {
        "url": fhir.TRANSLATION,
        "extension": [
            {"url": "lang", "valueCode": "en"},
            {"url": "content", "valueString": words.en},
        ],
    }
    return {key: words.nl, f"_{key}": {"extension": [translation]}}


def _code(url: str, code: str) -> Json:
    return {"url": url, "valueCode": code}
