"""The composition root: the one room that knows every layer."""

import argparse

from huisbezoek.app.starting import start


def run(chosen: argparse.Namespace) -> int:
    """Does what was asked on the command line; answers the exit status."""
    return start(chosen)
