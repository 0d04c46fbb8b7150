"""The door of the site: what a visitor, a proxy or the process's environment says is believed here, or nowhere.

granian (2.8.7, measured) puts the whole process environment, database password included, into the WSGI environ, takes
`X_Forwarded_For` for `X-Forwarded-For`, and hands over chunked bodies of any size.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from http import HTTPStatus
from ipaddress import IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from django.http import HttpRequest

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

OF_WSGI = {
    # PEP 3333 and RFC 3875
    "REQUEST_METHOD",
    "SCRIPT_NAME",
    "PATH_INFO",
    "QUERY_STRING",
    "CONTENT_TYPE",
    "CONTENT_LENGTH",
    "SERVER_NAME",
    "SERVER_PORT",
    "SERVER_PROTOCOL",
    "SERVER_SOFTWARE",
    "GATEWAY_INTERFACE",
    "REMOTE_ADDR",
}
SAID_BY_PROXIES = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST")
NEVER_BELIEVED = ("HTTP_X_FORWARDED_PORT", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_PROXY")  # the last: httpoxy
HEALTH = ("/healthz", "/readyz")


class Door:
    """Lets through what WSGI defines and what a trusted proxy said, and bodies of a known, bounded length."""

    def __init__(self, application: Application, *, proxies: Iterable[str], max_body: int, public_host: str) -> None:
        self.application = application
        self.networks = [ip_network(proxy) for proxy in proxies]
        self.max_body = max_body
        self.public_host = public_host
        # Variables of the process that would look like something the visitor sent.
        self.process = {key: value for key, value in os.environ.items() if key.startswith(("HTTP_", "CONTENT_"))}

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        visitor = self.own_words(environ)
        self.believe_proxy(visitor)
        if visitor["PATH_INFO"] in HEALTH:
            visitor["HTTP_HOST"] = self.public_host  # a probe knows the process's address, not the site's name
        if refusal := self.body_refusal(visitor):
            return refuse(refusal, start_response)
        return self.application(visitor, start_response)

    def own_words(self, environ: Environ) -> Environ:
        return {
            key: value
            for key, value in environ.items()
            if (key in OF_WSGI or key.startswith(("HTTP_", "wsgi."))) and self.process.get(key) != value
        }

    def believe_proxy(self, environ: Environ) -> None:
        """Take address, scheme and host from the headers of a trusted proxy; take those headers away from anybody."""
        said = {name: environ.pop(name, "") for name in SAID_BY_PROXIES}
        for name in NEVER_BELIEVED:
            environ.pop(name, None)
        if not self.is_trusted(environ.get("REMOTE_ADDR", "")):
            return
        addresses, scheme, host = (last_first(said[name]) for name in SAID_BY_PROXIES)
        environ["REMOTE_ADDR"] = next(
            (address for address in addresses if not self.is_trusted(address)), environ["REMOTE_ADDR"]
        )
        if scheme and scheme[0] in ("http", "https"):
            environ["wsgi.url_scheme"] = scheme[0]
        if host:
            environ["HTTP_HOST"] = host[0]

    def is_trusted(self, address: str) -> bool:
        parsed = parse(address)
        return parsed is not None and any(parsed in network for network in self.networks)

    def body_refusal(self, environ: Environ) -> HTTPStatus | None:
        """A body must say its length, and keep within bounds; Django then reads no more than that."""
        length = environ.get("CONTENT_LENGTH") or "0"
        if "HTTP_TRANSFER_ENCODING" in environ:
            return HTTPStatus.LENGTH_REQUIRED
        if not (length.isascii() and length.isdigit()):
            return HTTPStatus.BAD_REQUEST
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE if int(length) > self.max_body else None


def last_first(header: str) -> list[str]:
    """The values of a header that each proxy appended to, the nearest proxy's first."""
    return [value.strip() for value in reversed(header.split(",")) if value.strip()]


def parse(address: str) -> Any:
    """An IP address, IPv4 where it only dresses as IPv6; None for anything else."""
    try:
        parsed = ip_address(address.strip("[]"))
    except ValueError:
        return None
    return getattr(parsed, "ipv4_mapped", None) or parsed


def refuse(status: HTTPStatus, start_response: StartResponse) -> list[bytes]:
    body = f"{status.phrase}\n".encode()
    start_response(
        f"{status.value} {status.phrase}",
        [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))],
    )
    return [body]


def client_address(request: HttpRequest) -> str:
    """Whom django-axes counts: the visitor's address; of IPv6 the /64, since one household owns a whole one."""
    address = parse(request.META.get("REMOTE_ADDR", ""))
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, 64), strict=False).network_address)
    return str(address or "")
