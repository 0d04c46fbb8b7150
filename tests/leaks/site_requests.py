"""Requests that somebody might make of a site: any route, as anybody, with any parameters and pairs of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import F

from articles.models import Author, Category, PublishedVersion, Tag
from articles.models.content_state import ContentState
from articles.models.image import Rendition
from articles.previews import sign_preview
from tests.leaks.routes import all_routes, choices_of, described_parameters, fill
from tests.leaks.site_history import HIDDEN, Site

NOBODY, NO_ONE = "no-such-slug", str(UUID(int=1))
READER = {"q": "q", "page": "page", "token": "token"}
"""Query parameters of the reader, by the ones of the API that have such values."""
LIKELY = (
    ("nobody", "articles/?locale=*&page_size=100"),
    ("nobody", "articles/?locale=*&page_size=100&include=sections,related,translations,corrections,highlights,seo"),
    ("nobody", "changes/"),
    ("nobody", "search/?q=zq&locale=*&page_size=100"),
)
"""Where most would show."""


@dataclass(frozen=True)
class Request:
    identity: str
    address: str

    @property
    def is_of_the_public(self) -> bool:
        """Asked by who may see what is or was public, of what speaks of that alone and says the same each time: not of
        drafts and schedules, the desk's login (its token) or the worker's health."""
        sees_more = "preview" in self.identity or "token" in f"{self.identity} {self.address}"
        return not sees_more and not self.address.startswith(("/admin/", "/readyz"))


def headers_of(site: Site) -> dict[str, dict[str, str]]:
    """By identity. Tokens are made now, and open nothing but their own article's preview."""
    headers = dict(site.ground.keys)
    for slot, token in tokens_of(site).items():
        headers[f"token {slot}"] = {"Authorization": f"Bearer {token}"}
        headers[f"broken token {slot}"] = {"Authorization": f"Bearer {broken(token)}"}
    return headers


def tokens_of(site: Site) -> dict[int, str]:
    return {slot: sign_preview(article, by=site.ground.user) for slot, article in site.articles.items()}


def broken(token: str) -> str:
    """One bit of its signature changed."""
    return f"{token[:-5]}{chr(ord(token[-5]) ^ 1)}{token[-4:]}"


def sample(site: Site, chance: Random, size: int) -> list[Request]:
    """That many at random, and always those where most would show."""
    values, identities = names_of(site), list(headers_of(site))
    past = urlencode({"as_of": chance.choice(values["as_of"])})
    likely = [Request(identity, f"/api/v1/{rest}") for identity, rest in LIKELY]
    likely += [Request("history and preview", f"/api/v1/articles/?locale=*&page_size=100&{past}")]
    described = list(described_parameters())
    beside = [route for route in all_routes() if f"/{route}" not in described]
    some = []
    for _ in range(size):
        if chance.random() < 0.7:
            route = chance.choice(described)
            query = query_of(described_parameters()[route], values, chance)
        else:
            route = f"/{chance.choice(beside)}"
            query = {name: chance.choice(values[of]) for name, of in READER.items() if chance.random() < 0.3}
        chosen = {name: chance.choice(choices) for name, choices in choices_of(route, values).items()}
        address = fill(route.removeprefix("/"), chosen) + (f"?{urlencode(query)}" if query else "")
        some.append(Request(chance.choice(identities), address))
    return likely + some


def query_of(parameters: Mapping[str, Any], values: Mapping[str, Sequence[str]], chance: Random) -> dict[str, str]:
    """What must be given, and none, one or two of the rest."""
    required = [name for name, one in parameters.items() if one.get("required")]
    free = [name for name in parameters if name not in required]
    names = required + chance.sample(free, min(len(free), chance.choice((0, 1, 1, 2, 2))))
    return {name: value_of(parameters[name]["schema"], values, name, chance) for name in names}


def value_of(schema: Mapping[str, Any], values: Mapping[str, Sequence[str]], name: str, chance: Random) -> str:
    """One that the description allows, or that the site knows by this name; an unknown one fails: give it values."""
    if schema["type"] == "boolean":
        return chance.choice(("true", "false"))
    of_item = schema.get("items", schema)
    known = of_item.get("enum") or values[name]
    return ",".join(chance.sample(list(known), min(len(known), chance.randint(1, 3) if "items" in schema else 1)))


def names_of(site: Site) -> dict[str, list[str]]:
    """Values of parameters: whatever the site knows, hidden or not, and what it does not."""
    slugs = [slug for some in site.slugs.values() for slug in some] + [NOBODY]
    ids = [str(article.uuid) for article in site.articles.values()] + [NO_ONE]
    moments = moments_of(site)
    sequence = ContentState.read().public_sequence
    numbers = ["1", "2", "3"]
    words = [*sorted(site.said), "zq", "lead", '"is the lead"']
    terms = {
        kind: [str(one) for pair in model.objects.values_list("slug", "uuid") for one in pair] + [NOBODY, NO_ONE]
        for kind, model in (("author", Author), ("category", Category), ("tag", Tag))
    }
    keys = [str(article.pk) for article in site.articles.values()] + ["0"]
    tokens = tokens_of(site).values()
    of_terms = {
        f"{plural}/{name}": terms[kind]
        for kind, plural in (("author", "authors"), ("category", "categories"), ("tag", "tags"))
        for name in ("reference", "slug")
    }
    return {
        **dict.fromkeys(("published_at__gte", "published_at__lt", "updated_at__gte", "updated_at__lt"), moments),
        **dict.fromkeys(("as_of", "since"), moments),
        **dict.fromkeys(("q", "search"), words),
        **dict.fromkeys(("category", "category__in"), terms["category"]),
        **dict.fromkeys(("tag", "tag__in", "tag__all"), terms["tag"]),
        **dict.fromkeys(("from", "to", "number"), numbers),
        **dict.fromkeys(("object_id", "id"), keys),
        **dict.fromkeys(("id__in", "article"), ids),
        **of_terms,
        "author": terms["author"],
        "slug__in": slugs,
        "reference": slugs + ids,
        "slug": slugs,
        "url": slugs,
        "token": [*tokens, *map(broken, tokens), "none"],
        "priority__lte": ["1", "5", "9"],
        "page": ["1", "2", "1000000"],
        "page_size": ["1", "2", "100"],
        "min_sequence": [str(number) for number in (0, sequence, sequence + 1)],
        "cursor": ["start", *site.cursors],
        "version": [str(pk) for pk in PublishedVersion.objects.values_list("pk", flat=True)] + ["0"],
        "name": [*Rendition.objects.values_list("name", flat=True), "A" * 22 + ".jpg"],
    }


def moments_of(site: Site) -> list[str]:
    """Now, and the starts and ends that there are, with a second before and behind each."""
    edges = PublishedVersion.objects.values_list("live_from", "live_until", F("published_at"))
    events = {at for row in edges for at in row if at is not None} | {site.clock}
    second = timedelta(seconds=1)
    return [in_words(at) for event in sorted(events) for at in (event - second, event, event + second)]


def in_words(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


def hidden_names(site: Site) -> list[str]:
    """Ids of what was never public: articles and their terms. (Their words tell of themselves.)"""
    terms = [id_ for slot in HIDDEN for some in site.terms.get(slot, ()) for id_ in some.values()]
    return terms + [str(site.articles[slot].uuid) for slot in HIDDEN if slot in site.articles]
