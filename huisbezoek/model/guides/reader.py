"""Reads a guide from FHIR R4 Questionnaire JSON, and refuses by name what is outside the subset."""

import json
from collections.abc import Mapping
from typing import Final

from huisbezoek.model.domain.errors import BadInputError
from huisbezoek.model.domain.guides import (
    GUIDE_FORMAT,
    Behaviour,
    Condition,
    ConversationGuide,
    LifeArea,
    Operator,
    Option,
    Question,
    QuestionKind,
    Words,
)
from huisbezoek.model.guides import vocabulary as fhir

Part = Mapping[str, object]
_NAMED_AT_MOST: Final = 20
_NAME_AT_MOST: Final = 60

_ROOT_KEYS: Final = frozenset(
    {"resourceType", "meta", "language", "url", "version", "title", "_title", "status"}
    | {"extension", "item"}
)
_AREA_KEYS: Final = frozenset({"linkId", "type", "text", "_text", "extension", "item"})
_QUESTION_KEYS: Final = frozenset(
    {"linkId", "type", "text", "_text", "repeats", "answerOption", "item"}
    | {"enableWhen", "enableBehavior"}
)
_HELP_KEYS: Final = frozenset({"linkId", "type", "text", "_text", "extension"})


class GuideNotReadableError(BadInputError):
    """The file is not a questionnaire at all."""

    code = "guide_not_readable"


class GuideOutsideSubsetError(BadInputError):
    """The guide holds parts that the program would have to drop; they are named in `parts`."""

    code = "guide_outside_subset"


class GuideTooNewError(BadInputError):
    """The guide was made for a newer program; `name` is its title."""

    code = "guide_too_new"


def read_guide(content: bytes) -> ConversationGuide:
    """The guide in this file.

    Raises GuideNotReadableError, GuideTooNewError, GuideOutsideSubsetError (with the places of all
    unknown parts), and the errors of the guide itself for circles and double link ids.
    """
    try:
        root = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise GuideNotReadableError from error
    if not isinstance(root, dict) or root.get("resourceType") != "Questionnaire":
        raise GuideNotReadableError
    _refuse_newer(root)
    return _Reading().guide(root)


def _refuse_newer(root: Part) -> None:
    meta = root.get("meta")
    profiles = meta.get("profile") if isinstance(meta, dict) else None
    for profile in profiles if isinstance(profiles, list) else []:
        if isinstance(profile, str) and profile.startswith(fhir.PROFILE):
            number = profile.removeprefix(fhir.PROFILE)
            if number != str(GUIDE_FORMAT):
                raise GuideTooNewError(
                    name=str(root.get("title", ""))[:_NAME_AT_MOST],
                    format=number[:12],
                    known=GUIDE_FORMAT,
                )


class _Reading:
    """Reads one file and collects the places of everything that is not in the subset."""

    def __init__(self) -> None:
        self.unknown: list[str] = []

    def guide(self, root: Part) -> ConversationGuide:
        self.keys(root, _ROOT_KEYS, "Questionnaire")
        meta = root.get("meta", {})
        if not isinstance(meta, dict) or set(meta) - {"profile"}:
            self.unknown.append("meta")
        if root.get("language", "nl") not in ("nl", "nl-NL"):
            self.unknown.append("language")
        if root.get("status", "active") != "active":
            self.unknown.append("status")
        groups = self.codes(root, fhir.GROUP, "Questionnaire")
        areas = [
            self.area(item, f"item[{place}]") for place, item in enumerate(self.parts(root, "item"))
        ]
        name = self.text(root, "url", "url").removeprefix(fhir.URL)
        version = self.text(root, "version", "version")
        title = self.words(root, "title", "title")
        if self.unknown:
            named = ", ".join(self.unknown[:_NAMED_AT_MOST])
            raise GuideOutsideSubsetError(parts=named, count=len(self.unknown))
        return ConversationGuide(name, version, title, tuple(areas), tuple(groups))

    def area(self, item: Part, place: str) -> LifeArea:
        self.keys(item, _AREA_KEYS, place)
        if item.get("type") != "group":
            self.unknown.append(f"{place}.type")
        permissions = self.codes(item, fhir.PERMISSION, place)
        if len(permissions) > 1 or set(permissions) - {"health"}:
            self.unknown.append(f"{place}.extension")
        return LifeArea(
            link_id=self.text(item, "linkId", f"{place}.linkId"),
            title=self.words(item, "text", f"{place}.text"),
            questions=tuple(
                self.question(part, f"{place}.item[{number}]")
                for number, part in enumerate(self.parts(item, "item"))
            ),
            permission=permissions[0] if permissions else "",
        )

    def question(self, item: Part, place: str) -> Question:
        self.keys(item, _QUESTION_KEYS, place)
        kind = fhir.TYPES.get(str(item.get("type")))
        if kind is None:
            self.unknown.append(f"{place}.type {str(item.get('type'))[:20]}")
            kind = QuestionKind.TEXT
        choice = kind in {QuestionKind.CHOICE, QuestionKind.OPEN_CHOICE}
        options = self.options(item, place)
        several = item.get("repeats") is True
        if choice is not bool(options) or (several and not choice):
            self.unknown.append(f"{place}.{'answerOption' if not several else 'repeats'}")
        if kind is QuestionKind.STARTER and set(item) & {"item"}:
            self.unknown.append(f"{place}.item")
        conditions = self.conditions(item, place)
        behaviour = item.get("enableBehavior", "all")
        alone = "enableBehavior" in item and not conditions
        if alone or behaviour not in ("all", "any"):
            self.unknown.append(f"{place}.enableBehavior")
            behaviour = "all"
        return Question(
            link_id=self.text(item, "linkId", f"{place}.linkId"),
            kind=kind,
            text=self.words(item, "text", f"{place}.text"),
            help=self.help(item, place),
            options=options,
            several=several,
            show_when=conditions,
            behaviour=Behaviour(behaviour),
        )

    def options(self, item: Part, place: str) -> tuple[Option, ...]:
        options = []
        for number, part in enumerate(self.parts(item, "answerOption")):
            here = f"{place}.answerOption[{number}]"
            self.keys(part, frozenset({"valueCoding"}), here)
            coding = part.get("valueCoding")
            if not isinstance(coding, dict):
                self.unknown.append(here)
                continue
            self.keys(coding, frozenset({"system", "code", "display", "_display"}), here)
            if coding.get("system", fhir.OPTION_SYSTEM) != fhir.OPTION_SYSTEM:
                self.unknown.append(f"{here}.system")
            code = self.text(coding, "code", f"{here}.code")
            options.append(Option(code, self.words(coding, "display", f"{here}.display")))
        if len({option.code for option in options}) < len(options):
            self.unknown.append(f"{place}.answerOption")
        return tuple(options)

    def help(self, item: Part, place: str) -> Words:
        parts = self.parts(item, "item")
        if not parts:
            return Words("")
        here = f"{place}.item[0]"
        self.keys(parts[0], _HELP_KEYS, here)
        extensions = parts[0].get("extension")
        control = {"system": fhir.ITEM_CONTROL_SYSTEM, "code": "help"}
        wanted = [{"url": fhir.ITEM_CONTROL, "valueCodeableConcept": {"coding": [control]}}]
        own_link = f"{item.get('linkId')}{fhir.HELP_SUFFIX}"
        is_help = extensions == wanted and parts[0].get("type") == "display"
        if len(parts) > 1 or not is_help or parts[0].get("linkId") != own_link:
            self.unknown.append(f"{place}.item")
        return self.words(parts[0], "text", f"{here}.text")

    def conditions(self, item: Part, place: str) -> tuple[Condition, ...]:
        found = (
            self.condition(part, f"{place}.enableWhen[{number}]")
            for number, part in enumerate(self.parts(item, "enableWhen"))
        )
        return tuple(condition for condition in found if condition is not None)

    def condition(self, part: Part, place: str) -> Condition | None:
        operator = str(part.get("operator"))
        if operator not in set(Operator):
            self.unknown.append(f"{place}.operator {operator[:10]}")
            return None
        values = [key for key in part if key.startswith("answer")]
        self.keys(part, frozenset({"question", "operator", *values}), place)
        link_id = self.text(part, "question", f"{place}.question")
        value = self.compared(part, values[0]) if len(values) == 1 else None
        is_boolean = isinstance(value, bool)
        if value is None or (operator == Operator.EXISTS and not is_boolean):
            self.unknown.append(f"{place}.answer")
            return None
        return Condition(link_id, Operator(operator), value)

    def compared(self, part: Part, key: str) -> str | int | bool | None:
        value = part[key]
        if (
            key == "answerCoding"
            and isinstance(value, dict)
            and not set(value) - {"system", "code"}
        ):
            code = value.get("code")
            return code if isinstance(code, str) else None
        if key == "answerBoolean" and isinstance(value, bool):
            return value
        if key == "answerInteger" and isinstance(value, int) and not isinstance(value, bool):
            return value
        return value if key in {"answerString", "answerDate"} and isinstance(value, str) else None

    def words(self, part: Part, key: str, place: str) -> Words:
        return Words(self.text(part, key, place), self.translation(part.get(f"_{key}"), place))

    def translation(self, shadow: object, place: str) -> str:
        if shadow is None:
            return ""
        match shadow:
            case {
                "extension": [
                    {
                        "url": fhir.TRANSLATION,
                        "extension": [
                            {"url": "lang", "valueCode": "en"},
                            {"url": "content", "valueString": str(english)},
                        ],
                        **more,
                    }
                ],
                **rest,
            } if not more and not rest:
                return english
            case _:
                self.unknown.append(f"_{place}")
                return ""

    def codes(self, part: Part, url: str, place: str) -> list[str]:
        codes = []
        for extension in self.parts(part, "extension"):
            match extension:
                case {"url": found, "valueCode": str(code), **rest} if found == url and not rest:
                    codes.append(code)
                case _:
                    self.unknown.append(f"{place}.extension {str(extension.get('url'))[:60]}")
        return codes

    def keys(self, part: Part, known: frozenset[str], place: str) -> None:
        self.unknown.extend(f"{place}.{str(key)[:40]}" for key in part if key not in known)

    def parts(self, part: Part, key: str) -> list[Part]:
        found = part.get(key, [])
        if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
            self.unknown.append(key)
            return []
        return found

    def text(self, part: Part, key: str, place: str) -> str:
        value = part.get(key)
        if not isinstance(value, str) or not value:
            self.unknown.append(place)
            return ""
        return value
