"""Rows of lists that are read without their head: where there is no room for a table, each value says what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import capfirst

register = template.Library()

CELL = re.compile(r"<td(?=[ >])")
EMPTY = re.compile(r"<td[^>]*>([-–]|&nbsp;|\s)*</td>")


@register.filter
def labelled(cells: Iterable[str], headers: Iterable[dict[str, Any]]) -> list[str]:
    """The admin's cells of one row, each with its column's heading as `data-label` (desk/tables.css shows it)."""
    return [with_label(cell, header) for cell, header in zip(cells, headers, strict=True)]


def with_label(cell: str, header: dict[str, Any]) -> str:
    if "action-checkbox" in header.get("class_attrib", ""):  # a box, whose head is another one
        return cell
    label = format_html('<td data-label="{}"', capfirst(header["text"]))
    if EMPTY.fullmatch(cell):
        label += mark_safe(" data-empty")
    return mark_safe(CELL.sub(lambda _: label, cell, count=1))  # noqa: S308  (the admin has escaped the cell)
