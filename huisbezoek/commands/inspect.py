"""`inspect`: says what an exchange file is. Applies nothing."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from huisbezoek.commands.speaking import print_line, print_words
from huisbezoek.model.usecases.ports.sealed_bundles import BundleHeader, SealedDescription


@dataclass(frozen=True, slots=True)
class InspectParts:
    """What the command needs: look at the outside, or verify with an opened profile."""

    describe: Callable[[Path], SealedDescription]
    verified_header: Callable[[Path, Path, Path], BundleHeader]


def inspect(
    parts: InspectParts,
    bundle: Path,
    profile: Path | None,
    password_file: Path | None,
    *,
    as_json: bool,
) -> int:
    """Prints what anybody can see; with a profile the verified header. Raises typed errors."""
    described = parts.describe(bundle)
    line: dict[str, object] = {
        "age_version": described.age_version,
        "recipients": list(described.recipients),
        "size": described.size,
    }
    if profile is not None and password_file is not None:
        header = parts.verified_header(bundle, profile, password_file)
        line["header"] = _header_line(header)
    if as_json:
        print_line(line)
    else:
        print_words([f"{name}: {value}" for name, value in line.items()])
    return 0


def _header_line(header: BundleHeader) -> dict[str, object]:
    """The header as one JSON value; the keys of a new device are public by nature."""
    return asdict(header)
