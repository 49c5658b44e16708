"""A question of a guide: its kind, words, answers, and when it is shown."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.errors import HuisbezoekError
from huisbezoek.model.domain.guide_versions import NewLink, is_ticks
from huisbezoek.model.domain.guides import (
    ConversationGuide,
    LifeArea,
    Option,
    Question,
    QuestionKind,
    Words,
)
from huisbezoek.ui.dialogs.guide_conditions import Conditions, GuideConditions
from huisbezoek.ui.models import guide_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import CheckRow
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import AreaField, ComboField
from huisbezoek.ui.widgets.fold import Fold

CHOICES = frozenset({QuestionKind.CHOICE, QuestionKind.OPEN_CHOICE})
TEXT_LIMIT = 500
"""Signs in one text of a question: longer is not said aloud, nor read on a screen."""


@dataclass(frozen=True, slots=True)
class QuestionPlace:
    """Where the question stands, and the question itself (a new one has an empty text)."""

    guide: ConversationGuide
    area: LifeArea
    question: Question


class GuideQuestionDialog(DialogFrame):
    """After `accepted` the guide with this question is in `guide`.

    `put` makes it and may refuse; the sentence then stands at the conditions.
    """

    def __init__(
        self,
        look: LookSource,
        window: QWidget,
        place: QuestionPlace,
        put: Callable[[Question], ConversationGuide],
        new_link: NewLink,
    ) -> None:
        is_new = not place.question.text.nl
        title = _tr("Vraag toevoegen") if is_new else _tr("Vraag wijzigen")
        super().__init__(look, window, title, _tr("Bij {0}").format(place.area.title.nl))
        self.setObjectName("guide_question_dialog")
        self.set_back(_tr("Terug"))
        self.guide = place.guide
        self._at = place
        self._put = put
        self._new_link = new_link
        self._is_ticks = is_ticks(place.area, place.question)
        self._build_fields(look)
        self._build_english(look)
        self._fill(place.question)
        back = Button(look, _tr("&Niet bewaren"), "quiet")
        back.clicked.connect(self.reject)
        keep = Button(look, _tr("&Bewaren"), "primary")
        keep.setObjectName("guide_question_keep")
        keep.clicked.connect(self._keep)
        self.add_button(back)
        self.add_button(keep)

    def _build_fields(self, look: LookSource) -> None:
        kinds = [(kind.value, guide_words.kind_words(kind)) for kind in QuestionKind]
        self._kind = ComboField(look, _tr("&Soort vraag"), kinds)
        self._kind.editor.setObjectName("guide_kind")
        self._kind.changed.connect(self._follow_kind)
        self._text = AreaField(look, _tr("&Vraag"), lines=2)
        self._text.editor.setObjectName("guide_text")
        self._options = AreaField(
            look, _tr("&Antwoorden om uit te kiezen"), _tr("Eén antwoord per regel."), lines=4
        )
        self._options.editor.setObjectName("guide_options")
        self._several = CheckRow(look, _tr("Meer dan één antwoord mag"))
        self._several.setObjectName("guide_several")
        self._help = AreaField(
            look, _tr("&Uitleg onder de vraag"), _tr("Mag leeg blijven."), lines=2
        )
        self._help.editor.setObjectName("guide_help")
        own = self._at.question.link_id
        answerable = [
            question
            for area in self._at.guide.areas
            for question in area.answerable()
            if question.link_id != own
        ]
        self._conditions = GuideConditions(look, self._at.guide, answerable)
        for widget in (self._kind, self._text, self._options, self._several, self._help):
            self.content.addWidget(widget)
        self.content.addWidget(self._conditions)

    def _build_english(self, look: LookSource) -> None:
        self._english = Fold(look, _tr("In het &Engels"), _tr("Mag leeg blijven."))
        self._english.setObjectName("guide_english")
        self._text_en = AreaField(look, _tr("Vraag in het Engels"), lines=2)
        self._text_en.editor.setObjectName("guide_text_en")
        self._options_en = AreaField(
            look, _tr("Antwoorden in het Engels"), _tr("In dezelfde volgorde."), lines=4
        )
        self._options_en.editor.setObjectName("guide_options_en")
        self._help_en = AreaField(look, _tr("Uitleg in het Engels"), lines=2)
        self._help_en.editor.setObjectName("guide_help_en")
        for widget in (self._text_en, self._options_en, self._help_en):
            self._english.body.addWidget(widget)
        self.content.addWidget(self._english)
        self.content.addStretch(1)

    def _fill(self, question: Question) -> None:
        self._kind.set_key(question.kind.value)
        self._kind.editor.setEnabled(not self._is_ticks)
        self._text.set_text(question.text.nl)
        self._text_en.set_text(question.text.en)
        self._options.set_text("\n".join(option.text.nl for option in question.options))
        self._options_en.set_text("\n".join(option.text.en for option in question.options))
        self._several.setChecked(question.several)
        self._help.set_text(question.help.nl)
        self._help_en.set_text(question.help.en)
        self._conditions.set_conditions(Conditions(question.show_when, question.behaviour))
        self._follow_kind()

    def _follow_kind(self) -> None:
        kind = QuestionKind(self._kind.key())
        has_options = kind in CHOICES
        self._options.setVisible(has_options)
        self._options_en.setVisible(has_options)
        self._several.setVisible(has_options and not self._is_ticks)
        # A helping question is only said aloud: nothing stands under it, and it waits for nothing.
        is_said = kind is QuestionKind.STARTER
        for widget in (self._help, self._help_en, self._conditions):
            widget.setVisible(not is_said and not self._is_ticks)

    def _keep(self) -> None:
        is_said = QuestionKind(self._kind.key()) is QuestionKind.STARTER
        fits = is_said or self._conditions.is_complete()
        if not self._is_complete() or not fits:
            return
        try:
            self.guide = self._put(self._question())
        except HuisbezoekError as error:
            self._conditions.set_error(guide_words.fault(error, self._at.guide))
            return
        self.accept()

    def _is_complete(self) -> bool:
        text, options = _line(self._text.text()), _lines(self._options.text())
        self._text.set_error("")
        self._options.set_error("")
        if not text:
            self._text.set_error(_tr("Schrijf op wat u vraagt."))
        elif len(text) > TEXT_LIMIT:
            over = len(text) - TEXT_LIMIT
            self._text.set_error(
                _tr("Dit is {0} tekens te lang. Maak de vraag korter.").format(over)
            )
        is_choice = QuestionKind(self._kind.key()) in CHOICES
        if is_choice and len(set(options)) < max(1, len(options)):
            self._options.set_error(_tr("Schrijf minstens één antwoord, en elk antwoord één keer."))
        return not self._text.error_text and not self._options.error_text

    def _question(self) -> Question:
        kind = QuestionKind(self._kind.key())
        before = self._at.question
        is_said = kind is QuestionKind.STARTER
        chosen = Conditions() if is_said else self._conditions.conditions()
        help_text = Words("") if is_said else _words(self._help.text(), self._help_en.text())
        has_options = kind in CHOICES
        return Question(
            link_id=before.link_id,
            kind=kind,
            text=_words(self._text.text(), self._text_en.text()),
            help=help_text,
            options=self._written_options() if has_options else (),
            several=has_options and self._several.isChecked(),
            show_when=chosen.show_when,
            behaviour=chosen.behaviour,
        )

    def _written_options(self) -> tuple[Option, ...]:
        known = {option.text.nl: option.code for option in self._at.question.options}
        english = [_line(line) for line in self._options_en.text().splitlines()]
        return tuple(
            Option(
                known.get(text) or f"o{self._new_link()}",
                Words(text, english[number] if number < len(english) else ""),
            )
            for number, text in enumerate(_lines(self._options.text()))
        )


def _line(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str) -> list[str]:
    return [line for part in text.splitlines() if (line := _line(part))]


def _words(dutch: str, english: str) -> Words:
    text = _line(dutch)
    return Words(text, _line(english) if text else "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("guide", text)
