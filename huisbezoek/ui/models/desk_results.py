"""What a coordinator is told after files were written, looked at or read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.usecases.held_folder import is_held_after
from huisbezoek.model.usecases.receiving import AppliedBundle
from huisbezoek.ui import errors, texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.models import desk_words, exchange_words
from huisbezoek.ui.models.exchange_steps import ExchangeResult, WrittenBundle

NameOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class ResultWords:
    """A title and lines for what went well, and one sentence a line for what did not."""

    title: str
    good: tuple[str, ...]
    bad: tuple[str, ...]


def result_words(result: ExchangeResult, name_of: NameOf, *, is_stick: bool = True) -> ResultWords:
    """`name_of` gives the name of the person behind a device; a stick may be pulled out after."""
    held = [one for one in result.refused if is_held_after(one.error)]
    refused = [one for one in result.refused if one not in held]
    named = [replace(one, name=name_of(one.name) or one.name) for one in refused]
    loud, quiet = exchange_words.refusals(named)
    if result.problem is not None:
        loud = (errors.sentence(result.problem), *loud)
    good = (*_good(result, name_of), *quiet, *_waits(len(held)))
    return ResultWords(_title(result, is_stick=is_stick), good, loud)


def not_all() -> str:
    """The title over what did not work."""
    return _tr(QT_TRANSLATE_NOOP("exchange", "Niet alles is gelukt"))


def _waits(held: int) -> Iterator[str]:
    """Files that were set aside stand in the card above, with what can be chosen."""
    if held:
        one = QT_TRANSLATE_NOOP("exchange", "{0} bestand wacht op uw besluit.")
        several = QT_TRANSLATE_NOOP("exchange", "{0} bestanden wachten op uw besluit.")
        yield texts.counted(held, _tr(one), _tr(several))


def _title(result: ExchangeResult, *, is_stick: bool) -> str:
    if result.waiting:
        return _tr(QT_TRANSLATE_NOOP("exchange", "Dit ligt klaar."))
    parts = []
    if result.written or result.applied:
        parts.append(_tr(QT_TRANSLATE_NOOP("exchange", "Dat is gelukt.")))
    if is_stick:
        parts.append(_tr(QT_TRANSLATE_NOOP("exchange", "De stick mag eruit.")))
    return " ".join(parts)


def _good(result: ExchangeResult, name_of: NameOf) -> Iterator[str]:
    if result.stopped:
        yield _tr(QT_TRANSLATE_NOOP("exchange", "U hebt gestopt. Wat al klaar was, is bewaard."))
    for bundle in result.written:
        yield _written(bundle, name_of)
    if result.written:
        yield texts.counted(
            len(result.written),
            _tr(QT_TRANSLATE_NOOP("exchange", "Het bestand is teruggelezen en is heel.")),
            _tr(QT_TRANSLATE_NOOP("exchange", "De {0} bestanden zijn teruggelezen en zijn heel.")),
        )
    for applied in result.applied:
        yield from _applied(applied)
    has_come = result.applied or result.waiting or result.refused
    if result.looked and not has_come and result.problem is None:
        yield _tr(QT_TRANSLATE_NOOP("exchange", "Er lag geen nieuw bestand voor u."))


def _written(bundle: WrittenBundle, name_of: NameOf) -> str:
    slip = exchange_words.packing_slip(bundle.residents, bundle.operations)
    words = QT_TRANSLATE_NOOP("exchange", "Meegegeven aan {0}: {1}. Bestand: {2}.")
    return _tr(words).format(name_of(bundle.device), slip, bundle.file.path.name)


def _applied(applied: AppliedBundle) -> Iterator[str]:
    name = applied.sender_name or _tr(QT_TRANSLATE_NOOP("exchange", "een nieuwe laptop"))
    words = QT_TRANSLATE_NOOP("exchange", "Binnengekomen van {0}: {1}.")
    nothing = _tr(QT_TRANSLATE_NOOP("exchange", "niets nieuws"))
    brought = exchange_words.kinds(applied.kinds) if applied.kinds else nothing
    yield _tr(words).format(name, brought)
    if applied.brought_back:
        yield _tr(QT_TRANSLATE_NOOP("exchange", "Wat was teruggedraaid, telt weer mee."))
    if applied.late:
        yield _tr(
            QT_TRANSLATE_NOOP("exchange", "Dit was een ouder bestand. Er is niets teruggezet.")
        )
    if applied.enrolled:
        joined = QT_TRANSLATE_NOOP("exchange", "De laptop van {0} doet nu mee.")
        yield _tr(joined).format(name)
    if applied.missing:
        yield desk_words.gap(name, applied.missing)


def _tr(text: str) -> str:
    return QCoreApplication.translate("exchange", text)
