"""Names from outside, fit to be shown: nothing in them can turn or fool the words around them."""

import unicodedata
from typing import Final

LONGEST: Final = 90
"""Signs; a longer name keeps its beginning and its end."""

_KEPT_END: Final = 12
# Control signs, invisible and direction signs, halves of signs, unassigned ones, line breaks.
_UNFIT: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def shown_name(name: str) -> str:
    """The name without signs that cannot be seen, cut in the middle; '?' when nothing is left."""
    fit = "".join(sign for sign in name if unicodedata.category(sign) not in _UNFIT)
    fit = " ".join(fit.split())
    if len(fit) > LONGEST:
        fit = f"{fit[: LONGEST - _KEPT_END - 1]}…{fit[-_KEPT_END:]}"
    return fit or "?"
