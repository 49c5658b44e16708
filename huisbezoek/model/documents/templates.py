"""Fills the templates of resources/letters: words stay there, values are escaped here."""

import html
import re
import tomllib
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from huisbezoek.model.domain.errors import BadInputError

_FIELD: Final = re.compile(r"\{([a-z_]+)\}")


class TemplateError(BadInputError):
    """A template asks for a field that does not exist, or is not readable."""

    code = "letter_template"


class Templates:
    """Reads templates once; each is a TOML file with texts and paragraphs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, Mapping[str, object]] = {}

    def template(self, name: str) -> Mapping[str, object]:
        """The whole template; raises TemplateError when it cannot be read."""
        if name not in self._read:
            try:
                text = (self._folder / f"{name}.toml").read_text(encoding="utf-8")
                self._read[name] = tomllib.loads(text)
            except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
                raise TemplateError(template=name) from error
        return self._read[name]

    def text(self, name: str, key: str, fields: Mapping[str, str]) -> str:
        """One text of a template as plain text, filled."""
        value = self.template(name).get(key)
        if not isinstance(value, str):
            raise TemplateError(template=name, field=key)
        return self._fill(name, value, fields)

    def texts(self, name: str, key: str, fields: Mapping[str, str]) -> tuple[str, ...]:
        """A list of texts of a template as plain text, filled."""
        values = self.template(name).get(key)
        if not isinstance(values, list):
            raise TemplateError(template=name, field=key)
        return tuple(self._fill(name, str(value), fields) for value in values)

    def body(
        self,
        name: str,
        fields: Mapping[str, str],
        when: Collection[str] = (),
        part: str = "paragraph",
    ) -> str:
        """The paragraphs of a template whose condition holds, as HTML with escaped values.

        `part` names another list of paragraphs in the same template.
        """
        paragraphs = self.template(name).get(part)
        if not isinstance(paragraphs, list):
            raise TemplateError(template=name, field=part)
        escaped = {key: html.escape(value) for key, value in fields.items()}
        return "".join(
            self._fill(name, str(paragraph["html"]), escaped)
            for paragraph in paragraphs
            if paragraph.get("when", "") in {"", *when}
        )

    def day(self, day: date, *, weekday: bool = False) -> str:
        """The date in full Dutch words: 'woensdag 3 maart 2027'."""
        months = self.texts("dates", "months", {})
        written = f"{day.day} {months[day.month - 1]} {day.year}"
        return (
            f"{self.texts('dates', 'weekdays', {})[day.weekday()]} {written}"
            if weekday
            else written
        )

    @staticmethod
    def _fill(name: str, text: str, fields: Mapping[str, str]) -> str:
        def value(match: re.Match[str]) -> str:
            if match.group(1) not in fields:
                raise TemplateError(template=name, field=match.group(1))
            return fields[match.group(1)]

        return _FIELD.sub(value, text)
