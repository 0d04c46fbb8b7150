"""The faces beside an article's names."""

from __future__ import annotations

from typing import Any

from .pictures import AUTHOR_CROP, Picture, picture

Document = dict[str, Any]

MOST = 2
"""Of more only the names: a row of faces says less than they do."""


def portraits(authors: list[Document]) -> list[Picture]:
    """Of those who wrote the article, in order, each once, as far as they have one."""
    writers = {author["id"]: author for author in authors if author["role"] == "author"}
    if len(writers) > MOST:
        return []
    return [picture(one["portrait"], AUTHOR_CROP) for one in writers.values() if one["portrait"]]
