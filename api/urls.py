"""Routes of the content API, below /api/v1/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from api.content.articles import ArticleDetail, ArticleList
from api.reference import Docs, Schema

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("articles/", ArticleList.as_view(), name="articles"),
    path("articles/<reference>/", ArticleDetail.as_view(), name="article"),
    path("schema/", Schema.as_view(), name="schema"),
    path("docs/", Docs.as_view(), name="docs"),
]
