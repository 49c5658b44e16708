"""Bundles as use cases ask for them: writing, opening, enrolment, and a look from outside."""

import hmac
from collections.abc import Iterable
from pathlib import Path

from huisbezoek.model.sealing.age_files import SealBrokenError, opens_with
from huisbezoek.model.sealing.age_outline import outline_of
from huisbezoek.model.sealing.bundle_reading import VerifiedBundle, verified_bundle
from huisbezoek.model.sealing.bundle_writing import pack_lines, write_bundle
from huisbezoek.model.usecases.ports.sealed_bundles import (
    BundleHeader,
    BundleNotForKeyError,
    BundleUnknownSenderError,
    Enrolment,
    PackedLines,
    Recipients,
    SealedDescription,
    SigningKeyOf,
    WrittenBundle,
)
from huisbezoek.model.usecases.ports.sealing import DeviceKeys, PublicKeys
from huisbezoek.model.usecases.ports.transfer import Outlet, place_error


class SealedBundles:
    """Writes and opens `.hbz` files."""

    def pack(self, lines: Iterable[bytes], folder: Path) -> PackedLines:
        """Compresses lines (JSON without line ends) one after the other, holding none of them."""
        return pack_lines(lines, folder)

    def write(
        self,
        header: BundleHeader,
        lines: PackedLines | Iterable[bytes],
        out: Outlet,
        keys: DeviceKeys,
        recipients: Recipients,
    ) -> WrittenBundle:
        """Writes a bundle of operation lines (packed, or JSON without line ends) into `out`."""
        return write_bundle(header, lines, out, keys, recipients)

    def open(
        self, path: Path, keys: DeviceKeys, organisation: str, signing_key: SigningKeyOf
    ) -> VerifiedBundle:
        """Checks all of the file, and that its header names this device, before handing it out."""
        bundle = verified_bundle(path, keys.receiving_secret, organisation, signing_key)
        if bundle.header.recipient != keys.device:
            raise BundleNotForKeyError
        return bundle

    def open_with_recovery(
        self, path: Path, recovery_secret: str, organisation: str, signing_key: SigningKeyOf
    ) -> VerifiedBundle:
        """As `open`, with the recovery identity: any bundle, whoever it was meant for."""
        return verified_bundle(path, recovery_secret, organisation, signing_key)

    def enrolment(self, secret: str, organisation: str, keys: DeviceKeys) -> Enrolment:
        """The public keys of a new device, authenticated with its enrolment secret."""
        code = _authentication(secret, organisation, keys.device, keys.public)
        return Enrolment(public=keys.public, authentication=code)

    def enrolment_key(self, secrets: Iterable[str]) -> SigningKeyOf:
        """Looks up the key of a new device in its own header, if one of the secrets fits."""
        tried = tuple(secrets)

        def look_up(header: BundleHeader) -> str:
            enrolment = header.enrolment
            if enrolment is None:
                raise BundleUnknownSenderError
            codes = [
                _authentication(secret, header.organisation, header.sender, enrolment.public)
                for secret in tried
            ]
            if not any(hmac.compare_digest(code, enrolment.authentication) for code in codes):
                raise BundleUnknownSenderError
            return enrolment.public.signing

        return look_up

    def is_for(self, path: Path, keys: DeviceKeys) -> bool:
        """Whether this device can open the file, from its beginning only: cheap for any size.

        Raises BundleDamagedError when the beginning is not (yet) that of a sealed file.
        """
        try:
            with path.open("rb") as file:
                return opens_with(file, keys.receiving_secret)
        except OSError as error:
            raise place_error(error) from error
        except SealBrokenError:
            # Behind a whole header only the key that fits comes as far as finding damage.
            outline_of(path)
            return True

    def describe_sealed(self, path: Path) -> SealedDescription:
        """Version, recipient kinds and size (bytes), without a key; `BundleDamagedError`."""
        return outline_of(path)


def _authentication(secret: str, organisation: str, device: str, public: PublicKeys) -> str:
    parts = ("huisbezoek/enrolment/1", organisation, device, public.signing, public.receiving)
    return hmac.digest(bytes.fromhex(secret), "\n".join(parts).encode(), "sha256").hex()
