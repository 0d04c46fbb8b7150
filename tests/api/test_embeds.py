"""Embeds in documents: a figure that any frontend can show, and that loads nothing."""

from __future__ import annotations

from tests.api.conftest import make_live
from tests.factories import make_section


def html_of(api, html):
    make_live(sections=(make_section("", html),))
    return api.get("articles/a-title/").json()["sections"][0]["html"]


def test_an_embed_is_a_link_named_by_its_provider(api, clock):
    address = "https://www.youtube.com/watch?v=a_b-c0D1e2F&amp;t=9"

    html = html_of(api, f'<figure data-embed="{address}"><figcaption>A <em>film</em></figcaption></figure><p>a</p>')

    assert html == (
        f'<figure data-embed="{address}"><a href="{address}" rel="external noopener nofollow">YouTube</a>'
        "<figcaption>A <em>film</em></figcaption></figure><p>a</p>"
    )


def test_an_embed_of_nobody_known_is_called_by_its_host(api, clock):
    html = html_of(api, '<figure data-embed="https://video.example.org/1"></figure>')

    assert html == (
        '<figure data-embed="https://video.example.org/1">'
        '<a href="https://video.example.org/1" rel="external noopener nofollow">video.example.org</a></figure>'
    )
