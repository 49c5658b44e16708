"""Bulk work without the search for rings of objects: what it makes goes as soon as it is let go."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """No search for rings during the block, which is to be short: a batch, not a whole file.

    Operations, rows and states never form rings; looking for them among so many took a quarter of
    the time. Who found it switched off already leaves that to whoever did it, so that two threads
    together never leave it off for good.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
