"""A forgotten password: request, answer and code open one profile once, and nothing else."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from huisbezoek.app.parts import Parts, real_parts
from huisbezoek.app.resources import resources_folder
from huisbezoek.model.domain.cards import OrganisationCard, VisitorCard
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases import forgotten_password as use
from huisbezoek.model.usecases.forgotten_password import Asker
from huisbezoek.model.usecases.organisation_keys import load_organisation_keys
from huisbezoek.model.usecases.ports.exchange import Peer
from huisbezoek.model.usecases.ports.password_files import (
    AnswerForOtherProfileError,
    AnswerUsedError,
    PasswordFileDamagedError,
    RequestOfOtherOrganisationError,
    RequestOfRevokedLaptopError,
    WrongAnswerCodeError,
)
from huisbezoek.model.usecases.ports.profile import DATABASE_FILE, DatabaseDamagedError
from huisbezoek.model.usecases.ports.sealing import (
    FLOOR_COST,
    WordsNotUnderstoodError,
    WrongPasswordError,
    WrongRecoveryKeyError,
)
from huisbezoek.model.usecases.ports.transfer import FileTooLargeError
from huisbezoek.model.usecases.profile import (
    EmergencySheet,
    OpenProfile,
    PasswordTooShortError,
    create_coordinator,
    create_visitor_profile,
    open_profile,
)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FORGOTTEN = "kopje thee bij het raam"
FRESH = "boterham met pindakaas 7"
CODE = ("water", "boek", "zomer", "tafel")
RIET = "0" * 31 + "a"


@dataclass
class Two:
    """A coordinator with an emergency sheet, and Riet, whose laptop is closed."""

    parts: Parts
    coordinator: OpenProfile
    sheet: EmergencySheet
    riet: Path
    device: str

    def asked(self):
        return self.parts.passwords.files.read_request(
            use.make_request(self.parts.passwords, self.riet)
        )

    def answered(self, code=CODE) -> bytes:
        words = self.sheet.recovery_words
        return use.answer(self.parts.passwords, self.asked(), words, code)

    def opened(self, data: bytes, code=CODE, password: str = FRESH) -> OpenProfile:
        return use.open_answer(self.parts.passwords, self.riet, data, code, password)

    def ask(self, question):
        writer = self.coordinator.database.open_writer()
        try:
            with writer.writing() as writing:
                answer = question(writing)
                writing.commit()
                return answer
        finally:
            writer.close()

    def keep_peer(self, **values: str) -> None:
        peer = Peer(self.device, RIET, "visitor", "Riet", **values)
        self.ask(lambda writing: writing.save_peer(peer))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Made once: deriving keys is slow on purpose."""
    folder = tmp_path_factory.mktemp("laptops")
    parts = real_parts(resources_folder(), now=lambda: NOW, cost=FLOOR_COST)
    card = OrganisationCard(name="Welzijn Voorbeelddam", coordinator_name="Anneke de Wit")
    coordinator, sheet = create_coordinator(
        parts.profile, folder / "anneke", card, FORGOTTEN, now=NOW
    )
    two = Two(parts, coordinator, sheet, folder / "riet", "")
    keys = two.ask(load_organisation_keys)
    riet = create_visitor_profile(parts.profile, two.riet, RIET, keys, FORGOTTEN)
    two.device = riet.identity.device
    riet.database.close()
    coordinator.database.close()
    return two


@pytest.fixture
def two(made, tmp_path):
    shutil.copytree(made.coordinator.folder.parent, tmp_path / "laptops")
    place = tmp_path / "laptops"
    keys = made.coordinator.keys
    database = made.parts.profile.databases.open(
        place / "anneke", keys.database_key, keys.profile, keys.mark
    )
    coordinator = OpenProfile(place / "anneke", keys, database)
    yield Two(made.parts, coordinator, made.sheet, place / "riet", made.device)
    database.close()


def test_request_answer_and_code_open_with_a_new_password(two) -> None:
    opened = two.opened(two.answered())
    assert opened.identity.person == RIET
    opened.database.close()
    with pytest.raises(WrongPasswordError):
        open_profile(two.parts.profile, two.riet, FORGOTTEN)
    open_profile(two.parts.profile, two.riet, FRESH).database.close()


def test_the_same_answer_does_not_open_twice(two) -> None:
    data = two.answered()
    two.opened(data).database.close()
    with pytest.raises(AnswerUsedError):
        two.opened(data)
    assert two.asked().request != two.parts.passwords.files.read_answer(data).request
    with pytest.raises(AnswerUsedError):
        two.opened(data)


def test_asking_again_before_the_answer_repeats_the_request(two) -> None:
    first = two.asked()
    data = two.answered()
    assert two.asked().request == first.request
    two.opened(data).database.close()


def test_a_wrong_code_costs_nothing(two) -> None:
    data = two.answered()
    for _ in range(2):
        with pytest.raises(WrongAnswerCodeError):
            two.opened(data, CODE[::-1])
    open_profile(two.parts.profile, two.riet, FORGOTTEN).database.close()
    two.opened(data).database.close()


def test_a_password_that_is_too_short_is_said_before_the_code_is_tried(two) -> None:
    with pytest.raises(PasswordTooShortError):
        two.opened(two.answered(), password="kort")
    assert use.is_waiting(two.parts.passwords, two.riet)


def test_an_answer_for_another_profile_is_refused(two) -> None:
    data = two.answered()
    with pytest.raises(AnswerForOtherProfileError):
        use.open_answer(two.parts.passwords, two.coordinator.folder, data, CODE, FRESH)


def test_a_damaged_answer_changes_nothing(two) -> None:
    with pytest.raises(PasswordFileDamagedError):
        two.opened(two.answered()[:-3])
    assert use.is_waiting(two.parts.passwords, two.riet)


def test_who_remembers_the_password_makes_the_answer_worthless(two) -> None:
    data = two.answered()
    use.forget_request(two.parts.passwords, two.riet)
    use.forget_request(two.parts.passwords, two.riet)
    assert not use.is_waiting(two.parts.passwords, two.riet)
    with pytest.raises(AnswerUsedError):
        two.opened(data)


def test_words_that_were_mistyped_or_of_another_sheet(two, tmp_path) -> None:
    asked = two.asked()
    words = list(two.sheet.recovery_words)
    with pytest.raises(WordsNotUnderstoodError):
        use.answer(two.parts.passwords, asked, [words[1], words[0], *words[2:]], CODE)
    identities = two.parts.profile.identities
    other = identities.recovery_words(identities.new_recovery_identity())
    with pytest.raises(WrongRecoveryKeyError):
        use.answer(two.parts.passwords, asked, other, CODE)


def test_the_files_travel_over_a_stick(two, tmp_path) -> None:
    parts, stick, today = two.parts.passwords, tmp_path / "stick", NOW.date()
    stick.mkdir()
    written = use.write_request(parts, two.riet, stick, today=today)
    assert written.path.suffix == ".hbvraag"
    assert "Riet" not in written.path.name
    asked = use.read_request(parts, written.path)
    data = use.answer(parts, asked, two.sheet.recovery_words, CODE)
    back = use.write_answer(parts, data, stick, today=today)
    assert back.path.suffix == ".hbantwoord"
    use.open_answer_file(parts, two.riet, back.path, CODE, FRESH).database.close()


def test_a_huge_file_is_not_read(two, tmp_path) -> None:
    path = tmp_path / "groot.hbvraag"
    path.write_bytes(bytes(use.FILE_LIMIT + 1))
    with pytest.raises(FileTooLargeError):
        use.read_request(two.parts.passwords, path)


def test_the_coordinator_sees_whom_to_call(two) -> None:
    asked = two.asked()
    assert two.ask(lambda writing: use.asker(writing, asked)) == Asker(known=False)
    two.keep_peer()
    found = two.ask(lambda writing: use.asker(writing, asked))
    assert found == Asker(True, RIET, "Riet", "")
    card = VisitorCard(name="Riet Jansen", telephone="+31600000112")
    two.ask(lambda writing: writing.change_card(Subject(SubjectKind.VISITOR, RIET), card))
    found = two.ask(lambda writing: use.asker(writing, asked))
    assert found == Asker(True, RIET, "Riet Jansen", "+31600000112")
    assert "Riet" not in repr(found)


def test_a_lost_laptop_is_not_answered(two) -> None:
    two.keep_peer(status="revoked")
    asked = two.asked()
    with pytest.raises(RequestOfRevokedLaptopError):
        two.ask(lambda writing: use.asker(writing, asked))


def test_another_organisation_is_told_at_once(two, tmp_path) -> None:
    other, _ = create_coordinator(
        two.parts.profile, tmp_path / "elders", OrganisationCard(name="Elders"), FRESH, now=NOW
    )
    other.database.close()
    made = use.make_request(two.parts.passwords, tmp_path / "elders")
    asked = two.parts.passwords.files.read_request(made)
    with pytest.raises(RequestOfOtherOrganisationError):
        two.ask(lambda writing: use.asker(writing, asked))


def test_a_profile_that_was_never_closed_opens_again(two) -> None:
    """As after a power cut in the first minute, with nothing written yet."""
    open_profile(two.parts.profile, two.riet, FORGOTTEN).database.close()


def test_a_damaged_database_keeps_the_new_password_for_the_backup(two) -> None:
    data = two.answered()
    (two.riet / DATABASE_FILE).write_bytes(bytes(8192))
    with pytest.raises(DatabaseDamagedError):
        two.opened(data)
    keys = two.parts.profile.key_slots.open_with_password(two.riet, FRESH)
    assert keys.device_keys.device == two.device
