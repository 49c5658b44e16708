"""The steps of an exchange, and what came of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from huisbezoek.model.usecases.exchange_folder import UnsentWork
from huisbezoek.model.usecases.exchange_news import ExchangeNews, PersonHere
from huisbezoek.model.usecases.import_preview import ImportPreview
from huisbezoek.model.usecases.ports.transfer import ArrivedFile, FileStamp, WrittenFile
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.receiving import AppliedBundle, ReceivedBundle, SenderKeys
from huisbezoek.model.usecases.sending import PreparedBundle, SealedBundle
from huisbezoek.ui.models.exchange_cleaning import CleaningSteps


@dataclass(frozen=True, slots=True)
class FileNotes:
    """What became of the files that a look found: read here (now or before), or refused."""

    present: frozenset[FileStamp]
    read: frozenset[FileStamp] = frozenset()
    refused: frozenset[FileStamp] = frozenset()


def _no_preview(_writing: Writing, _received: ReceivedBundle) -> None:
    """Where everything is read at once, nobody looks before."""


def _note_nothing(_writing: Writing, _notes: FileNotes) -> None:
    """Where nothing offers files, nothing needs to be remembered of them."""


@dataclass(frozen=True, slots=True)
class ExchangeSteps:
    """Use cases of exchange, bound to this profile. What takes Writing runs on the data lane."""

    prepare: Callable[[Writing, str], PreparedBundle]
    seal: Callable[[PreparedBundle], SealedBundle]
    keep_sent: Callable[[Writing, SealedBundle], None]
    carry: Callable[[SealedBundle, Path], WrittenFile]
    senders: Callable[[Writing], SenderKeys]
    arrived: Callable[[Path], tuple[ArrivedFile, ...]]
    clear: Callable[[], None]
    receive: Callable[[SenderKeys, Path], ReceivedBundle]
    back_up: Callable[[], Path]
    apply: Callable[[Writing, SenderKeys, ReceivedBundle], AppliedBundle]
    discard: Callable[[ReceivedBundle], None]
    cleaning: CleaningSteps
    preview: Callable[[Writing, ReceivedBundle], ImportPreview | None] = _no_preview
    """What reading would do here; None when that is not asked, or takes too long to find out."""
    note: Callable[[Writing, FileNotes], object] = _note_nothing
    """Remembers what became of the files of a folder, so that they are not offered again."""


@dataclass(frozen=True, slots=True)
class TripStart:
    """Where a round trip begins: to whom, with which unsent work, and who is here now."""

    recipients: tuple[str, ...]
    unsent: UnsentWork
    people: Mapping[str, PersonHere]


@dataclass(frozen=True, slots=True)
class RoundTripSteps:
    """What a visitor's one button does besides writing and reading; all bound to this profile.

    `let_go` takes residents off this laptop who were handed over, and notes the traces that the
    disk still holds; once these were wiped, `confirm` notes that nothing is left and says of how
    many.
    """

    begin: Callable[[Writing], TripStart]
    carried: Callable[[Writing, int], None]
    let_go: Callable[[Writing], object]
    confirm: Callable[[Writing], int]
    people: Callable[[Writing], Mapping[str, PersonHere]]


@dataclass(frozen=True, slots=True)
class WrittenBundle:
    """A file that stands on the stick, in numbers."""

    device: str
    residents: int
    operations: int
    file: WrittenFile


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that was checked whole and waits to be read; `preview` says what that would do."""

    name: str
    received: ReceivedBundle
    path: Path | None = None
    preview: ImportPreview | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A file (or for `write` a device) with what was wrong."""

    name: str
    error: Exception
    path: Path | None = None


@dataclass(slots=True)
class ExchangeResult:
    """What a run did. `problem` stopped all of it; a refused file stops nothing.

    Only of a round trip: `went` counts the work that went along by kind, `news` is about whom
    something came, `removed` how many residents were taken off this laptop, `half` the files that
    were still arriving.
    """

    written: list[WrittenBundle] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    applied: list[AppliedBundle] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    problem: Exception | None = None
    stopped: bool = False
    looked: bool = False
    went: Mapping[str, int] = field(default_factory=dict)
    news: ExchangeNews = field(default_factory=ExchangeNews)
    removed: int = 0
    half: list[str] = field(default_factory=list)
