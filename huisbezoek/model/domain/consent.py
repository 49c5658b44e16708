"""Permission of a resident, per purpose, with the wording that was used, who asked and when."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final, Self

from huisbezoek.model.domain.errors import BadInputError
from huisbezoek.model.domain.operations import JsonValue

WORDING_VERSION: Final = "2026-11"
"""The version of the spoken questions in the texts of the window."""


class ConsentNotReadableError(BadInputError):
    """A stored permission has a shape that this program does not know."""

    code = "consent_not_readable"


class Purpose(StrEnum):
    """What permission is asked for (domain.md 5.2); no tick is set in advance."""

    NOTES = "notes"
    HEALTH = "health"
    REFERRAL = "referral"
    AFTERCARE = "aftercare"
    FAMILY = "family"
    QUALITY = "quality"


class ConsentAnswer(StrEnum):
    """What the resident said; not asked is no answer, and gives no permission."""

    YES = "yes"
    NO = "no"
    WITHDRAWN = "withdrawn"


class Understanding(StrEnum):
    """Whether the resident understands the question about permission."""

    YES = "yes"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Consent:
    """One answer to one question about permission.

    `partner` names the organisation for a referral, `shares` what may be passed on to it;
    `contact` names the person who may be called when the purpose is family.
    """

    purpose: Purpose
    answer: ConsentAnswer
    asked_by: str
    asked_at: datetime
    wording_version: str = WORDING_VERSION
    partner: str = ""
    shares: tuple[str, ...] = ()
    contact: str = ""

    def key(self) -> tuple[str, str]:
        """What this answer is about; a later answer on the same replaces it."""
        return (self.purpose.value, self.partner)

    def to_document(self) -> dict[str, JsonValue]:
        """A JSON-ready shape with stable keys."""
        document: dict[str, JsonValue] = {
            "purpose": self.purpose.value,
            "answer": self.answer.value,
            "asked_by": self.asked_by,
            "asked_at": self.asked_at.isoformat(),
            "wording_version": self.wording_version,
            "partner": self.partner,
            "shares": list(self.shares),
        }
        if self.contact:
            document["contact"] = self.contact
        return document

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> Self:
        """Reads what `to_document` wrote; raises ConsentNotReadableError on anything else."""
        shares = document.get("shares", [])
        try:
            return cls(
                Purpose(str(document["purpose"])),
                ConsentAnswer(str(document["answer"])),
                str(document["asked_by"]),
                datetime.fromisoformat(str(document["asked_at"])),
                str(document["wording_version"]),
                str(document.get("partner", "")),
                tuple(str(share) for share in shares) if isinstance(shares, list) else (),
                str(document.get("contact", "")),
            )
        except (KeyError, ValueError) as error:
            raise ConsentNotReadableError from error


@dataclass(frozen=True, slots=True)
class Consents:
    """The permissions of one resident: one answer per purpose, and per partner for referrals."""

    given: tuple[Consent, ...] = ()

    def answer(self, purpose: Purpose, partner: str = "") -> ConsentAnswer | None:
        """What was said, or None when it was not asked."""
        found = self.find(purpose, partner)
        return None if found is None else found.answer

    def find(self, purpose: Purpose, partner: str = "") -> Consent | None:
        """The whole answer, or None when it was not asked."""
        return next((c for c in self.given if c.key() == (purpose.value, partner)), None)

    def allows(self, purpose: Purpose, partner: str = "") -> bool:
        """Whether the resident said yes; health also needs permission for notes."""
        if purpose is Purpose.HEALTH and not self.allows(Purpose.NOTES):
            return False
        return self.answer(purpose, partner) is ConsentAnswer.YES

    def partners(self) -> tuple[Consent, ...]:
        """The answers per partner."""
        return tuple(c for c in self.given if c.purpose is Purpose.REFERRAL)

    def with_consent(self, consent: Consent) -> "Consents":
        """These permissions with this answer in the place of an earlier one on the same.

        Of two answers on the same the latest counts, in whatever order they arrive.
        """
        earlier = self.find(consent.purpose, consent.partner)
        if earlier is not None and _rank(earlier) > _rank(consent):
            return self
        kept = [c for c in self.given if c.key() != consent.key()]
        return Consents(tuple(sorted([*kept, consent], key=Consent.key)))

    def with_shares(self, partner: str, shares: tuple[str, ...]) -> "Consents":
        """These permissions with what may be passed on to this partner; its moment stays."""
        found = self.find(Purpose.REFERRAL, partner)
        return self if found is None else self.with_consent(replace(found, shares=shares))

    def with_contact(self, contact: str) -> "Consents":
        """These permissions with who of the family may be called; its moment stays."""
        found = self.find(Purpose.FAMILY)
        return self if found is None else self.with_consent(replace(found, contact=contact))

    def without(self, purpose: Purpose, partner: str = "") -> "Consents":
        """These permissions as if this was not asked: a question put by mistake."""
        return Consents(tuple(c for c in self.given if c.key() != (purpose.value, partner)))

    def without_detail(self, *, contacts: bool) -> "Consents":
        """The answers without what might be passed on, and if asked without who might be called."""
        return Consents(
            tuple(
                replace(one, shares=(), contact="" if contacts else one.contact)
                for one in self.given
            )
        )

    def to_document(self) -> list[JsonValue]:
        """A JSON-ready shape with stable keys."""
        return [consent.to_document() for consent in self.given]

    @classmethod
    def from_document(cls, document: object) -> "Consents":
        """Reads what `to_document` wrote; raises ConsentNotReadableError on anything else."""
        if not isinstance(document, list):
            raise ConsentNotReadableError
        consents = cls()
        for entry in document:
            if not isinstance(entry, Mapping):
                raise ConsentNotReadableError
            consents = consents.with_consent(Consent.from_document(entry))
        return consents


def _rank(consent: Consent) -> tuple[float, bool, str]:
    # On an equal moment the answer that gives away least counts.
    return (
        consent.asked_at.timestamp(),
        consent.answer is not ConsentAnswer.YES,
        consent.answer.value,
    )
