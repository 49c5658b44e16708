"""Signed documents: the roster and device certificates. Format: docs/formats.md."""

import hashlib
from typing import Literal, TypeVar

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from huisbezoek.model.sealing import strict_json
from huisbezoek.model.usecases.ports.rosters import (
    ROOT,
    DeviceCertificate,
    Roster,
    SignedDocumentRefusedError,
)
from huisbezoek.model.usecases.ports.sealing import DeviceKeys, RootKey

_Document = TypeVar("_Document", Roster, DeviceCertificate)


class _Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Signed as bytes and kept as bytes, so no canonical form is needed; payload in base64."""

    kind: Literal["roster", "certificate"]
    signer: str
    payload: bytes
    signature: str


class SignedRosters:
    """Signs and reads rosters and certificates."""

    def sign_roster(self, roster: Roster, keys: DeviceKeys) -> bytes:
        """The roster signed by a coordinator's device."""
        return _sign("roster", msgspec.json.encode(roster), keys)

    def read_roster(self, document: bytes, signing_public: str) -> Roster:
        """The roster, once the signature fits; otherwise `SignedDocumentRefusedError`."""
        return _read("roster", Roster, document, signing_public)

    def sign_certificate(
        self, certificate: DeviceCertificate, signer: RootKey | DeviceKeys
    ) -> bytes:
        """The certificate signed by the root key or by a coordinator's device."""
        return _sign("certificate", msgspec.json.encode(certificate), signer)

    def read_certificate(self, document: bytes, signing_public: str) -> DeviceCertificate:
        """The certificate, once the signature fits; otherwise `SignedDocumentRefusedError`."""
        return _read("certificate", DeviceCertificate, document, signing_public)


def _sign(
    kind: Literal["roster", "certificate"], payload: bytes, signer: RootKey | DeviceKeys
) -> bytes:
    secret, name = (
        (signer.secret, ROOT)
        if isinstance(signer, RootKey)
        else (signer.signing_secret, signer.device)
    )
    signature = Ed25519PrivateKey.from_private_bytes(secret).sign(_signed(kind, name, payload))
    return msgspec.json.encode(_Envelope(kind, name, payload, signature.hex()))


def _read(
    kind: str, document_type: type[_Document], document: bytes, signing_public: str
) -> _Document:
    try:
        envelope = strict_json.decode(document, _Envelope)
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signing_public))
        signature = bytes.fromhex(envelope.signature)
        key.verify(signature, _signed(envelope.kind, envelope.signer, envelope.payload))
        read = strict_json.decode(envelope.payload, document_type)
    except (InvalidSignature, ValueError) as error:
        raise SignedDocumentRefusedError from error
    if envelope.kind != kind or msgspec.json.encode(envelope) != document:
        raise SignedDocumentRefusedError
    return read


def _signed(kind: str, signer: str, payload: bytes) -> bytes:
    return f"huisbezoek/{kind}/1\n{signer}\n".encode() + hashlib.sha512(payload).digest()
