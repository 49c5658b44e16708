"""Writes the answers of a handed-in report as FHIR R4 QuestionnaireResponse JSON."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Final

from huisbezoek.model.domain.guides import ConversationGuide, part
from huisbezoek.model.domain.reports import LineKind, Report, ReportLine
from huisbezoek.model.guides import vocabulary as fhir

Json = dict[str, object]

_AFTERWARDS: Final[Mapping[LineKind, str]] = {
    LineKind.AGREED: "report.agreed",
    LineKind.GOOD_TO_KNOW: "report.good_to_know",
    LineKind.INFORMATION_LEFT: "report.information_left",
    LineKind.NEXT_VISIT: "report.next_visit",
    LineKind.VOLUNTEER: "report.volunteer",
    LineKind.AFTERCARE: "report.aftercare",
    LineKind.SATISFACTION: "report.satisfaction",
}
"""What was agreed when the talk was over. Notes, impression and support of the visitor stay out."""

# FHIR allows only these kinds of white space in a text.
_STRANGE_SPACE: Final = re.compile(r"[^\S \r\n\t]")


def write_answers(guide: ConversationGuide, report: Report) -> bytes:
    """The answers keyed by link id; holds no name, only what stands in the report.

    What was told stands under the own words of its subject; what was filed under no subject stands
    under the first one. An answer to a question that the guide does not hold stands at the end of
    its subject: nothing of the report is dropped. What was agreed afterwards stands under `report`.
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
    items = [*_subjects(guide, report), *_afterwards(report)]
    if items:
        document["item"] = items
    # What no file can hold (half a sign) becomes a question mark.
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _subjects(guide: ConversationGuide, report: Report) -> list[Json]:
    by_subject = _by_subject(guide, report)
    titles = {area.link_id: area.title.nl for area in guide.areas}
    texts = {question.link_id: question.text.nl for question in guide.questions()}
    order = {question.link_id: place for place, question in enumerate(guide.questions())}
    items: list[Json] = []
    for subject in (*titles, *(one for one in by_subject if one not in titles)):
        answered = by_subject.get(subject, {})
        links = sorted(answered, key=lambda link: order.get(link, len(order)))
        if links:
            inner = [_item(link, texts.get(link, ""), answered[link]) for link in links]
            title = {"text": titles[subject]} if subject in titles else {}
            items.append({"linkId": subject or "other", **title, "item": inner})
    return items


def _by_subject(guide: ConversationGuide, report: Report) -> dict[str, dict[str, list[ReportLine]]]:
    first = guide.areas[0].link_id if guide.areas else ""
    found: dict[str, dict[str, list[ReportLine]]] = {}
    for line in report.lines:
        link_id, subject = line.link_id, line.subject
        if line.kind is LineKind.TOLD and not link_id:
            subject = subject or first
            link_id = part(subject, "own_words")
        if link_id:
            area = guide.area_of(link_id)
            place = area.link_id if area is not None else subject
            found.setdefault(place, {}).setdefault(link_id, []).append(line)
    return found


def _afterwards(report: Report) -> list[Json]:
    by_kind: dict[str, list[ReportLine]] = {}
    for line in report.lines:
        if line.kind in _AFTERWARDS:
            by_kind.setdefault(_AFTERWARDS[line.kind], []).append(line)
    if not by_kind:
        return []
    inner = [_item(link, "", lines, together=False) for link, lines in by_kind.items()]
    return [{"linkId": "report", "item": inner}]


def _item(link_id: str, text: str, lines: list[ReportLine], *, together: bool = True) -> Json:
    words = text or next((line.question for line in lines if line.question), "")
    item: Json = {"linkId": link_id, **({"text": _plain(words)} if words else {})}
    said = [line for line in lines if not line.rather_not]
    if not said:
        item["extension"] = [{"url": fhir.ABSENT_REASON, "valueCode": fhir.ASKED_DECLINED}]
        return item
    item["answer"] = _answers(said, together=together)
    return item


def _answers(lines: Iterable[ReportLine], *, together: bool) -> list[Json]:
    """Codes and values each apart; sentences of one answer `together`, as they were said."""
    answers: list[Json] = []
    sentences: list[str] = []
    for line in lines:
        if line.code:
            coding = {"system": fhir.OPTION_SYSTEM, "code": line.code, "display": line.text}
            answers.append({"valueCoding": {key: _plain(words) for key, words in coding.items()}})
        elif line.text:
            sentences.append(_plain(line.text))
        elif line.value is not None:
            answers.append(_value(line))
    said = [" ".join(sentences)] if together and sentences else sentences
    strings: list[Json] = [{"valueString": sentence} for sentence in said]
    return [*answers, *strings]


def _value(line: ReportLine) -> Json:
    if isinstance(line.value, bool):
        return {"valueBoolean": line.value}
    if isinstance(line.value, int):
        return {"valueInteger": line.value}
    if line.kind is LineKind.NEXT_VISIT:
        return {"valueString": str(line.value)}
    return {"valueDate": str(line.value)}


def _plain(text: str) -> str:
    return _STRANGE_SPACE.sub(" ", text)
