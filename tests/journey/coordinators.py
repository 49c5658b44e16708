"""A second coordinator beside the laptops of a test, and files that go from one to another."""

from pathlib import Path

from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.usecases.organisation_keys import load_organisation_keys, read_roster
from huisbezoek.model.usecases.ports.rosters import Roster
from huisbezoek.model.usecases.profile import OpenProfile
from huisbezoek.model.usecases.receiving import AppliedBundle
from huisbezoek.model.usecases.start_files import (
    StartFileContent,
    begin_start_file,
    begin_with_start_file,
)
from huisbezoek.model.usecases.visitors import add_visitor
from tests.journey.laptops import PASSWORD, READY, Laptops, content_of, writing


def start_file(laptops: Laptops, maker: OpenProfile, person: str) -> StartFileContent:
    """What is in a start file by this coordinator."""
    today = laptops.clock.now().date()
    with writing(maker) as work:
        payload = begin_start_file(work, laptops.parts.start, person, today=today, practice=False)
    return content_of(payload)


def new_person(laptops: Laptops, maker: OpenProfile, name: str, role: str) -> str:
    """Somebody new on the list of visitors."""
    with writing(maker) as work:
        card = VisitorCard(name=name, role=role, **READY)
        return add_visitor(work, card, random_bytes=laptops.parts.random_bytes)


def begin(laptops: Laptops, folder: str, content: StartFileContent) -> OpenProfile:
    """The start file opened on another computer."""
    is_coordinator = content.role == "coordinator"
    return begin_with_start_file(
        laptops.parts.profile,
        laptops.place / folder,
        content,
        PASSWORD,
        now=laptops.clock.now,
        root_words=laptops.made.root_words if is_coordinator else None,
    )


def carry(laptops: Laptops, sender: OpenProfile, receiver: OpenProfile) -> AppliedBundle:
    """One file from one laptop to another."""
    path = laptops.send(sender, receiver.identity.device)
    return laptops.receive(receiver, path)


def carried(laptops: Laptops, sender: OpenProfile, receiver: OpenProfile) -> Path:
    """A file from one laptop for another, not read yet."""
    return laptops.send(sender, receiver.identity.device)


def second_coordinator(laptops: Laptops, name: str = "joop") -> OpenProfile:
    """Joop opened his start file, came back once, and has everything."""
    person = new_person(laptops, laptops.coordinator, f"{name.capitalize()} Smit", "coordinator")
    joop = begin(laptops, name, start_file(laptops, laptops.coordinator, person))
    assert carry(laptops, joop, laptops.coordinator).enrolled
    carry(laptops, laptops.coordinator, joop)
    return joop


def roster_of(laptops: Laptops, profile: OpenProfile) -> Roster:
    """Who takes part, as this laptop has it."""
    with writing(profile) as work:
        return read_roster(laptops.parts.rosters, load_organisation_keys(work))
