"""Progress on stderr for work that takes over a second; silent when stderr is no terminal."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

QUIET_S = 1.0
"""Work that is done within this shows nothing."""


@contextmanager
def progress() -> Iterator[Callable[[str, int], None]]:
    """Gives the function to call with each stage and the bytes it reads."""
    if not sys.stderr.isatty():
        yield lambda _stage, _bytes: None
        return
    from rich.console import Console  # only a terminal pays for it
    from rich.status import Status

    began = time.monotonic()
    status = Status("", console=Console(stderr=True), spinner="dots")
    started = False

    def notify(stage: str, size_bytes: int) -> None:
        nonlocal started
        text = f"reading {stage} ({size_bytes / 1e6:,.0f} MB)" if size_bytes else stage
        status.update(f"{text} … {time.monotonic() - began:,.0f} s")
        if not started and (time.monotonic() - began > QUIET_S or size_bytes > 50_000_000):
            started = True
            status.start()

    try:
        yield notify
    finally:
        if started:
            status.stop()
