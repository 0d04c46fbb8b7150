"""What Django gets to see of a request, and what it never does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from django.test import RequestFactory

from cms.door import Door, client_address

PROXY = "10.0.0.5"


class Recorder:
    """A WSGI application that keeps the environ it was called with."""

    def __init__(self) -> None:
        self.seen: dict[str, Any] | None = None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.seen = environ
        start_response("200 OK", [])
        return [b"fine"]


def go_through(proxies: tuple[str, ...] = (PROXY,), **environ: Any) -> tuple[dict[str, Any] | None, str]:
    """What the application saw (None when it was not called), and the status line."""
    inner, told = Recorder(), []
    door = Door(inner, proxies=proxies, max_body=1000, public_host="magazine.example")
    request = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/",
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "REMOTE_ADDR": "203.0.113.9",
        "HTTP_HOST": "magazine.example",
        "wsgi.url_scheme": "http",
    }
    list(door(request | environ, lambda status, headers: told.append(status)))
    return inner.seen, told[0]


def seen(**environ: Any) -> dict[str, Any]:
    environ_seen, status = go_through(**environ)
    assert (environ_seen is not None, status) == (True, "200 OK")
    return environ_seen or {}


def test_environment_of_the_process_stays_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_COLOUR", "of the process")

    request = seen(DATABASE_URL="postgresql://me:secret@db/site", PATH="/bin", HTTP_COLOUR="of the process")

    assert set(request) == {
        "REQUEST_METHOD",
        "PATH_INFO",
        "QUERY_STRING",
        "SERVER_NAME",
        "REMOTE_ADDR",
        "HTTP_HOST",
        "wsgi.url_scheme",
    }


def test_headers_of_the_visitor_come_through() -> None:
    assert seen(HTTP_ACCEPT="application/json")["HTTP_ACCEPT"] == "application/json"


FORGED = {
    "HTTP_X_FORWARDED_FOR": "198.51.100.1",
    "HTTP_X_FORWARDED_PROTO": "https",
    "HTTP_X_FORWARDED_HOST": "evil.example",
    "HTTP_X_REAL_IP": "198.51.100.1",
    "HTTP_FORWARDED": "for=198.51.100.1",
    "HTTP_PROXY": "http://evil.example",
}


def test_forwarded_headers_of_a_stranger_are_dropped() -> None:
    assert seen(**FORGED) == seen()


def test_trusted_proxy_says_address_scheme_and_host() -> None:
    request = seen(REMOTE_ADDR=PROXY, **FORGED)

    assert request == seen() | {
        "REMOTE_ADDR": "198.51.100.1",
        "wsgi.url_scheme": "https",
        "HTTP_HOST": "evil.example",  # the proxy's word; ALLOWED_HOSTS still has to agree
    }


@pytest.mark.parametrize(
    ("chain", "visitor"),
    [
        ("6.6.6.6, 198.51.100.1", "198.51.100.1"),  # what stands further left, the visitor wrote
        ("6.6.6.6, 198.51.100.1, 10.0.0.7", "198.51.100.1"),  # two proxies of ours
        ("10.0.0.7", PROXY),  # nobody but our own
        ("", PROXY),
        ("not an address", "not an address"),
    ],
)
def test_visitor_is_the_last_address_that_is_no_proxy_of_ours(chain: str, visitor: str) -> None:
    request = seen(proxies=("10.0.0.0/8",), REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=chain)

    assert request["REMOTE_ADDR"] == visitor


def test_proxy_that_comes_as_ipv4_in_ipv6_is_known() -> None:
    request = seen(REMOTE_ADDR=f"::ffff:{PROXY}", HTTP_X_FORWARDED_FOR="198.51.100.1")

    assert request["REMOTE_ADDR"] == "198.51.100.1"


@pytest.mark.parametrize("scheme", ["javascript", "", "HTTPS"])
def test_scheme_is_http_or_https(scheme: str) -> None:
    assert seen(REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_PROTO=scheme)["wsgi.url_scheme"] == "http"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probe_may_name_any_host(path: str) -> None:
    assert seen(PATH_INFO=path, HTTP_HOST="10.1.2.3:8000")["HTTP_HOST"] == "magazine.example"


@pytest.mark.parametrize(
    ("environ", "status"),
    [
        ({"CONTENT_LENGTH": "1000"}, "200 OK"),
        ({"CONTENT_LENGTH": ""}, "200 OK"),
        ({"CONTENT_LENGTH": "1001"}, "413 Request Entity Too Large"),
        ({"CONTENT_LENGTH": "-1"}, "400 Bad Request"),
        ({"CONTENT_LENGTH": "1e3"}, "400 Bad Request"),
        ({"CONTENT_LENGTH": "²"}, "400 Bad Request"),
        ({"HTTP_TRANSFER_ENCODING": "chunked"}, "411 Length Required"),
        ({"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": "3"}, "411 Length Required"),
    ],
)
def test_body_has_a_known_and_bounded_length(environ: dict[str, str], status: str) -> None:
    request, told = go_through(REQUEST_METHOD="POST", **environ)

    assert told == status
    assert (request is not None) == (status == "200 OK")


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("not an address", ""),
    ],
)
def test_guesses_are_counted_by_address_and_of_ipv6_by_network(address: str, counted: str) -> None:
    assert client_address(RequestFactory(REMOTE_ADDR=address).get("/")) == counted
