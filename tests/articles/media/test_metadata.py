"""Rights in, rights out, and nothing else."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow
from PIL import PngImagePlugin

from articles.media.decoding import decode
from articles.media.iim import read_iim
from articles.media.metadata import UNREADABLE, Said, read_metadata, xmp_of
from articles.media.renditions import ORDER, Cutter, encode, wanted
from articles.media.xmp import HostileXmp, read_xmp, write_xmp
from articles.models import Image
from articles.text.inline import scrub
from tests.articles.media.pictures import dataset, draw, encoded, named_profile, png_text, with_iim, xmp
from tests.articles.soak import examples

TOLD = Said(
    creator="Ada Penrose, Bo Quist",
    credit="Harbour Press",
    copyright_notice="© 2026 Ada Penrose",
    caption="A gull & its shadow",
    rights_url="https://example.org/rights",
    digital_source_type="digitalCapture",
    alt="A gull",
)
IIM = (
    dataset(90, b"\x1b%G", record=1),
    dataset(80, "Ida Ømlaut".encode()),
    dataset(110, b"An agency"),
    dataset(116, b"(c) An agency"),
    dataset(120, b"A boat"),
)
FROM_IIM = Said(creator="Ida Ømlaut", credit="An agency", copyright_notice="(c) An agency", caption="A boat")


def said(data: bytes) -> Said:
    return decode(data, read=read_metadata)[1]


def with_xmp(packet: bytes, format: str) -> bytes:
    if format == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_itxt("XML:com.adobe.xmp", packet.decode())
        return encoded(format=format, pnginfo=info)
    return encoded(format=format, xmp=packet)


# --- In -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_rights_are_read_from_xmp(format):
    assert said(with_xmp(xmp(), format)) == TOLD


def test_rights_are_read_from_iptc():
    assert said(with_iim(encoded(), *IIM)) == FROM_IIM


def test_xmp_goes_before_iptc_and_iptc_before_exif_field_by_field():
    exif = Pillow.Exif()
    exif[0x013B] = "Exif Artist"
    exif[0x8298] = "Exif Copyright"
    packet = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
        xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="XMP credit"/></rdf:RDF>"""

    assert said(with_iim(encoded(exif=exif, xmp=packet), *IIM[:3])) == Said(
        creator="Ida Ømlaut", credit="XMP credit", copyright_notice="Exif Copyright"
    )


def test_several_creators_of_iptc_are_named_in_order():
    assert (
        said(with_iim(encoded(), dataset(80, b"One"), dataset(80, b"Two"), dataset(80, b"One"))).creator == "One, Two"
    )


def test_iptc_without_a_character_set_is_utf_8_or_windows_latin():
    assert read_iim(dataset(80, "Zoë".encode()) + dataset(110, "Zoë".encode("cp1252"))) == {
        "creator": ["Zoë"],
        "credit": ["Zoë"],
    }


@pytest.mark.parametrize("data", [b"\x1c", b"\x1c\x02\x50\xff\xff", b"\x1c\x02\x50\x00\x09abc", b"junk", b""])
def test_iptc_that_is_cut_off_says_nothing(data):
    assert read_iim(data) == {}


def test_values_are_bounded_and_hold_no_control_characters():
    data = with_iim(encoded(), dataset(80, b"A\x00d\x07a\r\nPenrose" + "\u202e".encode()), dataset(120, b"x" * 9000))

    found = said(data)

    assert found.creator == "Ada Penrose"
    assert found.caption == "x" * 2000


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "ftp://example.org/", "//example.org", "https://" + "x" * 3000, "data:text/html,x"],
)
def test_a_rights_address_that_may_not_be_linked_is_left_out(address):
    packet = xmp().replace(b"https://example.org/rights", address.encode())

    assert said(encoded(xmp=packet)) == replace(TOLD, rights_url="")


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("trainedAlgorithmicMedia", "trainedAlgorithmicMedia"),
        ("minorHumanEdits", "humanEdits"),
        ("digitalArt", "digitalCreation"),
        ("nonsense", ""),
    ],
)
def test_source_types_are_those_of_the_vocabulary_and_retired_ones_are_replaced(code, meant):
    assert said(encoded(xmp=xmp().replace(b"digitalCapture<", code.encode() + b"<"))).digital_source_type == meant


SWELLING = "".join(f'<!ENTITY e{n} "{"&e" + str(n - 1) + ";"}{"&e" + str(n - 1) + ";"}">' for n in range(1, 40))


@pytest.mark.parametrize(
    "packet",
    [
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
        b'<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:1/">%a;]><x/>',
        f'<!DOCTYPE x [<!ENTITY e0 "ha">{SWELLING}]><x>&e39;</x>'.encode(),
        b"<!DOCTYPE x><x/>",
        b"<a>" * 100_000,
        b"<a>" * 65 + b"</a>" * 65,
        b"not xml at all",
        b"<x>&undeclared;</x>",
        b'<?xml version="1.0" encoding="nonsense"?><x/>',
        b"<x>" + b"y" * 1_000_001 + b"</x>",
        b"\xff\xfe<\x00",
    ],
)
def test_hostile_xmp_is_refused(packet):
    with pytest.raises(HostileXmp):
        read_xmp(packet)


def test_a_picture_with_hostile_xmp_is_taken_in_without_it_and_the_editor_is_told():
    hostile = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'

    assert said(with_iim(encoded(xmp=hostile), *IIM)) == replace(FROM_IIM, remarks=(UNREADABLE,))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_packet_in_any_encoding_of_unicode_is_read(encoding):
    packet = xmp().decode().split("?>", 1)[1].rpartition("<?xpacket")[0].strip()

    assert read_xmp(packet.encode(encoding))["caption"] == ["A gull & its shadow"]


@examples(200)
@given(st.binary(max_size=300))
def test_no_bytes_make_the_readers_fail_in_another_way(data):
    read_iim(data)
    try:
        read_xmp(data)
    except HostileXmp:
        return


# --- Out ------------------------------------------------------------------------------------------------------------

RIGHTS = {
    "creator": "Ada <Penrose> & Sons",
    "credit": 'The "Press"',
    "copyright_notice": "© 2026",
    "caption": "]]> a gull",
    "rights_url": "https://example.org/?a=1&b=2",
    "digital_source_type": "digitalCapture",
}


def packets_in(data: bytes) -> list[bytes]:
    return re.findall(rb"<x:xmpmeta.*?</x:xmpmeta>", data, re.DOTALL)


@pytest.mark.parametrize("format", ORDER)
def test_every_rendition_says_its_rights_in_xmp(format):
    image = Image(width=800, height=500, **RIGHTS)
    cutter = Cutter(decode(encoded(), read=lambda opened: None)[0])

    for one in wanted(image, [format]):
        data = encode(cutter.cut(one.size), format, xmp_of(image))

        [packet] = packets_in(data)
        told = {"".join(node.itertext()).strip() for node in ElementTree.fromstring(packet).iter()}  # noqa: S314  (ours)
        address = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
        assert {*list(RIGHTS.values())[:5], address} <= told
        assert read_xmp(packet)["creator"] == ["Ada <Penrose> & Sons"]


def test_an_image_without_rights_carries_no_packet():
    assert xmp_of(Image(width=1, height=1)) == b""


texts = st.text(max_size=60).map(lambda text: " ".join(scrub(text).split()))


@examples(200)
@given(texts, texts)
def test_what_is_written_is_read_again(creator, caption):
    found = read_xmp(write_xmp({"creator": creator, "caption": caption}))

    assert found == {name: [value] for name, value in (("creator", creator), ("caption", caption)) if value}


# --- Nothing else ---------------------------------------------------------------------------------------------------


CANARY = re.compile(rb"zq[a-z]{4}|z\0q\0[a-z]\0")
"""Long enough not to stand in compressed pixels by chance."""


def canaries() -> dict[str, bytes]:
    """A file in each format with a word of its own in every place that a file has for words."""
    exif = Pillow.Exif()
    exif[0x010E], exif[0x010F], exif[0x0131] = "zqexifdescription", "zqmaker", "zqsoftware"
    exif[0x9C9C] = "zqxpcomment".encode("utf-16-le")
    details = exif.get_ifd(0x8769)
    details[0x927C], details[0x9286] = b"zqmakernote", b"ASCII\0\0\0zqusercomment"
    details[0xA431], details[0xA430] = "zqserial", "zqowner"
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 12.0, 3.0), 29: "zqgpsdate", 27: b"zqgpsmethod"})
    thumbnail = encoded(draw(20, 20), comment=b"zqthumbnail")
    exif.get_ifd(0xA005)[1] = "zqinterop"
    block = exif.tobytes() + b"zqexiftail" + thumbnail
    packet = xmp(
        more="<photoshop:History>zqhistory</photoshop:History><dc:title>zqtitle</dc:title>",
        attributes='photoshop:City="zqcity" photoshop:Instructions="zqinstructions"',
    )
    everywhere = {"exif": block, "xmp": packet, "icc_profile": named_profile("zqprofile")}
    jpeg = encoded(comment=b"zqcomment", **everywhere)
    ours = (*IIM, dataset(90, b"zqcity"), dataset(40, b"zqinstructions"), dataset(122, b"zqwriter"))
    iptc = with_iim(jpeg, *ours) + b"zqafterend"
    text = png_text("zqpngtext")
    text.add_itxt("XML:com.adobe.xmp", packet.decode())
    return {
        "JPEG": iptc,
        "PNG": encoded(format="PNG", pnginfo=text, exif=block, icc_profile=named_profile("zqprofile")),
        "WEBP": encoded(format="WEBP", **everywhere),
        "AVIF": encoded(format="AVIF", **everywhere),
        "GIF": encoded(format="GIF", comment=b"zqcomment"),
    }


@pytest.mark.parametrize("source", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_nothing_of_a_file_but_its_rights_comes_out(source):
    data = canaries()[source]
    assert CANARY.search(data), "the test must make what could leak"
    picture, found = decode(data, read=read_metadata)
    image = Image(
        width=picture.width, height=picture.height, creator=found.creator, caption=found.caption, credit=found.credit
    )
    cutter = Cutter(picture)

    for one in [one for one in wanted(image) if one.size.width <= 640]:
        out = encode(cutter.cut(one.size), one.format, xmp_of(image))

        opened = Pillow.open(io.BytesIO(out))
        told = " ".join(map(str, opened.info.values()))
        assert CANARY.findall(out) == []
        assert "zq" not in told
        assert set(opened.info) <= {"xmp", "jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive",
                                    "progression", "loop", "background", "timestamp", "duration"}  # fmt: skip
        assert dict(opened.getexif()) == {}
