"""Bundles: what was written comes back whole, and anything else is refused whole."""

import errno
import io
import random
import shutil
import struct
import subprocess
import tracemalloc
from dataclasses import replace
from datetime import date

import msgspec
import pyrage
import pytest
import zstandard

from huisbezoek.model.domain.errors import HuisbezoekError
from huisbezoek.model.sealing import age_files, bundle_frames, bundle_reading
from huisbezoek.model.sealing.bech32 import NotAKeyError
from huisbezoek.model.sealing.bundle_header import decode_header
from huisbezoek.model.usecases.acceptance import (
    SenderExpiredError,
    check_not_expired,
    check_not_revoked,
    known_key_of,
)
from huisbezoek.model.usecases.ports.rosters import DeviceRole, DeviceStatus, Roster, RosterEntry
from huisbezoek.model.usecases.ports.sealed_bundles import (
    BundleChangedWhileReadError,
    BundleDamagedError,
    BundleLimitError,
    BundleNewerFormatError,
    BundleNotForKeyError,
    BundleOtherOrganisationError,
    BundleRevokedSenderError,
    BundleSignatureError,
    BundleUnknownSenderError,
    BundleWrongCountError,
    OperationRange,
    Receipt,
    Recipients,
)
from huisbezoek.model.usecases.ports.transfer import PlaceVanishedError

LINES = (b'{"first":1}', b'{"second":2}', '{"derde":"één"}'.encode())
ORGANISATION = "0123456789abcdef0123456789abcdef"
TODAY = date(2026, 11, 22)


@pytest.fixture
def by_coordinator(coordinator):
    return lambda _: coordinator.public.signing


@pytest.fixture
def roster(coordinator):
    entry = RosterEntry(
        device=coordinator.device,
        role=DeviceRole.COORDINATOR,
        public=coordinator.public,
        certificate_serial=1,
        status=DeviceStatus.ACTIVE,
        expires_on=date(2027, 11, 22),
    )
    return Roster(ORGANISATION, 1, TODAY, (entry,))


def read_all(bundles, path, keys, signing_key):
    bundle = bundles.open(path, keys, ORGANISATION, signing_key)
    lines = list(bundle.lines())
    bundle.finish()
    return bundle, lines


def unsealed(path, keys):
    return pyrage.decrypt(
        path.read_bytes(), [pyrage.x25519.Identity.from_str(keys.receiving_secret)]
    )


def resealed(path, inner, recipients):
    keys = [
        pyrage.x25519.Recipient.from_str(text) for text in (recipients.device, recipients.recovery)
    ]
    path.write_bytes(pyrage.encrypt(inner, keys))
    return path


def test_header_and_lines_come_back(bundles, write, header, visitor, by_coordinator):
    full = replace(
        header,
        previous="ab" * 64,
        ranges=(OperationRange("c0" * 16, 1, 1, 3),),
        receipts=(Receipt("f1" * 16, 1, 7, (5,)),),
        roster_version=4,
        certificate_serial=2,
        practice=True,
    )
    bundle, lines = read_all(bundles, write(full, LINES), visitor, by_coordinator)
    assert bundle.header == full
    assert lines == list(LINES)


def test_an_empty_bundle_is_whole(bundles, write, header, visitor, by_coordinator):
    path = write(replace(header, operations=0), ())
    assert read_all(bundles, path, visitor, by_coordinator)[1] == []


def test_digest_is_that_of_writing(
    bundles, header, coordinator, visitor, recipients, tmp_path, by_coordinator
):
    path = tmp_path / "one.hbz"
    with path.open("wb") as out:
        written = bundles.write(header, LINES, out, coordinator, recipients)
    assert read_all(bundles, path, visitor, by_coordinator)[0].digest == written.digest


def test_the_recovery_identity_opens_it_too(bundles, write, header, recovery, by_coordinator):
    path = write(header, LINES)
    bundle = bundles.open_with_recovery(path, recovery.secret, ORGANISATION, by_coordinator)
    assert list(bundle.lines()) == list(LINES)
    bundle.finish()


def test_public_tools_alone_read_it(write, header, visitor, tmp_path):
    if not (shutil.which("age") and shutil.which("zstd")):
        pytest.skip("age and zstd are not installed")
    path = write(header, LINES)
    key = tmp_path / "key.txt"
    key.write_text(visitor.receiving_secret + "\n")
    inner = subprocess.run(
        ["age", "-d", "-i", str(key), str(path)], check=True, capture_output=True
    ).stdout
    text = subprocess.run(["zstd", "-dc"], input=inner, check=True, capture_output=True).stdout
    assert text.splitlines()[1:] == list(LINES)
    assert b'"organisation":"0123456789abcdef' in text.splitlines()[0]


@pytest.mark.parametrize("count", [0, 1, 400, 5_000])
def test_sizes_tell_little(write, header, visitor, count):
    lines = [random.Random(number).randbytes(150).hex().encode() for number in range(count)]
    inner = unsealed(write(replace(header, operations=count), lines), visitor)
    assert len(inner) >= 64 << 10
    assert len(inner) == bundle_frames.padded_size(len(inner))


def test_padme_adds_at_most_twelve_percent():
    for size in (*range(1, 5_000), 10**6 + 1, 2**30 + 1):
        assert size <= bundle_frames.padded_size(size) <= size * 1.12


def test_what_anybody_sees_is_kinds_and_size(bundles, write, header):
    path = write(header, LINES)
    seen = bundles.describe_sealed(path)
    assert seen.age_version == "v1"
    assert [kind for kind in seen.recipients if not kind.endswith("-grease")] == ["X25519"] * 2
    assert seen.size == path.stat().st_size
    for secret in (ORGANISATION, header.sender, header.recipient, "derde"):
        assert secret.encode() not in path.read_bytes()


def test_lines_over_several_windows(bundles, write, header, visitor, by_coordinator, monkeypatch):
    monkeypatch.setattr(bundle_reading, "WINDOW_SIZE", 70_000)
    source = random.Random(1)
    lines = [source.randbytes(500).hex().encode() for _ in range(1_000)]
    path = write(replace(header, operations=1_000), lines)
    assert read_all(bundles, path, visitor, by_coordinator)[1] == lines


def test_a_bundle_longer_than_a_header_may_be(bundles, write, header, visitor, by_coordinator):
    source = random.Random(2)
    lines = [source.randbytes(1_200).hex().encode() for _ in range(1_000)]
    path = write(replace(header, operations=1_000), lines)
    assert path.stat().st_size > 1 << 20
    assert read_all(bundles, path, visitor, by_coordinator)[1] == lines


def test_a_signature_over_two_windows(bundles, write, header, visitor, by_coordinator, monkeypatch):
    path = write(header, LINES)
    monkeypatch.setattr(bundle_reading, "WINDOW_SIZE", len(unsealed(path, visitor)) - 30)
    assert read_all(bundles, path, visitor, by_coordinator)[1] == list(LINES)


def test_memory_stays_bounded(bundles, write, header, visitor, by_coordinator):
    line = b'{"text":"' + b"a" * 1_000 + b'"}'
    path = write(replace(header, operations=60_000), (line for _ in range(60_000)))
    tracemalloc.start()
    bundle = bundles.open(path, visitor, ORGANISATION, by_coordinator)
    count = sum(1 for _ in bundle.lines())
    bundle.finish()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 60_000
    assert peak < 30 << 20


# --- refused -------------------------------------------------------------------------------------


def test_every_change_is_refused(bundles, write, header, visitor, by_coordinator, tmp_path):
    """T15: 300 flipped bits and cuts; nothing is applied and nothing unexpected is raised."""
    whole = write(header, LINES).read_bytes()
    source = random.Random(15)
    at_edges = [*range(0, 300, 7), *range(len(whole) - 40, len(whole))]
    anywhere = [source.randrange(len(whole)) for _ in range(300 - len(at_edges))]
    path = tmp_path / "changed.hbz"
    tried = 0
    for place in at_edges + anywhere:
        flipped = bytearray(whole)
        flipped[place] ^= 1 << source.randrange(8)
        for changed in (bytes(flipped), whole[:place]):
            path.write_bytes(changed)
            with pytest.raises(HuisbezoekError):
                read_all(bundles, path, visitor, by_coordinator)
            tried += 1
    assert tried == 600


@pytest.mark.parametrize("extra", [b"\0", b"age-encryption.org/v1\n", bytes(70_000)])
def test_trailing_bytes_are_refused(bundles, write, header, visitor, by_coordinator, extra):
    path = write(header, LINES)
    path.write_bytes(path.read_bytes() + extra)
    with pytest.raises(BundleDamagedError):
        read_all(bundles, path, visitor, by_coordinator)


def test_a_file_for_another_device_is_told_from_a_damaged_one(
    bundles, write, header, coordinator, by_coordinator
):
    with pytest.raises(BundleNotForKeyError):
        bundles.open(write(header, LINES), coordinator, ORGANISATION, by_coordinator)


def test_a_bundle_cannot_be_passed_on_as_if_meant_for_another(
    bundles, write, header, visitor, by_coordinator
):
    path = write(replace(header, recipient="ee" * 16), LINES)
    with pytest.raises(BundleNotForKeyError):
        bundles.open(path, visitor, ORGANISATION, by_coordinator)


def test_another_organisation(bundles, write, header, visitor, by_coordinator):
    path = write(replace(header, organisation="99" * 16), LINES)
    with pytest.raises(BundleOtherOrganisationError):
        bundles.open(path, visitor, ORGANISATION, by_coordinator)


def test_a_stranger_with_the_public_keys_cannot_sign(
    bundles, write, header, visitor, identities, by_coordinator
):
    stranger = identities.new_device_keys("dd" * 16)
    with pytest.raises(BundleSignatureError):
        bundles.open(write(header, LINES, keys=stranger), visitor, ORGANISATION, by_coordinator)


def test_a_signature_from_another_bundle(
    bundles, write, header, visitor, recipients, by_coordinator
):
    first, second = write(header, LINES), write(replace(header, counter=2), LINES)
    mixed = unsealed(first, visitor)[:-72] + unsealed(second, visitor)[-72:]
    with pytest.raises(BundleSignatureError):
        bundles.open(resealed(first, mixed, recipients), visitor, ORGANISATION, by_coordinator)


@pytest.mark.parametrize("cut", [0, 10, 71, 72, 73, 5_000])
def test_resealed_after_cutting(bundles, write, header, visitor, recipients, by_coordinator, cut):
    path = write(header, LINES)
    inner = unsealed(path, visitor)
    with pytest.raises(BundleDamagedError):
        bundles.open(resealed(path, inner[:cut], recipients), visitor, ORGANISATION, by_coordinator)


def test_one_or_three_recipients_are_refused(
    bundles, write, header, visitor, coordinator, recovery, by_coordinator
):
    path = write(header, LINES)
    inner = unsealed(path, visitor)
    texts = (visitor.public.receiving, recovery.recipient, coordinator.public.receiving)
    for count in (1, 3):
        keys = [pyrage.x25519.Recipient.from_str(text) for text in texts[:count]]
        path.write_bytes(pyrage.encrypt(inner, keys))
        with pytest.raises(BundleDamagedError):
            bundles.open(path, visitor, ORGANISATION, by_coordinator)


def test_roster_decides_who_may_have_signed(bundles, write, header, visitor, roster):
    path = write(header, LINES)
    assert read_all(bundles, path, visitor, known_key_of(roster))[1] == list(LINES)


@pytest.mark.parametrize(
    ("change", "today", "error"),
    [
        ({"device": "aa" * 16}, TODAY, BundleUnknownSenderError),
        ({"role": DeviceRole.VISITOR}, TODAY, BundleUnknownSenderError),
        ({"status": DeviceStatus.REVOKED}, TODAY, BundleRevokedSenderError),
        ({"status": DeviceStatus.REVOKED, "cut_off": 0}, TODAY, BundleRevokedSenderError),
        ({}, date(2027, 11, 23), SenderExpiredError),
    ],
)
def test_roster_refuses(bundles, write, header, visitor, roster, change, today, error):
    other = replace(roster, entries=(replace(roster.entries[0], **change),))
    with pytest.raises(error):
        accepted(bundles, write(header, LINES), visitor, other, today)


def accepted(bundles, path, keys, roster, today=TODAY):
    """What is in the file, by the checks of whoever reads one."""
    opened, lines = read_all(bundles, path, keys, known_key_of(roster))
    check_not_revoked(roster, opened.header, None)
    check_not_expired(roster, opened.header, today)
    return lines


def test_work_from_before_the_cut_off_still_counts(bundles, write, header, visitor, roster):
    entry = replace(roster.entries[0], status=DeviceStatus.REVOKED, cut_off=1)
    path = write(header, LINES)
    known = replace(roster, entries=(entry,))
    assert accepted(bundles, path, visitor, known) == list(LINES)


def test_enrolment_is_proved_by_the_secret(
    bundles, write, header, visitor, coordinator, recovery, identities
):
    secret = identities.new_enrolment_secret()
    first = replace(
        header,
        sender=visitor.device,
        role=DeviceRole.VISITOR,
        recipient=coordinator.device,
        enrolment=bundles.enrolment(secret, ORGANISATION, visitor),
    )
    to = Recipients(coordinator.public.receiving, recovery.recipient)
    path = write(first, LINES, keys=visitor, to=to)
    others = [identities.new_enrolment_secret() for _ in range(3)]
    bundle, _ = read_all(bundles, path, coordinator, bundles.enrolment_key([*others, secret]))
    assert bundle.header.enrolment.public == visitor.public
    for secrets in (others, ()):
        with pytest.raises(BundleUnknownSenderError):
            bundles.open(path, coordinator, ORGANISATION, bundles.enrolment_key(secrets))
    swapped = replace(first, enrolment=replace(first.enrolment, public=coordinator.public))
    with pytest.raises(BundleUnknownSenderError):
        bundles.open(
            write(swapped, LINES, keys=visitor, to=to),
            coordinator,
            ORGANISATION,
            bundles.enrolment_key([secret]),
        )
    without = write(replace(first, enrolment=None), LINES, keys=visitor, to=to)
    with pytest.raises(BundleUnknownSenderError):
        bundles.open(without, coordinator, ORGANISATION, bundles.enrolment_key([secret]))


@pytest.mark.parametrize(
    "change",
    [
        {"receiving": "age1nonsense"},
        {"receiving": "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z"},
        {"signing": "ab" * 31},
    ],
    ids=["no key", "small order", "short"],
)
def test_a_new_device_that_could_not_be_answered(bundles, header, visitor, change):
    """A hostile holder of a start file would break every later export of the coordinator."""
    public = replace(visitor.public, **change)
    secret = "5a" * 32
    enrolment = bundles.enrolment(secret, ORGANISATION, replace(visitor, public=public))
    line = msgspec.json.encode(replace(header, enrolment=enrolment))
    with pytest.raises(BundleDamagedError):
        decode_header(line)


def test_a_newer_format_is_refused_loudly(bundles, write, header, visitor, by_coordinator):
    path = write(replace(header, format=2, minimum_reader=2), LINES)
    with pytest.raises(BundleNewerFormatError):
        bundles.open(path, visitor, ORGANISATION, by_coordinator)


def test_announced_and_given_numbers_must_agree(write, header):
    with pytest.raises(BundleWrongCountError):
        write(replace(header, operations=4), LINES)


@pytest.mark.parametrize("line", [b"", b"a\nb", b"x" * ((1 << 20) + 1)])
def test_lines_outside_the_limits_are_not_written(write, header, line):
    with pytest.raises(BundleLimitError):
        write(replace(header, operations=1), [line])


def test_a_failing_source_comes_out_as_it_is(write, header):
    def broken():
        yield b"{}"
        raise KeyError

    with pytest.raises(KeyError):
        write(header, broken())


# --- a trusted sender who sends something senseless (T19) ----------------------------------------


def signed(inner, keys):
    import hashlib

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    inner += bundle_frames.padding_frame(len(inner))
    message = b"huisbezoek/bundle/1" + hashlib.sha512(inner).digest()
    private = Ed25519PrivateKey.from_private_bytes(keys.signing_secret)
    return inner + bundle_frames.signature_frame(private.sign(message))


def first_line(header):
    from huisbezoek.model.sealing.bundle_header import encode_header

    return encode_header(header) + b"\n"


def lying_frame(size):
    """A frame of repeated bytes that expands to `size`, a thousand times larger than itself."""
    return bundle_frames.compressed(bytes(size))


def blocks(count):
    """A frame of so many empty blocks and a last one: walking them takes time and gives nothing."""
    return b"\x28\xb5\x2f\xfd\x20\x00" + b"\0\0\0" * count + b"\1\0\0"


@pytest.mark.parametrize(
    ("frames", "error"),
    [
        ((lying_frame(65 << 20),), BundleLimitError),
        ((bundle_frames.compressed(b"a\n" * 200_001),), BundleLimitError),
        ((bundle_frames.compressed(b"x" * ((1 << 20) + 1) + b"\n"),), BundleLimitError),
        ((bundle_frames.compressed(b"no end"),), BundleDamagedError),
        ((bundle_frames.compressed(b"\n"),), BundleDamagedError),
        ((bundle_frames.compressed(b"a\n"),) * 2, BundleDamagedError),
        ((bundle_frames.compressed(b""),) * 4_096, BundleLimitError),
        ((blocks(65_536),), BundleLimitError),
        ((), BundleDamagedError),
        ((b"\x28\xb5\x2f\xfd",), BundleDamagedError),
        ((b"PK\x03\x04 something else",), BundleDamagedError),
    ],
    ids=[
        "bomb",
        "many",
        "long",
        "unfinished",
        "empty",
        "count",
        "frames",
        "blocks",
        "none",
        "cut",
        "other",
    ],
)
def test_senseless_frames(
    bundles, header, coordinator, visitor, recipients, by_coordinator, tmp_path, frames, error
):
    head = bundle_frames.compressed(first_line(replace(header, operations=1)))
    path = tmp_path / "odd.hbz"
    resealed(path, signed(head + b"".join(frames), coordinator), recipients)
    bundle = bundles.open(path, visitor, ORGANISATION, by_coordinator)
    with pytest.raises(error):
        list(bundle.lines())
    with pytest.raises(BundleChangedWhileReadError):
        bundle.finish()


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line.replace(b'"counter":1', b'"counter":1,"counter":2'),
        lambda line: line.replace(b'"counter":1', b'"counter":-1'),
        lambda line: line.replace(b'"counter":1', b'"counter":1.5'),
        lambda line: line.replace(b'"counter":1', b'"counter":NaN'),
        lambda line: line.replace(b'"counter":1', b'"extra":0,"counter":1'),
        lambda line: line.replace(b'"counter":1', b'"counter": 1'),
        lambda line: line.replace(b'"coordinator"', b'"director"'),
        lambda line: line.replace(b"b1b1", b"../."),
        lambda line: line.replace(b"b1b1", "\u202e".encode()),
        lambda line: line.replace(b"b1b1", b"\\ud800"),
        lambda line: line[:-1],
        lambda line: line.replace(b'"schema"', b'"x":"' + b"x" * 1_000_000 + b'","schema"'),
        lambda _: b"[" * 100_000 + b"\n",
        lambda line: line.replace(b'"schema"', b'"deep":' + b"[" * 90_000 + b',"schema"'),
        lambda _: b"null\n",
        lambda _: b"\xff\n",
    ],
)
def test_senseless_headers(
    bundles, header, coordinator, visitor, recipients, by_coordinator, tmp_path, change
):
    inner = bundle_frames.compressed(change(first_line(header)))
    path = resealed(tmp_path / "odd.hbz", signed(inner, coordinator), recipients)
    with pytest.raises(BundleDamagedError):
        bundles.open(path, visitor, ORGANISATION, by_coordinator)


def test_a_header_longer_than_a_line_is_not_unpacked(
    bundles, coordinator, visitor, recipients, by_coordinator, tmp_path
):
    """Whoever sends it: its signature is only looked at afterwards."""
    inner = signed(lying_frame((1 << 20) + 2), coordinator)
    path = resealed(tmp_path / "odd.hbz", inner, recipients)
    with pytest.raises(BundleLimitError):
        bundles.open(path, visitor, ORGANISATION, by_coordinator)


def test_a_file_that_changes_between_the_passes(bundles, write, header, visitor, by_coordinator):
    path, other = write(header, LINES), write(header, LINES[::-1])
    bundle = bundles.open(path, visitor, ORGANISATION, by_coordinator)
    path.write_bytes(other.read_bytes())
    list(bundle.lines())
    with pytest.raises(BundleChangedWhileReadError):
        bundle.finish()


def test_finish_without_reading_all_is_refused(bundles, write, header, visitor, by_coordinator):
    bundle = bundles.open(write(header, LINES), visitor, ORGANISATION, by_coordinator)
    next(bundle.lines())
    with pytest.raises(BundleChangedWhileReadError):
        bundle.finish()


def test_nothing_readable_is_left_behind(bundles, write, header, visitor, by_coordinator, tmp_path):
    """T20: 100 cut files; no file anywhere in the folder holds the text."""
    secret = b'{"canary":"kanariepiet"}'
    path = write(replace(header, operations=1), [secret])
    whole = path.read_bytes()
    for length in range(0, len(whole), len(whole) // 100):
        path.write_bytes(whole[:length])
        with pytest.raises(HuisbezoekError):
            read_all(bundles, path, visitor, by_coordinator)
    assert not any(b"kanariepiet" in file.read_bytes() for file in tmp_path.iterdir())


def test_writing_into_memory_works_as_well(bundles, header, coordinator, recipients):
    out = io.BytesIO()
    assert bundles.write(header, LINES, out, coordinator, recipients).operations == 3
    assert out.getvalue().startswith(b"age-encryption.org/v1\n")


# --- what the computer does wrong ----------------------------------------------------------------


class Full(io.BytesIO):
    """A stick with room for the header of a file and no more."""

    def write(self, data):
        if self.tell() + len(data) > 10_000:
            raise OSError(errno.ENOSPC, "said by the system")
        return super().write(data)


def test_a_full_stick_is_told_as_such(bundles, header, coordinator, recipients):
    with pytest.raises(OSError, match="said by the system") as told:
        bundles.write(header, LINES, Full(), coordinator, recipients)
    assert told.value.errno == errno.ENOSPC


def test_a_vanished_file(bundles, write, header, visitor, by_coordinator, tmp_path):
    with pytest.raises(PlaceVanishedError):
        bundles.open(tmp_path / "gone.hbz", visitor, ORGANISATION, by_coordinator)
    path = write(header, LINES)
    bundle = bundles.open(path, visitor, ORGANISATION, by_coordinator)
    path.unlink()
    with pytest.raises(PlaceVanishedError):
        list(bundle.lines())


def test_a_file_replaced_by_somebody_elses(
    bundles, write, header, visitor, coordinator, recovery, by_coordinator
):
    path = write(header, LINES)
    bundle = bundles.open(path, visitor, ORGANISATION, by_coordinator)
    to = Recipients(coordinator.public.receiving, recovery.recipient)
    path.write_bytes(write(header, LINES, to=to).read_bytes())
    with pytest.raises(BundleChangedWhileReadError):
        list(bundle.lines())


def test_keys_that_are_none(bundles, header, coordinator, recovery):
    to = Recipients("age1nonsense", recovery.recipient)
    with pytest.raises(NotAKeyError):
        bundles.write(header, LINES, io.BytesIO(), coordinator, to)
    out = io.BytesIO()
    with pytest.raises(pyrage.EncryptError):
        age_files.seal_stream(io.BytesIO(b"told in confidence"), out, ())
    assert out.getvalue() == b""


def test_a_header_has_limits_too(write, header):
    endless = replace(header, receipts=(Receipt("f1" * 16, 1, 7, tuple(range(400_000))),))
    with pytest.raises(BundleLimitError):
        write(endless, LINES)
    with pytest.raises(BundleDamagedError):
        write(replace(header, sender="Jan de Vries/../"), LINES)


def test_more_frames_than_allowed_are_not_written(write, header, monkeypatch):
    monkeypatch.setattr(bundle_frames, "MAXIMUM_FRAMES", 3)
    monkeypatch.setattr(bundle_frames, "_FRAME_LINES_AIM", 1)
    assert write(replace(header, operations=2), LINES[:2]).exists()
    with pytest.raises(BundleLimitError):
        write(header, LINES)


def without_size(content):
    return zstandard.ZstdCompressor(write_content_size=False).compress(content)


def lying_about_size():
    frame = bytearray(bundle_frames.compressed(b"a" * 200 + b"\n"))
    assert zstandard.get_frame_parameters(bytes(frame)).content_size == 201
    frame[frame.index(201)] = 202
    return bytes(frame)


@pytest.mark.parametrize(
    "frame",
    [without_size(b"a\n"), lying_about_size(), b"\x28\xb5\x2f\xfd\x20\x02\xff\xff\xff" + b"x" * 30],
    ids=["no size", "other size", "no blocks"],
)
def test_frames_that_lie(frame):
    with pytest.raises((BundleDamagedError, BundleLimitError)):
        bundle_frames.decompressed(frame)


def test_an_inner_stream_without_its_padding(
    bundles, header, coordinator, visitor, recipients, by_coordinator, tmp_path
):
    def sealed(inner):
        return resealed(tmp_path / "odd.hbz", inner, recipients)

    one = bundle_frames.compressed(first_line(replace(header, operations=0)))
    odd = one + struct.pack("<II", 0x184D2A5F, 4) + bytes(4)
    bundle = bundles.open(sealed(signed(odd, coordinator)), visitor, ORGANISATION, by_coordinator)
    with pytest.raises(BundleDamagedError):
        list(bundle.lines())
    more = one + bundle_frames.padding_frame(100)
    for extra in (b"", bytes(3 * 70_000)):
        inner = signed(more + extra, coordinator)
        bundle = bundles.open(sealed(inner), visitor, ORGANISATION, by_coordinator)
        with pytest.raises(BundleDamagedError):
            list(bundle.lines())


def test_what_follows_the_padding_is_not_read_to_its_end(
    bundles, header, coordinator, visitor, recipients, by_coordinator, tmp_path, monkeypatch
):
    one = bundle_frames.compressed(first_line(replace(header, operations=0)))
    inner = signed(one + bundle_frames.padding_frame(100) + bytes(3 * 70_000), coordinator)
    path = resealed(tmp_path / "odd.hbz", inner, recipients)
    monkeypatch.setattr(bundle_reading, "WINDOW_SIZE", 70_000)
    bundle = bundles.open(path, visitor, ORGANISATION, by_coordinator)
    with pytest.raises(BundleDamagedError):
        list(bundle.lines())
    assert bundle._inner.content_hash.hexdigest() != bundle.digest


def test_an_inner_stream_that_begins_with_something_else(
    bundles, coordinator, visitor, recipients, by_coordinator, tmp_path
):
    path = resealed(tmp_path / "odd.hbz", signed(b"PK\x03\x04" * 20, coordinator), recipients)
    with pytest.raises(BundleDamagedError):
        bundles.open(path, visitor, ORGANISATION, by_coordinator)


def test_a_frame_is_measured_before_it_is_read(
    bundles, write, header, visitor, by_coordinator, monkeypatch
):
    line = random.Random(3).randbytes(300_000).hex().encode()
    path = write(replace(header, operations=1), [line])
    bundle = bundles.open(path, visitor, ORGANISATION, by_coordinator)
    monkeypatch.setattr(bundle_frames, "MAXIMUM_FRAME", 200_000)
    with pytest.raises(BundleLimitError):
        list(bundle.lines())
