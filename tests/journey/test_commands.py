"""The command line: exact lines, exit statuses, and one sentence when something is refused."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from huisbezoek.__main__ import main
from huisbezoek.app.folder_locks import FolderLocks
from huisbezoek.model.usecases.profile import close_profile, open_profile
from tests.journey.laptops import PASSWORD, files_under, writing

BRP = {
    "persons": 20,
    "accepted": 12,
    "refused": {"deceased": 2, "secrecy": 1, "suspended": 1, "no_address": 2, "unreadable": 2},
    "groups": {"age75": 5, "pension": 1},
    "in_no_group": 6,
    "warnings": {"incomplete_birth_date": 4, "age_over_115": 1, "letter_address": 1},
    "dropped_columns": ["01.01.10", "01.01.20", "01.20.10", "02.01.20", "05.01.20"],
}
EVERYDAY = {
    "persons": 8,
    "accepted": 6,
    "refused": {"unreadable": 2},
    "groups": {"age75": 2, "pension": 1},
    "in_no_group": 3,
    "warnings": {"incomplete_birth_date": 2},
    "dropped_columns": ["BSN"],
}


@pytest.fixture
def lists(repository) -> Path:
    return repository / "tests" / "fixtures" / "lists"


@pytest.fixture
def password_file(tmp_path) -> Path:
    path = tmp_path / "password.txt"
    path.write_text(PASSWORD + "\r\nwordt niet gelezen\n", encoding="utf-8-sig")
    return path


@pytest.fixture
def line(capsys):
    """Runs a command that must succeed; answers its one JSON line."""

    def run(*words: object) -> dict[str, object]:
        status = main([*map(str, words), "--json"])
        said = capsys.readouterr()
        assert status == 0, said.err
        assert said.out.count("\n") == 1
        assert said.err == ""
        return json.loads(said.out)

    return run


@pytest.fixture
def refused(capsys):
    """Runs a command that must be refused; answers its one sentence."""

    def run(*words: object) -> str:
        assert main([*map(str, words)]) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.count("\n") == 1
        assert said.err[0].isupper()
        assert said.err.endswith(".\n")
        return said.err

    return run


@pytest.mark.parametrize(
    ("name", "expected"),
    [("brp.csv", BRP), *((f"everyday.{kind}", EVERYDAY) for kind in ("csv", "xlsx", "ods"))],
)
def test_a_list_is_counted(lists, line, name, expected) -> None:
    found = line("intake", lists / name, "--dry-run", "--on", "2026-11-21")
    assert found == expected
    assert list(found) == list(expected)
    assert all(found["refused"].values())
    assert all(found["warnings"].values())


def test_another_municipality_is_refused_when_one_is_given(lists, line) -> None:
    words = ("intake", lists / "brp.csv", "--dry-run", "--on", "2026-11-21")
    found = line(*words, "--municipality", "0243")
    assert found["refused"] == BRP["refused"] | {"other_municipality": 1}
    assert found["accepted"] == BRP["accepted"] - 1


def test_the_real_list_is_counted_as_the_municipality_counts_it(shared, line) -> None:
    path = shared / "data" / "brp" / "persoonslijsten-a.csv"
    found = line("intake", path, "--dry-run", "--on", "2026-11-21")
    assert found["persons"] == 344
    assert found["accepted"] == 280
    assert found["refused"] == {"secrecy": 21, "suspended": 30, "deceased": 13}
    assert found["groups"] == {"age75": 42, "pension": 6}
    assert found["in_no_group"] == 232
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file, delimiter=";"))
    numbered = [name for name in header if name.endswith((".01.10", ".01.20"))]
    others = [name for name in header if name in {"01.20.10", "01.20.20"}]
    assert found["dropped_columns"] == [name for name in header if name in {*numbered, *others}]


def test_a_dry_run_writes_nothing(lists, line, tmp_path, monkeypatch, own_home) -> None:
    monkeypatch.chdir(tmp_path)
    line("intake", lists / "brp.csv", "--dry-run")
    assert files_under(tmp_path) == {}
    assert files_under(own_home) == {}


def test_a_list_is_read_into_a_profile_and_read_again(
    parts, laptops, lists, line, password_file
) -> None:
    folder = closed(parts, laptops)
    words = ("intake", lists / "brp.csv", "--profile", folder, "--password-file", password_file)
    first = line(*words, "--on", "2026-11-21")
    assert {name: first[name] for name in BRP} == BRP
    assert first["taken_in"]["new"] == first["taken_in"]["stored"] > 6
    assert len(list((folder / "backups").iterdir())) == 1
    again = line(*words, "--on", "2026-11-21")
    assert (again["taken_in"]["new"], again["taken_in"]["changed"]) == (0, 0)
    assert again["taken_in"]["unchanged"] == first["taken_in"]["new"]
    profile = open_profile(parts.profile, folder, PASSWORD)
    with writing(profile) as work:
        surnames = {work.resident(one).state.card.surname for one in work.known_people().values()}
    close_profile(parts.profile, profile)
    assert "Horst" in surnames


def closed(parts, laptops) -> Path:
    close_profile(parts.profile, laptops.coordinator)
    return laptops.coordinator.folder


def test_a_bundle_is_described_without_a_profile_and_verified_with_one(
    parts, laptops, line, password_file
) -> None:
    bundle = laptops.to_coordinator()
    outside = line("inspect", bundle)
    assert outside["age_version"] == "v1"
    assert outside["size"] == bundle.stat().st_size
    assert outside["recipients"].count("X25519") == 2
    assert "header" not in outside
    before = laptops.coordinator.database.digest()
    folder = closed(parts, laptops)
    words = ("inspect", bundle, "--profile", folder, "--password-file", password_file)
    inside = line(*words)
    assert line(*words) == inside
    assert {name: inside[name] for name in outside} == outside
    header = inside["header"]
    assert header["sender"] == laptops.riets_device()
    assert header["recipient"] == laptops.coordinators_device()
    assert header["counter"] == 1
    profile = open_profile(parts.profile, folder, PASSWORD)
    assert profile.database.digest() == before
    close_profile(parts.profile, profile)
    assert [path.name for path in files_under(folder / "inbox")] == []


def test_a_damaged_bundle_is_refused(parts, laptops, refused, password_file) -> None:
    bundle = laptops.to_coordinator()
    content = bytearray(bundle.read_bytes())
    content[len(content) // 2] ^= 1
    bundle.write_bytes(content)
    folder = closed(parts, laptops)
    words = ("inspect", bundle, "--profile", folder, "--password-file", password_file, "--json")
    assert "beschadigd" in refused(*words)


def test_a_profile_is_verified(parts, laptops, line, password_file, capsys) -> None:
    folder = closed(parts, laptops)
    outside = line("verify", folder)
    assert (outside["opened"], outside["ok"], outside["findings"]) == (False, True, [])
    inside = line("verify", folder, "--password-file", password_file)
    assert (inside["opened"], inside["ok"], inside["findings"]) == (True, True, [])
    assert inside["operations"] > 0
    assert set(outside["checks"]) < set(inside["checks"])
    database = folder / "huisbezoek.db"
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 1
    database.write_bytes(content)
    assert main(["verify", str(folder), "--password-file", str(password_file), "--json"]) == 1
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    if said.out:
        broken = json.loads(said.out)
        assert broken["ok"] is False
        assert broken["findings"]
    for name in ("keys-1", "keys-2"):
        (folder / name).unlink()
    assert main(["verify", str(folder), "--json"]) == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["findings"] == ["key_slots_missing"]
    assert said.err.count("\n") == 1


def test_what_is_refused_is_said_in_one_sentence(
    parts, laptops, lists, refused, password_file, tmp_path
) -> None:
    folder = closed(parts, laptops)
    before = files_under(folder)
    empty, wrong, binary = tmp_path / "leeg.csv", tmp_path / "fout.txt", tmp_path / "binair.txt"
    empty.write_bytes(b"")
    wrong.write_text("een heel ander wachtwoord", encoding="utf-8")
    binary.write_bytes(b"\xff\xfe\xff")
    into = ("intake", lists / "brp.csv", "--profile")
    missing = tmp_path / "nergens"
    refused("intake", empty, "--dry-run", "--json")
    refused("intake", missing, "--dry-run", "--json")
    refused("intake", tmp_path, "--dry-run", "--json")
    assert "wachtwoord" in refused(*into, folder, "--password-file", wrong).casefold()
    assert "tekst" in refused(*into, folder, "--password-file", binary)
    refused(*into, folder, "--password-file", missing)
    refused(*into, missing, "--password-file", password_file)
    refused("inspect", missing, "--json")
    refused("inspect", lists / "brp.csv", "--json")
    locks = FolderLocks()
    locks.take(folder)
    assert "al open" in refused(*into, folder, "--password-file", password_file)
    locks.release(folder)
    assert files_under(folder) == before


@pytest.mark.parametrize(
    "words",
    [
        "intake",
        "intake lijst.csv",
        "intake lijst.csv --profile map",
        "intake lijst.csv --dry-run --on gisteren",
        "intake lijst.csv --dry-run --municipality Voorbeelddam",
        "inspect bestand.hbz --password-file f",
        "verify",
        "iets-anders",
    ],
)
def test_wrong_usage_ends_with_2_and_says_nothing_on_standard_output(capsys, words) -> None:
    with pytest.raises(SystemExit) as ending:
        main(words.split())
    assert ending.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "usage" in said.err


def test_help_names_every_command(capsys) -> None:
    with pytest.raises(SystemExit) as ending:
        main(["--help"])
    assert ending.value.code == 0
    said = capsys.readouterr().out
    assert all(name in said for name in ("window", "demo", "intake", "inspect", "verify"))


def test_a_window_without_a_screen_is_refused_with_what_to_do_instead(refused, monkeypatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert "./start demo --headless" in refused()


def test_words_are_printed_for_people(lists, capsys) -> None:
    path = str(lists / "everyday.csv")
    assert main(["intake", path, "--dry-run", "--on", date(2026, 11, 21).isoformat()]) == 0
    said = capsys.readouterr()
    assert "persons: 8" in said.out.splitlines()
    assert said.err == ""


def test_plan_levels_a_fictional_municipality_and_prints_counts_only(line) -> None:
    told = line("plan", "--demo", "--residents", 60, "--visitors", 2, "--months", 24)
    assert (told["residents"], told["visitors"], len(told["months"])) == (60, 2, 24)
    assert told["turns"] + sum(month["agreed"] for month in told["months"]) > 40
    assert (told["unplanned"], told["waiting"]) == (0, 0)
    assert told["highest_before"] > 2 * told["highest"]
    assert sum(month["planned"] for month in told["months"]) >= told["turns"]
    assert set(told["seconds"]) == {
        *("building", "reading", "problem", "forecast", "preview", "flow"),
    }


@pytest.mark.parametrize("words", [["plan"], ["plan", "--demo", "--residents", "0"]])
def test_plan_without_demo_or_people_is_wrong_usage(words, capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    capsys.readouterr()


def test_plan_speaks_in_a_table_too(capsys) -> None:
    words = ["plan", "--demo", "--residents", "12", "--visitors", "1", "--months", "3"]
    assert main(words) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].split() == ["maand", "nodig", "verdeeld", "gepland", "plek"]
    assert "residents: 12" in said
