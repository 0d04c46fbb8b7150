"""Files of strangers become pixels, or are refused with a reason; no byte of them goes on."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image, ImageCms

from articles.errors import DamagedPicture, NotAPicture, TooManyPixels
from articles.media.decoding import Picture, decode
from tests.articles.media.pictures import draw, encoded

RED, GREEN, BLUE, YELLOW = (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 0)


def decoded(data: bytes) -> Picture:
    return decode(data, read=lambda opened: None)[0]


def corners(picture: Picture) -> list[str]:
    """The nearest named colour of each quarter: upper left, upper right, lower left, lower right."""
    names = {RED: "red", GREEN: "green", BLUE: "blue", YELLOW: "yellow"}
    width, height = picture.pixels.size
    places = [(x * width // 4, y * height // 4) for y in (1, 3) for x in (1, 3)]

    def nearest(place: tuple[int, int]) -> str:
        seen = picture.pixels.getpixel(place)
        return names[min(names, key=lambda one: sum(abs(a - b) for a, b in zip(one, seen, strict=True)))]

    return [nearest(place) for place in places]


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_five_formats_are_taken_in(format):
    picture = decoded(encoded(format=format))

    assert (picture.width, picture.height, picture.pixels.mode) == (800, 500, "RGB")
    assert corners(picture) == ["red", "green", "blue", "yellow"]
    assert picture.pixels.info == {}


@pytest.mark.parametrize("format", ["TIFF", "BMP", "ICO", "PPM", "TGA", "PCX", "EPS", "PDF", "JPEG2000"])
def test_other_formats_of_pillow_are_refused(format):
    with pytest.raises(NotAPicture):
        decoded(encoded(draw(64, 64), format))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 4000,
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><body>GIF89a</body></html>",
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"\x00\x00\x00\x18ftypheic" + b"\0" * 100,
    ],
)
def test_what_is_no_picture_is_refused_whatever_it_is_called(data):
    with pytest.raises(NotAPicture) as refused:
        decoded(data)

    assert refused.value.field == "file"


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_half_a_file_is_refused(format):
    whole = encoded(Image.effect_noise((300, 300), 80).convert("RGB"), format)

    with pytest.raises((DamagedPicture, NotAPicture)):
        decoded(whole[: len(whole) // 2])


@pytest.mark.parametrize(("width", "height"), [(9000, 9000), (20_000, 20_000), (65_535, 1), (10_000, 5_001)])
def test_too_many_pixels_are_refused_before_they_are_decoded(width, height):
    with pytest.raises(TooManyPixels) as refused:
        decoded(png_header(width, height))

    assert "50 megapixels" in refused.value.reason


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_turned_upright(orientation):
    turns = {
        1: [],
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }
    stored = draw(800, 500)
    for turn in turns[orientation]:
        stored = stored.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation

    picture = decoded(encoded(stored, exif=exif))

    assert (picture.width, picture.height) == (800, 500)
    assert corners(picture) == ["red", "green", "blue", "yellow"]


def test_an_orientation_that_makes_no_sense_is_none():
    exif = Image.Exif()
    exif[0x0112] = 77

    assert corners(decoded(encoded(exif=exif))) == ["red", "green", "blue", "yellow"]


def test_a_large_jpeg_is_halved_while_it_is_decoded_and_keeps_its_size():
    picture = decoded(encoded(draw(6000, 4000)))

    assert (picture.width, picture.height) == (6000, 4000)
    assert picture.pixels.size == (3000, 2000)


@pytest.mark.parametrize("mode", ["L", "LA", "RGBA", "P", "CMYK"])
def test_every_mode_becomes_rgb(mode):
    format = "JPEG" if mode == "CMYK" else "PNG"

    picture = decoded(encoded(draw(mode=mode), format))

    assert picture.pixels.mode == "RGB"
    seen, meant = picture.pixels.getpixel((700, 400)), draw().convert("L" if "L" in mode else "RGB").convert("RGB")
    assert all(abs(a - b) < 6 for a, b in zip(seen, meant.getpixel((700, 400)), strict=True))


def test_sixteen_bits_are_not_clipped():
    grey = Image.new("I;16", (50, 50), 128 * 257)

    assert decoded(encoded(grey, "PNG")).pixels.getpixel((0, 0)) == (128, 128, 128)


def test_what_is_transparent_becomes_white():
    clear = Image.new("RGBA", (50, 50), (255, 0, 0, 0))

    assert decoded(encoded(clear, "PNG")).pixels.getpixel((0, 0)) == (255, 255, 255)


def test_of_an_animation_the_first_frame_is_taken():
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue", "green")]

    for format in ("GIF", "WEBP"):
        data = encoded(frames[0], format, save_all=True, append_images=frames[1:])
        red, green, blue = decoded(data).pixels.getpixel((5, 5))
        assert (red > 240, green < 15, blue < 15) == (True, True, True)


def test_colours_are_converted_to_srgb():
    """A profile whose red and green are exchanged: the same numbers mean other colours."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    entries = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * 16, 12)}
    red, green = entries[b"rXYZ"], entries[b"gXYZ"]
    profile[red : red + 4], profile[green : green + 4] = profile[green : green + 4], profile[red : red + 4]
    strange = Image.new("RGB", (50, 50), (255, 0, 0))

    seen = decoded(encoded(strange, "PNG", icc_profile=bytes(profile))).pixels.getpixel((0, 0))

    assert seen[1] > 240
    assert seen[0] < 15


@pytest.mark.parametrize("profile", [b"", b"\0" * 200, b"no profile at all", b"\xff" * 5000])
def test_a_profile_that_says_nothing_usable_is_left_out(profile):
    assert corners(decoded(encoded(format="PNG", icc_profile=profile))) == ["red", "green", "blue", "yellow"]


def test_a_profile_of_another_colour_space_is_left_out():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()

    assert corners(decoded(encoded(icc_profile=lab))) == ["red", "green", "blue", "yellow"]


def test_a_picture_in_a_picture_of_a_phone_is_a_jpeg():
    buffer = io.BytesIO()
    draw().save(buffer, "MPO", save_all=True, append_images=[draw(100, 100)])

    assert (decoded(buffer.getvalue()).width, decoded(buffer.getvalue()).height) == (800, 500)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_bytes_made_up_by_chance_never_raise_anything_else(format):
    """Every 7th byte of a small file turned over, one after the other."""
    whole = encoded(draw(24, 24), format)

    for at in range(0, len(whole), 7):
        broken = bytearray(whole)
        broken[at] ^= 0xFF
        try:
            decoded(bytes(broken))
        except (DamagedPicture, NotAPicture, TooManyPixels):
            continue
