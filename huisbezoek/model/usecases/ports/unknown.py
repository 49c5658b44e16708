"""The error for something that was asked for and is not known here."""

from huisbezoek.model.domain.errors import RefusedByRuleError


class UnknownSubjectError(RefusedByRuleError):
    """The resident, visit or visitor is not (or no longer) in this profile."""

    code = "unknown_subject"
