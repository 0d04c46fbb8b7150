"""A web page as an article: what its author wrote, without what the site put around it.

title          `<h1>`, else what the head says
lead           what is marked as one (standfirst, dek, lead …), else the first paragraph
section        begins with `<h2>`
highlight      `<mark>`
figure         `<img>`, with its caption and credit; those before the text are the cover
Explore more   links under such a heading, wherever on the page it stands (html_related.py)

What stood within the article and has no place in one is told. The pictures are still in their files: see html_pictures.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import uuid4

from bs4 import BeautifulSoup, Tag

from articles.snapshot import Cover
from articles.text.cleaning import clean_document, clean_inline
from articles.text.document import cut
from articles.text.inline import one_line
from articles.text.links import safe_href
from articles.transfer.html_article import NOT_OF_IT, find_article, find_body, take_strangers
from articles.transfer.html_figures import figures_before_text, take_pictures, take_videos
from articles.transfer.html_head import Head, meta_of
from articles.transfer.html_related import take_related
from articles.transfer.html_tree import absolute, named, parse_page, value, words
from articles.transfer.manuscript import (
    HEADING_LENGTH,
    ArticleFile,
    FilePicture,
    FileSection,
    Kind,
    Unplaced,
    check_title,
)

NO_TITLE: Final = "Give it an <h1> or a <title>."
NO_ADDRESS: Final = "no address that may stand in a text; the words stay, without the link"
TOO_LONG: Final = f"longer than the {HEADING_LENGTH} characters of a heading; kept in the text"
LEADS: Final = frozenset({"lead", "lede", "standfirst", "dek", "deck", "vorspann", "subtitle", "subheadline", "intro"})
LEAD_MARKS: Final = "[itemprop~=description], [itemprop~=alternativeHeadline]"
SHORTEST_LEAD: Final = 60  # characters; a shorter line beside the title is a remark
LONGEST_LEAD: Final = 1500  # characters; what is called a lead and is longer is text


def read_page(html: str, *, new_id: Callable[[], str]) -> ArticleFile:
    """Raises NotReadable without a title or for monstrous markup, TextRefused for what no cleaning makes storable."""
    return _Reader(parse_page(html), new_id).read()


class _Reader:
    def __init__(self, page: BeautifulSoup, new_id: Callable[[], str]) -> None:
        self.page = page
        self.new_id = new_id
        self.unplaced: list[Unplaced] = []
        self.article = find_article(page)
        self.head = Head(page, self.article)
        self.base = self.head.base

    def tell(self, text: str, why: str) -> None:
        self.unplaced.append(Unplaced(0, text, why))

    def read(self) -> ArticleFile:
        related = take_related(self.page, base=self.base)
        title = check_title(self.head.take_title(), remedy=NO_TITLE)
        meta = meta_of(self.head, title=title)
        for text in take_strangers(self.article):
            self.tell(text, NOT_OF_IT)
        pictures = take_pictures(self.article, self.page, self.tell)
        take_videos(self.article, self.page, self.tell, base=self.base)
        self.mark_up()
        lead, body = self.take_lead(), find_body(self.article)
        cover, more = self.take_cover(pictures)
        self.take_head_lines()
        document = clean_document(str(body))
        if body is not self.article:
            self.tell_outside(body)
        lead, document = (lead, document) if lead else _split_lead(document)
        shown = [picture for picture in pictures if picture.id in document or (cover and picture.id == cover.image)]
        for picture in pictures:
            if picture not in shown:
                self.tell(picture.name, NOT_OF_IT)
        return ArticleFile(
            kind=Kind.HTML,
            title=title,
            lead_html=lead,
            sections=tuple(FileSection(one_line(part.heading), part.body) for part in cut(document)),
            related=related,
            meta=meta,
            pictures=(*shown, *more),
            cover=cover,
            unplaced=tuple(self.unplaced),
        )

    def mark_up(self) -> None:
        """Marks become highlights, relative addresses whole ones; layers that only lay out are taken away."""
        for mark in self.article.find_all("mark"):
            mark["data-highlight-id"] = self.new_id()
        for quote in self.article.find_all(["blockquote", "aside"]):
            if "pullquote" in named(quote) or "pull" in named(quote):
                quote.name, quote["data-kind"] = "blockquote", "pull"
        for heading in self.article.find_all("h2"):
            if len(words(heading)) > HEADING_LENGTH:
                self.tell(words(heading), TOO_LONG)
                heading.name = "p"
        for anchor in self.article.find_all("a", href=True):
            href = value(anchor, "href")
            anchor["href"] = href if href.startswith("#") else absolute(self.base, href)
            if safe_href(value(anchor, "href")) is None and words(anchor):
                self.tell(href, NO_ADDRESS)
        for tag in self.article.find_all(["div", "section", "span"]):
            if tag.name == "span" or (
                tag is not self.article and len(tag.find_all(recursive=False)) == 1 and _is_layer(tag)
            ):
                tag.unwrap()

    def take_lead(self) -> str:
        marked = self.article.select(LEAD_MARKS)
        called = [tag for tag in self.article.find_all(["p", "div", "h2", "h3", "strong"]) if named(tag) & LEADS]
        for tag in (*marked, *called):
            text = words(tag)
            if text and len(text) <= LONGEST_LEAD and not tag.find(["figure", "h2"]):
                return _taken(tag)
        return next((_taken(tag) for tag in self.article.select("header p") if len(words(tag)) >= SHORTEST_LEAD), "")

    def take_head_lines(self) -> None:
        """What is left of the lines around the title: reading time, buttons, the name of the section."""
        for header in self.article.find_all("header"):
            if text := words(header):
                self.tell(text, NOT_OF_IT)
            for figure in header.find_all("figure"):
                header.insert_before(figure.extract())
            header.decompose()

    def take_cover(self, pictures: tuple[FilePicture, ...]) -> tuple[Cover | None, tuple[FilePicture, ...]]:
        """The first figure before the text, else the picture that the head offers to those who link here."""
        by_id = {picture.id: picture for picture in pictures}
        figure = next(figures_before_text(self.article), None)
        if figure is not None:
            picture = by_id[value(figure, "data-image")]
            figure.decompose()
            return Cover(picture.id, alt=picture.alt or "", caption=picture.caption), ()
        offered = self.head.meta("og:image", "twitter:image")[:1]
        if not offered:
            return None, ()
        alts = self.head.meta("og:image:alt", "twitter:image:alt")
        extra = FilePicture(id=str(uuid4()), sources=tuple(offered), alt=alts[0] if alts else None)
        return Cover(extra.id, alt=extra.alt or ""), (extra,)

    def tell_outside(self, body: Tag) -> None:
        """What the article holds outside of what it marks as its text."""
        body.decompose()
        for part in self.article.find_all(["p", "li", "h2", "h3", "h4"]):
            if text := words(part):
                self.tell(text, NOT_OF_IT)


def _taken(tag: Tag) -> str:
    lead = clean_inline("".join(map(str, tag.contents)))
    tag.decompose()
    return lead


def _is_layer(tag: Tag) -> bool:
    return not any(isinstance(child, str) and child.strip() for child in tag.children)


def _split_lead(document: str) -> tuple[str, str]:
    """The first paragraph, where the document begins with one."""
    if not document.startswith("<p>"):
        return "", document
    lead, _, rest = document.removeprefix("<p>").partition("</p>")
    return lead, rest
