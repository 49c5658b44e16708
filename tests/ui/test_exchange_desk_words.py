"""The words of a coordinator's Uitwisselen, and that they fit at every letter size."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QWidget

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.usecases.exchange_desk import DeskView, Unreachable, UnreachablePerson
from huisbezoek.model.usecases.exchange_view import ExchangePartner, ExchangeView
from huisbezoek.model.usecases.held_files import HeldFile
from huisbezoek.model.usecases.held_folder import HeldWhy
from huisbezoek.model.usecases.import_preview import (
    ImportPreview,
    KindCount,
    PreviewedResident,
)
from huisbezoek.model.usecases.imports import Dependent, ImportLine
from huisbezoek.model.usecases.laptops import LaptopView
from huisbezoek.model.usecases.packing_slip import (
    PackedContents,
    PackedPerson,
    PackedWhy,
    PackingSlip,
)
from huisbezoek.model.usecases.ports.rosters import DeviceRole
from huisbezoek.model.usecases.ports.sealed_bundles import BundleHeader
from huisbezoek.model.usecases.receiving import AppliedBundle, ReceivedBundle
from huisbezoek.model.usecases.sending import PeerRevokedError
from huisbezoek.ui.dialogs.desk_layout import DeskLayout
from huisbezoek.ui.dialogs.packing_dialog import MOST_PEOPLE, PackingDialog, Receiver
from huisbezoek.ui.dialogs.withdraw_dialog import WithdrawDialog
from huisbezoek.ui.models import card_field_words, desk_words, exchange_words, preview_words
from huisbezoek.ui.models.desk_laptop_words import laptop_lines
from huisbezoek.ui.models.desk_results import result_words
from huisbezoek.ui.models.exchange_steps import ExchangeResult, Waiting
from huisbezoek.ui.models.held_words import held_words
from huisbezoek.ui.widgets.page_frame import ScrollBody

TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LONG = "Wilhelmina van den Oudenhoven-Zandstra"
VIEW = ExchangeView("a", "Anneke", "", (), (), (), {"r": "Riet Jansen"}, frozenset(), None)
PEOPLE = tuple(
    PackedPerson(f"p{why}", "" if why is PackedWhy.ERASED else "mevrouw Ümit", why, ("telephone",))
    for why in PackedWhy
)


def laptop(name: str, silent: int | None, **more) -> LaptopView:
    last = date.fromordinal(TODAY.toordinal() - silent) if silent is not None else None
    made = LaptopView(name, name, name, "visitor", "active", last, None, silent)
    return replace(made, **more)


def waiting(bundle: str, counter: int) -> Waiting:
    header = BundleHeader(
        "o", bundle, "r", 1, DeviceRole.VISITOR, "a", counter, 1, int(AT.timestamp() * 1000)
    )
    return Waiting(bundle, ReceivedBundle(Path(bundle), header, "", {"report_handed_in": 3}))


def test_every_field_of_a_card_has_a_word_of_its_own_kind() -> None:
    fields = ResidentCard.__dataclass_fields__
    assert set(card_field_words.WORDS) == set(fields)
    assert card_field_words.field_words(["city", "street", "telephone"]) == (
        "adres",
        "telefoonnummer",
    )
    assert card_field_words.field_words(["of_a_newer_version"]) == ("overige gegevens",)


def test_a_slip_counts_why_people_go_along() -> None:
    note = desk_words.slip_note(PackingSlip("Riet", PEOPLE, {}))
    assert note == (
        "6 inwoners: 1 nieuw, 1 gewijzigd, 1 overgenomen van een ander, 1 van de laptop af, "
        "1 gewist en 1 nog eens, want nog niet bevestigd"
    )
    everything = PackingSlip("Joop", (), {"residents": 3900, "report_handed_in": 2})
    assert desk_words.slip_note(everything) == "3.900 inwoners, 2 verslagen"
    assert desk_words.slip_note(PackingSlip("Riet", (), {})) == desk_words.nothing_new()
    assert desk_words.news_note(PackedContents()) == "er is iets nieuws"
    assert desk_words.news_note(PackedContents(PEOPLE[:1])) == "1 inwoner: 1 gewist"
    assert desk_words.why(PackedWhy.NEW) == "nieuw op deze laptop"


def test_a_preview_tells_a_gap_an_older_file_and_one_that_was_taken_back() -> None:
    view = DeskView(VIEW, received={"r": frozenset({1, 5})})
    late, next_one, again = preview_words.previews(
        (waiting("late", 3), waiting("next", 7), waiting("again", 5)), view, {"again"}
    )
    assert late.remarks == (
        "Bestand 2 van Riet Jansen ontbreekt. De volgende keer vraagt het programma erom.",
        "Dit is een ouder bestand. Er wordt niets teruggezet.",
    )
    assert next_one.title.startswith("Van Riet Jansen, gemaakt op vrijdag 20 november")
    assert next_one.brings == "3 verslagen."
    assert next_one.remarks[0].startswith("De bestanden 2, 4 en 6 van Riet Jansen ontbreken.")
    assert "teruggedraaid" in again.remarks[-1]


def test_a_preview_tells_what_is_new_what_changes_and_what_must_be_chosen() -> None:
    view = DeskView(VIEW, received={"r": frozenset(range(1, 9))})
    names = ("mevrouw Ümit", "meneer Bos", "")
    seen = ImportPreview(
        "Riet Jansen",
        AT,
        {"report_handed_in": KindCount(2, 1), "call_logged": KindCount(0, 4)},
        (("street", "city", "telephone"), ("street",)),
        questions=1,
        erased=1,
        residents=tuple(PreviewedResident(one, one, is_new=not one, kinds={}) for one in names),
        residents_in_all=7,
        new_residents=1,
    )
    one = replace(waiting("b", 9), preview=seen)
    (line,) = preview_words.previews((one,), view, ())
    assert line.brings == "2 verslagen."
    assert line.remarks == (
        "Over 7 inwoners, van wie 1 nieuw: mevrouw Ümit, meneer Bos en nog 5.",
        "Dit verandert op kaarten: 2 keer adres en 1 keer telefoonnummer.",
        (
            "1 vraag: hier staat iets anders dan bij Riet Jansen. "
            "Na het lezen kiest u bij Verschillen."
        ),
        "1 inwoner wordt voorgoed gewist. Dat kunt u niet terugdraaien.",
        "5 gegevens uit dit bestand had u al.",
    )
    (back,) = preview_words.previews((one,), view, {"b"})
    assert back.brings == "3 verslagen.", "all of it counts again"
    known = {"report_handed_in": KindCount(0, 3)}
    had = replace(one, preview=ImportPreview("", AT, known, questions=2))
    (line,) = preview_words.previews((had,), view, ())
    assert line.brings == "Niets nieuws. U hebt alles al."
    assert line.remarks[0].startswith("2 vragen: hier staat iets anders dan bij Riet Jansen")
    new = DeskView(ExchangeView("a", "Anneke", "", (), (), (), {}, frozenset(), None))
    only = replace(seen, residents=seen.residents[2:], residents_in_all=1, new_residents=0)
    empty = ReceivedBundle(Path("b"), replace(one.received.header, counter=1), "", {})
    titles = []
    for found in (only, ImportPreview("", AT, {}, questions=1), None):
        (line,) = preview_words.previews((replace(one, received=empty, preview=found),), new, ())
        titles.append(line.title.partition(", gemaakt")[0])
        if found is only:
            assert line.remarks[0] == "Over 1 inwoner."
    assert titles == ["Van een nieuwe laptop van Riet Jansen", *["Van een nieuwe laptop"] * 2]
    assert line.brings == "Niets nieuws."


def test_silent_laptops_come_first_and_revoked_ones_last() -> None:
    lines = laptop_lines(
        (
            laptop("Anna", 3),
            laptop("Bram", 34),
            laptop("Carla", None),
            laptop("Dirk", 90, status="revoked"),
            laptop("Els", 60, role="coordinator"),
        ),
        {"Anna": date(2026, 11, 20)},
        TODAY,
    )
    assert [one.name for one in lines] == ["Els, coördinator", "Bram", "Anna", "Carla", "Dirk"]
    assert lines[1].remark == "34 dagen niets gehoord"
    assert lines[2].details == (
        "Laatste bestand gelezen: 3 dagen geleden.",
        "Het bestand van 20 november is nog niet bevestigd.",
    )
    assert lines[3].details == ("Er kwam nog niets van deze laptop.",)
    assert lines[4].details == ("Doet niet meer mee.",)


@pytest.mark.parametrize("why", HeldWhy)
@pytest.mark.parametrize("name", ["Riet Jansen", ""])
def test_each_held_file_has_a_sentence_and_verbs(why: HeldWhy, name: str) -> None:
    words = held_words(HeldFile(Path("x"), why, name, AT if name else None))
    assert (name or "een onbekende bezoeker") in words.title
    assert "{" not in words.title + words.sentence
    assert [verb.key for verb in words.verbs[:-1]] == list(HeldFile(Path("x"), why).decisions)
    assert words.verbs[-1].is_final
    assert all(verb.question and verb.consequence for verb in words.verbs if verb.is_final)
    assert "{" not in "".join(verb.question + verb.consequence for verb in words.verbs)


def test_what_came_is_said_with_what_is_missing() -> None:
    applied = AppliedBundle("Riet Jansen", 1, 0, {}, (2,), enrolled=False, late=True)
    back = replace(applied, missing=(), late=False, brought_back=True)
    words = result_words(ExchangeResult(applied=[applied, back], looked=True), str)
    assert words.good == (
        "Binnengekomen van Riet Jansen: niets nieuws.",
        "Dit was een ouder bestand. Er is niets teruggezet.",
        "Bestand 2 van Riet Jansen ontbreekt. De volgende keer vraagt het programma erom.",
        "Binnengekomen van Riet Jansen: niets nieuws.",
        "Wat was teruggedraaid, telt weer mee.",
    )
    assert words.title == "Dat is gelukt. De stick mag eruit."
    assert result_words(ExchangeResult(applied=[back]), str, is_stick=False).title == (
        "Dat is gelukt."
    )
    stopped = result_words(ExchangeResult(stopped=True, looked=True), str)
    assert stopped.good[0] == "U hebt gestopt. Wat al klaar was, is bewaard."


def test_what_has_not_arrived_is_said_with_whom_to_ask(look) -> None:
    layout = DeskLayout(look)
    layout.show_incomplete(0, [])
    assert layout.incomplete.isHidden()
    layout.show_incomplete(1, [])
    assert not layout.incomplete.isHidden()
    title, sentence = exchange_words.incomplete(1, [])
    assert title == "Er ontbreekt nog iets uit een eerder bestand."
    assert sentence == (
        "Dat gaat om 1 inwoner of bezoek. "
        "Vraag wie u bestanden geeft om opnieuw een bestand voor u te maken. Lees dat hier."
    )
    assert (
        "inwoners of bezoeken. Vraag Joop en An om"
        in (exchange_words.incomplete(2, ["Joop", "An"])[1])
    )


def filled(look) -> DeskLayout:
    layout = DeskLayout(look)
    layout.held.show_held([held_words(HeldFile(Path("x"), why, LONG, AT)) for why in HeldWhy])
    layout.writing.show_people(
        [ExchangePartner("r", LONG, "visitor"), ExchangePartner("j", "Joop", "coordinator")],
        [
            UnreachablePerson(LONG, Unreachable.NO_ANSWER, TODAY),
            UnreachablePerson("Kees", Unreachable.REVOKED),
        ],
    )
    layout.writing.show_news("r", PackedContents(PEOPLE))
    layout.show_incomplete(3, [LONG])
    view = DeskView(VIEW, received={"r": frozenset({1})})
    layout.preview.show_lines(preview_words.previews((waiting("a", 5), waiting("b", 6)), view, ()))
    lines = [ImportLine(f"b{n}", LONG, AT, {"card": n}, AT if n else None) for n in range(8)]
    layout.imports.show_lines(lines)
    views = [laptop(f"{LONG} {number}", 40) for number in range(8)]
    layout.laptops.show_lines(laptop_lines(views, {}, TODAY))
    layout.show_busy("Bestand 2 van 5 wordt gemaakt.")
    return layout


def reachable(window: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget.parent(), QAbstractScrollArea)
    ]


@pytest.mark.parametrize(("theme", "percent"), [("light", 100), ("contrast", 200)])
def test_nothing_is_wider_than_a_small_laptop(look, shown, theme: str, percent: int) -> None:
    look.apply(theme, percent)
    layout = filled(look)
    shown(layout, 1366 - 100, 768)
    (body,) = layout.findChildren(ScrollBody)
    assert layout.minimumSizeHint().width() <= 1366 - 100
    assert body.widget().minimumSizeHint().width() <= body.viewport().width()
    nameless = [one for one in reachable(layout) if not (one.accessibleName() or one.text())]
    assert [(type(one).__name__, one.objectName()) for one in nameless] == []
    look.apply("light", 100)


def test_a_long_slip_is_counted_and_a_refusal_stands_beside_it(look, shown) -> None:
    window = shown(QWidget(), 1366, 768)
    many = tuple(
        PackedPerson(f"p{number}", "mevrouw Ümit", PackedWhy.NEW)
        for number in range(MOST_PEOPLE + 3)
    )
    dialog = PackingDialog(
        look,
        window,
        [
            Receiver("r", LONG, PackingSlip(LONG, many, {"card": 1})),
            Receiver("k", "Kees", error=PeerRevokedError()),
        ],
        "",
    )
    dialog.show()
    words = "\n".join(one.text() for one in dialog.findChildren(QLabel))
    assert "En nog 3 inwoners." in words
    assert "Ook: 1 wijziging op een kaart" in words
    assert "Deze computer doet niet meer mee." in words
    asked: list[bool] = []
    dialog.folder_wanted.connect(lambda: asked.append(True))
    dialog.findChild(QWidget, "confirm_write").click()
    assert asked == [True]
    assert dialog.isVisible(), "a place first"
    dialog.set_place("BLAUW")
    dialog.findChild(QWidget, "confirm_write").click()
    assert not dialog.isVisible()


def test_a_slip_without_anything_to_write_has_no_button(look, shown) -> None:
    window = shown(QWidget(), 1366, 768)
    dialog = PackingDialog(look, window, [Receiver("k", "Kees", error=PeerRevokedError())], "X")
    assert dialog.findChild(QWidget, "confirm_write") is None


def test_what_rests_on_an_import_is_named_first(look, shown) -> None:
    window = shown(QWidget(), 1366, 768)
    rests = [Dependent("visit", f"v{number}", "mevrouw Ümit", {"card": 1}) for number in range(32)]
    dialog = WithdrawDialog(look, window, ImportLine("b", "Riet", AT, {"card": 1}), rests)
    words = "\n".join(one.text() for one in dialog.findChildren(QLabel))
    assert "Mevrouw Ümit" in words
    assert "En nog 2 anderen." in words
    alone = WithdrawDialog(look, window, ImportLine("b", "Riet", AT, {"card": 1}), ())
    words = "\n".join(one.text() for one in alone.findChildren(QLabel))
    assert "Er is daarna niets gedaan" in words
