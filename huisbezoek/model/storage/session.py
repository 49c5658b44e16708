"""The ground of a writing transaction: the journal's pen and what has been touched so far."""

from collections.abc import Iterable, Sequence

from sqlalchemy.engine import Connection
from typing_extensions import override

from huisbezoek.model.domain.operations import Subject
from huisbezoek.model.domain.state_pension import StatePensionTable
from huisbezoek.model.storage.deeds import keep_deed
from huisbezoek.model.storage.journal import JournalWriter
from huisbezoek.model.storage.projections import Projector
from huisbezoek.model.storage.subject_log import as_list
from huisbezoek.model.storage.touched import Touched
from huisbezoek.model.storage.view import View
from huisbezoek.model.usecases.ports.profile import Now, ProfileIdentity
from huisbezoek.model.usecases.ports.work import Changes


class Session(View):
    """One transaction. Projections follow when somebody asks, and at the latest at the commit."""

    def __init__(
        self,
        connection: Connection,
        pension_table: StatePensionTable,
        now: Now,
        identity: ProfileIdentity,
    ) -> None:
        super().__init__(connection, pension_table, now)
        self._identity = identity
        self._pen: JournalWriter | None = None
        self._projector = Projector(connection, pension_table)
        self._author = identity.person
        self._touched = Touched()
        self._changed: set[Subject] = set()
        self._local: set[str] = set()
        self._is_undo = False

    @property
    def _journal(self) -> JournalWriter:
        """The journal's pen, taken up when the first operation is written: drafts need none."""
        if self._pen is None:
            self._pen = JournalWriter(self._connection, self._identity, self._now)
        return self._pen

    def commit(self) -> Changes:
        """Keeps everything durably (synced to disk) and answers what was changed."""
        self._view()
        if self._pen is not None:
            if not self._is_undo:
                keep_deed(self._connection, self._pen, is_local=bool(self._local - {"drafts"}))
            self._pen.save()
        self._connection.commit()
        changes = Changes(frozenset(self._changed), frozenset(self._local))
        self._changed.clear()
        self._local.clear()
        self._is_undo = False
        return changes

    @override
    def _view(self) -> Connection:
        if self._touched.subjects:
            touched, self._touched = self._touched, Touched()
            self._projector.refresh(touched.subjects)
        return self._connection

    def _touch(self, number: int, subject: Subject | None = None) -> None:
        """Remembers that the rows of this subject are to be folded anew."""
        self._touched.anew(number)
        self._note(subject if subject is not None else self._subject(number))

    def _visits_of(self, residents: Sequence[int]) -> list[tuple[int, str]]:
        """The visits of these residents: number and identifier, withdrawn ones included."""
        rows = self._rows(
            "SELECT s.number, s.identifier FROM visit_links l JOIN subjects s ON s.number = l.visit"
            " WHERE l.resident IN (SELECT value FROM json_each(?)) ORDER BY s.number",
            (as_list(residents),),
        )
        return [(row[0], row[1]) for row in rows]

    def _drop_drafts(self, numbers: Iterable[int]) -> None:
        """Removes the drafts of these visits, and of these residents."""
        dropped = self._connection.exec_driver_sql(
            "DELETE FROM drafts WHERE visit IN (SELECT identifier FROM subjects"
            " WHERE number IN (SELECT value FROM json_each(?)))",
            (as_list(numbers),),
        )
        if dropped.rowcount:
            self._local.add("drafts")

    def _note(self, subject: Subject) -> None:
        self._changed.add(Subject(str(subject.kind), subject.identifier))

    def _subject(self, number: int) -> Subject:
        kind, identifier = self._connection.exec_driver_sql(
            "SELECT kind, identifier FROM subjects WHERE number = ?", (number,)
        ).one()
        return Subject(kind, identifier)
