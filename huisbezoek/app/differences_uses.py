"""Binds the use cases of Verschillen."""

from huisbezoek.app.binding import Binding
from huisbezoek.model.usecases.differences import decide_difference, differences, keep_both
from huisbezoek.ui.pages.differences_page import DifferencesUses


def differences_uses(bound: Binding) -> DifferencesUses:
    """What Verschillen asks and does."""
    return DifferencesUses(
        differences=differences,
        keep=lambda writing, difference, chosen: decide_difference(
            writing, difference, chosen.value
        ),
        keep_both=keep_both,
        show_telephone=bound.show_telephone,
        local=lambda moment: moment.astimezone(bound.parts.now().tzinfo),
    )
