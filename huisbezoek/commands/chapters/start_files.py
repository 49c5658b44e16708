"""A start file: a coordinator makes it, and somebody begins with it and the code."""

from huisbezoek.commands.cast import Actor, Cast
from huisbezoek.commands.stage import Step


def make_start_file(cast: Cast, name: str) -> Step:
    """The file lies on the stick, the code of four words is told by telephone."""
    stage = cast.coordinator.stage
    before = set(cast.files("*.hbstart"))
    yield from stage.click_beside("visitor_card_", name, "make_start_file")
    yield stage.shows("write_start_file")
    if not before:
        stage.picture("startbestand")
    cast.paper.start_codes[name] = tuple(stage.text_of("start_code").split())
    stage.click("write_start_file")
    yield stage.shows("start_file_result")
    (cast.paper.start_files[name],) = set(cast.files("*.hbstart")) - before
    # The same button says 'Klaar' now.
    stage.click("write_start_file")
    yield stage.gone("write_start_file")
    yield cast.coordinator.is_idle


def open_start_file(cast: Cast, actor: Actor, name: str, password: str) -> Step:
    """From the first window of a new laptop to an own password."""
    stage = actor.stage
    actor.program.start()
    yield stage.shows("next_step_letters")
    if actor is cast.visitor:
        stage.picture("eerste-start")
    stage.click("next_step_letters")
    yield stage.shows("choose_start_file")
    stage.click("choose_start_file")
    yield stage.shows("choose_file")
    actor.chooser.next_file = cast.paper.start_files[name]
    stage.click("choose_file")
    for place, word in enumerate(cast.paper.start_codes[name], start=1):
        stage.fill(f"field_code_{place}", word)
    if actor is cast.visitor:
        stage.picture("startcode")
    yield stage.shows("open_start_file")
    stage.click("open_start_file")
    yield stage.shows("field_own_password")
    stage.fill("field_own_password", password)
    stage.fill("field_own_password_again", password)
    stage.click("next_step_own_password")
