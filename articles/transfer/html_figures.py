"""The pictures and videos of a page as the figures that a text may hold (articles/text/structure.py)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from bs4 import BeautifulSoup, Tag

from articles.text.links import safe_embed
from articles.transfer.html_tree import FRAME, absolute, named, value, words
from articles.transfer.manuscript import MAX_PICTURES, FilePicture

TOO_MANY: Final = f"more than {MAX_PICTURES} pictures on one page; this one is left out"
NO_VIDEO: Final = "a frame of a place that we do not know as one for videos"
_PIXEL: Final = 2  # a picture of this width or less counts readers
_CREDITS: Final = frozenset({"credit", "credits", "copyright", "photographer", "source", "quelle", "fotograf"})
_CREDIT_MARKS: Final = "[itemprop~=creditText], [itemprop~=copyrightHolder], [itemprop~=copyrightNotice]"
_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_CANDIDATE: Final = re.compile(r"([^\s,]\S*[^\s,])(?:\s+([0-9]+(?:\.[0-9]+)?)[wx])?\s*(?:,|$)")

Tell = Callable[[str, str], None]
"""Notes (text, why) of something that was not placed."""


def take_pictures(text: Tag, page: BeautifulSoup, tell: Tell) -> tuple[FilePicture, ...]:
    """Each picture in the text becomes `<figure data-image>` with an id of its own, until it is in the library."""
    taken: list[FilePicture] = []
    for img in text.find_all("img"):
        if img.decomposed:
            continue
        if _is_pixel(img):
            img.decompose()
            continue
        if len(taken) == MAX_PICTURES:
            tell(value(img, "src"), TOO_MANY)
            img.decompose()
            continue
        frame = _frame_of(img)
        picture = _picture(img, frame)
        taken.append(picture)
        _put(page, img, frame, picture)
    return tuple(taken)


def take_videos(text: Tag, page: BeautifulSoup, tell: Tell, *, base: str) -> None:
    """Each frame of a known place becomes `<figure data-embed>` with the address where people watch it."""
    for frame in text.find_all(FRAME):
        source = value(frame, "src") or value(frame, "data-src")
        address = watch_address(absolute(base or "https://page.invalid/", source))
        if address:
            figure = page.new_tag("figure", attrs={"data-embed": address})
            outer = _frame_around(frame)
            if outer is not None and (caption := outer.find("figcaption")):
                figure.append(caption.extract())
            (outer or frame).replace_with(figure)
        else:
            tell(source or "iframe", NO_VIDEO)
            frame.decompose()


def _frame_around(video: Tag) -> Tag | None:
    """The figure around a video, if there is nothing in it but this one and its caption."""
    figure = video.find_parent("figure")
    if figure is None or len(figure.find_all(FRAME)) > 1 or figure.select_one("[data-image], [data-embed]"):
        return None
    caption = figure.find("figcaption")
    return figure if words(figure) in ("", words(caption) if caption else "") else None


def watch_address(source: str) -> str:
    """Where a video that is played at `source` is watched, or "" for any other frame."""
    try:
        parts = urlsplit(source)
        host, path = (parts.hostname or "").removeprefix("www."), parts.path.strip("/").split("/")
    except ValueError:
        return ""
    if not _ID.fullmatch(path[-1]):
        return ""
    if host in ("youtube.com", "youtube-nocookie.com") and path[:-1] == ["embed"]:
        if path[-1] == "videoseries":
            playlist = parse_qs(parts.query).get("list", [""])[0]
            return f"https://www.youtube.com/playlist?list={playlist}" if _ID.fullmatch(playlist) else ""
        return f"https://www.youtube.com/watch?v={path[-1]}"
    places = {
        ("player.vimeo.com", "video"): "https://vimeo.com/",
        ("dailymotion.com", "embed/video"): "https://www.dailymotion.com/video/",
        ("geo.dailymotion.com", "player"): "",
    }
    place = places.get((host, "/".join(path[:-1])), "")
    return safe_embed(place + path[-1]) or "" if place else ""


def sources_of(img: Tag) -> tuple[str, ...]:
    """Where the page says that a picture is: `src`, what scripts would put there, then the largest of each `srcset`."""
    picture = img.find_parent("picture")
    sets = [img, *(picture.find_all("source") if picture else [])]
    found = [value(img, name) for name in ("src", "data-src", "data-original")]
    found += [
        address for tag in sets for name in ("srcset", "data-srcset") for address in _largest_first(value(tag, name))
    ]
    real = [address for address in dict.fromkeys(found) if address]
    return tuple(sorted(real, key=lambda address: address.startswith("data:")))  # those last: placeholders


def _largest_first(srcset: str) -> list[str]:
    found = [(float(size or 1), address) for address, size in _CANDIDATE.findall(srcset[:5000])]
    return [address for _, address in sorted(found, key=lambda pair: -pair[0])]


def _is_pixel(img: Tag) -> bool:
    sizes = [value(img, name) for name in ("width", "height")]
    return any(size.isdecimal() and int(size[:9]) <= _PIXEL for size in sizes)


def _frame_of(img: Tag) -> Tag | None:
    """The figure around a picture, if it is around this one alone."""
    figure = img.find_parent("figure")
    if figure is None or len(figure.find_all("img")) > 1 or figure.select_one("table, [data-image]"):
        return None
    return figure


def _picture(img: Tag, frame: Tag | None) -> FilePicture:
    caption = frame.find("figcaption") if frame is not None else None
    credit = _take_credit(frame) if frame is not None else ""
    return FilePicture(
        id=str(uuid4()),
        sources=sources_of(img),
        alt=value(img, "alt") if img.has_attr("alt") else None,
        caption=words(caption) if caption else "",
        credit=credit,
    )


def _take_credit(frame: Tag) -> str:
    marked = [*frame.select(_CREDIT_MARKS), *frame.find_all(["small", "cite"])]
    called = [tag for tag in frame.find_all(["span", "p", "div"]) if named(tag) & _CREDITS]
    for tag in filter(words, (*marked, *called)):
        credit = words(tag)
        tag.decompose()
        return credit
    return ""


def _put(page: BeautifulSoup, img: Tag, frame: Tag | None, picture: FilePicture) -> None:
    figure = page.new_tag("figure", attrs={"data-image": picture.id})
    if picture.alt:
        figure["data-alt"] = picture.alt
    old = frame or img.find_parent("picture") or img
    if frame is not None and (caption := frame.find("figcaption")):
        figure.append(caption.extract())
    old.insert_before(figure)
    rest = _rest(old) if frame is not None else []
    old.replace_with(*rest) if rest else old.decompose()


def _rest(frame: Tag) -> list[Tag]:
    """What a figure holds beside its picture and caption, if a reader could read it."""
    return [child for child in list(frame.find_all(recursive=False)) if child.name != "picture" and words(child)]


def figures_before_text(body: Tag) -> Iterator[Tag]:
    """The figures that stand before the first word of the text."""
    for child in body.descendants:
        if isinstance(child, Tag):
            if child.has_attr("data-image"):
                yield child
        elif str(child).strip() and not child.find_parent("figure"):
            return
