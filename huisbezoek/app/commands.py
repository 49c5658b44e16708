"""Hands each command its parts, and turns an error into one sentence and an exit status."""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from huisbezoek.app.parts import Parts, real_parts
from huisbezoek.app.plan_demo import measure_plan
from huisbezoek.app.resources import resources_folder
from huisbezoek.app.sessions import opened
from huisbezoek.commands.inspect import InspectParts, inspect
from huisbezoek.commands.intake import IntakeParts, IntakeWish, intake
from huisbezoek.commands.plan import PlanWish, plan
from huisbezoek.commands.recovery_key import recovery_key
from huisbezoek.commands.speaking import print_failure
from huisbezoek.commands.verify import OutsideReport, VerifyParts, verify
from huisbezoek.model.domain.errors import DamagedDataError, HuisbezoekError
from huisbezoek.model.domain.resident_lists import ListTerms
from huisbezoek.model.domain.target_groups import CycleTerms, GroupRules
from huisbezoek.model.usecases.intake import TakenIn, list_terms, take_in
from huisbezoek.model.usecases.ports.intake import ReadList
from huisbezoek.model.usecases.ports.profile import DATABASE_FILE, CheckReport
from huisbezoek.model.usecases.ports.sealed_bundles import BundleHeader
from huisbezoek.model.usecases.ports.transfer import place_error
from huisbezoek.model.usecases.profile import back_up, check_profile
from huisbezoek.model.usecases.receiving import discard, receive_bundle, sender_keys
from huisbezoek.ui import errors


class ProfileNotSoundError(DamagedDataError):
    """The checks of `verify` found something; its line says what."""

    code = "profile_not_sound"


def run_command(chosen: argparse.Namespace) -> int:
    """Runs one of these commands; 0 done, 1 refused or failed with one sentence."""
    parts = real_parts(resources_folder())
    try:
        return _run(chosen, parts)
    except HuisbezoekError as error:
        print_failure(errors.sentence(error))
    except OSError as error:
        print_failure(errors.sentence(place_error(error)))
    return 1


def _run(chosen: argparse.Namespace, parts: Parts) -> int:
    if chosen.command == "intake":
        wish = IntakeWish(
            file=chosen.file,
            on=chosen.on,
            municipality=chosen.municipality,
            profile=None if chosen.dry_run else chosen.profile,
            password_file=chosen.password_file,
        )
        return intake(_intake_parts(parts), wish, as_json=chosen.json)
    if chosen.command == "inspect":
        return inspect(
            InspectParts(parts.bundles.describe_sealed, _header_reader(parts)),
            chosen.bundle,
            chosen.profile,
            chosen.password_file,
            as_json=chosen.json,
        )
    if chosen.command == "plan":
        asked = PlanWish(chosen.residents, chosen.visitors, chosen.months, chosen.cycle)
        return plan(lambda wish: measure_plan(parts, wish), asked, as_json=chosen.json)
    if chosen.command == "recovery-key":
        return recovery_key(parts.profile.identities.recovery_from_words, sys.stdin)
    checks = VerifyParts(_outside_checker(parts), _inside_checker(parts))
    status = verify(checks, chosen.profile, chosen.password_file, as_json=chosen.json)
    if status:
        print_failure(errors.sentence(ProfileNotSoundError()))
    return status


def _intake_parts(parts: Parts) -> IntakeParts:
    def terms(on: date | None, municipality: str) -> ListTerms:
        rules = GroupRules(CycleTerms(), parts.pension_table)
        return ListTerms(on or parts.today(), parts.today(), rules, municipality)

    def take(
        folder: Path, password_file: Path, read_list: ReadList, on: date | None, municipality: str
    ) -> TakenIn:
        with opened(parts, folder, password_file) as profile:
            back_up(profile, parts.now())
            writer = profile.database.open_writer()
            try:
                with writer.writing() as writing:
                    own = list_terms(writing, parts.today(), parts.pension_table)
                    asked = ListTerms(
                        on or own.on, own.today, own.rules, municipality or own.municipality
                    )
                    taken = take_in(writing, read_list, asked, random_bytes=parts.random_bytes)
                    writing.commit()
            finally:
                writer.close()
        return taken

    return IntakeParts(parts.lists, terms, take)


def _header_reader(parts: Parts) -> Callable[[Path, Path, Path], BundleHeader]:
    def read(bundle: Path, folder: Path, password_file: Path) -> BundleHeader:
        with opened(parts, folder, password_file) as profile:
            exchange = parts.exchange(profile)
            writer = profile.database.open_writer()
            try:
                with writer.writing() as writing:
                    senders = sender_keys(writing, exchange, today=parts.today())
            finally:
                writer.close()
            received = receive_bundle(exchange, senders, bundle)
            discard(received)
        return received.header

    return read


def _outside_checker(parts: Parts) -> Callable[[Path], OutsideReport]:
    def check(folder: Path) -> OutsideReport:
        findings = []
        if not parts.profile.key_slots.exist(folder):
            findings.append("key_slots_missing")
        else:
            try:
                parts.profile.key_slots.profile_in(folder)
            except HuisbezoekError as error:
                findings.append(error.code)
        database = folder / DATABASE_FILE
        if not database.is_file():
            findings.append("database_missing")
        elif database.stat().st_size == 0:
            findings.append("database_empty")
        return OutsideReport(("key_slots_readable", "database_present"), tuple(findings))

    return check


def _inside_checker(parts: Parts) -> Callable[[Path, Path], CheckReport]:
    def check(folder: Path, password_file: Path) -> CheckReport:
        with opened(parts, folder, password_file) as profile:
            return check_profile(profile)

    return check
