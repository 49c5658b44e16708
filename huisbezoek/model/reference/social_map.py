"""Reads the social map that comes along with the program from its data file."""

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import ClassVar

from huisbezoek.model.domain.cards import OfferCard
from huisbezoek.model.domain.errors import DamagedDataError
from huisbezoek.model.domain.identity import is_identifier

_FIELDS = frozenset(known.name for known in fields(OfferCard) if known.type is str)


class SocialMapDamagedError(DamagedDataError):
    """The file of the social map is not there or not what it should be."""

    code: ClassVar[str] = "social_map_damaged"


def load_social_map(path: Path) -> Mapping[str, OfferCard]:
    """The entries in the file (`resources/tables/social-map.json`) by their fixed identifiers.

    Raises SocialMapDamagedError when the file or a part of it is missing or not understood.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        entries = [(str(entry.pop("id")), entry) for entry in content["offers"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SocialMapDamagedError from error
    offers = {identifier: _card(entry) for identifier, entry in entries}
    if len(offers) != len(entries) or not all(is_identifier(one) for one in offers):
        raise SocialMapDamagedError
    return offers


def _card(entry: Mapping[str, object]) -> OfferCard:
    texts = {name: value for name, value in entry.items() if isinstance(value, str)}
    if not texts.keys() <= _FIELDS or len(texts) != len(entry) or not texts.get("name"):
        raise SocialMapDamagedError
    return replace(OfferCard(), **texts)  # type: ignore[arg-type] # only the fields of text
