"""The desk's pages as a browser without scripts has them: read a form, change some of it, send it."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from articles.models import Article, User

SECTION = "11111111-1111-4111-8111-111111111111"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(page: str, *args: Any) -> str:
    """`change` of an article, or the named page of another model as `tag_add`."""
    name = page if "_" in page else f"article_{page}"
    return reverse(f"admin:articles_{name}", args=args)


def soup(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def fields(response: HttpResponse, form: str = "#content form") -> dict[str, Any]:
    """What the page's form would send as it stands, without any button."""
    found = soup(response).select_one(form)
    assert found is not None
    values: dict[str, Any] = {}
    for field in found.select("input[name], select[name], textarea[name]"):
        if not field.find_parent("template"):
            values |= value_of(field)
    return values


def value_of(field: Tag) -> dict[str, Any]:
    name, kind = str(field["name"]), field.get("type", "")
    if field.name == "textarea":
        return {name: field.text.removeprefix("\n")}
    if field.name == "select":
        chosen = [str(option.get("value", option.text)) for option in field.select("option[selected]")]
        if field.has_attr("multiple"):
            return {name: chosen}
        first = field.select_one("option")
        return {name: chosen[0] if chosen else str(first.get("value", "")) if first else ""}
    if kind == "submit" or (kind in ("checkbox", "radio") and not field.has_attr("checked")):
        return {}
    return {name: str(field.get("value", "on" if kind == "checkbox" else ""))}


def send(client: Client, url: str, **changes: Any) -> HttpResponse:
    """Open the page, change these fields, send it; gives the answer, redirects not followed. `-` stands for `__`."""
    opened = client.get(url)
    assert opened.status_code == 200, (url, opened.status_code)
    return client.post(url, fields(opened) | changes)


def write(client: Client, article: Article, **changes: Any) -> HttpResponse:
    return send(client, address("change", article.pk), _save="Save", **changes)


def begin(client: Client, title: str, **changes: Any) -> Article:
    """Make a new article by its first page."""
    answer = send(client, address("add"), title=title, **changes)
    assert answer.status_code == 302, errors(answer)
    return Article.objects.latest("pk")


def errors(response: HttpResponse) -> list[str]:
    return [item.text.strip() for item in soup(response).select(".errorlist li")]


def told(client: Client) -> list[str]:
    """The messages that the next page shows."""
    page = soup(client.get(address("changelist")))
    return [" ".join(item.text.split()) for item in page.select(".messagelist li")]
