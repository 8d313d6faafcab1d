"""How the command and a measured process talk: a line of JSON for each order and for each answer.

Only the standard library, since the peers' processes load it in environments of their own.
"""

import json
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from typing import TextIO

Unit = Callable[[], float]
"""Does one unit, makes sure that it was done, and returns the milliseconds that the server needed."""


def own_channel() -> TextIO:
    """Keep the standard output for the answers; whatever else the process prints goes nowhere."""
    channel = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return channel


def answer_orders(units: Mapping[str, Unit], channel: TextIO) -> None:
    """Do the units that are asked for, as often as asked, until the orders end."""
    _say(channel, {"units": sorted(units)})
    for line in sys.stdin:
        order = json.loads(line)
        try:
            _say(channel, {"milliseconds": [units[order["unit"]]() for _ in range(order["times"])]})
        except Exception:  # noqa: BLE001 - Whatever went wrong is told to the command, which stops.
            _say(channel, {"error": traceback.format_exc()})


def _say(channel: TextIO, answer: Mapping[str, object]) -> None:
    channel.write(json.dumps(answer) + "\n")
    channel.flush()
