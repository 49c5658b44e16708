"""Binds the use cases of the guide editor, of lifting a draft, and of a report as a file."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from huisbezoek.app.binding import Binding
from huisbezoek.model.domain.guide_versions import renewed
from huisbezoek.model.domain.guides import ConversationGuide
from huisbezoek.model.usecases.guide_library import (
    Published,
    lift_talk,
    newer_guide,
    publish_guide,
)
from huisbezoek.model.usecases.guide_work import drop_guide_work, guide_desk, keep_guide_work
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.report_export import report_file

if TYPE_CHECKING:
    from huisbezoek.ui.dialogs.guide_lift_steps import GuideLiftUses
    from huisbezoek.ui.dialogs.report_file_steps import ReportFileUses
    from huisbezoek.ui.pages.guide_editor_page import GuideEditorUses

_GUIDE_PATTERNS = "*.json"
_LARGEST = 8 * 1024 * 1024
_LINK_BYTES = 3


def guide_editor_uses(bound: Binding) -> "GuideEditorUses":
    """What the guide editor asks and does."""
    from huisbezoek.ui.dialogs.guide_file_steps import GuideFileUses
    from huisbezoek.ui.pages.guide_editor_page import GuideEditorUses

    guides, random_bytes = bound.parts.guides, bound.parts.random_bytes

    def new_link() -> str:
        return random_bytes(_LINK_BYTES).hex()

    def publish(writing: Writing, guide: ConversationGuide) -> Published:
        published = publish_guide(
            writing, guides, guide, today=bound.today(), random_bytes=random_bytes
        )
        drop_guide_work(writing, guide.name)
        return published

    def choose(parent: QWidget, title: str) -> Path | None:
        return bound.chooser.open_file(parent, title, _GUIDE_PATTERNS)

    return GuideEditorUses(
        desk=lambda reading: guide_desk(reading, guides),
        keep=lambda writing, guide: keep_guide_work(writing, guides, guide, now=bound.parts.now()),
        drop=drop_guide_work,
        propose=lambda guide, earlier: renewed(guide, earlier, new_link),
        publish=publish,
        new_link=new_link,
        files=GuideFileUses(
            read=lambda path: guides.read(bound.parts.transfer.read_small(path, _LARGEST)),
            write=lambda path, guide: _write(bound, path, guides.write(guide)),
            choose_file=choose,
            save_file=bound.chooser.save_file,
        ),
    )


def guide_lift_uses(bound: Binding) -> "GuideLiftUses":
    """What lifting the draft of a talk asks and does."""
    from huisbezoek.ui.dialogs.guide_lift_steps import GuideLiftUses

    guides = bound.parts.guides
    return GuideLiftUses(
        newer=lambda reading, visit: newer_guide(reading, guides, visit),
        lift=lambda writing, visit: lift_talk(writing, guides, visit, now=bound.parts.now()),
    )


def report_file_uses(bound: Binding) -> "ReportFileUses":
    """What saving a report as a file asks and does."""
    from huisbezoek.ui.dialogs.report_file_steps import ReportFileUses

    return ReportFileUses(
        make=lambda reading, visit: report_file(reading, bound.parts.guides, visit),
        save_file=bound.chooser.save_file,
        write=lambda path, content: _write(bound, path, content),
    )


def _write(bound: Binding, path: Path, content: bytes) -> str:
    """The name of the file as it was written: another one when there was a file of that name."""
    return bound.parts.transfer.write(
        path.parent, path.name, lambda out: out.write(content)
    ).path.name
