"""`tags/` and `tags/{slug or id}/`."""

from __future__ import annotations

import pytest

from articles.editing.merging_terms import merge_terms
from articles.editing.taxonomy import save_term
from articles.editing.term_translations import translate_term
from tests.api.conftest import SITE, feeds_of, make_live
from tests.factories import edit, make_article, make_tag, publish_now


def slugs(answer):
    assert answer.status_code == 200, answer.content
    return [one["slug"] for one in answer.json()["results"]]


def test_a_tag_is_complete(api, clock):
    tag = make_tag("rivers")
    german = translate_term(tag, locale="de", name="Flüsse")
    make_live(tags=(str(tag.uuid),))
    make_live("Eins", "eins", locale="de", tags=(str(german.uuid),))

    document = api.get("tags/rivers/").json()

    assert document == {
        "id": str(tag.uuid),
        "name": "rivers",
        "slug": "rivers",
        "locale": "en",
        "url": f"{SITE}/tags/rivers/",
        "article_count": 1,
        "translations": [
            {
                "locale": "de",
                "id": str(german.uuid),
                "slug": "fluesse",
                "name": "Flüsse",
                "url": f"{SITE}/de/tags/fluesse/",
            }
        ],
        "feeds": feeds_of("tag/rivers"),
    }
    assert api.get("tags/").json()["results"] == [document]


def test_only_the_live_version_of_an_article_counts(api, clock):
    old, new, draft = make_tag("old"), make_tag("new"), make_tag("draft")
    article = make_live(tags=(str(old.uuid),))
    clock.shift(1)
    edit(article, tags=(str(new.uuid),))
    publish_now(article)
    edit(article, tags=(str(draft.uuid),))
    make_article(slug="draft", tags=(str(draft.uuid), str(new.uuid)))

    assert [(one["slug"], one["article_count"]) for one in api.get("tags/").json()["results"]] == [("new", 1)]
    assert [api.get(f"tags/{slug}/").status_code for slug in ("old", "new", "draft")] == [404, 200, 404]


def test_an_article_with_both_of_two_merged_tags_counts_once(api, clock):
    river, stream = make_tag("river"), make_tag("stream")
    make_live(slug="both", tags=(str(river.uuid), str(stream.uuid)))
    make_live(slug="one", tags=(str(stream.uuid),))

    merge_terms(stream, river)

    assert [(one["slug"], one["article_count"]) for one in api.get("tags/").json()["results"]] == [("river", 2)]
    assert api.get("tags/stream/").status_code == 301


def test_tags_come_by_name_or_by_number_of_articles(api, clock):
    ash, oak, elm = (make_tag(name) for name in ("ash", "Oak", "élm"))
    make_live(slug="one", tags=(str(ash.uuid), str(oak.uuid), str(elm.uuid)))
    make_live(slug="two", tags=(str(oak.uuid),))

    assert slugs(api.get("tags/")) == ["ash", "elm", "oak"]
    assert slugs(api.get("tags/", "ordering=-name")) == ["oak", "elm", "ash"]
    assert slugs(api.get("tags/", "ordering=-article_count,name")) == ["oak", "ash", "elm"]
    assert api.get("tags/", "ordering=position").status_code == 400


def test_a_former_slug_redirects(api, clock):
    tag = make_tag("river")
    make_live(tags=(str(tag.uuid),))
    tag.slug = "rivers"
    save_term(tag)

    assert api.get("tags/river/")["Location"] == f"{SITE}/api/v1/tags/rivers/"


def test_what_cannot_be_a_reference_is_nothing(api):
    assert [api.get(f"tags/{text}/").status_code for text in ("A", "x" * 200, "%F0%9F%8E%89", "12-", "1")] == [404] * 5


@pytest.mark.parametrize("items", [1, 3])
def test_the_queries_are_the_same_however_much_there_is(api, clock, items, django_assert_num_queries):
    for number in range(items):
        make_live(slug=f"a-{number}", tags=(str(make_tag(f"tag {number}").uuid),))

    with django_assert_num_queries(5):  # state, counts, terms, translations and their counts
        assert api.get("tags/").json()["count"] == items
    with django_assert_num_queries(4):  # state, claim, set, counts
        assert api.get("tags/tag-0/").json()["article_count"] == 1
