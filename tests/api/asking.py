"""A process of the site for tests: for each line with a number that it reads, it asks as often, and says what came of
it and how many seconds it took, as JSON. Run as a module; what it logs goes to the standard error."""

from __future__ import annotations

import json
import sys
import time

import django


def main() -> None:
    django.setup()
    from django.test import Client  # not before the setup

    client = Client(SERVER_NAME="127.0.0.1")
    for line in sys.stdin:
        begun = time.monotonic()
        statuses = [client.get("/api/v1/schema/").status_code for _ in range(int(line))]
        print(json.dumps({"statuses": statuses, "seconds": time.monotonic() - begun}), flush=True)


if __name__ == "__main__":
    main()
