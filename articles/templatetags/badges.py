"""Badges in the templates of the desk."""

from __future__ import annotations

from django import template

from articles.admin.badges import badge

register = template.Library()
register.filter(badge)
