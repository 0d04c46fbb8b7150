"""Every variable is described, and nothing is described that does not exist."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def read_by_settings() -> set[str]:
    tree = ast.parse((ROOT / "cms" / "settings.py").read_text())
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and ast.unparse(call.func.value) == "env"
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


def rows_of_the_table() -> list[str]:
    return re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "operators.md").read_text(), re.MULTILINE)


def test_table_of_the_operators_holds_exactly_the_variables_that_are_read() -> None:
    assert read_by_settings() >= {"PORT", "LOG_FORMAT", "FRONTENDS"}  # the reading itself works
    assert Counter(rows_of_the_table()) == Counter(read_by_settings())


def test_no_other_file_reads_the_environment_for_a_setting() -> None:
    readers = [
        str(path.relative_to(ROOT))
        for room in ("cms", "api", "articles")
        for path in sorted((ROOT / room).rglob("*.py"))
        if re.search(r"os\.(environ|getenv)", path.read_text())
    ]

    # The door compares the process's variables with what looks like headers; the others name the settings module.
    assert readers == ["cms/door.py", "cms/settings.py", "cms/wsgi.py"]
