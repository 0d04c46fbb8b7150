"""The words that somebody searches for, as a query parameter."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from api.http.parameters import Parameter
from articles.search.query import LONGEST, MOST_WORDS, NotSearchable, Query, read_query


class Words(Parameter):
    SYNTAX = (
        f"Up to {MOST_WORDS} words, which must all be there, in whatever form; the last one may be a beginning. "
        'What stands in "quotation marks" is found as it stands. Case and accents do not count. There is no other '
        "syntax: signs are left out."
    )

    def parse(self, raw: str) -> Query:
        try:
            return read_query(raw)
        except NotSearchable as refused:
            raise ValidationError(str(refused), code=refused.code) from refused

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": LONGEST}
