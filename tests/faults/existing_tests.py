"""Guards that stand in the test suite: run by name, each test counted as a case or a fault."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.faults.guard_results import GuardResult

REPOSITORY = Path(__file__).resolve().parents[2]


def run_tests(
    name: str,
    folder: Path,
    files: Sequence[str],
    planted: Sequence[str],
    marked: str = "not faults",
) -> GuardResult:
    """Runs these test files; tests whose name begins as one of `planted` show a fault each.

    Such a test passes only when its fault was noticed.
    """
    result = GuardResult(name)
    report = folder / "report.xml"
    done = subprocess.run(
        [
            *(sys.executable, "-P", "-m", "pytest", "-q", "-p", "no:cacheprovider"),
            *("-m", marked),
            f"--junitxml={report}", f"--basetemp={folder / 'tmp'}", *files,
        ],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    if not report.is_file():
        result.case(held=False, note=f"no report: {done.stdout.strip()[-300:]}")
        return result
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 - our own report
        went_well = case.find("failure") is None and case.find("error") is None
        if case.find("skipped") is not None:
            continue
        if str(case.get("name")).startswith(tuple(planted)):
            result.plant(caught=went_well, note=str(case.get("name")))
        else:
            result.case(held=went_well, note=str(case.get("name")))
    if done.returncode not in {0, 1}:
        result.case(held=False, note=f"exit status {done.returncode}")
    return result


def key_slots(folder: Path) -> GuardResult:
    """T12."""
    return run_tests(
        "T12 key slots",
        folder,
        ["tests/unit/sealing/test_key_slots.py"],
        (
            "test_every_change_is_noticed",
            "test_a_hostile_cost",
            "test_wrong_",
            "test_a_slot_of_another_profile",
            "test_an_old_copy_put_back",
            "test_a_mark_of_another_profile",
            "test_both_copies_damaged",
            "test_after_a_change_the_old_password",
            "test_device_keys_that_do_not_fit",
            "test_a_newest_copy_that_its_mac_refuses",
        ),
    )


def forged_bundles(folder: Path) -> GuardResult:
    """T15, T16 and T19: changed, forged and senseless bundles."""
    return run_tests(
        "T15 T16 T19 bundles changed or forged",
        folder,
        ["tests/unit/sealing/test_bundles.py"],
        (
            "test_every_change_is_refused",
            "test_a_stranger",
            "test_a_signature_from",
            "test_a_bundle_cannot_be_passed_on",
            "test_a_file_replaced",
            "test_a_file_that_changes",
            "test_another_organisation",
            "test_senseless_",
            "test_frames_that_lie",
            "test_trailing_bytes",
            "test_resealed_after_cutting",
            "test_roster_refuses",
            "test_one_or_three_recipients",
            "test_an_inner_stream_without",
            "test_a_full_stick",
            "test_a_vanished_file",
            "test_keys_that_are_none",
        ),
    )


def age_vectors(folder: Path) -> GuardResult:
    """T14."""
    return run_tests(
        "T14 vectors of the age format",
        folder,
        ["tests/unit/sealing/test_age_vectors.py"],
        ("test_deviations", "test_a_reader_that"),
    )


def golden_files(folder: Path) -> GuardResult:
    """T26: files of earlier versions, read by this one and by a reader from docs/formats.md."""
    return run_tests(
        "T26 golden files of the formats",
        folder,
        ["tests/unit/sealing/test_formats.py", "tests/unit/test_formats_reader.py"],
        ("test_words_that_are_wrong", "test_a_changed_format"),
    )


def start_files(folder: Path) -> GuardResult:
    """Start files: changed, and with a wrong code."""
    return run_tests(
        "start files changed or with a wrong code",
        folder,
        ["tests/unit/sealing/test_start_files.py"],
        ("test_a_changed_first_line", "test_a_wrong_code", "test_a_body_changed", "test_damage_is"),
    )


def bad_lists(folder: Path) -> GuardResult:
    """Resident lists that cannot be read as they are."""
    return run_tests(
        "lists that are broken",
        folder,
        ["tests/unit/test_list_reader.py"],
        (
            "test_bad_files",
            "test_workbooks_that_would",
            "test_missing_columns",
            "test_a_locked_file",
            "test_a_vanished_file",
            "test_only_used_columns_may_not",
            "test_a_shifted_row",
            "test_a_chosen_encoding",
        ),
    )


def shape(folder: Path) -> GuardResult:
    """The shape of the code."""
    return run_tests(
        "shape of the code",
        folder,
        ["tests/unit/test_shape.py"],
        (
            "test_the_size_guard",
            "test_the_purpose_guard",
            "test_the_name_guard",
            "test_the_translation_guard",
            "test_the_error_guard",
            "test_the_domain_guard",
            "test_the_address_guard",
            "test_the_lock_guard",
        ),
    )


def copies(folder: Path) -> GuardResult:
    """Backups, re-encryption and rebuilding that come out wrong."""
    return run_tests(
        "T27 backups and rebuilding",
        folder,
        ["tests/storage/test_copies.py"],
        (
            "test_a_backup_that_reads_back_differently",
            "test_a_rebuild_that_loses",
            "test_a_rebuild_mends",
            "test_under_another_key",
        ),
    )


def long_tests(folder: Path) -> GuardResult:
    """Tests that are too long for every check, among them pages that lost a handler on purpose."""
    return run_tests(
        "long tests",
        folder,
        ["tests"],
        ("test_a_page_without_its_handler_fails_the_story",),
        marked="faults",
    )
