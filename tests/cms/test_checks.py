from __future__ import annotations

from typing import Any

import pytest
from pytest_django.fixtures import Settings

from cms.checks import check_settings

SAFE = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "k" * 50,
    "SECRET_KEY_IS_GENERATED": False,
    "DEBUG": False,
    "ALLOWED_HOSTS": ["magazine.example"],
    "ALLOWED_HOSTS_ARE_DEFAULT": False,
    "PUBLIC_URL": "https://magazine.example",
    "IS_HTTPS": True,
    "TRUSTED_PROXIES": ["10.0.0.5", "192.168.0.0/16", "2001:db8::/32"],
    "LOCALES": ["en", "de-CH", "zh-Hant-TW", "es-419"],
    "FRONTENDS": {"en": {"article": "https://magazine.example/{slug}", "preview": "https://magazine.example/{token}"}},
}


@pytest.fixture
def site(settings: Settings) -> Settings:
    """A site in production with nothing wrong."""
    for name, value in SAFE.items():
        setattr(settings, name, value)
    return settings


def ids() -> list[str]:
    return [str(message.id) for message in check_settings(None)]


def test_safe_production_passes(site: Settings) -> None:
    assert ids() == []


def test_defaults_pass_on_the_own_machine(settings: Settings) -> None:
    assert settings.ENVIRONMENT == "local"
    assert ids() == []


@pytest.mark.parametrize(
    ("id", "wrong"),
    [
        ("cms.E001", {"SECRET_KEY_IS_GENERATED": True}),
        ("cms.E001", {"SECRET_KEY": "k" * 49}),
        ("cms.E012", {"EMBED_HOSTS": ["https://video.example"]}),
        ("cms.E012", {"EMBED_HOSTS": ["*.example"]}),
        ("cms.E012", {"EMBED_HOSTS": ["magazine.example"]}),
        ("cms.E013", {"SITE_NAME": "The\x0bMagazine"}),
        ("cms.E013", {"PUBLISHER_NAME": "The Magazine\x7f"}),
        ("cms.E002", {"DEBUG": True}),
        ("cms.E003", {"ALLOWED_HOSTS_ARE_DEFAULT": True}),
        ("cms.E003", {"ALLOWED_HOSTS": ["magazine.example", "*"]}),
        ("cms.E004", {"PUBLIC_URL": "http://magazine.example"}),
        ("cms.E005", {"ENVIRONMENT": "prodution"}),
        ("cms.E006", {"LOCALES": [], "FRONTENDS": {}}),
        ("cms.E006", {"LOCALES": ["en", "en"]}),
        ("cms.E006", {"LOCALES": ["en", "english"]}),
        ("cms.E007", {"FRONTENDS": {"fr": {"article": "https://magazine.example/{slug}"}}}),
        ("cms.E007", {"FRONTENDS": {"en": {"articles": "https://magazine.example/{slug}"}}}),
        ("cms.E007", {"FRONTENDS": {"en": {"article": "https://magazine.example/"}}}),
        ("cms.E007", {"FRONTENDS": {"en": {"article": "javascript:alert('{slug}')"}}}),
        ("cms.E007", {"FRONTENDS": {"en": "https://magazine.example/{slug}"}}),
        ("cms.E007", {"FRONTENDS": {"en": {"preview": "https://magazine.example/{slug}"}}}),
        ("cms.E008", {"TRUSTED_PROXIES": ["10.0.0.5/8"]}),
        ("cms.E008", {"TRUSTED_PROXIES": ["proxy.local"]}),
        ("cms.E009", {"PUBLIC_URL": "https://magazine.example/blog"}),
        ("cms.E010", {"ALLOWED_HOSTS": ["www.magazine.example"]}),
        ("cms.E011", {"MAX_UPLOAD_BYTES": 2_000_000, "MAX_BODY_BYTES": 1_999_999}),
        ("cms.W001", {"TRUSTED_PROXIES": []}),
    ],
)
def test_one_thing_wrong_is_told_by_its_id_with_a_remedy(site: Settings, id: str, wrong: dict[str, Any]) -> None:
    for name, value in wrong.items():
        setattr(site, name, value)

    messages = check_settings(None)

    assert [message.id for message in messages] == [id]
    assert messages[0].hint


def test_subdomains_may_be_allowed_together(site: Settings) -> None:
    site.ALLOWED_HOSTS = [".magazine.example"]

    assert ids() == []
