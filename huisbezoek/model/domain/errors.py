"""The base of every error that ends in one sentence for a person."""

from typing import ClassVar


class HuisbezoekError(Exception):
    """Something a person must know about.

    `code` chooses the sentence in `huisbezoek.ui.errors`; `values` fill it. Values are counts,
    dates, formats and column names, never personal data, so that an error may be logged.
    """

    code: ClassVar[str] = ""

    def __init__(self, **values: str | int) -> None:
        super().__init__(self.code)
        self.values: dict[str, str | int] = values


class RefusedByRuleError(HuisbezoekError):
    """A rule of the field says no; nothing was changed."""


class BadInputError(HuisbezoekError):
    """What was handed in cannot be read; nothing was stored."""


class DamagedDataError(HuisbezoekError):
    """Stored or received bytes are not what was written; nothing was applied."""


class EnvironmentFailedError(HuisbezoekError):
    """The computer did not do what was asked: a full disk, a vanished stick, a locked file."""
