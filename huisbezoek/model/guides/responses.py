"""Writes the answers of a handed-in report as FHIR R4 QuestionnaireResponse JSON."""

import json

from huisbezoek.model.domain.guides import ConversationGuide, Question, QuestionKind, part
from huisbezoek.model.domain.reports import LineKind, Report, ReportLine
from huisbezoek.model.guides import vocabulary as fhir

Json = dict[str, object]


def write_answers(guide: ConversationGuide, report: Report) -> bytes:
    """The answers keyed by link id; holds no name, only what stands in the report.

    What was told stands under the own words of its subject; what was filed under no subject stands
    under the first one.
    """
    versions = "+".join(version.version for version in report.guides)
    document: Json = {
        "resourceType": "QuestionnaireResponse",
        "meta": {"profile": [fhir.PROFILE_NOW]},
        "language": "nl",
        "questionnaire": f"{fhir.URL}{guide.name}|{versions}",
        "status": "completed",
        "authored": report.held_on.isoformat(),
    }
    by_question = _lines_by_question(guide, report)
    items = []
    for area in guide.areas:
        answered = [
            _item(question, by_question[question.link_id])
            for question in area.answerable()
            if question.link_id in by_question
        ]
        if answered:
            items.append({"linkId": area.link_id, "text": area.title.nl, "item": answered})
    if items:
        document["item"] = items
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _lines_by_question(guide: ConversationGuide, report: Report) -> dict[str, list[ReportLine]]:
    first = guide.areas[0].link_id if guide.areas else ""
    by_question: dict[str, list[ReportLine]] = {}
    for line in report.lines:
        link_id = line.link_id
        if line.kind is LineKind.TOLD and not link_id:
            link_id = part(line.subject or first, "own_words")
        if link_id:
            by_question.setdefault(link_id, []).append(line)
    return by_question


def _item(question: Question, lines: list[ReportLine]) -> Json:
    item: Json = {"linkId": question.link_id, "text": question.text.nl}
    said = [line for line in lines if not line.rather_not]
    if not said:
        item["extension"] = [{"url": fhir.ABSENT_REASON, "valueCode": fhir.ASKED_DECLINED}]
        return item
    item["answer"] = _answers(question, said)
    return item


def _answers(question: Question, lines: list[ReportLine]) -> list[Json]:
    if question.kind in {QuestionKind.STRING, QuestionKind.TEXT}:
        return [{"valueString": " ".join(line.text for line in lines)}]
    if question.kind in {QuestionKind.CHOICE, QuestionKind.OPEN_CHOICE}:
        chosen: list[Json] = [
            {"valueCoding": {"system": fhir.OPTION_SYSTEM, "code": one.code, "display": one.text}}
            for one in lines
            if one.code
        ]
        own = " ".join(line.text for line in lines if not line.code)
        return [*chosen, {"valueString": own}] if own else chosen
    keys = {
        QuestionKind.BOOLEAN: "valueBoolean",
        QuestionKind.INTEGER: "valueInteger",
        QuestionKind.DATE: "valueDate",
    }
    return [{keys[question.kind]: line.value} for line in lines]
