"""Binds the use cases of a visitor's page Uitwisselen."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from huisbezoek.app.binding import Binding
from huisbezoek.app.exchange_steps import BUNDLE_PATTERNS, exchange_steps
from huisbezoek.model.usecases import sending
from huisbezoek.model.usecases.exchange_folder import (
    keep_carried,
    look_in_folder,
    unsent_work,
)
from huisbezoek.model.usecases.exchange_news import PersonHere, people_here
from huisbezoek.model.usecases.exchange_view import exchange_view, keep_exchange_folder
from huisbezoek.model.usecases.laptop_contents import (
    confirm_removals,
    removable_residents,
    remove_residents,
)
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.traces import note_traces
from huisbezoek.ui.models.exchange_steps import RoundTripSteps, TripStart
from huisbezoek.ui.models.folder_watch import FolderWatch
from huisbezoek.ui.pages.exchange_page import ExchangeUses


def visitor_exchange_uses(bound: Binding, watch: FolderWatch) -> ExchangeUses:
    """What a visitor's Uitwisselen asks and does."""

    def choose_file(parent: QWidget, title: str) -> Path | None:
        return bound.chooser.open_file(parent, title, BUNDLE_PATTERNS)

    exchange = bound.parts.exchange(bound.profile)
    steps = exchange_steps(bound)
    return ExchangeUses(
        steps=replace(steps, arrived=lambda folder: look_in_folder(exchange, folder).for_me),
        trip=round_trip_steps(bound),
        view=exchange_view,
        unsent=unsent_work,
        keep_folder=keep_exchange_folder,
        choose_folder=bound.chooser.choose_folder,
        choose_file=choose_file,
        watch=watch,
        show_telephone=bound.show_telephone,
        now=bound.naive_now,
    )


def round_trip_steps(bound: Binding) -> RoundTripSteps:
    """What the one button does besides writing and reading."""
    exchange = bound.parts.exchange(bound.profile)
    today = bound.today

    def people(writing: Writing) -> Mapping[str, PersonHere]:
        return people_here(writing, bound.person, today())

    def begin(writing: Writing) -> TripStart:
        peers = sending.peers_to_send_to(writing, exchange)
        devices = tuple(peer.device for peer in peers)
        return TripStart(devices, unsent_work(writing), people(writing))

    def let_go(writing: Writing) -> None:
        # Who was let go before and not confirmed is among them: then the wiping was interrupted.
        residents = removable_residents(writing, bound.person)
        if residents:
            remove_residents(writing, exchange, residents)
            note_traces(writing)

    return RoundTripSteps(
        begin=begin,
        carried=keep_carried,
        let_go=let_go,
        confirm=lambda writing: len(confirm_removals(writing, exchange, today=today())),
        people=people,
    )
