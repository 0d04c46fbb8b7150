"""Unsafe or contradictory settings: each with an id, a sentence and a remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_network
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from api.feeds.printable import printable

MINIMAL_SECRET = 50  # characters, as in Django's security.W009
LOCALE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")  # the part of BCP 47 in common use
EMBED_HOST = re.compile(r"([a-z0-9_-]+\.)+[a-z0-9-]+(:[0-9]{1,5})?")
FIELDS = {"article": "{slug}", "category": "{slug}", "tag": "{slug}", "author": "{slug}", "preview": "{token}"}
"""Of each address of a frontend, what stands in it."""


@register(Tags.security)
def check_settings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [*faults(), *warnings()]


def faults() -> list[CheckMessage]:
    """What forbids to start: commands refuse by Django's checks, the WSGI application by itself."""
    unsafe = unsafe_in_production() if settings.ENVIRONMENT == "production" else ()
    return [*unsafe, *contradictions()]


def unsafe_in_production() -> Iterator[CheckMessage]:
    if settings.SECRET_KEY_IS_GENERATED or len(settings.SECRET_KEY) < MINIMAL_SECRET:
        yield Error(
            "SECRET_KEY is not set, or shorter than 50 characters.",
            hint="Set it to a long random text that all processes of the site share.",
            id="cms.E001",
        )
    if settings.DEBUG:
        yield Error("DEBUG is on, and would show settings and code to visitors.", hint="Set DEBUG=0.", id="cms.E002")
    if settings.ALLOWED_HOSTS_ARE_DEFAULT or not all(is_exact(host) for host in settings.ALLOWED_HOSTS):
        yield Error(
            "ALLOWED_HOSTS is not set, or allows any host.",
            hint="Set it to the names by which the site is reached, such as ALLOWED_HOSTS=magazine.example.",
            id="cms.E003",
        )
    if not settings.PUBLIC_URL.startswith("https://"):
        yield Error(
            "PUBLIC_URL does not begin with https://.",
            hint="Set it to the address of the site, such as PUBLIC_URL=https://magazine.example.",
            id="cms.E004",
        )


def is_exact(host: str) -> bool:
    return bool(host) and "*" not in host


def contradictions() -> Iterator[CheckMessage]:
    if settings.ENVIRONMENT not in ("local", "production"):
        yield Error(
            f"ENVIRONMENT is {settings.ENVIRONMENT!r}.", hint="Set it to local or to production.", id="cms.E005"
        )
    yield from wrong_locales()
    yield from wrong_frontends()
    yield from wrong_proxies()
    yield from wrong_public_url()
    yield from wrong_embed_hosts()
    yield from wrong_names()
    if settings.MAX_UPLOAD_BYTES > settings.MAX_BODY_BYTES:
        yield Error(
            "MAX_BODY_BYTES is less than MAX_UPLOAD_BYTES: larger pictures would be turned away at the door.",
            hint="Raise it, or leave it out.",
            id="cms.E011",
        )


def wrong_locales() -> Iterator[CheckMessage]:
    locales = settings.LOCALES
    if not locales or len(set(locales)) < len(locales) or not all(map(LOCALE.fullmatch, locales)):
        yield Error(
            f"LOCALES is {','.join(locales)!r}: empty, twice the same, or not a language tag.",
            hint="Set it to tags such as LOCALES=en,de-CH; the first is the default.",
            id="cms.E006",
        )


def wrong_frontends() -> Iterator[CheckMessage]:
    for locale, addresses in settings.FRONTENDS.items():
        known = locale in settings.LOCALES and isinstance(addresses, dict) and set(addresses) <= set(FIELDS)
        if not known or not all(is_template(kind, address) for kind, address in addresses.items()):
            yield Error(
                f"FRONTENDS is wrong for {locale!r}.",
                hint="Give locales of LOCALES; in each article, category, tag or author as an address with {slug}, "
                "preview as one with {token}.",
                id="cms.E007",
            )


def is_template(kind: str, address: Any) -> bool:
    return isinstance(address, str) and address.startswith(("https://", "http://")) and FIELDS[kind] in address


def wrong_proxies() -> Iterator[CheckMessage]:
    for network in settings.TRUSTED_PROXIES:
        try:
            ip_network(network)
        except ValueError as error:
            yield Error(
                f"TRUSTED_PROXIES has {network!r}: {error}.",
                hint="Set it to addresses or networks, such as TRUSTED_PROXIES=10.0.0.5,192.168.1.0/24.",
                id="cms.E008",
            )


def wrong_public_url() -> Iterator[CheckMessage]:
    parts = urlsplit(settings.PUBLIC_URL)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        yield Error(
            f"PUBLIC_URL is {settings.PUBLIC_URL!r}: not a scheme and a host.",
            hint="Set it to the address of the site without a path, such as PUBLIC_URL=https://magazine.example.",
            id="cms.E009",
        )
    elif settings.ENVIRONMENT == "production" and not is_allowed(parts.hostname):
        yield Error(
            f"ALLOWED_HOSTS lacks {parts.hostname}, the host of PUBLIC_URL.",
            hint=f"Add it: ALLOWED_HOSTS={parts.hostname}.",
            id="cms.E010",
        )


def wrong_embed_hosts() -> Iterator[CheckMessage]:
    """A sandbox that may run scripts of our own origin would be none."""
    own = urlsplit(settings.PUBLIC_URL).netloc
    for host in settings.EMBED_HOSTS:
        if not EMBED_HOST.fullmatch(host) or host == own:
            yield Error(
                f"EMBED_HOSTS has {host!r}: not the name of another host.",
                hint="Set it to names in small letters, such as EMBED_HOSTS=player.vimeo.com,video.example.",
                id="cms.E012",
            )


def wrong_names() -> Iterator[CheckMessage]:
    """Feeds carry these, and XML holds not every sign."""
    for name in ("SITE_NAME", "PUBLISHER_NAME", "PUBLISHER_LOGO", "PUBLIC_URL"):
        value = getattr(settings, name)
        if printable(value) != value:
            yield Error(
                f"{name} is {value!r}, with a sign that no feed can hold.",
                hint="Set it without control characters.",
                id="cms.E013",
            )


def is_allowed(host: str) -> bool:
    return any(host == name or (name.startswith(".") and f".{host}".endswith(name)) for name in settings.ALLOWED_HOSTS)


def warnings() -> Iterator[CheckMessage]:
    if settings.IS_HTTPS and not settings.TRUSTED_PROXIES:
        yield Warning(
            "PUBLIC_URL is https, and no proxy is trusted to say so of a request: all are redirected for ever.",
            hint="Set TRUSTED_PROXIES to the address of the proxy that speaks https with the world.",
            id="cms.W001",
        )
