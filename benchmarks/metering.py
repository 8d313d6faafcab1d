"""Processor time that a process uses while it serves; only the standard library, since peers load it too."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Meter:
    """Adds up the processor time of the whole process, its database threads included.

    It runs only while the application has the request: what the asking side
    costs (encoding a form, reading an answer) is nobody's server time.
    """

    def __init__(self) -> None:
        self._seconds = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        begun = time.process_time()
        try:
            yield
        finally:
            self._seconds += time.process_time() - begun

    def read_and_reset(self) -> float:
        """Return the milliseconds since it was last read."""
        milliseconds, self._seconds = self._seconds * 1000, 0.0
        return milliseconds
