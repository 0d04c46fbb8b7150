"""What is elsewhere: whose page an address is, and which player belongs to it."""

from __future__ import annotations

import pytest

from articles.text.cleaning import clean
from articles.text.embeds import PROVIDERS, Embed, fill_embeds, provider_name, provider_of

TUBE = "https://www.youtube-nocookie.com/embed/a_b-c0D1e2F?autoplay=1"
VIMEO = "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1"
SPOTIFY = "https://open.spotify.com/embed/episode/4rOoJ6Egrf8K2IrywzwOMk"


@pytest.mark.parametrize(
    ("address", "player"),
    [
        ("https://www.youtube.com/watch?v=a_b-c0D1e2F", TUBE),
        ("https://m.youtube.com/watch?app=desktop&v=a_b-c0D1e2F&t=90s", TUBE + "&start=90"),
        ("https://youtube.com/shorts/a_b-c0D1e2F?feature=share", TUBE),
        ("https://www.youtube-nocookie.com/embed/a_b-c0D1e2F?start=7", TUBE + "&start=7"),
        ("https://youtu.be/a_b-c0D1e2F?si=x&t=12", TUBE + "&start=12"),
        ("https://vimeo.com/76979871", VIMEO),
        ("https://vimeo.com/channels/staffpicks/76979871", VIMEO),
        ("https://vimeo.com/76979871/0a1b2c3d4e", VIMEO + "&h=0a1b2c3d4e"),
        ("https://player.vimeo.com/video/76979871?h=0a1b2c3d4e&title=0", VIMEO + "&h=0a1b2c3d4e"),
        ("https://www.dailymotion.com/video/x8abcde", "https://geo.dailymotion.com/player.html?video=x8abcde"),
        ("https://dai.ly/x8abcde", "https://geo.dailymotion.com/player.html?video=x8abcde"),
        ("https://www.ted.com/talks/ada_on_rivers", "https://embed.ted.com/talks/ada_on_rivers"),
        ("https://archive.org/details/a.river-film_1930", "https://archive.org/embed/a.river-film_1930"),
        (
            "https://soundcloud.com/ada/the-river?si=1",
            "https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/ada/the-river&auto_play=true",
        ),
        ("https://open.spotify.com/intl-de/episode/4rOoJ6Egrf8K2IrywzwOMk", SPOTIFY),
    ],
)
def test_shared_address_has_a_player(address: str, player: str) -> None:
    provider = provider_of(address)

    assert provider is not None
    assert provider.find(address) == player


@pytest.mark.parametrize(
    "address",
    [
        "http://youtu.be/a_b-c0D1e2F",
        "youtu.be/a_b-c0D1e2F",
        "https://youtu.be/a_b-c0D1e2",
        "https://youtu.be/a_b-c0D1e2Fx",
        "https://youtu.be/a_b-c0D1e2F/x",
        "https://youtu.be.evil.example/a_b-c0D1e2F",
        "https://evil.example/youtu.be/a_b-c0D1e2F",
        "https://evil.example/#https://youtu.be/a_b-c0D1e2F",
        "https://youtu.be@evil.example/a_b-c0D1e2F",
        "https://xyoutube.com/watch?v=a_b-c0D1e2F",
        "https://www.youtube.com/watch#v=a_b-c0D1e2F",
        "https://www.youtube.com/@ada",
        "https://vimeo.com/about",
        "https://archive.org/",
        "https://archive.org/embed/..",
        "https://archive.org/details/./",
        "",
    ],
)
def test_any_other_address_has_none(address: str) -> None:
    assert provider_of(address) is None


def test_players_are_asked_for_at_one_host_of_each_provider() -> None:
    hosts = [provider.player.split("/")[2] for provider in PROVIDERS]

    assert all(provider.player.startswith("https://") for provider in PROVIDERS)
    assert len(set(hosts)) == len(PROVIDERS)


def test_unknown_provider_is_called_by_its_host() -> None:
    assert provider_name("https://youtu.be/a_b-c0D1e2F") == "YouTube"
    assert provider_name("https://video.example.org/watch?v=1") == "video.example.org"


def test_embeds_of_a_clean_text_are_found_with_their_captions() -> None:
    html = clean(
        '<p>a</p><figure data-embed="https://v.example/?a=1&b=2"><figcaption>A <b>b</b></figcaption></figure>'
        '<figure data-embed="https://v.example/2"></figure>'
    )
    found: list[Embed] = []

    filled = fill_embeds(html, lambda embed: found.append(embed) or "-")  # type: ignore[func-returns-value]

    assert found == [Embed("https://v.example/?a=1&b=2", "A <strong>b</strong>"), Embed("https://v.example/2", "")]
    assert filled == "<p>a</p>--"
