"""The piles of the page Vandaag: each visit as a card with why now and the next step."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.usecases.today import Today, TodayCard
from huisbezoek.ui import step_words, texts
from huisbezoek.ui.models import today_words
from huisbezoek.ui.widgets.chip import ChipValue
from huisbezoek.ui.widgets.list_layout import CardRow, GroupRow


def today_rows(view: Today, today: date) -> list[CardRow | GroupRow]:
    """The piles with something on them, under their headings."""
    rows: list[CardRow | GroupRow] = []
    for group in today_words.GROUPS:
        cards = [card for card in view.cards if card.group is group]
        if cards:
            rows.append(GroupRow(today_words.group_words(group), len(cards)))
            rows.extend(_row(card, today) for card in cards)
    return rows


def _row(card: TodayCard, today: date) -> CardRow:
    button = step_words.button(card.step)
    when = step_words.when(card.step, today)
    return CardRow(
        id=card.row.visit,
        name=texts.capital(card.name),
        address=card.row.address_line,
        initials=card.row.initials_pair,
        chip=ChipValue(when.text, when.tone) if when is not None else None,
        why=today_words.why(card, today),
        action=button.text if button else QCoreApplication.translate("TodayPage", "Bekijken"),
        action_icon=button.icon if button else "user",
    )
