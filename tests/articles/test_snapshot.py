"""The frozen article as a value: what was dumped is loaded again, however old."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import snapshot
from articles.snapshot import SCHEMA, Byline, Cover, Highlight, Related, Rights, Section, Seo, Snapshot, dump, load
from tests.articles.soak import examples

texts = st.text(max_size=20)
numbers = st.integers(0, 10_000)
moments = st.datetimes(
    datetime(1970, 1, 1),  # noqa: DTZ001  # hypothesis adds the zone
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45)), timezone(timedelta(hours=-9))]),
)
sections = st.builds(Section, id=texts, heading=texts, html=texts, text=texts)
highlights = st.builds(
    Highlight, id=texts, section=st.none() | texts, exact=texts, start=numbers, end=numbers, note=texts
)
related = st.builds(Related, title=texts, teaser=texts, url=texts, article=st.none() | texts, source=texts)
snapshots = st.builds(
    Snapshot,
    locale=texts,
    title=texts,
    slug=texts,
    kicker=texts,
    lead_html=texts,
    lead_text=texts,
    cover=st.none() | st.builds(Cover, texts, texts, texts),
    sections=st.lists(sections, max_size=3).map(tuple),
    highlights=st.lists(highlights, max_size=3).map(tuple),
    related=st.lists(related, max_size=3).map(tuple),
    authors=st.lists(st.builds(Byline, author=texts, role=texts), max_size=3).map(tuple),
    category=st.none() | texts,
    tags=st.lists(texts, max_size=3).map(tuple),
    genre=texts,
    priority=numbers,
    access=texts,
    ai_use=texts,
    ai_note=texts,
    seo=st.builds(Seo, texts, texts, texts, st.booleans()),
    rights=st.builds(Rights, texts, texts, texts, texts),
    expires_at=st.none() | moments,
    word_count=numbers,
    images=st.lists(texts, max_size=3).map(tuple),
)


@examples(200)
@given(snapshots)
def test_what_was_dumped_and_went_through_json_is_loaded_again(original):
    assert load(json.loads(json.dumps(dump(original)))) == original


@examples(50)
@given(snapshots)
def test_a_dump_bears_its_schema_and_times_in_utc(original):
    data = dump(original)

    assert data["schema"] == SCHEMA
    assert original.expires_at is None or data["expires_at"].endswith("+00:00")


def test_loading_leaves_the_data_alone():
    data = dump(Snapshot(locale="en", title="A title", slug="a-title"))
    before = json.dumps(data)

    load(data)

    assert json.dumps(data) == before


def test_older_schemas_are_migrated_step_by_step(monkeypatch):
    monkeypatch.setattr(snapshot, "SCHEMA", 3)
    monkeypatch.setitem(snapshot.MIGRATIONS, 1, lambda data: data | {"title": data["headline"]})
    monkeypatch.setitem(
        snapshot.MIGRATIONS,
        2,
        lambda data: {key: value for key, value in data.items() if key != "headline"} | {"kicker": "From 2"},
    )
    today = dump(Snapshot(locale="en", title="", slug="a-title"))
    old = {key: value for key, value in today.items() if key != "title"} | {"schema": 1, "headline": "A title"}

    loaded = load(old)

    assert (loaded.title, loaded.kicker) == ("A title", "From 2")
    assert load(dump(loaded)) == loaded


def test_a_schema_without_its_migration_is_an_error():
    data = dump(Snapshot(locale="en", title="", slug=""))

    with pytest.raises(KeyError):
        load(data | {"schema": 0})
