"""The foot of a copied page: titles of other articles, each followed by the beginning of its text.

Teasers are often cut off in the middle of a sentence, so a full stop says nothing; the length does.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Final

from articles.transfer.manuscript import FileLink, Unplaced
from articles.transfer.markdown_related import page_address, site_path

LONGEST_TITLE: Final = 140
"""Characters. What is longer, or ends as a sentence does, is a teaser."""
NO_TITLE: Final = "a teaser without a title before it"
_ENDS_A_SENTENCE: Final = re.compile(r"[.,;:…][\"'”’»)\]]*\Z")


class Foot:
    """Takes the blocks of lines below "Explore more", one by one."""

    def __init__(self) -> None:
        self.links: list[FileLink] = []
        self.strays: list[Unplaced] = []

    def read(self, line_number: int, lines: tuple[str, ...]) -> None:
        """A block is one text, but for titles one below the other, and a title right above its teaser."""
        if self.awaits_teaser and _is_wrapped(lines) and not _is_title(" ".join(lines)):
            self.add(line_number, " ".join(lines))
        elif all(_is_title(line) and not line[0].islower() for line in lines):
            for number, line in enumerate(lines, line_number):
                self.add(number, line)
        elif _is_title(lines[0]):
            self.add(line_number, lines[0])
            if len(lines) > 1:
                self.add(line_number + 1, " ".join(lines[1:]))
        else:
            self.add(line_number, " ".join(lines))

    @property
    def awaits_teaser(self) -> bool:
        return bool(self.links) and not self.links[-1].teaser

    def add(self, line_number: int, text: str) -> None:
        url, path = "" if " " in text else page_address(text), site_path(text)
        if self.links and (url or path):
            self.links[-1] = replace(self.links[-1], url=url, target=path)
        elif _is_title(text):
            self.links.append(FileLink(title=text, line_number=line_number))
        elif self.links:
            self.links[-1] = replace(self.links[-1], teaser=f"{self.links[-1].teaser} {text}".lstrip())
        else:
            self.strays.append(Unplaced(line_number, text, NO_TITLE))


def _is_wrapped(lines: tuple[str, ...]) -> bool:
    """Whether a program or a patient hand broke the lines: of none would the next word have fitted the line before."""
    width = max(map(len, lines))
    return all(len(line) + 1 + len(below.split()[0]) > width for line, below in pairwise(lines))


def _is_title(text: str) -> bool:
    return 0 < len(text) <= LONGEST_TITLE and not _ENDS_A_SENTENCE.search(text)
