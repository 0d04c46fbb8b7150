"""Moments in the templates of the desk, written as everywhere else on it."""

from __future__ import annotations

from datetime import datetime

from django import template

from articles.admin.timeline_panel import moment_in_words

register = template.Library()


@register.filter
def moment(at: datetime | None) -> str:
    return moment_in_words(at) if at else ""
