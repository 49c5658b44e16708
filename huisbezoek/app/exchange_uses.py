"""Binds the use cases of Uitwisselen."""

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from huisbezoek.app.binding import Binding
from huisbezoek.model.usecases import receiving, sending
from huisbezoek.model.usecases.exchange_view import exchange_view, keep_exchange_folder
from huisbezoek.ui.models.exchange_run import ExchangeSteps
from huisbezoek.ui.pages.exchange_page import ExchangeUses

BUNDLE_PATTERNS: Final = "*.hbz"


def exchange_uses(bound: Binding) -> ExchangeUses:
    """What Uitwisselen asks and does."""

    def choose_file(parent: QWidget, title: str) -> Path | None:
        return bound.chooser.open_file(parent, title, BUNDLE_PATTERNS)

    return ExchangeUses(
        is_coordinator=bound.is_coordinator,
        steps=_steps(bound),
        view=exchange_view,
        keep_folder=keep_exchange_folder,
        choose_folder=bound.chooser.choose_folder,
        choose_file=choose_file,
        now=bound.naive_now,
    )


def _steps(bound: Binding) -> ExchangeSteps:
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
    )
