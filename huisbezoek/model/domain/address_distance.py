"""How far addresses lie apart without a map: by front door, street and postcode.

No metres: only good enough to say which address is handy after which.
"""

from typing import Final

from huisbezoek.model.domain.addresses import Address, normal_postcode

_SAME_POSTCODE: Final = 1
_SAME_STREET: Final = 2
_NUMBERS_A_STEP: Final = 20
_LONGEST_STREET: Final = 8
_SAME_QUARTER: Final = 12
_OTHER_QUARTER: Final = 60
_UNKNOWN: Final = 100


def address_distance(one: Address, other: Address) -> int:
    """0 at one front door, more the further apart; the same both ways.

    One postcode is part of one street; a street counts its house numbers; the four figures of a
    postcode are a quarter, and quarters with figures beside each other often lie beside each other.
    """
    first, second = normal_postcode(one.postcode), normal_postcode(other.postcode)
    if one.household_key() and one.household_key() == other.household_key():
        return 0
    if first and first == second:
        return _SAME_POSTCODE
    if one.street and (one.street, one.city) == (other.street, other.city):
        return _SAME_STREET + _along(one, other)
    if not first or not second:
        return _UNKNOWN
    quarters = abs(int(first[:4]) - int(second[:4]))
    if not quarters:
        return _SAME_QUARTER + abs(ord(first[4]) - ord(second[4]))
    return _OTHER_QUARTER + min(quarters, _UNKNOWN - _OTHER_QUARTER)


def _along(one: Address, other: Address) -> int:
    numbers = abs((one.house_number or 0) - (other.house_number or 0))
    return min(numbers // _NUMBERS_A_STEP, _LONGEST_STREET)
