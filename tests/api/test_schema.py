"""`schema/` and `docs/`: the reference is complete, valid, and what the API really answers."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import drf_spectacular
import pytest
import time_machine
import yaml
from django.core.management import call_command
from django.urls import get_resolver
from jsonschema_rs import Draft202012Validator

from api.reference import schema_bytes
from api.urls import urlpatterns
from articles.editing.drafts import create_draft
from articles.editing.taxonomy import save_term
from articles.models import Author, Category, PublishedVersion, Tag
from articles.snapshot import Byline, Related
from tests.api.conftest import NOW, make_live
from tests.factories import (
    edit,
    make_author,
    make_category,
    make_content,
    make_key,
    make_section,
    make_tag,
    publish_now,
    withdraw_now,
)

TERMS = ("authors", "categories", "tags")
OPENAPI = Draft202012Validator(
    json.loads(Path(drf_spectacular.__file__).with_name("validation").joinpath("openapi_3_1_schema.json").read_text())
)
"""What `spectacular --validate` holds the document against, and takes seconds for."""
COMMITTED = Path(__file__).resolve().parent.parent.parent / "docs" / "openapi.yaml"


@pytest.fixture
def schema():
    return json.loads(schema_bytes("json"))


def test_the_committed_document_is_todays():
    """Else: `manage.py spectacular --file docs/openapi.yaml`, and look at the difference."""
    assert COMMITTED.read_text() == schema_bytes("yaml").decode()


def test_it_is_openapi_3_1_and_valid_without_a_warning(schema):
    out = StringIO()

    call_command("spectacular", "--fail-on-warn", stdout=out)

    assert list(OPENAPI.iter_errors(schema)) == []
    assert yaml.load(out.getvalue(), Loader=yaml.CSafeLoader) == schema
    assert schema["openapi"] == "3.1.1"


def test_every_route_but_the_reference_itself_is_in_it(schema):
    routes = {"/api/v1/" + str(one.pattern) for one in urlpatterns if one.name not in ("root", "schema", "docs")}

    assert set(schema["paths"]) == {route.replace("<", "{").replace(">", "}") for route in routes}


def test_every_parameter_is_in_it_with_its_allowed_values(schema):
    for path, operations in schema["paths"].items():
        view = get_resolver().resolve(path.replace("{reference}", "x")).func.view_class
        described = [one for one in operations["get"]["parameters"] if one["in"] == "query"]
        assert {one["name"] for one in described} == set(view.parameters)
        for one in described:
            assert one["description"]
            assert (
                one["schema"].keys() & {"enum", "minimum", "format", "pattern", "maxLength", "items"}
                or one["schema"]["type"] == "boolean"
            )


def test_every_answer_is_declared(schema):
    declared = {path: set(one["get"]["responses"]) for path, one in schema["paths"].items()}

    lists = {"200", "304", "400", "401", "404", "405", "406", "412", "429", "500", "503"}
    details = lists | {"301"}
    assert declared == {
        "/api/v1/articles/": lists | {"403"},
        "/api/v1/articles/{reference}/": details | {"403", "410"},
        "/api/v1/articles/{reference}/versions/": details | {"403", "410"},
        "/api/v1/articles/{reference}/versions/diff/": details | {"403", "410"},
        "/api/v1/changes/": lists - {"404"} | {"403", "410"},
        "/api/v1/preview/": lists | {"403"},
        "/api/v1/search/": lists,
        "/api/v1/site/": lists - {"404"},
        **{f"/api/v1/{terms}/": lists for terms in TERMS},
        **{f"/api/v1/{terms}/{{reference}}/": details for terms in TERMS},
    }


@pytest.fixture(scope="module")
def built(building):
    """Something to answer each status with, in three moments."""
    with time_machine.travel(NOW, tick=False) as clock:
        build(clock)


@pytest.fixture
def site(built, db, clock):
    clock.shift(2)


def build(clock):
    target = make_live(slug="target")
    marked = '<p>Some <mark data-highlight-id="habcdef0123">marked</mark> text.</p>'
    article = make_live(
        slug="old",
        lead_html="",
        sections=(make_section(html=marked), make_section("")),
        authors=(Byline(str(make_author().uuid)),),
        category=str(make_category("Below", parent=make_category()).uuid),
        tags=(str(make_tag().uuid),),
        related=(Related(article=str(target.uuid)), Related("No address"), Related("One", url="https://example.org/")),
        ai_use="generated",
    )
    german = create_draft(
        make_content(slug="deutsch", locale="de"), by=article.owner, translation_key=article.translation_key
    )
    publish_now(german)
    for term in (Author.objects.get(), Category.objects.get(name="Below"), Tag.objects.get()):
        term.slug, term.name = "old-name", "New name"
        save_term(term)
        term.slug = "new-name"
        save_term(term)
    clock.shift(1)
    edit(article, slug="live")
    publish_now(article, kind="correction", note="A note.")
    withdraw_now(make_live(slug="gone"), "withdrawn", "A note.")
    clock.shift(1)


@pytest.mark.parametrize(
    ("path", "reference", "status"),
    [
        ("articles/", "", 200),
        ("articles/?page_size=1", "", 200),
        ("articles/?page=9", "", 404),
        ("articles/?page=x&nonsense=1", "", 400),
        ("articles/live/", "x", 200),
        ("articles/live/?highlights=inline", "x", 200),
        ("articles/live/?highlights=off", "x", 200),
        ("articles/target/", "x", 200),
        ("articles/old/", "x", 301),
        ("articles/never-was/", "x", 404),
        ("articles/gone/", "x", 410),
        ("changes/", "", 200),
        ("changes/?cursor=forged", "", 400),
        ("articles/?search=text", "", 200),
        ("search/?q=text", "", 200),
        ("search/?q=nothing", "", 200),
        ("search/?q=text&page=9", "", 404),
        ("search/", "", 400),
        ("site/", "", 200),
        ("site/?nonsense=1", "", 400),
        *((f"{terms}/", "", 200) for terms in TERMS),
        *((f"{terms}/?nonsense=1", "", 400) for terms in TERMS),
        *((f"{terms}/?page=9", "", 404) for terms in TERMS),
        *((f"{terms}/new-name/", "x", 200) for terms in TERMS),
        *((f"{terms}/old-name/", "x", 301) for terms in TERMS),
        *((f"{terms}/never-was/", "x", 404) for terms in TERMS),
    ],
)
def test_answers_are_as_described(api, site, schema, path, reference, status):
    room = path.split("/")[0]
    operation = schema["paths"][f"/api/v1/{room}/{{reference}}/" if reference else f"/api/v1/{room}/"]["get"]

    answer = api.client.get(f"/api/v1/{path}")

    assert answer.status_code == status
    assert faults_of(answer, operation, schema) == []


@pytest.mark.parametrize(
    ("path", "route", "scopes", "status"),
    [
        ("articles/?as_of=2026-03-02T09:30:00Z", "articles/", ("history",), 200),
        ("articles/?as_of=2026-03-02T09:30:00Z", "articles/", ("preview",), 403),
        ("articles/?as_of=2026-03-02T09:30:00Z", "articles/", None, 401),
        ("articles/live/versions/", "articles/{reference}/versions/", ("history",), 200),
        ("articles/old/versions/", "articles/{reference}/versions/", ("history",), 301),
        ("articles/gone/versions/", "articles/{reference}/versions/", ("history",), 410),
        ("articles/live/versions/diff/", "articles/{reference}/versions/diff/", ("history",), 200),
        ("articles/live/versions/diff/", "articles/{reference}/versions/diff/", None, 401),
        ("articles/never-was/versions/diff/", "articles/{reference}/versions/diff/", ("history",), 404),
        ("preview/?article={id}", "preview/", ("preview",), 200),
        ("preview/?article=x", "preview/", ("preview",), 400),
        ("preview/", "preview/", None, 401),
    ],
)
def test_answers_to_keys_are_as_described(api, site, schema, path, route, scopes, status):
    header = {} if scopes is None else make_key(*scopes)[1]
    operation = schema["paths"][f"/api/v1/{route}"]["get"]
    article = PublishedVersion.objects.filter(slug="live").values_list("article__uuid", flat=True).get()

    answer = api.client.get(f"/api/v1/{path.replace('{id}', str(article))}", headers=header)

    assert answer.status_code == status
    assert faults_of(answer, operation, schema) == []


def faults_of(answer, operation, schema):
    """In what the answer differs from the reference."""
    content = operation["responses"][str(answer.status_code)]["content"][answer["Content-Type"]]
    return faults_in(answer.json(), content["schema"], schema)


def faults_in(document, described, schema):
    described = described | {"components": schema["components"]}
    for name in described["components"]["schemas"].values():
        if "properties" in name:  # else it is a choice among others
            name["additionalProperties"] = name.get("additionalProperties", False)
    return [fault.message for fault in Draft202012Validator(described).iter_errors(document)]


# --- Examples -------------------------------------------------------------------------------------------------------


def test_every_answer_with_a_body_has_an_example_that_is_as_described(schema):
    for path, operations in schema["paths"].items():
        for status, answer in operations["get"]["responses"].items():
            assert ("content" in answer) == (status != "304")
            for content in answer.get("content", {}).values():
                assert faults_in(content["example"], content["schema"], schema) == [], (path, status)
                assert content["example"].get("status", int(status)) == int(status)


def test_examples_are_the_sites_own_problems(schema):
    def problem(path, status):
        return schema["paths"][f"/api/v1/{path}"]["get"]["responses"][status]["content"]["application/problem+json"][
            "example"
        ]

    faults = problem("tags/", "400")["errors"]
    assert [(one["parameter"], one["code"]) for one in faults] == [("page_size", "out_of_range"), ("colour", "unknown")]
    assert problem("articles/{reference}/", "410")["note"]
    assert problem("changes/", "410")["type"] == "urn:standfirst:problem:stale-cursor"
    assert "preview token" in problem("preview/", "401")["detail"]
    assert "scope history" in problem("articles/", "403")["detail"]


def test_offsets_of_the_highlight_in_an_example_hold_in_its_text(schema):
    answer = schema["paths"]["/api/v1/articles/{reference}/"]["get"]["responses"]["200"]
    article = answer["content"]["application/json"]["example"]

    highlight, section = article["highlights"][0], article["sections"][0]

    assert highlight["section"] == section["id"]
    assert section["text"][highlight["start"] : highlight["end"]] == highlight["exact"]
    assert highlight["start_utf16"] == highlight["start"] + 1  # an emoji stands before it


# --- The two pages --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accept", "query", "media_type"),
    [
        ("*/*", "", "application/json"),
        ("application/vnd.oai.openapi+json", "", "application/vnd.oai.openapi+json"),
        ("application/yaml", "", "application/yaml"),
        ("application/vnd.oai.openapi", "", "application/vnd.oai.openapi"),
        ("text/html,*/*;q=0.8", "format=yaml", "application/yaml"),
        ("application/yaml", "format=json", "application/json"),
    ],
)
def test_the_schema_comes_as_json_or_yaml(api, schema, accept, query, media_type):
    answer = api.get("schema/", query, Accept=accept)

    assert (answer.status_code, answer["Content-Type"], answer["Vary"]) == (200, media_type, "Accept")
    assert yaml.load(answer.content, Loader=yaml.CSafeLoader) == schema


def test_the_address_of_the_api_itself_leads_to_the_reference(api):
    answer = api.client.get("/api/v1/")

    assert (answer.status_code, answer["Location"]) == (302, "/api/v1/docs/")


def test_the_reference_page_takes_nothing_from_elsewhere_and_runs_under_the_strict_policy(api):
    answer = api.get("docs/", Accept="text/html")

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "//" not in html
    assert 'data-schema="/api/v1/schema/"' in html
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "<style" not in html
    assert html.count("<script ") == html.count("<script src=") == 2
