"""The keys of the organisation: kept whole, and never made up where they are missing."""

from pathlib import Path

import pytest

from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.model.usecases.organisation import change_organisation
from huisbezoek.model.usecases.organisation_keys import (
    OrganisationKeys,
    load_organisation_keys,
    save_organisation_keys,
)
from huisbezoek.model.usecases.ports.sealing import PublicKeys
from tests.open_profile import open_profile

KEYS = OrganisationKeys(
    organisation="0" * 32,
    root_public="1" * 64,
    recovery_recipient="age1recovery",
    coordinator_device="2" * 32,
    coordinator_public=PublicKeys(signing="3" * 64, receiving="age1device"),
    coordinator_certificate="{}",
    roster="{}",
)


def test_keys_are_kept_whole(tmp_path: Path) -> None:
    with open_profile(tmp_path / "profile") as profile:
        profile.do(save_organisation_keys, KEYS)
        assert profile.do(load_organisation_keys) == KEYS


def test_the_card_of_the_organisation_is_changed_under_its_own_identifier(tmp_path: Path) -> None:
    card = OrganisationCard(name="Welzijn Voorbeelddam", coordinator_name="Anneke de Wit")
    with open_profile(tmp_path / "profile") as profile:
        profile.do(save_organisation_keys, KEYS)
        assert set(profile.do(change_organisation, card)) == {"name", "coordinator_name"}
        assert profile.ask(lambda reading: reading.organisation()) == card
        assert profile.do(change_organisation, card) == ()


def test_a_database_without_keys_is_an_error_of_the_program(tmp_path: Path) -> None:
    with open_profile(tmp_path / "profile") as profile, pytest.raises(LookupError, match="keys"):
        profile.do(load_organisation_keys)
