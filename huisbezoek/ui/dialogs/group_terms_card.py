"""The card "Wie, en hoe vaak": per group from when somebody is asked, and how often."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout

from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.model.domain.group_terms import (
    BOUNDS,
    FIELD_OF_PROBLEM,
    TermsProblem,
    problems_of,
)
from huisbezoek.ui.dialogs.organisation_form import (
    OrganisationForm,
    OrganisationLine,
    ParseTelephone,
    ShowTelephone,
)
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.text import Text


def _line(field: str, label: str, help_text: str = "") -> OrganisationLine:
    bounds = BOUNDS[field]
    return OrganisationLine(
        field,
        f"field_{field}",
        label,
        help_text,
        kind="count",
        least=bounds.least,
        most=bounds.most,
    )


# Per group its words and its terms. Carers are visited as often as the elderly.
_GROUPS: Final = (
    (
        QT_TRANSLATE_NOOP("group_terms", "Ouderen en mantelzorgers"),
        (
            _line("age_from", QT_TRANSLATE_NOOP("organisation", "Ouderen: vanaf hoeveel jaar?")),
            _line(
                "cycle_months",
                QT_TRANSLATE_NOOP("organisation", "Een bezoek om de hoeveel maanden?"),
                QT_TRANSLATE_NOOP("organisation", "24 maanden is twee jaar."),
            ),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("group_terms", "Wie een naaste verloor"),
        (
            _line(
                "light_contact_months",
                QT_TRANSLATE_NOOP("organisation", "Na hoeveel maanden een kaartje of belletje?"),
                QT_TRANSLATE_NOOP("organisation", "Vul 0 in als u dat niet doet."),
            ),
            _line(
                "former_carer_first_months",
                QT_TRANSLATE_NOOP("organisation", "Na hoeveel maanden het eerste bezoek?"),
                QT_TRANSLATE_NOOP("organisation", "Rouw kost tijd. Vaak is dat een jaar."),
            ),
            _line(
                "former_carer_last_months",
                QT_TRANSLATE_NOOP("organisation", "Tot hoeveel maanden na het verlies?"),
            ),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("group_terms", "Rond het pensioen"),
        (
            _line(
                "pension_months_before",
                QT_TRANSLATE_NOOP("organisation", "Vanaf hoeveel maanden voor de AOW?"),
            ),
            _line(
                "pension_months_after",
                QT_TRANSLATE_NOOP("organisation", "Tot hoeveel maanden na de AOW?"),
            ),
        ),
    ),
)
_PROBLEMS: Final[Mapping[TermsProblem, str]] = {
    TermsProblem.LAST_BEFORE_FIRST: QT_TRANSLATE_NOOP(
        "group_terms", "Dit ligt voor het eerste bezoek. Vul hier {0} of meer in."
    ),
    TermsProblem.LIGHT_AFTER_FIRST: QT_TRANSLATE_NOOP(
        "group_terms", "Een kaartje komt voor het eerste bezoek. Vul minder dan {0} in."
    ),
    TermsProblem.NO_PENSION_WINDOW: QT_TRANSLATE_NOOP(
        "group_terms", "Zo is niemand ooit aan de beurt. Vul bij een van beide meer in."
    ),
}


class GroupTermsCard(Card):
    """`wanted` carries the card of the organisation with what was typed, once all of it fits."""

    wanted = Signal(object)

    def __init__(self, look: LookSource, parse: ParseTelephone, show: ShowTelephone) -> None:
        super().__init__(look, _tr("Wie, en hoe vaak"))
        self.setObjectName("group_terms")
        self._known = OrganisationCard()
        self._forms: list[OrganisationForm] = []
        about = _tr("Wat u hier verandert, werkt meteen door in wie aan de beurt is.")
        self.body.addWidget(Text(look, about, tone="muted"))
        for title, lines in _GROUPS:
            form = OrganisationForm(look, lines, parse, show)
            self._forms.append(form)
            self.body.addWidget(Text(look, _tr(title), size="l", bold=True))
            self.body.addWidget(form)
        save = Button(look, _tr("&Termijnen bewaren"), icon="save")
        save.setObjectName("save_terms")
        save.clicked.connect(self._save)
        row = QHBoxLayout()
        row.addWidget(save)
        row.addStretch(1)
        self.body.addLayout(row)

    def set_card(self, card: OrganisationCard) -> None:
        """Fills in the terms as they are now."""
        self._known = card
        for form in self._forms:
            form.set_card(card)

    def know(self, card: OrganisationCard) -> None:
        """Takes over what was kept elsewhere; what is typed here stays."""
        self._known = card

    def _save(self) -> None:
        card: OrganisationCard | None = self._known
        for form in self._forms:
            card = form.read(card) if card is not None else None
        if card is None:
            return
        problems = problems_of(card)
        if problems:
            self._tell(problems[0], card)
            return
        self.wanted.emit(card)

    def _tell(self, problem: TermsProblem, card: OrganisationCard) -> None:
        name = FIELD_OF_PROBLEM[problem]
        field = next(form.fields[name] for form in self._forms if name in form.fields)
        field.set_error(_tr(_PROBLEMS[problem]).format(card.former_carer_first_months))
        field.editor.setFocus()


def _tr(text: str) -> str:
    return QCoreApplication.translate("group_terms", text)
