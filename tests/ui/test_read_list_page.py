"""Lijst inlezen: four steps on real files, and nothing written before the last one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from huisbezoek.model.usecases.ports.people import ResidentQuestion
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.theme import LookSource
from tests.profiles import TODAY
from tests.ui.resident_window import PageWindow, click, named, page_window, words


@pytest.fixture
def window(tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]) -> Iterator[PageWindow]:
    with page_window(tmp_path / "profile", look, shown) as opened:
        yield opened


@pytest.fixture
def lists(repository: Path) -> Path:
    return repository / "tests" / "fixtures" / "lists"


def people(window: PageWindow) -> int:
    question = ResidentQuestion(TODAY)
    return len(window.profile.ask(lambda reading: reading.resident_ids(question)))


def test_a_list_is_read_in_four_steps(window: PageWindow, lists: Path) -> None:
    copies: list[int] = []
    window.pages.back_up = lambda: copies.append(people(window))
    window.pages.chosen_file = lists / "brp.csv"
    page = window.show(window.pages.read_list())
    click(page, "choose_list_file")
    assert "basisregistratie" in words(page)
    click(page, "to_check")
    assert (people(window), copies) == (0, [])
    click(page, "read_in")
    assert copies == [0], "the copy was made before anything was written"
    assert people(window) > 0
    assert f"{people(window)} inwoners zijn nieuw." in named(page, "list_result", QLabel).text()
    click(page, "show_due")
    assert window.went_to == [Destination(PageName.RESIDENTS, detail="due")]


def test_refused_people_stand_there_by_row_and_reason_only(window: PageWindow, lists: Path) -> None:
    window.pages.chosen_file = lists / "brp.csv"
    page = window.show(window.pages.read_list())
    click(page, "choose_list_file")
    assert "01.20" in named(page, "dropped_columns", QLabel).text()
    click(page, "to_check")
    refused = words(named(page, "list_refused"))
    assert "Geheim adres" in refused
    assert "Regel " in refused
    assert "01.20" in words(named(page, "list_dropped"))


def test_the_real_extract_gives_the_known_counts(window: PageWindow, shared: Path) -> None:
    window.pages.chosen_file = shared / "data" / "brp" / "persoonslijsten-a.csv"
    page = window.show(window.pages.read_list())
    click(page, "choose_list_file")
    click(page, "to_check")
    assert "280 mensen op de lijst zijn in orde" in words(named(page, "list_accepted"))
    refused = words(named(page, "list_refused"))
    for count in ("13  Overleden", "21  Geheim adres", "30  Staat niet meer ingeschreven"):
        assert count in refused
    click(page, "read_in")
    assert people(window) == 57


def test_going_back_writes_nothing(window: PageWindow, lists: Path) -> None:
    window.pages.chosen_file = lists / "brp.csv"
    page = window.show(window.pages.read_list())
    click(page, "choose_list_file")
    click(page, "to_check")
    click(page, "previous_step")
    click(page, "previous_step")
    assert named(page, "choose_list_file").isVisible()
    assert people(window) == 0


def test_reading_again_says_that_everybody_was_known(window: PageWindow, lists: Path) -> None:
    window.pages.chosen_file = lists / "brp.csv"
    page = window.show(window.pages.read_list())
    for _time in range(2):
        click(page, "choose_list_file")
        click(page, "to_check")
        click(page, "read_in")
        click(page, "read_another")
    assert named(page, "choose_list_file").isVisible()
    assert len(window.profile.ask(lambda reading: reading.intakes())) == 2


def test_carers_come_from_the_column_of_the_loss(window: PageWindow, lists: Path) -> None:
    window.pages.chosen_file = lists / "carers.csv"
    page = window.show(window.pages.read_list())
    click(page, "choose_list_file")
    click(page, "to_check")
    click(page, "read_in")
    counts = window.profile.ask(lambda reading: reading.resident_counts(ResidentQuestion(TODAY)))
    assert counts["groups.former_carer"] > 0
    assert counts["groups.carer"] > 0


def test_a_list_without_a_surname_waits_until_its_column_is_chosen(
    window: PageWindow, tmp_path: Path
) -> None:
    file = tmp_path / "lijst.csv"
    file.write_text(
        "Wie;Straat;Huisnummer;Postcode;Geboortedatum\nBakker;Dorpsstraat;1;1234 AB;1-1-1940\n",
        encoding="utf-8",
    )
    window.pages.chosen_file = file
    page = window.show(window.pages.read_list())
    click(page, "choose_list_file")
    assert named(page, "list_problems").isVisible()
    assert not named(page, "to_check").isEnabled()
    combo = named(page, "column_0", QComboBox)
    combo.setCurrentIndex(combo.findData("surname"))
    assert not named(page, "list_problems").isVisible()
    click(page, "to_check")
    click(page, "read_in")
    assert people(window) == 1


def test_another_encoding_is_shown_at_once(window: PageWindow, tmp_path: Path) -> None:
    file = tmp_path / "lijst.csv"
    file.write_bytes("Achternaam;Straat;Geboortedatum\nCoördijn;Dorpsstraat;1940\n".encode("cp850"))
    window.pages.chosen_file = file
    page = window.show(window.pages.read_list())
    click(page, "choose_list_file")
    assert "Coördijn" not in words(page)
    encoding = named(page, "field_encoding", QComboBox)
    encoding.setCurrentIndex(encoding.findData("cp850"))
    assert "Coördijn" in words(page)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "leeg"), (None, "is er niet meer"), (b"PK\x03\x04broken", "beschadigd")],
    ids=["empty", "gone", "broken"],
)
def test_a_file_that_cannot_be_read_is_said_and_another_can_be_chosen(
    window: PageWindow, tmp_path: Path, content: bytes | None, said: str
) -> None:
    file = tmp_path / "lijst.xlsx"
    if content is not None:
        file.write_bytes(content)
    window.pages.chosen_file = file
    page = window.show(window.pages.read_list())
    click(page, "choose_list_file")
    assert named(page, "read_list_error").isVisible()
    assert said in words(named(page, "read_list_error"))
    assert named(page, "choose_list_file").isVisible()


def test_a_failed_copy_stops_the_reading(window: PageWindow, lists: Path) -> None:
    def fail() -> None:
        raise OSError

    window.pages.back_up = fail
    window.pages.chosen_file = lists / "brp.csv"
    page = window.show(window.pages.read_list())
    click(page, "choose_list_file")
    click(page, "to_check")
    click(page, "read_in")
    assert named(page, "read_list_error").isVisible()
    assert people(window) == 0


def test_no_file_chosen_changes_nothing(window: PageWindow) -> None:
    page = window.show(window.pages.read_list())
    click(page, "choose_list_file")
    assert named(page, "choose_list_file").isVisible()
