"""The header line of a bundle: encoding it, and reading it strictly."""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from huisbezoek.model.sealing import strict_json
from huisbezoek.model.sealing.age_keys import check_recipient
from huisbezoek.model.sealing.bech32 import NotAKeyError
from huisbezoek.model.usecases.ports.sealed_bundles import (
    BUNDLE_FORMAT,
    MAXIMUM_LINE,
    BundleDamagedError,
    BundleHeader,
    BundleLimitError,
    BundleNewerFormatError,
    Enrolment,
)

_NAME: Final = re.compile(r"[0-9A-Za-z._-]{1,64}")
_HEX: Final = re.compile(r"[0-9a-f]{64,128}")
_HASH: Final = re.compile(r"[0-9a-f]{64}")


class _Format(msgspec.Struct, frozen=True):
    format: int
    minimum_reader: int


def encode_header(header: BundleHeader) -> bytes:
    """The header line without its line end; raises BundleDamagedError for senseless values."""
    _check(header)
    line = msgspec.json.encode(header)
    if len(line) > MAXIMUM_LINE:
        raise BundleLimitError
    return line


def decode_header(line: bytes) -> BundleHeader:
    """The header; raises BundleNewerFormatError, BundleDamagedError."""
    try:
        version = strict_json.decode(line, _Format)
        if version.minimum_reader > BUNDLE_FORMAT:
            raise BundleNewerFormatError
        header = strict_json.decode(line, BundleHeader)
    except strict_json.UnreadableJsonError as error:
        raise BundleDamagedError from error
    # A newer format that we may still read can have fields more; ours has exactly one spelling.
    if version.format <= BUNDLE_FORMAT and msgspec.json.encode(header) != line:
        raise BundleDamagedError
    _check(header)
    return header


def _check(header: BundleHeader) -> None:
    names_fit = all(_NAME.fullmatch(name) for name in _names(header))
    numbers_fit = all(0 <= number < 1 << 63 for number in _numbers(header))
    previous_fits = header.previous is None or _HEX.fullmatch(header.previous)
    enrolment_fits = header.enrolment is None or _is_sensible(header.enrolment)
    if not (names_fit and numbers_fit and previous_fits and enrolment_fits and header.format >= 1):
        raise BundleDamagedError


def _is_sensible(enrolment: Enrolment) -> bool:
    """Whether the new device can be answered: a key that nothing can be sealed to is refused."""
    try:
        check_recipient(enrolment.public.receiving)
    except NotAKeyError:
        return False
    texts = (enrolment.public.signing, enrolment.authentication)
    return all(_HASH.fullmatch(text) for text in texts)


def _names(header: BundleHeader) -> Iterator[str]:
    yield from (header.organisation, header.bundle, header.sender, header.recipient)
    yield from (part.device for part in header.ranges)
    yield from (part.device for part in header.receipts)


def _numbers(header: BundleHeader) -> Iterator[int]:
    yield from (header.incarnation, header.counter, header.operations, header.created_ms)
    yield from (header.roster_version, header.certificate_serial or 0, header.schema)
    for span in header.ranges:
        yield from (span.incarnation, span.first, span.last, span.last - span.first)
    for receipt in header.receipts:
        yield from (receipt.incarnation, receipt.counter, *receipt.missing)
