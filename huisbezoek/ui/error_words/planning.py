"""What goes wrong with the planning of the cycle."""

from collections.abc import Mapping
from typing import Final

from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

SENTENCES: Final[Mapping[str, str]] = {
    "plan_cancelled": QT_TRANSLATE_NOOP(
        "errors",
        "Het plannen is gestopt. Er is niets veranderd. U kunt het opnieuw laten maken.",
    ),
}
