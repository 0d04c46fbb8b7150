"""HTML is clean in the database, whichever way it went in."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.db.models.functions import Concat

from articles.models import Article, Section
from tests.factories import make_article

pytestmark = pytest.mark.django_db
DIRTY = '<p onclick="steal()">Text<script>steal()</script></p>'
CLEAN = "<p>Text</p>"


@pytest.fixture
def section():
    return make_article().sections.get()


def stored(section):
    return Section.objects.values_list("body", flat=True).get(pk=section.pk)


def test_save_cleans(section):
    section.body = DIRTY
    section.save()

    assert stored(section) == CLEAN


def test_create_and_bulk_create_clean(section):
    article = section.article
    made = [
        Section.objects.create(article=article, position=1, body=DIRTY),
        *Section.objects.bulk_create([Section(article=article, position=2, body=DIRTY)]),
        Section.objects.update_or_create(article=article, uuid=uuid4(), position=3, defaults={"body": DIRTY})[0],
    ]

    assert [stored(one) for one in made] == [CLEAN] * 3


def test_update_cleans(section):
    Section.objects.update(body=DIRTY)

    assert stored(section) == CLEAN


def test_bulk_update_cleans(section):
    section.body = DIRTY

    Section.objects.bulk_update([section], ["body"])

    assert stored(section) == CLEAN


@pytest.mark.parametrize(
    "expression",
    [
        F("heading"),
        Concat(Value("<script>"), F("heading")),
        Case(When(pk__gt=0, then=F("heading")), default=Value(DIRTY)),
        Case(When(pk__gt=0, then=Value(DIRTY))),
        Case(default=F("heading")),
    ],
    ids=["a column", "a function", "a case", "a case of bare text", "a default"],
)
def test_an_expression_that_is_computed_past_the_cleaner_is_refused(section, expression):
    before = stored(section)

    with pytest.raises(TypeError), transaction.atomic():
        Section.objects.update(body=expression)
    section.body = expression
    with pytest.raises(TypeError), transaction.atomic():
        section.save()

    assert stored(section) == before


def test_a_plain_value_is_cleaned_even_as_an_expression(section):
    Section.objects.update(body=Value(DIRTY))

    assert stored(section) == CLEAN


def test_the_lead_keeps_no_blocks(section):
    Article.objects.update(lead="<p>The <em>lead</em></p><p>goes on</p>")

    lead = Article.objects.values_list("lead", flat=True).get()
    assert "<p>" not in lead
    assert lead.startswith("The <em>lead</em>")


def test_a_form_is_told_what_cannot_be_cleaned(section):
    with pytest.raises(ValidationError) as refused:
        Section._meta.get_field("body").clean("<blockquote>" * 40 + "x", section)

    assert refused.value.code == "refused"


def test_the_kind_of_cleaning_is_part_of_the_migration():
    assert Article._meta.get_field("lead").deconstruct()[3]["inline"] is True
    assert "inline" not in Section._meta.get_field("body").deconstruct()[3]
