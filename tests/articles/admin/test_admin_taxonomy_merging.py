"""Merge terms from the list and from a term's own page; the merged ones are a memory afterwards."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Author, Category, Tag, User
from articles.snapshot import Byline
from tests.articles.admin.pages import address, errors, send, signed_in, soup, told
from tests.factories import make_article, make_author, make_category, make_tag, publish_now

WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "?(?P<table>\w+)')
LOCKS = re.compile(r'FROM "(?P<table>\w+)".* FOR (?:NO KEY )?UPDATE')
MAKE: dict[str, Any] = {"author": make_author, "category": make_category, "tag": make_tag}


def merge_url(kind: str, *terms: Any) -> str:
    return f"{address(f'{kind}_merge')}?{'&'.join(f'term={term.pk}' for term in terms)}"


@pytest.mark.parametrize("kind", ["author", "category", "tag"])
def test_the_action_leads_to_a_page_that_merges(kind: str, editor: User) -> None:
    kept, lost, third = MAKE[kind]("Kept"), MAKE[kind]("Lost"), MAKE[kind]("Third")
    desk = signed_in(editor)
    chosen = {"action": "merge_selected", "_selected_action": [kept.pk, lost.pk, third.pk]}

    opened = desk.post(address(f"{kind}_changelist"), chosen)
    answer = send(desk, opened.url, keep=kept.pk)  # type: ignore[attr-defined]

    assert answer.url == address(f"{kind}_changelist")  # type: ignore[attr-defined]
    page = soup(desk.get(answer.url))  # type: ignore[attr-defined]
    message = page.select_one(".messagelist li")
    assert message is not None
    assert message.text == "Merged “Lost”, “Third” into Kept: what named them names it now."
    assert message.select("a")[0]["href"] == address(f"{kind}_change", kept.pk)
    merged = type(kept)._base_manager.filter(merged_into=kept)
    assert sorted(one.name for one in merged) == ["Lost", "Third"]


def test_the_page_says_what_moves_and_which_address_leads_on(editor: User, publisher: User) -> None:
    rivers, streams = make_tag("rivers"), make_tag("streams")
    live = make_article(publisher, title="Live", slug="live", tags=(str(rivers.uuid),))
    publish_now(live)
    make_article(publisher, title="Draft", slug="draft", tags=(str(rivers.uuid),))

    page = soup(signed_in(editor).get(merge_url("tag", rivers, streams)))

    seen, unseen = page.select(".merge-candidate")
    assert [item.text for item in seen.select(".term-uses li")] == ["Draft (draft)", "Live (live)"]
    assert "If it is not kept, 2 articles move (1 live):" in seen.text
    assert [code.text.split("/", 3)[3] for code in seen.select("code")] == ["tags/rivers/"]
    assert "Nothing names it." in unseen.text
    assert "its slug is free again" in unseen.text
    assert [one["value"] for one in page.select("input[name=keep][checked]")] == [str(rivers.pk)]


def test_drafts_and_published_articles_name_the_kept_one(editor: User, publisher: User) -> None:
    kept, lost = make_author("Ada Penrose"), make_author("A. Penrose")
    article = make_article(publisher, authors=(Byline(str(lost.uuid)),))
    publish_now(article)

    send(signed_in(editor), merge_url("author", kept, lost), keep=kept.pk)

    assert [byline.author for byline in article.bylines.all()] == [kept]


def test_fewer_than_two_or_of_two_locales_are_refused_in_words(editor: User) -> None:
    rivers, fluss = make_tag("rivers"), make_tag("Fluss", "de")
    desk = signed_in(editor)

    for terms in ([rivers], [rivers, fluss]):
        chosen = {"action": "merge_selected", "_selected_action": [one.pk for one in terms]}
        assert desk.post(address("tag_changelist"), chosen).status_code == 302
    desk.get(merge_url("tag", rivers, fluss))

    mixed = "They are of different locales: make them translations of each other instead."
    assert told(desk) == ["Choose at least two that are in use, to merge them.", mixed, mixed]
    assert not Tag.objects.exclude(merged_into=None).exists()


def test_one_term_alone_is_asked_with_which_other_of_its_locale(editor: User) -> None:
    rivers, streams = make_tag("rivers"), make_tag("streams")
    make_tag("Fluss", "de")
    make_tag("old", merged_into=streams)
    desk = signed_in(editor)

    button = soup(desk.get(address("tag_change", rivers.pk))).select_one('.object-tools a[href*="merge"]')
    page = soup(desk.get(merge_url("tag", rivers)))

    assert button is not None
    assert button["href"] == merge_url("tag", rivers)
    assert [option["value"] for option in page.select("#id_other option")] == [str(streams.pk)]


def test_what_the_act_refuses_stands_on_the_page_and_nothing_is_merged(editor: User) -> None:
    above = make_category("Above")
    below, other = make_category("Below", parent=above), make_category("Other")

    answer = send(signed_in(editor), merge_url("category", above, below, other), keep=below.pk)

    assert errors(answer) == ["“Below” stands below “Above”. Move it out first, or merge upwards."]
    assert not Category.objects.without_tree_fields().exclude(merged_into=None).exists()


def test_the_kept_one_must_be_said(editor: User) -> None:
    rivers, streams = make_tag("rivers"), make_tag("streams")

    answer = signed_in(editor).post(merge_url("tag", rivers, streams), {})

    assert errors(answer) == ["Choose the one that is kept."]


def test_who_may_not_edit_terms_merges_none(author_user: User) -> None:
    rivers, streams = make_tag("rivers"), make_tag("streams")
    client = signed_in(author_user)
    url = merge_url("tag", rivers, streams)

    assert client.get(url).status_code == 403
    assert client.post(url, {"keep": rivers.pk}).status_code == 403
    assert not Tag.objects.exclude(merged_into=None).exists()


@pytest.mark.parametrize("kind", ["author", "category", "tag"])
def test_a_merged_term_is_listed_only_under_its_filter_and_is_not_edited(kind: str, editor: User) -> None:
    kept = MAKE[kind]("Kept")
    lost = MAKE[kind]("Lost", merged_into=kept)
    desk = signed_in(editor)

    plain = soup(desk.get(address(f"{kind}_changelist")))
    filtered = soup(desk.get(address(f"{kind}_changelist"), {"merged": "yes"}))
    page = soup(desk.get(address(f"{kind}_change", lost.pk)))

    here, there = address(f"{kind}_change", lost.pk), address(f"{kind}_change", kept.pk)
    assert plain.select(f'a[href="{here}"]') == []
    assert [link["href"] for link in filtered.select(".field-kept_as a")] == [there]
    assert [link["href"] for link in page.select(".errornote a")] == [there]
    assert page.select("#content input[type=submit], .deletelink") == []
    assert desk.post(here, {"name": "Back"}).status_code == 403


def test_merged_terms_are_offered_nowhere(editor: User) -> None:
    kept, desk = make_tag("kept"), signed_in(editor)
    make_tag("lost", merged_into=kept)
    make_author("Lost", merged_into=make_author("Kept"))
    make_category("Lost", merged_into=make_category("Kept"))

    page = soup(desk.get(address("change", make_article(editor).pk)))
    listed = soup(desk.get(address("changelist")))
    asked = {"app_label": "articles", "model_name": "articleauthor", "field_name": "author", "term": ""}
    authors = desk.get(reverse("admin:autocomplete"), asked).json()["results"]
    tags = desk.get(address("tag_suggest"), {"q": "lo", "locale": "en"}).json()["tags"]

    assert [option.text for option in page.select("#id_category option")] == ["---------", "Kept"]
    assert [option.text.strip() for option in page.select("#id_tags option")] == ["kept"]
    assert [one["text"] for one in authors] == ["Kept"]
    assert tags == []
    assert "Lost" not in listed.text
    assert Author.objects.count() == 2


@pytest.mark.parametrize("kind", ["author", "category", "tag"])
def test_after_the_row_that_all_contend_for_only_the_log_is_written(kind: str, editor: User) -> None:
    """Else two merges, or a merge and a rename, may wait for each other for ever."""
    kept, *lost = (MAKE[kind](name) for name in ("Kept", "Lost", "Third"))
    desk = signed_in(editor)

    with CaptureQueriesContext(connection) as captured:
        desk.post(merge_url(kind, kept, *lost), {"keep": kept.pk})

    taking = [taken for one in captured if (taken := WRITES.match(one["sql"]) or LOCKS.search(one["sql"]))]
    tables = [taken["table"] for taken in taking]
    first = tables.index("articles_contentstate")
    assert tables[:first].count(f"articles_{kind}") >= len(lost)
    assert tables[:first].count("django_admin_log") > 0
    assert set(tables[first:]) <= {"articles_contentstate", "articles_change"}
