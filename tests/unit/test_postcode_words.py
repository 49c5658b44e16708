"""What the window says of the table of postcodes, in every state that it can be in."""

from datetime import date

from huisbezoek.model.domain.postcode_rows import CollectedPostcodes
from huisbezoek.model.domain.postcodes import Place, PostcodeTable
from huisbezoek.model.usecases.ports.postcodes import PostcodesKept
from huisbezoek.model.usecases.postcodes import PostcodesNow, PostcodesPreview
from huisbezoek.ui.models.postcode_words import (
    before_words,
    missing_words,
    now_line,
    preview_lines,
)

DAY = date(2026, 11, 22)
TABLE = PostcodeTable({"1234AA": Place("Haven", (160_000, 510_000))})
KEPT = PostcodesKept(DAY, "a", 1)


def test_what_is_there() -> None:
    nothing = PostcodesNow(PostcodeTable(), (), 3, 0)
    assert now_line(nothing).title == "Er is nog geen tabel."
    assert missing_words(nothing) == before_words(nothing, str) == ""
    full = PostcodesNow(TABLE, (KEPT,), 3, 3)
    assert now_line(full).title.endswith("22 november 2026: 1 postcode.")
    assert now_line(full).detail == "Met 1 wijk. Met afstanden, hemelsbreed in meters."
    assert missing_words(full) == ""
    bare = PostcodesNow(PostcodeTable({"1234AA": Place()}), (KEPT,), 3, 2)
    assert now_line(bare).detail.startswith("Zonder wijken. Zonder afstanden")
    assert missing_words(bare).startswith("Van 1 inwoner staat")


def test_what_happened_before() -> None:
    gone = PostcodesNow(PostcodeTable(), (PostcodesKept(DAY, "b", 0), KEPT), 0, 0)
    words = before_words(gone, {"a": "Anneke", "b": ""}.__getitem__)
    assert words == (
        "Wat er gebeurde: weggehaald op 22 november 2026; "
        "ingelezen op 22 november 2026 door Anneke."
    )


def test_what_a_file_would_bring() -> None:
    good = PostcodesPreview(("PC6", "Wijk"), CollectedPostcodes(TABLE, 9, elsewhere=8), 5, 4, 4, 2)
    lines = preview_lines(good)
    assert not any(line.doubtful for line in lines)
    said = " ".join(f"{line.title} {line.detail}" for line in lines)
    assert "8 regels gaan over andere plaatsen en blijven weg." in said
    assert "Van 4 van de 5 inwoners staat de postcode in de tabel." in said
    assert "2 paren wijken liggen naast elkaar." in said
    bare = CollectedPostcodes(
        PostcodeTable({"1234AA": Place()}), 20, 1, 2, 3, 4, 5, 6, ("1234AB",), ("WK099999",)
    )
    lines = preview_lines(PostcodesPreview(("PC6",), bare, 0, 0, 0, 0))
    assert sum(line.doubtful for line in lines) == 6
    said = " ".join(f"{line.title} {line.detail}" for line in lines)
    assert "Er zijn nog geen inwoners." in said
    assert "Zulke postcodes krijgen geen wijk. Bijvoorbeeld 1234 AB." in said
    assert "Er staan geen plekken in de tabel." in said
