"""What use cases ask of the two files of a forgotten password: the request and its answer.

Implemented by `huisbezoek.model.sealing.recovery_requests`. Formats: `docs/formats.md`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from huisbezoek.model.domain.errors import BadInputError, DamagedDataError, RefusedByRuleError
from huisbezoek.model.usecases.ports.sealing import START_FILE_COST, KdfCost


@dataclass(frozen=True, slots=True)
class PasswordRequest:
    """What a request file says: which profile on which device asks. Nothing personal.

    `recovery_recipient` is the organisation's; `content` are the bytes of the whole file.
    """

    request: str
    profile: str
    device: str
    recovery_recipient: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PasswordAnswer:
    """What is open to read in an answer file; `content` are the bytes of the whole file."""

    request: str
    profile: str
    content: bytes = field(repr=False)


class PasswordFileDamagedError(DamagedDataError):
    """The file is not what was written, or is no request or answer at all."""

    code = "sealing.password_file_damaged"


class NewerPasswordFileError(BadInputError):
    """A newer version of the program made this request or answer."""

    code = "sealing.newer_password_file"


class WrongAnswerCodeError(BadInputError):
    """The four words do not belong to this answer file; they may be tried again."""

    code = "sealing.wrong_answer_code"


class AnswerForOtherProfileError(RefusedByRuleError):
    """The answer is meant for another profile than the one at this door."""

    code = "password_answer_other_profile"


class AnswerUsedError(RefusedByRuleError):
    """No request of this profile waits for this answer: it was used, or the request was dropped."""

    code = "password_answer_used"


class RequestOfOtherOrganisationError(RefusedByRuleError):
    """The request belongs to the emergency sheet of another organisation."""

    code = "password_request_other_organisation"


class RequestOfRevokedLaptopError(RefusedByRuleError):
    """The laptop that asks was reported lost or replaced; it is not answered."""

    code = "password_request_revoked"


class PasswordFiles(Protocol):
    """Makes and reads both files, and remembers a request beside the profile that made it."""

    def make_request(self, folder: Path, request: str) -> bytes:
        """The request file for the profile in this folder; raises as opening its key slots does.

        `request` is 32 hex digits.
        """
        ...

    def read_request(self, data: bytes) -> PasswordRequest:
        """`PasswordFileDamagedError`, `NewerPasswordFileError`."""
        ...

    def answer(
        self,
        request: PasswordRequest,
        recovery_secret: str,
        code: Sequence[str],
        cost: KdfCost = START_FILE_COST,
    ) -> bytes:
        """The answer file: only file and code together give the profile's master key.

        Raises `WrongRecoveryKeyError`, and `PasswordFileDamagedError` for a slot that was moved
        into another request.
        """
        ...

    def read_answer(self, data: bytes) -> PasswordAnswer:
        """What is open to read; `PasswordFileDamagedError`, `NewerPasswordFileError`."""
        ...

    def open_answer(self, answer: PasswordAnswer, code: Sequence[str]) -> bytes:
        """The master key; takes about a second. `WrongAnswerCodeError`."""
        ...

    def pending(self, folder: Path) -> str | None:
        """The request of this profile that waits for an answer."""
        ...

    def keep_pending(self, folder: Path, request: str) -> None:
        """Remembers the request beside the profile, in the clear: it is a random number."""
        ...

    def forget_pending(self, folder: Path) -> None:
        """From now on no answer opens this profile; nothing happens when none waits."""
        ...
