"""A measured process, as the command sees it."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


class SideFailedError(Exception):
    """A measured process could not do its unit; the message is what it said."""


@contextmanager
def open_side(command: Sequence[str | Path]) -> Iterator["Side"]:
    """Start a process that answers orders; it ends when nobody needs it any more."""
    with subprocess.Popen(
        list(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, encoding="utf-8"
    ) as process:
        yield Side(process)


class Side:
    """One application in a process of its own, idle until it is given an order."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.units: list[str] = self._answer()["units"]

    def measure(self, unit: str, times: int) -> list[float]:
        """Have a unit done several times; return the milliseconds of each."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"unit": unit, "times": times}) + "\n")
        self._process.stdin.flush()
        milliseconds: list[float] = self._answer()["milliseconds"]
        return milliseconds

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SideFailedError(f"The process ended with {self._process.wait()}.")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise SideFailedError(answer["error"])
        return answer
