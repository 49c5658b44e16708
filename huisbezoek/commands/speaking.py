"""How commands speak: one JSON line or sentences; failures on standard error."""

import json
import sys
from collections.abc import Mapping, Sequence

JsonLine = Mapping[str, object]


def print_line(line: JsonLine) -> None:
    """Prints one JSON line and nothing else."""
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def print_words(sentences: Sequence[str]) -> None:
    """Prints sentences, one a line."""
    sys.stdout.write("".join(f"{sentence}\n" for sentence in sentences))
    sys.stdout.flush()


def print_failure(sentence: str) -> None:
    """Prints the one sentence that says why a command was refused or failed."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()
