"""Help: every page of the program has a text, and its list shows what a role can reach."""

import pytest
from PySide6.QtWidgets import QListWidget, QTextBrowser

from huisbezoek.ui.actions import COORDINATOR_PAGES, VISITOR_PAGES, PageName
from huisbezoek.ui.pages.help_page import HelpPage, HelpUses, help_pages


@pytest.fixture
def page_for(look, shown, repository):
    def make(is_coordinator: bool) -> HelpPage:
        folder = repository / "resources" / "help"
        uses = HelpUses(
            text=lambda name: (folder / f"{name}.md").read_text(encoding="utf-8"),
            is_coordinator=is_coordinator,
        )
        return shown(HelpPage(look, uses), 1366, 768)

    return make


@pytest.mark.parametrize("is_coordinator", [True, False])
def test_every_text_of_a_role_opens(page_for, is_coordinator) -> None:
    page = page_for(is_coordinator)
    browser = page.findChild(QTextBrowser, "help_text")
    seen = set()
    for name in help_pages(is_coordinator=is_coordinator):
        page.open(name)
        seen.add(browser.toPlainText())
        assert browser.verticalScrollBar().maximum() == 0, "the page scrolls, not the text"
    assert len(seen) == len(help_pages(is_coordinator=is_coordinator))
    assert "" not in seen


@pytest.mark.parametrize(
    ("is_coordinator", "pages"), [(True, COORDINATOR_PAGES), (False, VISITOR_PAGES)]
)
def test_every_page_of_the_sidebar_has_a_text(is_coordinator, pages) -> None:
    texts = help_pages(is_coordinator=is_coordinator)
    assert {page.value for page in pages} - {PageName.HELP.value} <= set(texts)


def test_a_page_that_is_not_in_the_sidebar_has_a_text_and_an_unknown_word_changes_nothing(
    page_for,
) -> None:
    page = page_for(False)
    pages = page.findChild(QListWidget, "help_pages")
    page.open(PageName.RESIDENT.value)
    assert pages.currentItem().text() == "De kaart van een inwoner"
    page.open("onbekend")
    assert pages.currentItem().text() == "De kaart van een inwoner"
