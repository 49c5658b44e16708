"""Passwords, words and the guard on raw keys."""

import random
from pathlib import Path

import pytest

from huisbezoek.model.domain.passwords import (
    MAXIMUM_LENGTH,
    MINIMUM_LENGTH,
    PasswordRule,
    PasswordVerdict,
    parse_common_passwords,
)
from huisbezoek.model.domain.raw_key import RawKeyRefusedError, checked_raw_key, raw_key_pragma
from huisbezoek.model.domain.start_words import parse_start_words
from huisbezoek.model.sealing.word_lists import load_common_passwords, load_start_words
from huisbezoek.model.usecases.profile import (
    PasswordTooCommonError,
    PasswordTooLongError,
    PasswordTooShortError,
    check_password,
)

TABLES = Path(__file__).parents[2] / "resources" / "tables"


@pytest.fixture(scope="module")
def words():
    return parse_start_words((TABLES / "start-words.txt").read_text("utf-8"))


@pytest.fixture(scope="module")
def rule(words):
    common = parse_common_passwords((TABLES / "common-passwords.txt").read_text("utf-8"))
    return PasswordRule(common, words)


@pytest.mark.parametrize(
    "password",
    [
        "zeven blauwe kano's",
        "water boek zomer tafel",
        "  Water  BOEK zomer tafel",
        "Kr4bbel&Papegaai",
        "mijn fiets staat buiten",
        "トマトが赤いのはなぜですか",
    ],
)
def test_good_passwords(rule, password):
    assert rule.judge(password) is PasswordVerdict.GOOD


@pytest.mark.parametrize(
    ("password", "verdict"),
    [
        ("", PasswordVerdict.TOO_SHORT),
        ("kort genoeg", PasswordVerdict.TOO_SHORT),
        ("water boek", PasswordVerdict.TOO_SHORT),
        ("aaaaaaaaaaaaaaaa", PasswordVerdict.TOO_REPETITIVE),
        ("water water water water", PasswordVerdict.TOO_REPETITIVE),
        ("wachtwoord123", PasswordVerdict.TOO_COMMON),
        ("Wachtwoord2026!", PasswordVerdict.TOO_COMMON),
        ("Welkom01Welkom01", PasswordVerdict.TOO_COMMON),
        ("ZorgDat-Harderwijk", PasswordVerdict.TOO_COMMON),
        ("huisbezoek2026", PasswordVerdict.TOO_COMMON),
        ("qwertyuiopasd", PasswordVerdict.TOO_COMMON),
        ("abcdefghijklmno", PasswordVerdict.TOO_COMMON),
        ("1qaz2wsx3edc", PasswordVerdict.TOO_COMMON),
        ("123456789012", PasswordVerdict.TOO_COMMON),
        ("06 0000 1234 56", PasswordVerdict.TOO_COMMON),
        ("x" * 2000, PasswordVerdict.TOO_LONG),
    ],
)
def test_bad_passwords(rule, password, verdict):
    assert rule.judge(password) is verdict


@pytest.mark.parametrize(
    ("password", "error", "values"),
    [
        ("kort genoeg", PasswordTooShortError, {"minimum": MINIMUM_LENGTH}),
        ("x" * 2000, PasswordTooLongError, {"maximum": MAXIMUM_LENGTH}),
        ("wachtwoord123", PasswordTooCommonError, {}),
        ("aaaaaaaaaaaaaaaa", PasswordTooCommonError, {}),
    ],
)
def test_a_bad_password_is_refused_with_what_is_wrong(rule, password, error, values):
    with pytest.raises(error) as refused:
        check_password(rule, password)
    assert refused.value.values == values
    assert password not in str(refused.value)


def test_a_good_password_is_not_refused(rule):
    assert check_password(rule, "zeven blauwe kano's") is None


def test_lists_are_read_from_their_files(words, rule):
    assert load_start_words(TABLES / "start-words.txt") == words
    assert load_common_passwords(TABLES / "common-passwords.txt") == rule.common


def test_the_list_of_words(words):
    """Its order is part of the formats; what people hear and type must be easy to tell apart."""
    assert len(words.words) == 4_096
    assert list(words.words) == sorted(set(words.words))
    assert len({word[:5] for word in words.words}) == 4_096
    for word in words.words:
        assert 4 <= len(word) <= 7
        assert set(word) <= set("abdefghijklmnoprstuvwz")
        assert not any(doubt in word for doubt in ("ei", "ij", "ou", "au"))


def test_words_complete_after_three_letters(words):
    assert words.complete("wa") == ()
    assert "water" in words.complete("WAT")
    assert all(word.startswith("wat") for word in words.complete("wat"))
    beginnings = {word[:3] for word in words.words}
    assert max(len(words.complete(beginning)) for beginning in sorted(beginnings)[::10]) <= 40
    assert words.holds(" Wáter ")


def malformed_keys():
    source = random.Random(10)
    whole = "0123456789abcdef" * 4
    yield from ("", " ", whole[:-1], whole + "0", whole + " ", " " + whole, whole + "\n")
    yield from (whole.upper(), "x'" + whole + "'", whole[:-1] + "g", whole[:-1] + "'", "0" * 66)
    yield from ("\u0660" * 64, "\u0430" * 64, whole[:-1] + "\0", "\uff10" * 64)
    for _ in range(90):
        place = source.randrange(64)
        yield whole[:place] + source.choice("ghABCDEF '\"\n\t;-–é") + whole[place + 1 :]
    for _ in range(100):
        length = source.choice([*range(64), *range(65, 130)])
        yield "".join(source.choice("0123456789abcdef") for _ in range(length))


def test_malformed_raw_keys_are_never_accepted():
    """T10: SQLCipher would take each of these for a passphrase."""
    tried = list(malformed_keys())
    assert len(tried) >= 200
    for key in tried:
        for guard in (checked_raw_key, raw_key_pragma):
            with pytest.raises(RawKeyRefusedError) as refused:
                guard(key)
            assert refused.value.values == {}


def test_a_raw_key_becomes_one_statement():
    key = "0123456789abcdef" * 4
    assert raw_key_pragma(key) == f"PRAGMA key = \"x'{key}'\""
