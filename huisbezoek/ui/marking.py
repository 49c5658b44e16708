"""Marks texts for translation where they are kept before they are shown."""


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:  # noqa: N802 - the name that lupdate finds
    """The text itself; the name makes the translation tool collect it under its context.

    Qt's own function of this name answers `object` to the type checker.
    """
    return text
