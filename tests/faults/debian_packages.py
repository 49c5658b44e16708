"""Public tools that some guards need; as root on Debian they are installed when missing."""

import os
import shutil
import subprocess
from collections.abc import Sequence


def why_missing(tools: Sequence[str]) -> str:
    """Which tools this computer lacks, as the reason why a guard cannot run; empty: none."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing],
            check=False,
            capture_output=True,
        )
        missing = [tool for tool in tools if shutil.which(tool) is None]
    return f"not installed: {' '.join(missing)}" if missing else ""
