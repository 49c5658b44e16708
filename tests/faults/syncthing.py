"""Real Syncthing instances on this computer: loopback only, no discovery, no relays."""

import json
import socket
import subprocess
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

FOLDER = "uitwisselen"
KEY = "alleen-op-deze-computer"
PATIENCE = 60.0
"""How long a folder may take to become equal everywhere, in seconds."""

_OFF = {
    "globalAnnounceEnabled": "false",
    "localAnnounceEnabled": "false",
    "relaysEnabled": "false",
    "natEnabled": "false",
    "startBrowser": "false",
    "autoUpgradeIntervalH": "0",
    "urAccepted": "-1",
    "crashReportingEnabled": "false",
    "reconnectionIntervalS": "1",
}


class NotCarriedError(Exception):
    """The folders did not become equal in time."""


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@dataclass
class Instance:
    """One Syncthing with its exchange folder; it can be killed and started again."""

    home: Path
    folder: Path
    address: int = field(default_factory=_free_port)
    listening: int = field(default_factory=_free_port)
    device: str = ""
    _process: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        """Makes keys and an empty configuration."""
        self.folder.mkdir(parents=True)
        (self.folder / ".stfolder").mkdir()
        subprocess.run(
            ["syncthing", "generate", f"--home={self.home}", "--skip-port-probing",
             "--no-default-folder"],
            check=True,
            capture_output=True,
        )  # fmt: skip
        root = ET.parse(self.home / "config.xml").getroot()  # noqa: S314 - made a moment ago
        self.device = str(root.find("device").get("id"))  # type: ignore[union-attr] # Syncthing has just written it

    def know(self, others: Sequence["Instance"]) -> None:
        """Writes the configuration: these instances share the folder, by their own addresses."""
        path = self.home / "config.xml"
        tree = ET.parse(path)  # noqa: S314 - made by the instance itself
        root = tree.getroot()
        for one in (*root.findall("device"), *root.findall("folder")):
            root.remove(one)
        folder = ET.SubElement(
            root, "folder", id=FOLDER, path=str(self.folder), type="sendreceive",
            rescanIntervalS="5", fsWatcherEnabled="true", fsWatcherDelayS="1",
        )  # fmt: skip
        for one in (self, *others):
            device = ET.SubElement(root, "device", id=one.device)
            ET.SubElement(device, "address").text = f"tcp://127.0.0.1:{one.listening}"
            ET.SubElement(folder, "device", id=one.device)
        gui, options = root.find("gui"), root.find("options")
        assert gui is not None
        assert options is not None
        for name, value in (("address", f"127.0.0.1:{self.address}"), ("apikey", KEY)):
            _set(gui, name, value)
        for one in options.findall("listenAddress"):
            options.remove(one)
        _set(options, "listenAddress", f"tcp://127.0.0.1:{self.listening}")
        for name, value in _OFF.items():
            _set(options, name, value)
        tree.write(path)

    def start(self) -> None:
        """Starts it and waits until it answers."""
        self._process = subprocess.Popen(
            ["syncthing", "serve", f"--home={self.home}", "--no-browser", "--no-restart"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            try:
                self.ask("/rest/system/ping")
            except OSError:
                self._process.poll()
                continue
            return
        raise NotCarriedError

    def kill(self) -> None:
        """Ends it as a power cut would."""
        if self._process is not None:
            subprocess.run(["pkill", "-KILL", "-P", str(self._process.pid)], check=False)
            self._process.kill()
            self._process.wait()
            self._process = None

    @property
    def is_running(self) -> bool:
        return self._process is not None

    def ask(self, road: str, *, post: bool = False) -> object:
        """Asks the instance something over its loopback address."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.address}{road}",
            headers={"X-API-Key": KEY},
            method="POST" if post else "GET",
        )
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - loopback only
            text = answer.read()
        return json.loads(text) if text else None


def wait_until_equal(instances: Sequence[Instance]) -> None:
    """Returns once all running instances hold the same finished files."""
    running = [one for one in instances if one.is_running]
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if len({_content(one.folder) for one in running}) == 1:
            return
        for one in running:
            one.ask(f"/rest/db/scan?folder={FOLDER}", post=True)
        # Waits for something to happen instead of looking all the time.
        running[0].ask("/rest/events?since=0&limit=1&timeout=1")
    raise NotCarriedError


def _content(folder: Path) -> frozenset[tuple[str, int]]:
    return frozenset(
        (one.name, one.stat().st_size) for one in folder.glob("*.hbz") if one.is_file()
    )


def _set(parent: ET.Element, name: str, value: str) -> None:
    found = parent.find(name)
    if found is None:
        found = ET.SubElement(parent, name)
    found.text = value
