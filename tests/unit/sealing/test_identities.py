"""Keys and their words, rosters and certificates."""

import random
from dataclasses import replace
from datetime import date

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.sealing import age_files, age_keys, bech32
from huisbezoek.model.sealing.rosters import SignedRosters
from huisbezoek.model.usecases.ports.rosters import (
    DeviceCertificate,
    DeviceRole,
    DeviceStatus,
    Roster,
    RosterEntry,
    SignedDocumentRefusedError,
)
from huisbezoek.model.usecases.ports.sealing import WordsNotUnderstoodError


@given(st.binary(min_size=32, max_size=32))
def test_our_spelling_of_keys_is_that_of_age(secret):
    identity = age_keys.identity_from(secret)
    loaded = pyrage.x25519.Identity.from_str(identity)
    assert str(loaded) == identity
    assert str(loaded.to_public()) == age_keys.recipient_of(identity)
    assert age_keys.secret_of(identity) == secret


@pytest.mark.parametrize(
    "point", ["00" * 32, "01" + "00" * 31, "ec" + "ff" * 30 + "7f"], ids=["0", "1", "p-1"]
)
def test_nothing_is_sealed_to_a_point_of_small_order(point):
    """The library panics at these, which no handler of errors catches."""
    recipient = bech32.encode("age", bytes.fromhex(point))
    assert str(pyrage.x25519.Recipient.from_str(recipient)) == recipient
    with pytest.raises(bech32.NotAKeyError):
        age_keys.check_recipient(recipient)
    with pytest.raises(bech32.NotAKeyError):
        age_files.seal(b"told in confidence", recipient)


def test_a_recipient_has_one_spelling():
    whole = age_keys.recipient_of(age_keys.identity_from(bytes(range(32))))
    age_keys.check_recipient(whole)
    for text in (whole.upper(), bech32.encode("age", bytes(range(31))), whole[:-1], "", "age1"):
        with pytest.raises(bech32.NotAKeyError):
            age_keys.check_recipient(text)


def test_bech32_knows_its_own_rules():
    """Each text has a right checksum and breaks one other rule (BIP 173)."""
    whole = bech32.encode("age", bytes(32))
    assert bech32.decode("age", whole.upper()) == bytes(32)
    for text in (whole[:-1], whole + "q", "x" + whole, whole.replace("q", "b", 1)):
        with pytest.raises(bech32.NotAKeyError):
            bech32.decode("age", text)
    for groups in ([0], [0, 1], [31, 31]):
        values = [ord(sign) >> 5 for sign in "age"] + [0] + [ord(sign) & 31 for sign in "age"]
        total = bech32._polymod([*values, *groups, *([0] * 6)]) ^ 1
        signs = [*groups, *((total >> 5 * (5 - place)) & 31 for place in range(6))]
        with pytest.raises(bech32.NotAKeyError):
            bech32.decode("age", "age1" + "".join(bech32._SIGNS[sign] for sign in signs))


@pytest.mark.parametrize(
    "text",
    ["", "age1", "AGE-SECRET-KEY-1", "AGE-secret-KEY-1QQQQQQ", "AGE-SECRET-KEY-1BIO", "Age1qqq"],
)
def test_other_texts_are_no_keys(text):
    with pytest.raises(bech32.NotAKeyError):
        age_keys.secret_of(text)


def test_words_round_trip(identities):
    root, recovery = identities.new_root_key(), identities.new_recovery_identity()
    assert identities.root_key_from_words(identities.root_key_words(root)) == root
    spoken = [f" {word.upper()} " for word in identities.recovery_words(recovery)]
    assert len(spoken) == 24
    assert identities.recovery_from_words(spoken) == recovery


def test_typing_errors_in_words_are_told(identities, words):
    sheet = list(identities.recovery_words(identities.new_recovery_identity()))
    source = random.Random(7)
    for position in range(24):
        wrong = [*sheet]
        wrong[position] = source.choice([word for word in words.words if word != sheet[position]])
        with pytest.raises(WordsNotUnderstoodError) as told:
            identities.recovery_from_words(wrong)
        assert told.value.values == {"position": 0}
        wrong[position] = "geenwoord"
        with pytest.raises(WordsNotUnderstoodError) as told:
            identities.recovery_from_words(wrong)
        assert told.value.values == {"position": position + 1}
    for changed in (sheet[:-1], [*sheet, sheet[0]], [], sheet[::-1]):
        with pytest.raises(WordsNotUnderstoodError):
            identities.recovery_from_words(changed)


def test_the_two_sheets_cannot_be_mixed_up(identities):
    with pytest.raises(WordsNotUnderstoodError):
        identities.recovery_from_words(identities.root_key_words(identities.new_root_key()))


@pytest.fixture
def rosters():
    return SignedRosters()


@pytest.fixture
def roster(coordinator, visitor):
    return Roster(
        organisation="0123456789abcdef0123456789abcdef",
        version=3,
        issued_on=date(2026, 11, 22),
        entries=(
            RosterEntry(
                coordinator.device,
                DeviceRole.COORDINATOR,
                coordinator.public,
                1,
                DeviceStatus.ACTIVE,
                date(2027, 11, 22),
            ),
            RosterEntry(
                visitor.device,
                DeviceRole.VISITOR,
                visitor.public,
                2,
                DeviceStatus.REVOKED,
                date(2027, 11, 22),
                cut_off=4,
            ),
        ),
    )


def test_rosters_and_certificates_round_trip(rosters, roster, coordinator, identities):
    root = identities.new_root_key()
    signed = rosters.sign_roster(roster, coordinator)
    assert rosters.read_roster(signed, coordinator.public.signing) == roster
    certificate = DeviceCertificate(
        roster.organisation,
        1,
        coordinator.device,
        DeviceRole.COORDINATOR,
        coordinator.public,
        "root",
        date(2026, 11, 22),
        date(2027, 11, 22),
    )
    document = rosters.sign_certificate(certificate, root)
    assert rosters.read_certificate(document, root.public) == certificate
    for refused in (
        lambda: rosters.read_certificate(document, coordinator.public.signing),
        lambda: rosters.read_roster(document, root.public),
        lambda: rosters.read_certificate(signed, coordinator.public.signing),
        lambda: rosters.read_roster(signed, "00"),
    ):
        with pytest.raises(SignedDocumentRefusedError):
            refused()


def test_a_changed_roster_is_refused(rosters, roster, coordinator):
    signed = rosters.sign_roster(roster, coordinator)
    for place in range(len(signed)):
        changed = bytearray(signed)
        changed[place] ^= 1
        with pytest.raises(SignedDocumentRefusedError):
            rosters.read_roster(bytes(changed), coordinator.public.signing)


def test_a_signed_document_has_one_spelling(rosters, roster, coordinator):
    """The signature is over the payload; the rest of the line may not say the same otherwise."""
    document = rosters.sign_roster(roster, coordinator)
    for changed in (document + b" ", document.replace(b":", b": ", 1), b"\n" + document):
        with pytest.raises(SignedDocumentRefusedError):
            rosters.read_roster(changed, coordinator.public.signing)


def test_a_roster_finds_its_devices(roster, visitor):
    assert roster.entry(visitor.device).cut_off == 4
    assert replace(roster, entries=()).entry(visitor.device) is None
