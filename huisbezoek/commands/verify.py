"""`verify`: runs all integrity checks on a profile."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from huisbezoek.commands.speaking import print_line, print_words
from huisbezoek.model.usecases.ports.profile import CheckReport


@dataclass(frozen=True, slots=True)
class OutsideReport:
    """What can be said of a profile without its password."""

    checks: tuple[str, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VerifyParts:
    """What the command needs: the checks without and with the password."""

    outside: Callable[[Path], OutsideReport]
    inside: Callable[[Path, Path], CheckReport]


def verify(parts: VerifyParts, profile: Path, password_file: Path | None, *, as_json: bool) -> int:
    """Prints checks and findings; answers 1 when anything was found. Raises typed errors.

    Without a password only the outside is checked, and the line says so: "opened" is false.
    """
    outside = parts.outside(profile)
    checks, findings = list(outside.checks), list(outside.findings)
    line: dict[str, object] = {"opened": False}
    if password_file is not None and not findings:
        report = parts.inside(profile, password_file)
        checks += report.checks
        findings += report.findings
        line = {
            "opened": True,
            "operations": report.operations,
            "projections_equal": report.projections_equal,
        }
    sound = not findings and bool(line.get("projections_equal", True))
    line |= {"checks": checks, "findings": findings, "ok": sound}
    if as_json:
        print_line(line)
    else:
        print_words([f"{name}: {value}" for name, value in line.items()])
    return 0 if sound else 1
