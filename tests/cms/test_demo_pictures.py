"""The pictures of the demo: one for each article, the same each time, and each says whose it is."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from cms.demo.pictures import FIGURES, PROGRAM_DREW_IT, SLUGS, draw, info, jpeg
from cms.demo.pictures.portraits import LOOKS, portrait
from cms.demo.plan import entries, people

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
IPTC = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"

EVERY = (*SLUGS, *FIGURES)


def described(file: bytes) -> ElementTree.Element:
    """The one description in the XMP of the file."""
    packet = Image.open(BytesIO(file)).info["xmp"]
    found = ElementTree.fromstring(packet).find(f".//{RDF}Description")  # noqa: S314 (we wrote it)
    assert found is not None
    return found


def test_every_article_has_a_cover_of_its_name_but_those_that_nobody_sees_any_more() -> None:
    hidden = {"unpublished", "killed", "legal"}

    assert sorted(SLUGS) == sorted(entry.slug for entry in entries() if entry.taken_back not in hidden)


def test_every_author_has_a_portrait_of_their_own() -> None:
    drawn = {person.portrait: portrait(person.portrait).tobytes() for person in people()}

    assert set(drawn) == set(LOOKS)
    assert len(set(drawn.values())) == 6


def test_every_figure_belongs_to_an_article_and_is_none_of_the_covers() -> None:
    assert set(FIGURES.values()) <= set(SLUGS)
    assert set(FIGURES).isdisjoint(SLUGS)


@pytest.mark.parametrize("slug", EVERY)
def test_picture_is_large_and_coloured(slug: str) -> None:
    picture = draw(slug)

    assert (picture.size, picture.mode) == ((2000, 1333), "RGB")
    small = picture.resize((60, 40))
    assert len({small.getpixel((x, y)) for x in range(60) for y in range(40)}) > 400


@pytest.mark.parametrize("slug", ["the-river-under-the-car-park", "five-counted-bottles"])
def test_another_process_draws_the_same_bytes(slug: str) -> None:
    program = f"from cms.demo.pictures import jpeg; import hashlib; print(hashlib.sha256(jpeg({slug!r})).hexdigest())"

    other = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )

    assert other.stdout.strip() == sha256(jpeg(slug)).hexdigest()


@pytest.mark.parametrize("slug", ["night-bus-to-the-harbour", "brick-with-a-slot"])
def test_file_says_whose_it_is(slug: str) -> None:
    about = info(slug)

    description = described(jpeg(slug))

    assert [item.text for item in description.iterfind(f"{DC}creator/{RDF}Seq/{RDF}li")] == [about.creator]
    assert [item.text for item in description.iterfind(f"{DC}rights/{RDF}Alt/{RDF}li")] == ["© 2026 Standfirst"]
    assert description.findtext(f"{PHOTOSHOP}Credit") == about.credit
    assert description.findtext(f"{IPTC}DigitalSourceType") == PROGRAM_DREW_IT


@pytest.mark.parametrize("slug", EVERY)
def test_picture_is_described_in_both_languages_and_has_its_motif_inside(slug: str) -> None:
    about = info(slug)

    for sentence in (about.alt, about.alt_de):
        assert 60 < len(sentence) < 250
        assert sentence.endswith(".")
    assert 0.2 <= about.focal_x <= 0.8
    assert 0.2 <= about.focal_y <= 0.8


def test_three_illustrators_share_the_work() -> None:
    assert len({info(slug).creator for slug in EVERY}) == 3


def test_unknown_name_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        draw("no-such-article")
    with pytest.raises(KeyError):
        info("no-such-article")
