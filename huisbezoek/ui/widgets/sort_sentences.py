"""Sorting at home: every sentence of the free sheet under the subject where it belongs."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from huisbezoek.model.domain.free_text import Passage
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.clearing import cleared
from huisbezoek.ui.widgets.field import ComboField
from huisbezoek.ui.widgets.fold import Fold
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.text import IconText, Text

_NOT_FILED: Final = "@none"
_MOST: Final = 1_000
"""Sentences; more than this are not sorted one by one."""

Subject = tuple[str, str]
"""Link id and title."""


class SortSentences(Fold):
    """Ticks beside the sentences, one subject, one button: all of it by keyboard.

    `moved` carries the places of the sentences and the subject they go to ("" = no subject).
    """

    moved = Signal(frozenset, str)

    def __init__(self, look: LookSource) -> None:
        super().__init__(
            look,
            self.tr("Zinnen &ordenen"),
            self.tr("Zet een zin bij het onderwerp waar hij hoort. Dit hoeft niet."),
        )
        self.button.setObjectName("sort_sentences")
        self._passages: tuple[Passage, ...] = ()
        self._subjects: tuple[Subject, ...] = ()
        self._built: tuple[tuple[Passage, ...], tuple[Subject, ...]] | None = None
        self._groups: list[ChoiceGroup] = []
        self._target = ComboField(look, self.tr("Zet de gekozen zinnen &bij"), [])
        self._target.editor.setObjectName("field_sort_subject")
        self._move = Button(look, self.tr("Zinnen &verplaatsen"), icon="check")
        self._move.setObjectName("move_sentences")
        self._missing = IconText(look, "info", "", tone="muted")
        row = Row(look, stacks=True)
        row.add(self._target, 1)
        row.add(self._move, 0, Qt.AlignmentFlag.AlignBottom)
        self._list = QVBoxLayout()
        self.body.addWidget(Text(look, self.tr("Kruis zinnen aan en kies dan een onderwerp.")))
        self.body.addWidget(row)
        self.body.addWidget(self._missing)
        self.body.addLayout(self._list)
        self._missing.hide()
        self._move.clicked.connect(self._tell)
        self.opened.connect(self._build)

    def set_sheet(self, passages: Sequence[Passage], subjects: Sequence[Subject]) -> None:
        """Shows other sentences or subjects; nothing when there is nothing to sort."""
        self._passages, self._subjects = tuple(passages), tuple(subjects)
        self.setVisible(any(passage.text.strip() for passage in passages))
        self._build()

    def chosen(self) -> frozenset[int]:
        """The places of the sentences that are ticked."""
        return frozenset(int(key) for group in self._groups for key in group.chosen())

    def _build(self) -> None:
        now = (self._passages, self._subjects)
        if not self.is_open or now == self._built:
            return
        self._built = now
        self._fill_target()
        cleared(self._list)
        self._groups = []
        if len(self._passages) > _MOST:
            self._say(self.tr("Dit zijn te veel zinnen om hier te ordenen."))
            return
        self._say("")
        by_subject: dict[str, list[Choice]] = {"": [], **{key: [] for key, _ in self._subjects}}
        for place, passage in enumerate(self._passages):
            if passage.text.strip():
                known = passage.subject if passage.subject in by_subject else ""
                by_subject[known].append(Choice(str(place), " ".join(passage.text.split())))
        titles = {"": self.tr("Nog zonder onderwerp"), **dict(self._subjects)}
        for subject, choices in by_subject.items():
            if choices:
                self._add_group(titles[subject], choices)

    def _add_group(self, title: str, choices: Sequence[Choice]) -> None:
        group = ChoiceGroup(self._source, title, choices, several=True)
        for key, row in group.rows().items():
            row.setObjectName(f"sentence_{key}")
        self._groups.append(group)
        self._list.addWidget(group)

    def _fill_target(self) -> None:
        editor, before = self._target.editor, self._target.key()
        editor.clear()
        for key, title in self._subjects:
            editor.addItem(title, key)
        editor.addItem(self.tr("geen onderwerp"), _NOT_FILED)
        self._target.set_key(before)

    def _tell(self) -> None:
        places, target = self.chosen(), self._target.key()
        if not places:
            self._say(self.tr("Kruis eerst een zin aan."))
        elif not target:
            self._say(self.tr("Kies eerst een onderwerp."))
            self._target.setFocus()
        else:
            self.moved.emit(places, "" if target == _NOT_FILED else target)
            # The rows were made anew: go on where the next sentence is chosen.
            first = next((row for group in self._groups for row in group.rows().values()), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, words: str) -> None:
        self._missing.set_text(words)
        self._missing.setVisible(bool(words))
        self._move.setAccessibleDescription(words)
