"""Embeds on the reader's page: a link for everybody, and a player for whoever asks."""

from __future__ import annotations

from typing import Any

import pytest

from articles.text.embeds import PROVIDERS
from cms.reader.embeds import Player, player_of
from tests.cms.reading import Page, make_live, parsed, texts
from tests.factories import make_section

VIDEO = "https://youtu.be/a_b-c0D1e2F"
HOSTS = "https://www.youtube-nocookie.com https://player.vimeo.com"


def make_film(address: str = VIDEO, caption: str = "<figcaption>A <em>film</em> &amp; more.</figcaption>") -> None:
    make_live(sections=(make_section("", f'<figure data-embed="{address}">{caption}</figure>'),))


def policy_of(answer: Any) -> dict[str, str]:
    parts = (part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    return {name: " ".join(values) for name, *values in parts}


@pytest.fixture
def two_hosts(settings: Any) -> None:
    settings.EMBED_HOSTS = ["www.youtube-nocookie.com", "player.vimeo.com"]


def test_embed_is_a_frame_that_says_whom_it_would_ask(page: Page) -> None:
    make_film()

    shown = parsed(page("/articles/a-title/"))

    player = shown.find(".//figure/div[@class='player']")
    assert player is not None
    assert (player.get("data-player"), player.get("data-title"), player.get("data-kind")) == (
        "https://www.youtube-nocookie.com/embed/a_b-c0D1e2F?autoplay=1",
        "Video: A film & more.",
        "video",
    )
    assert texts(player, "./button") == ["Load video from YouTube"]
    assert texts(player, "./p") == [
        "Your browser will ask www.youtube-nocookie.com, which learns your IP address and may set cookies."
    ]
    assert [(link.get("href"), link.text) for link in player.findall("./a")] == [(VIDEO, "Open at YouTube")]
    assert texts(shown, ".//figure/figcaption") == ["A film & more."]
    assert [script.get("src") for script in shown.iter("script") if script.get("src")] == ["/static/reader/embeds.js"]
    assert (shown.find(".//iframe"), shown.find(".//main//img")) == (None, None)


@pytest.mark.parametrize("address", ["https://video.example.org/?a=1&amp;b=2", "https://dai.ly/x8abcde"])
def test_embed_of_a_host_that_is_not_allowed_stays_a_link(page: Page, two_hosts: None, address: str) -> None:
    make_film(address, caption="")

    answer = page("/articles/a-title/")

    link = parsed(answer).find(".//figure/a")
    assert link is not None
    assert link.get("href") == address.replace("&amp;", "&")
    assert link.text in ("Open at video.example.org", "Open at Dailymotion")
    assert parsed(answer).find(".//script[@src]") is None
    assert "frame-src" not in policy_of(answer)


def test_only_a_page_with_a_player_may_have_frames_and_of_these_hosts_only(page: Page, two_hosts: None) -> None:
    make_film()
    make_live("Without", "without")

    policies = {path: policy_of(page(path)) for path in ("/articles/a-title/", "/articles/without/", "/", "/admin/")}

    assert policies["/articles/a-title/"].pop("frame-src") == HOSTS
    assert policies["/articles/a-title/"] == policies["/articles/without/"]
    assert ["frame-src" in policy for policy in policies.values()] == [False] * 4
    assert {policy["default-src"] for policy in policies.values()} == {"'none'"}


def test_page_that_has_not_changed_may_still_have_its_frames(page: Page, two_hosts: None) -> None:
    make_film()
    etag = page("/articles/a-title/")["ETag"]

    again = page("/articles/a-title/", headers={"If-None-Match": etag})

    assert (again.status_code, policy_of(again)["frame-src"]) == (304, HOSTS)


def test_page_on_an_allowed_host_is_its_own_player(settings: Any) -> None:
    settings.EMBED_HOSTS = ["video.example"]

    assert player_of("https://video.example/embed/1") == Player(
        "https://video.example/embed/1", "video.example", "video"
    )
    assert player_of("https://video.example:8443/embed/1") is None
    assert player_of("https://user@video.example/embed/1") is None
    assert player_of(VIDEO) is None


def test_every_provider_is_allowed_unless_the_operator_says_otherwise(settings: Any) -> None:
    assert [provider.player.split("/")[2] for provider in PROVIDERS] == settings.EMBED_HOSTS


def test_embed_speaks_the_language_of_its_page(page: Page) -> None:
    html = '<figure data-embed="https://open.spotify.com/track/4rOoJ6Egrf8K2IrywzwOMk"></figure>'
    make_live("Ein Titel", "ein-titel", locale="de", sections=(make_section("", html),))

    shown = parsed(page("/de/articles/ein-titel/"))

    assert texts(shown, ".//figure//button") == ["Audio von Spotify laden"]
    assert texts(shown, ".//figure//a") == ["Bei Spotify öffnen"]
