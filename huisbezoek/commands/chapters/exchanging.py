"""Exchanging on the page Uitwisselen, as coordinators and as visitors do it."""

from huisbezoek.commands.cast import Actor
from huisbezoek.commands.stage import Condition, Stage, Step, StoryFailedError
from huisbezoek.ui.actions import PageName


def look_in_folder(actor: Actor) -> Step:
    """A coordinator looks what lies on the stick; nothing of it is kept yet."""
    stage = actor.stage
    stage.close_dialogs()
    stage.go_to(PageName.EXCHANGE)
    yield stage.shows("choose_folder")
    yield actor.is_idle
    stage.click("look_bundles" if stage.has("look_bundles") else "choose_folder")
    said = _said(stage)
    yield lambda: said() or stage.has("read_bundles")
    yield actor.is_idle


def read_files(actor: Actor, picture: str = "") -> Step:
    """A coordinator reads all that lies ready."""
    stage = actor.stage
    yield from look_in_folder(actor)
    yield stage.shows("read_bundles")
    if picture:
        stage.picture(picture)
    stage.click("read_bundles")
    yield _said(stage)
    yield actor.is_idle
    yield stage.says("exchange_done", "Binnengekomen")


def give_files(actor: Actor, *names: str, picture: str = "") -> Step:
    """A coordinator makes a file for each of these people, after a look at the packing slips."""
    stage = actor.stage
    stage.go_to(PageName.EXCHANGE)
    if not stage.has("write_bundle"):
        yield stage.shows("choose_folder")
    yield stage.shows("write_bundle")
    yield lambda: all(_is_ticked(stage, name) for name in names)
    yield actor.is_idle
    for words, is_ticked in stage.ticks("partner_").items():
        if is_ticked and not any(words.startswith(name) for name in names):
            stage.click_words("partner_", (words,))
    stage.click("write_bundle")
    yield stage.shows("confirm_write")
    if picture:
        stage.picture(picture)
    stage.click("confirm_write")
    yield _said(stage)
    yield actor.is_idle
    yield stage.says("exchange_done", "Meegegeven")


def exchange(actor: Actor, picture: str = "") -> Step:
    """A visitor exchanges with one button; what went and came is said."""
    stage = actor.stage
    stage.go_to(PageName.EXCHANGE)
    yield stage.shows("choose_folder")
    yield actor.is_idle
    if not stage.has("exchange"):
        stage.click("choose_folder")
        yield stage.shows("exchange")
    yield actor.is_idle
    if picture:
        stage.picture(picture)
    stage.click("exchange")
    yield _said(stage)
    yield actor.is_idle


def _is_ticked(stage: Stage, name: str) -> bool:
    return any(is_ticked for words, is_ticked in stage.ticks("partner_").items() if name in words)


def _said(stage: Stage) -> Condition:
    """Holds when the page said how it went. Raises StoryFailedError when it did not go well."""

    def is_said() -> bool:
        if stage.has("exchange_problem"):
            message = f"{stage.role}: {stage.all_words('exchange_problem')}"
            raise StoryFailedError(message)
        return stage.has("exchange_done")

    return is_said
