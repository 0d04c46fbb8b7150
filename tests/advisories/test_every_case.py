"""Each of the 31 cases is a test by its number, or stands in the README as not yet possible."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
CASES = set(range(1, 32))


def test_no_case_is_forgotten() -> None:
    sources = "".join(path.read_text() for path in [*HERE.glob("test_*.py"), *HERE.parent.glob("browser/test_*.py")])
    tested = {int(number) for number in re.findall(r"^def test_case_(\d\d)_", sources, re.MULTILINE)}
    rows = re.findall(r"^\| ([\d, ]+) \|.*\| (.*) \|$", (HERE / "README.md").read_text(), re.MULTILINE)
    told = {int(number): here for numbers, here in rows for number in numbers.split(",")}
    not_yet = {number for number, here in told.items() if here.startswith("not yet: ")}

    assert set(told) == CASES
    assert tested | not_yet == CASES
    assert not tested & not_yet  # what came to be possible is taken off the list
