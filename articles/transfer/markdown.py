"""Markdown (CommonMark and tables) as an article.

# Title                      the first one; a later one is a section like `##`
first paragraph              the lead
what follows it              the opening: a section without a heading
## Heading                   a section; `###` and `####` stay headings in it, deeper ones become `####`
==passage==                  a highlight
> [!pull] quote              a pull quote
https://youtu.be/…           alone on the first line of a paragraph: an embed (articles/text/embeds.py knows from whom);
                             further lines are its caption
![alt](file.jpg "caption")   alone in a paragraph: a figure; before the lead: the cover (markdown_pictures.py)
## Explore more              related articles (markdown_related.py)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from articles.snapshot import Cover
from articles.text.cleaning import clean, clean_inline
from articles.text.embeds import provider_of
from articles.text.inline import one_line
from articles.transfer.front_matter import FrontMatter
from articles.transfer.manuscript import (
    EXPLORE,
    HEADING_LENGTH,
    ArticleFile,
    FilePicture,
    FileSection,
    Kind,
    Unplaced,
    check_title,
)
from articles.transfer.markdown_inline import NO_HTML, line_of, placeable, tell_lines, words
from articles.transfer.markdown_marks import NEW_ID, use_marks
from articles.transfer.markdown_pictures import find_pictures, picture_of
from articles.transfer.markdown_related import read_related

MAX_NESTING: Final = 100
"""Beyond it markdown-it drops text in silence. The cleaner refuses a text long before, and says so."""
NO_TITLE: Final = "Begin it with a line `# Title`."
_PULL: Final = re.compile(r"\[!pull\][ \t]*\n?", re.IGNORECASE)

Block = list[Token]
"""The tokens of one block at the top of the file, from its opening to its closing one."""


def read_markdown(front: FrontMatter, *, new_id: Callable[[], str]) -> ArticleFile:
    """Raises NotReadable without a title, TextRefused for what no cleaning makes storable."""
    return _Reader(front, new_id).read()


class _Parser(MarkdownIt):
    """Every address is taken as it is written: what may stand in a text is decided by articles/text/links.py."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"maxNesting": MAX_NESTING})
        self.enable("table")
        self.core.ruler.before("inline", "pull_quotes", _find_pull_quotes)
        self.core.ruler.before("inline", "embeds", _find_embeds)
        self.core.ruler.after("inline", "pictures", find_pictures)
        use_marks(self)

    def validateLink(self, url: str) -> bool:
        return True

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link


def _find_pull_quotes(state: StateCore) -> None:
    for quote, _, content in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if quote.type == "blockquote_open" and content.type == "inline" and _PULL.match(content.content):
            quote.attrs["data-kind"] = "pull"
            content.content = _PULL.sub("", content.content, count=1)


def _find_embeds(state: StateCore) -> None:
    """Turn paragraphs at the top of the file into figures, where they begin with the address of a player's page."""
    found: list[Token] = []
    for token in state.tokens:
        if token.type == "inline" and token.level == 1 and found[-1].type == "paragraph_open":
            found += _embed(found.pop(), token)
        elif token.type == "paragraph_close" and found[-1].type == "figcaption_close":
            found.append(Token("figure_close", "figure", -1, level=token.level))
        else:
            found.append(token)
    state.tokens = found


def _embed(paragraph: Token, content: Token) -> list[Token]:
    """The beginning of a figure; the paragraph as it was where it is none."""
    address, _, caption = content.content.partition("\n")
    address = address.strip().removeprefix("<").removesuffix(">")
    if provider_of(address) is None:
        return [paragraph, content]
    content.content = caption
    return [
        Token("figure_open", "figure", 1, attrs={"data-embed": address}, map=paragraph.map),
        Token("figcaption_open", "figcaption", 1, level=1),
        content,
        Token("figcaption_close", "figcaption", -1, level=1),
    ]


@dataclass
class _Part:
    """A heading and the blocks that stand under it."""

    heading: str
    blocks: list[Block] = field(default_factory=list)


class _Reader:
    def __init__(self, front: FrontMatter, new_id: Callable[[], str]) -> None:
        self.front = front
        self.env: dict[str, Any] = {NEW_ID: new_id}
        self.md = _Parser()
        self.title = one_line(front.meta.title or "")
        self.unplaced = list(front.unplaced)
        self.opening = _Part("")
        self.sections: list[_Part] = []
        self.related: list[Block] = []
        self.pictures: list[FilePicture] = []

    def read(self) -> ArticleFile:
        self.divide(_blocks(self.md.parse(self.front.body, self.env)))
        cover, lead = self.take_cover(), self.take_lead()
        texts = [FileSection(part.heading, clean(self.html(part.blocks))) for part in (self.opening, *self.sections)]
        return ArticleFile(
            kind=Kind.MARKDOWN,
            title=check_title(self.title, remedy=NO_TITLE),
            lead_html=lead,
            sections=tuple(text for text in texts if text.heading or text.html),
            related=tuple(read_related(self.related, self.tell)),
            meta=self.front.meta,
            pictures=tuple(self.pictures),
            cover=cover,
            unplaced=tuple(sorted(self.unplaced, key=lambda each: each.line_number)),
        )

    def tell(self, line: int, text: str, why: str) -> None:
        self.unplaced.append(Unplaced(line, text, why))

    def divide(self, blocks: Iterator[Block]) -> None:
        """Sort the blocks under their headings; the title and "Explore more" are headings of their own kind."""
        under = self.opening.blocks
        for block in blocks:
            heading = self.heading(block)
            if heading is None:
                under.append(block)
            elif block[0].tag == "h1" and (not self.title or (heading == self.title and not self.has_begun)):
                self.title = heading
            elif EXPLORE.fullmatch(heading):
                under = self.related
            elif heading:
                self.sections.append(_Part(heading))
                under = self.sections[-1].blocks

    @property
    def has_begun(self) -> bool:
        return bool(self.opening.blocks or self.sections or self.related)

    def heading(self, block: Block) -> str | None:
        """The words of a heading that divides the article, or None: then the block is text."""
        if block[0].type != "heading_open" or block[0].tag not in ("h1", "h2"):
            return None
        run, line = block[1], line_of(block[1])
        heading = words(placeable(run.children or [], line, self.tell))
        if len(heading) > HEADING_LENGTH and block[0].tag == "h2":
            self.tell(line, heading, f"longer than the {HEADING_LENGTH} characters of a heading; kept in the text")
            return None
        if any(child.type in ("mark_open", "link_open") for child in run.children or []):
            self.tell(line, heading, "a heading holds words only: its links and highlights are left out")
        return heading

    def take_cover(self) -> Cover | None:
        """The picture before the first words, where the article begins with one."""
        picture = picture_of(self.opening.blocks[0][0]) if self.opening.blocks else None
        if picture is None:
            return None
        del self.opening.blocks[0]
        self.pictures.append(picture)
        return Cover(picture.id, alt=picture.alt or "", caption=picture.caption)

    def take_lead(self) -> str:
        """The first paragraph before the first heading, where the article begins with one."""
        while self.opening.blocks and self.opening.blocks[0][0].type == "paragraph_open":
            lead = clean_inline(self.html([self.opening.blocks.pop(0)]))
            if lead:
                return lead
        return ""

    def html(self, blocks: Sequence[Block]) -> str:
        kept: list[Token] = []
        line = 0
        for token in (token for block in blocks for token in block):
            line = line_of(token) or line  # the cells of a table are on the line of their row
            if token.type == "html_block":
                tell_lines(token, self.tell, NO_HTML)
                continue
            if token.type == "inline":
                token.children = placeable(token.children or [], line, self.tell)
            if picture := picture_of(token):
                self.pictures.append(picture)
            kept.append(token)
        return str(self.md.renderer.render(kept, self.md.options, self.env))


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    block: Block = []
    for token in tokens:
        block.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield block
            block = []
