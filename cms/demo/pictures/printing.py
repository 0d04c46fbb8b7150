"""From the painted sheet to the print: soft edges, the tooth of the paper, and a JPEG that says whose it is."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape

from PIL import Image, ImageChops, ImageFilter

from cms.demo.pictures.screens import SIZE, noise
from cms.demo.pictures.sheet import OVERSIZE, Sheet

QUALITY: Final = 88

XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
   <dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator>
   <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{copyright_notice}</rdf:li></rdf:Alt></dc:rights>
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{caption}</rdf:li></rdf:Alt></dc:description>
   <photoshop:Credit>{credit}</photoshop:Credit>
   <Iptc4xmpExt:DigitalSourceType>{digital_source_type}</Iptc4xmpExt:DigitalSourceType>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def printed(sheet: Sheet) -> Image.Image:
    """The sheet at its final size, on paper."""
    return ImageChops.multiply(sheet.image.reduce(OVERSIZE).crop((0, 0, *SIZE)), _paper())


@lru_cache(maxsize=1)
def _paper() -> Image.Image:
    """Fine tooth, and broad faint clouds where the roller carried less ink."""
    tooth = noise("tooth").filter(ImageFilter.BoxBlur(1)).point([236 + round(value * 19 / 255) for value in range(256)])
    clouds = noise("clouds", (100, 67)).resize(SIZE, Image.Resampling.BICUBIC)
    clouds = clouds.point([249 + round(value * 6 / 255) for value in range(256)])
    return Image.merge("RGB", [ImageChops.multiply(tooth, clouds)] * 3)


def jpeg_of(
    picture: Image.Image,
    *,
    creator: str,
    credit: str,
    copyright_notice: str,
    digital_source_type: str,
    caption: str = "",
) -> bytes:
    """Rights metadata go in as XMP, as a photographer's program would put them there."""
    rights = {
        "creator": creator,
        "credit": credit,
        "copyright_notice": copyright_notice,
        "digital_source_type": digital_source_type,
        "caption": caption,
    }
    xmp = XMP.format(**{name: escape(value) for name, value in rights.items()}).encode("utf-8")
    file = BytesIO()
    picture.save(file, "JPEG", quality=QUALITY, optimize=True, progressive=True, xmp=xmp)
    return file.getvalue()
