"""`==passage==` in Markdown is a highlight: a rule for markdown-it, of the kind of its own rule for `~~`."""

from __future__ import annotations

from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

NEW_ID: Final = "new_highlight_id"
"""Key of `env`: the function that names a highlight."""
SIGN: Final = "="


def use_marks(md: MarkdownIt) -> None:
    md.inline.add_terminator_char(SIGN)
    md.inline.ruler.before("emphasis", "mark", _find)
    md.inline.ruler2.before("emphasis", "mark", _pair)


def _find(state: StateInline, silent: bool) -> bool:
    """A run of two may open or close a passage; a run of another length is text."""
    if silent or state.src[state.pos] != SIGN:
        return False
    run = state.scanDelims(state.pos, True)
    state.push("text", "", 0).content = SIGN * run.length
    if run.length == 2:
        state.delimiters.append(
            Delimiter(
                marker=ord(SIGN),
                length=0,  # the rule of three is for emphasis only
                token=len(state.tokens) - 1,
                end=-1,
                open=run.can_open,
                close=run.can_close,
            )
        )
    state.pos += run.length
    return True


def _pair(state: StateInline) -> None:
    """Make elements of the delimiters that found each other, at the top and within other elements."""
    within = [meta["delimiters"] for meta in state.tokens_meta if meta and "delimiters" in meta]
    for delimiters in (state.delimiters, *within):
        for opening in delimiters:
            if opening.marker == ord(SIGN) and opening.end != -1:
                _become(state, opening.token, "mark_open", 1)
                _become(state, delimiters[opening.end].token, "mark_close", -1)


def _become(state: StateInline, index: int, type_: str, nesting: int) -> None:
    token = state.tokens[index]
    token.type, token.tag, token.nesting, token.content = type_, "mark", nesting, ""  # type: ignore[assignment]
    if nesting == 1:
        token.attrs["data-highlight-id"] = state.env[NEW_ID]()
