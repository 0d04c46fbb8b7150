"""The state of an article as a badge: a colour (desk/badges.css), and always the word."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.publishing.states import State


def badge(state: str) -> SafeString:
    """`state`: a value of State."""
    return format_html('<span class="state-badge" data-state="{}">{}</span>', state, State(state).label)
