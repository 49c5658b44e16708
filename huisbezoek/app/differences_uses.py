"""Binds the use cases of Verschillen."""

from huisbezoek.app.binding import Binding
from huisbezoek.model.usecases.differences import decide_difference, differences, keep_both
from huisbezoek.model.usecases.given_twice import choose_visitor, given_twice
from huisbezoek.ui.pages.differences_page import DifferencesUses


def differences_uses(bound: Binding) -> DifferencesUses:
    """What Verschillen asks and does."""
    return DifferencesUses(
        differences=differences,
        given_twice=given_twice,
        choose_visitor=lambda writing, seen, visitor: choose_visitor(
            writing, seen, visitor, today=bound.today()
        ),
        keep=lambda writing, difference, chosen: decide_difference(
            writing, difference, chosen.value
        ),
        keep_both=keep_both,
        show_telephone=bound.show_telephone,
        local=lambda moment: moment.astimezone(bound.parts.now().tzinfo),
    )
