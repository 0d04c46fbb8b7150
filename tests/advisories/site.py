"""The site as its server calls it: behind the door, with an environ instead of a test client's request."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from cms.door import Door

HERE, PROXY = "203.0.113.9", "10.0.0.5"
MAX_BODY = 31_000_000  # bytes


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    content: bytes


def ask(path: str, **environ: Any) -> Answer:
    """What the site answers to a visitor of HERE; only what comes from PROXY is believed. `environ` as WSGI has it."""
    path, _, query = path.partition("?")
    request = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1",
        "REMOTE_ADDR": HERE,
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    }
    said: list[Any] = []
    site = Door(WSGIHandler(), proxies=(PROXY,), max_body=MAX_BODY, public_host="127.0.0.1")
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)  # the connection is the test's, as with Django's own client
    try:
        body: Any = site(request | environ, lambda *begun: said.extend(begun[:2]))
        content = b"".join(body)
        if hasattr(body, "close"):
            body.close()
    finally:
        for signal in signals:
            signal.connect(close_old_connections)
    return Answer(int(said[0].split()[0]), dict(said[1]), content)
