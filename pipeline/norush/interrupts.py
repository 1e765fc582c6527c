"""Ctrl-C while what was made is moved into place: it waits for that, so that no half of a report is left.

Reads nothing, writes nothing.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_back() -> Iterator[None]:
    """Lets Ctrl-C do nothing. For moves only: whoever presses it then has what was asked for in the next moment."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are the main thread's
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
