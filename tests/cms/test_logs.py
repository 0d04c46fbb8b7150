from __future__ import annotations

import json
import logging

from cms.logs import JSONFormatter


def line(message: str, *args: object, error: BaseException | None = None) -> str:
    exc_info = (type(error), error, error.__traceback__) if error else None
    return JSONFormatter().format(logging.LogRecord("cms", logging.WARNING, __file__, 1, message, args, exc_info))


def test_entry_is_one_object_on_one_line() -> None:
    entry = json.loads(line("%s came in", "an article"))

    assert entry.pop("at").endswith("+00:00")
    assert entry == {"level": "WARNING", "logger": "cms", "message": "an article came in"}


def test_logged_newline_forges_no_second_line() -> None:
    written = line("user %s", 'x\n{"level": "INFO"}\u2028\x85')

    assert written.splitlines() == [written]


def test_exception_stands_in_its_entry() -> None:
    assert json.loads(line("oh", error=ValueError("a reason")))["exception"] == "ValueError: a reason"
