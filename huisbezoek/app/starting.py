"""Chooses between the window, the demo and a command, and loads no more than that needs."""

import argparse
import os
import sys
from typing import Final

NO_SCREEN: Final = (
    "Er is hier geen scherm, dus het venster kan niet open. "
    "Probeer ./start demo --headless --out MAP, of ./start --help."
)
_WITHOUT_WINDOW: Final = ("intake", "inspect", "verify", "plan", "recovery-key")


def start(chosen: argparse.Namespace) -> int:
    """The window when nothing was asked for; otherwise the command."""
    if chosen.command in _WITHOUT_WINDOW:
        from huisbezoek.app.commands import run_command  # noqa: PLC0415 - no Qt widgets for these

        return run_command(chosen)
    if chosen.command == "plan-worker":
        from huisbezoek.app.plan_worker import run_worker  # noqa: PLC0415 - no Qt at all for this

        return run_worker()
    if chosen.command == "demo":
        return _demo(chosen)
    if not has_screen():
        sys.stderr.write(NO_SCREEN + "\n")
        return 1
    from huisbezoek.app.windows import open_window  # noqa: PLC0415 - only with a screen

    return open_window(getattr(chosen, "profiles", None))


def has_screen() -> bool:
    """Whether a window can be shown here."""
    if sys.platform != "linux":
        return True
    chosen_platform = os.environ.get("QT_QPA_PLATFORM", "")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or chosen_platform)


def _demo(chosen: argparse.Namespace) -> int:
    headless = chosen.headless
    if not headless and not has_screen():
        sys.stderr.write(
            "Er is hier geen scherm. Het verhaal van de oefenmodus wordt nu zonder venster "
            "gespeeld.\n"
        )
        headless = True
    if headless:
        from huisbezoek.app.story import play_story  # noqa: PLC0415 - only for the demo

        return play_story(chosen.out, as_json=chosen.json)
    from huisbezoek.app.windows import open_practice  # noqa: PLC0415 - only with a screen

    return open_practice()
