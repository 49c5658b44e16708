"""Binds the use cases of the coordinator's page Uitwisselen."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from huisbezoek.app.binding import Binding
from huisbezoek.app.exchange_steps import BUNDLE_PATTERNS, cleaning_steps, exchange_steps
from huisbezoek.model.usecases import exchange_desk, held_files, imports, laptops
from huisbezoek.model.usecases.exchange import ExchangeParts
from huisbezoek.model.usecases.exchange_folder import look_in_folder
from huisbezoek.model.usecases.exchange_view import keep_exchange_folder
from huisbezoek.model.usecases.import_preview import preview_bundle
from huisbezoek.model.usecases.ports.transfer import ArrivedFile
from huisbezoek.ui.dialogs.desk_decisions import DecisionUses
from huisbezoek.ui.dialogs.desk_place import PlaceUses
from huisbezoek.ui.models.folder_watch import FolderWatch
from huisbezoek.ui.pages.exchange_desk_page import ExchangeDeskUses


def exchange_desk_uses(bound: Binding, watch: FolderWatch) -> ExchangeDeskUses:
    """What a coordinator's Uitwisselen asks and does."""
    exchange = bound.parts.exchange(bound.profile)
    now = bound.parts.now

    def choose_file(parent: QWidget, title: str) -> Path | None:
        return bound.chooser.open_file(parent, title, BUNDLE_PATTERNS)

    steps = replace(
        exchange_steps(bound),
        arrived=lambda place: _files_for_us(exchange, place),
        preview=lambda writing, received: preview_bundle(writing, exchange, received),
    )
    return ExchangeDeskUses(
        steps=steps,
        view=lambda writing: exchange_desk.desk_view(writing, exchange),
        imports=imports.imports,
        held=lambda writing: held_files.held(writing, exchange),
        laptops=lambda writing: laptops.laptops(writing, bound.today()),
        news=lambda writing, device: exchange_desk.news_for(writing, exchange, device, now=now()),
        pack=lambda writing, device: exchange_desk.pack(writing, exchange, device, now=now()),
        place=PlaceUses(watch, keep_exchange_folder, bound.chooser.choose_folder, choose_file),
        decisions=_decision_uses(bound, exchange),
        today=bound.today,
    )


def _decision_uses(bound: Binding, exchange: ExchangeParts) -> DecisionUses:
    now = bound.parts.now
    return DecisionUses(
        dependents=imports.import_dependents,
        withdraw=lambda writing, bundle: imports.withdraw_import(writing, bundle, now=now()),
        reinstate=lambda writing, bundle: imports.reinstate_import(writing, bundle, now=now()),
        accept_held=lambda writing, held, decision: held_files.accept_held(
            writing, exchange, held, decision, now=now()
        ),
        throw_away=lambda held: held_files.throw_away(exchange, held),
        back_up=bound.back_up,
        cleaning=cleaning_steps(bound),
    )


def _files_for_us(exchange: ExchangeParts, place: Path) -> tuple[ArrivedFile, ...]:
    """The files in a folder that are sealed to this laptop; or the one file that was chosen."""
    if place.is_file():
        return (ArrivedFile(place, place.stat().st_size),)
    return look_in_folder(exchange, place).for_me
