"""The README and the pages in docs keep their word: what they name exists."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from huisbezoek.__main__ import parser
from huisbezoek.ui.actions import PAGE_ACTIONS, PageName
from tests.bench.__main__ import NAMES

ROOT = Path(__file__).resolve().parents[2]
PAPERS = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")))
FOLDERS = ("huisbezoek", "tests", "resources", "docs", "installer", ".ci")
# What a key or a signature is for; looks like a path and is none.
LABEL = re.compile(r"huisbezoek/[\w<>-]+/1(/|$)")
KEY = re.compile(r"(Ctrl|Alt|Shift|F\d)")
HELP = ROOT / "resources" / "help"
DOORS = {"eerste-start", "ontgrendelen"}
PAGES_WITHOUT_ACTION = {"Gesprek", "Inleveren"}


def code_in(text: str) -> Iterator[str]:
    """Every piece of code in a paper, each line of a block as one piece."""
    blocks = re.compile(r"^```\w*\n(.*?)^```", re.DOTALL | re.MULTILINE)
    for block in blocks.findall(text):
        yield from (line.split(" # ")[0].strip() for line in block.splitlines())
    yield from re.findall(r"`([^`\n]+)`", blocks.sub("", text))


def paths_in(text: str) -> Iterator[str]:
    """The project's own files and folders that a paper names, in code or as a link."""
    words = (word for code in code_in(text) for word in code.split())
    yield from (
        word
        for word in words
        if "/" in word and word.split("/")[0] in FOLDERS and not LABEL.match(word)
    )
    yield from (
        link for link in re.findall(r"(?<!!)\[[^\]]+\]\(([^)#]+)\)", text) if ":" not in link
    )


def pictures_in(text: str) -> list[tuple[str, str]]:
    """The words for who cannot see it, and the file, of each picture."""
    return re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text)


def missing_in(text: str) -> list[str]:
    return sorted({named for named in paths_in(text) if not (ROOT / named).exists()})


def commands_in(text: str) -> list[list[str]]:
    starts = [code for code in code_in(text) if re.match(r"\./start(\s|$)", code)]
    return [code.split()[1:] for code in starts]


def is_known(arguments: list[str]) -> bool:
    """Whether the command line of the program takes this."""
    try:
        parser().parse_args(arguments)
    except SystemExit as ended:
        return ended.code == 0
    return True


def policy_rows(text: str) -> list[list[str]]:
    table = text.split("## From policy to page to test")[1].split("\n## ", maxsplit=1)[0]
    rows = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in rows[1:]]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_what_a_paper_names_exists(paper: Path) -> None:
    assert missing_in(paper.read_text(encoding="utf-8")) == []


def test_a_file_that_does_not_exist_would_be_found() -> None:
    text = "`tests/unit/test_nothing.py` and [that](docs/nowhere.md) and `./start intake tests/no`"
    assert missing_in(text) == ["docs/nowhere.md", "tests/no", "tests/unit/test_nothing.py"]


def test_every_picture_of_the_story_is_there_and_told_in_words() -> None:
    pictures = pictures_in((ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(pictures) == 11
    assert [words for words, _ in pictures if len(words.split()) < 8] == []
    assert [file for _, file in pictures if not (ROOT / file).is_file()] == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_each_command_that_a_paper_names_is_known(paper: Path) -> None:
    commands = commands_in(paper.read_text(encoding="utf-8"))
    assert [one for one in commands if not is_known(one)] == []


def test_the_readme_names_every_command() -> None:
    named = {one[0] for one in commands_in((ROOT / "README.md").read_text("utf-8")) if one}
    assert {"--help", "window", "demo", "intake", "inspect", "verify"} <= named


def test_an_unknown_command_would_be_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands_in("```sh\n./start fly  # not yet\n```") == [["fly"]]
    assert not is_known(["fly"])
    assert not is_known(["demo", "--faster"])
    assert "invalid choice" in capsys.readouterr().err


def test_every_benchmark_that_is_there_is_named() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if "tests.bench" in line)
    assert [name for name in NAMES if not re.search(rf"\b{name}\b", line)] == []


def test_each_line_of_policy_leads_to_a_page_and_a_test() -> None:
    rows = policy_rows((ROOT / "README.md").read_text(encoding="utf-8"))
    pages = {action.text for action in PAGE_ACTIONS.values()} | PAGES_WITHOUT_ACTION
    assert len(rows) >= 10
    for policy, page, tests in rows[:-1]:
        assert re.search(r"\bS\d{2,4}\b", policy)
        assert any(name in page for name in pages)
        assert re.search(r"tests/\w+/test_\w+\.py", tests)


def test_every_page_has_a_page_of_help_and_no_help_is_orphaned() -> None:
    assert {path.stem for path in HELP.glob("*.md")} == {page.value for page in PageName} | DOORS


def words_on_screen() -> str:
    """All texts of the program: joined over lines, without mnemonics, without capitals."""
    sources = (path.read_text("utf-8") for path in (ROOT / "huisbezoek").rglob("*.py"))
    return re.sub(r'"\s*\n\s*"', "", "\n".join(sources)).replace("&", "").casefold()


def not_on_screen(text: str, on_screen: str) -> list[str]:
    """Words in bold that no button or label has; keys and whole sentences may be bold too."""
    bold = re.findall(r"\*\*([^*\n]+)\*\*", text)
    named = [words for words in bold if not words.endswith(".") and not KEY.match(words)]
    return [words for words in named if words.casefold() not in on_screen]


def test_help_calls_things_by_the_name_they_have_on_screen() -> None:
    on_screen = words_on_screen()
    wrong = {
        path.stem: not_on_screen(path.read_text("utf-8"), on_screen) for path in HELP.iterdir()
    }
    assert {page: words for page, words in wrong.items() if words} == {}


def test_another_name_in_help_would_be_found() -> None:
    assert not_on_screen("Kies **Alles wissen** of **F1**.", 'tr("&openen")') == ["Alles wissen"]
