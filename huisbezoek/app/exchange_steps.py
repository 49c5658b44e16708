"""Binds the steps of an exchange, for both roles, and the watch on the exchange folder."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from huisbezoek.app.binding import Binding
from huisbezoek.app.wiping import wipe_traces
from huisbezoek.model.usecases import receiving, sending
from huisbezoek.model.usecases.exchange_folder import (
    FolderLook,
    exchange_place,
    look_in_folder,
    remember_files,
)
from huisbezoek.model.usecases.outbox import carried_files, forget_carried, remove_carried
from huisbezoek.model.usecases.traces import traces_left, traces_wiped
from huisbezoek.ui.models.exchange_cleaning import CleaningSteps
from huisbezoek.ui.models.exchange_run import ExchangeSteps
from huisbezoek.ui.models.folder_watch import WatchUses
from huisbezoek.ui.models.sticks import Volume

BUNDLE_PATTERNS: Final = "*.hbz"


def exchange_steps(bound: Binding) -> ExchangeSteps:
    """The steps of an exchange, bound to this profile."""
    exchange = bound.parts.exchange(bound.profile)
    now, today = bound.parts.now, bound.today
    return ExchangeSteps(
        prepare=lambda writing, device: sending.prepare_bundle(
            writing, exchange, device, now=now()
        ),
        seal=lambda prepared: sending.seal_bundle(exchange, prepared),
        keep_sent=lambda writing, sealed: sending.keep_sent(writing, sealed, now=now()),
        carry=lambda sealed, folder: sending.carry_bundle(exchange, sealed, folder, today=today()),
        senders=lambda writing: receiving.sender_keys(writing, exchange, today=today()),
        arrived=lambda folder: receiving.arrived_files(exchange, folder),
        clear=lambda: receiving.clear_inbox(exchange),
        receive=lambda senders, path: receiving.receive_bundle(exchange, senders, path),
        back_up=bound.back_up,
        apply=lambda writing, senders, received: receiving.apply_bundle(
            writing, exchange, senders, received, now=now()
        ),
        discard=receiving.discard,
        cleaning=cleaning_steps(bound),
        note=lambda writing, notes: remember_files(
            writing, notes.present, read=notes.read, refused=notes.refused
        ),
    )


def cleaning_steps(bound: Binding) -> CleaningSteps:
    """What takes away traces, and files that arrived."""
    exchange = bound.parts.exchange(bound.profile)
    return CleaningSteps(
        traces=traces_left,
        wipe=lambda: wipe_traces(bound),
        wiped=traces_wiped,
        carried=carried_files,
        remove=lambda files, folder: remove_carried(exchange, files, folder),
        forget=forget_carried,
    )


def watch_uses(bound: Binding, volumes: Callable[[], tuple[Volume, ...]]) -> WatchUses:
    """What the watch on the exchange folder asks."""
    exchange = bound.parts.exchange(bound.profile)

    def look(folder: Path, before: FolderLook | None) -> FolderLook:
        return look_in_folder(exchange, folder, before)

    return WatchUses(place=exchange_place, look=look, volumes=volumes)
