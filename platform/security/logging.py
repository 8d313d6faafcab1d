"""Logs as JSON lines on standard output, with everything confidential struck out.

Two nets: what stands under a telling key, and what looks like a number, an
address, a token or Arabic text. Tracebacks are kept as places in the code,
without the values in their messages.
"""

import json
import logging
import sys
import traceback
from collections.abc import MutableMapping
from datetime import datetime
from typing import Any, Final, TextIO

import structlog
from structlog.typing import Processor

from wethaq.platform.security.redaction import redact, redact_fields

_COMMON: Final[list[Processor]] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
]
_QUIETER: Final = {"uvicorn.access": logging.CRITICAL, "asyncio": logging.WARNING, "httpx": logging.WARNING}
_OURS: Final = "wethaq"
_WITH_HANDLERS_OF_THEIR_OWN: Final = ("uvicorn", "uvicorn.error", "uvicorn.access")
"""Uvicorn writes tracebacks with their messages unless its lines go through our nets too."""
_OWN_FIELDS: Final = ("level", "at", "logger", "event", "exception")
"""Written by the processors below and already free of values."""
READY_LINE: Final = "ready_line"


def configure_logging(level: str = "INFO", stream: TextIO | None = None) -> None:
    """Send structlog's and the standard library's logs through the same nets; once a process."""
    structlog.configure(
        processors=[*_COMMON, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(_formatter())
    root = logging.getLogger()
    root.handlers = [handler]
    # Libraries that talk of their work quote what passes through their hands: statements with
    # their values, parts of forms. Only the house's own loggers may be told to say more.
    root.setLevel(max(logging.getLevelNamesMapping()[level.upper()], logging.INFO))
    logging.getLogger(_OURS).setLevel(level.upper())
    for name in _WITH_HANDLERS_OF_THEIR_OWN:
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
    for name, least in _QUIETER.items():
        logging.getLogger(name).setLevel(least)


class LineFormatter(structlog.stdlib.ProcessorFormatter):
    """Leaves a line alone that was written in our own words from the first letter to the last."""

    def format(self, record: logging.LogRecord) -> str:
        line: str | None = getattr(record, READY_LINE, None)
        return super().format(record) if line is None else line


def write_line(logger: logging.Logger, event: str, *, at: datetime, **fields: str | float) -> None:
    """Write a line whose every field is ours (a number, a word of the code, a pseudonym), past both nets.

    For what is written with each request. Whatever somebody else has a hand in goes by structlog.
    """
    if not logger.isEnabledFor(logging.INFO):
        return
    moment = at.isoformat().replace("+00:00", "Z")
    line = {"level": "info", "at": moment, "logger": logger.name, "event": event, **fields}
    logger.info(event, extra={READY_LINE: json.dumps(line, ensure_ascii=False)})


def _formatter() -> logging.Formatter:
    return LineFormatter(
        foreign_pre_chain=_COMMON,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            place_exception,
            strike_out,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def strike_out(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Redact all fields of a log line (a structlog processor)."""
    own = {key: event[key] for key in _OWN_FIELDS if key in event}
    others = {key: value for key, value in event.items() if key not in own}
    own["event"] = redact(str(own.get("event", "")))
    return {**own, **redact_fields(others)}


def place_exception(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep where an error happened and its type, but not its message: that may quote what was typed."""
    exc_info = event.pop("exc_info", None)
    error = _error_of(exc_info)
    if error is not None:
        event["exception"] = describe_error(error)
    return event


def describe_error(error: BaseException) -> str:
    """Write an error as `TypeError at file.py:12 in name < …`, the innermost place first."""
    frames = reversed(traceback.extract_tb(error.__traceback__))
    places = " < ".join(f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    inner = f"; from {describe_error(cause)}" if cause is not None else ""
    return f"{type(error).__name__} at {places or 'no place'}{inner}"


def _error_of(exc_info: object) -> BaseException | None:
    if isinstance(exc_info, BaseException):
        return exc_info
    if isinstance(exc_info, tuple):
        error: BaseException | None = exc_info[1]
        return error
    return sys.exc_info()[1] if exc_info else None
