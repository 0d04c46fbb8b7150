"""A form that was open while somebody else saved: what its writer left alone stays as the other one saved it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms


def keep_untouched(form: forms.BaseForm, names: Iterable[str]) -> None:
    """Let these fields carry what they were opened with; those that come back as they were opened say what is stored.

    `form.initial` holds what is stored. To be called once the form has its fields and initial values.
    """
    names = [name for name in names if name in form.fields]
    for name in names:
        form.fields[name].show_hidden_initial = True
    if not form.is_bound:
        return
    given: Any = form.data
    data = given.copy()
    for name in names:
        sent, opened = form.add_prefix(name), form.add_initial_prefix(name)
        if sent in data and data.get(sent) == data.get(opened):
            stored = form.get_initial_for_field(form.fields[name], name)
            data[sent] = data[opened] = "" if stored is None else str(stored)
    form.data = data
